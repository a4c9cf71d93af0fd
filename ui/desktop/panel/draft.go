package panel

import (
	"maps"
	"slices"
	"strconv"
	"strings"

	"rehearse/journey"
	"rehearse/ui/form"
)

// draft is a text that was refused, with the reason.
type draft struct{ text, sentence string }

// Drafts are texts that were refused. They outlive the panel they were typed in: who comes back to the field finds them
// there until they are put right or given up.
type Drafts map[draftKey]draft

// draftKey is where a draft belongs: the item of a list by its ID, so that it stays with it when another item is removed; see
// form.Key.
type draftKey struct {
	of  journey.Ref
	key string
}

// keyOf is the key of a path in the record that is shown; the path itself for several records, which share no lists.
func (in *Inspector) keyOf(path string) string {
	if record := in.alone(); record != nil {
		if key, there := form.Key(record, path); there {
			return key
		}
	}
	return path
}

// alone is the one record that is shown; nil for none and for several.
func (in *Inspector) alone() journey.Record {
	if in.m == nil || in.several() {
		return nil
	}
	return in.m.Lookup(in.ref)
}

// shift keeps drafts with the items of a list that have no IDs when one of them is removed, or changes places with the next.
func (d Drafts) shift(of journey.Ref, list string, to func(item int) (now int, kept bool)) {
	moved := Drafts{}
	for at, refused := range d {
		rest, inside := strings.CutPrefix(at.key, list+".")
		number, rest, _ := strings.Cut(rest, ".")
		item, err := strconv.Atoi(number)
		if at.of != of || !inside || err != nil {
			continue
		}
		delete(d, at)
		if now, kept := to(item); kept {
			moved[draftKey{of, elementPath(list, now) + "." + rest}] = refused
		}
	}
	maps.Copy(d, moved)
}

// resume shows a refused text again with its reason: it stays until it is put right or given up.
func (r *row) resume() {
	d, ok := r.in.drafts[draftKey{r.of, r.key}]
	if !ok || r.entry == nil {
		return
	}
	r.set(d.text)
	r.complain(d.sentence)
}

// waiting are the other fields of the record that hold a text that was refused.
func (in *Inspector) waiting(besides string) []*row {
	var list []*row
	for _, r := range in.rows {
		if _, ok := in.drafts[draftKey{r.of, r.key}]; ok && r.of == in.ref && r.field.Path != besides && r.entry != nil {
			list = append(list, r)
		}
	}
	slices.SortFunc(list, func(a, b *row) int { return strings.Compare(a.field.Path, b.field.Path) })
	return list
}

// forget gives up what was refused in a part of the record: it is about to be set as a whole.
func (in *Inspector) forget(path string) {
	for _, r := range in.rows {
		if r.field.Path == path || strings.HasPrefix(r.field.Path, path+".") {
			r.restore()
		}
	}
}

// Refused are the texts that were typed into fields of records still there and are not in the map, each with the name of its field and the reason.
func (in *Inspector) Refused() []string {
	var list []string
	if in.m == nil {
		return nil
	}
	for key, d := range in.drafts {
		of := key.of
		first, _, _ := strings.Cut(string(of.ID), "+") // of several that are edited together
		of.ID = journey.ID(first)
		record := in.m.Lookup(of)
		if record == nil {
			continue // deleted meanwhile
		}
		path, there := form.PathOf(record, key.key)
		if !there {
			continue // its item was removed meanwhile
		}
		name := path
		if f, ok := form.Find(form.Of(record), path); ok {
			name = in.label(f)
		}
		list = append(list, name+" — "+d.text+": "+d.sentence)
	}
	slices.Sort(list)
	return list
}
