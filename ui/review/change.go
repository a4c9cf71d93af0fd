package review

import (
	"slices"
	"strings"

	"rehearse/journey"
	"rehearse/journey/edit"
	"rehearse/ui/form"
	"rehearse/ui/text"
)

// Change is what happens to one record, in words.
type Change struct {
	Of journey.Ref
	// Title names the record and says whether it is added, changed or deleted.
	Title string
	// Lines are its fields: before → after, or what a new record holds.
	Lines []string
}

// Changes puts the records that an edit changes into words. Records that are only moved on the board, or in their order,
// are left out.
func Changes(p *text.Printer, before, after *journey.Map, diffs []edit.Diff) (list []Change) {
	w := &writer{p: p, before: journey.NewIndex(before), after: journey.NewIndex(after)}
	for _, d := range diffs {
		c := Change{Of: d.Ref()}
		switch {
		case d.Before == nil:
			c.Title = w.title("review.added", w.after, d.After)
			for _, l := range w.leaves(w.after, form.Of(d.After), leaf{}) {
				if l.text != "" && l.path != "name" && l.plain && !joins(d.Kind, l.path) {
					c.Lines = append(c.Lines, p.T("review.holds", journey.Args{"Field": l.whole(), "After": l.text}))
				}
			}
		case d.After == nil:
			c.Title = w.title("review.deleted", w.before, d.Before)
		default:
			c.Title = w.title("review.changed", w.after, d.After)
			if c.Lines = w.fields(d); len(c.Lines) == 0 && !rejoined(d) {
				continue
			}
		}
		list = append(list, c)
	}
	return list
}

// joins reports whether a field of a link is told by its title: which steps it joins.
func joins(kind journey.Kind, path string) bool {
	return kind == journey.KindLink && (path == "from" || path == "to" || path == "port")
}

type writer struct {
	p             *text.Printer
	before, after *journey.Index
}

// title names a record. A link is named by the steps it joins; of some kinds there is only one.
func (w *writer) title(id string, ix *journey.Index, r journey.Record) string {
	kind := w.p.T("text.kind."+string(r.RecordKind()), nil)
	switch r := r.(type) {
	case *journey.Settings, *journey.Policy:
		return w.p.T(id+"_one", journey.Args{"Kind": kind})
	case *journey.Link:
		return w.p.T(id, journey.Args{"Kind": kind, "Name": w.p.T("review.link", journey.Args{"From": w.name(ix, r.From), "To": w.name(ix, r.To)})})
	}
	return w.p.T(id, journey.Args{"Kind": kind, "Name": Name(w.p, r)})
}

func (w *writer) name(ix *journey.Index, id journey.ID) string {
	if r := ix.Get(id); r != nil {
		return Name(w.p, r)
	}
	return string(id)
}

// leaf is a value of a record in words.
type leaf struct {
	path, label, text string
	// part is the item of a list it is in, partName what that is called; "" for none.
	part, partName string
	// plain values are those that say something without the ones around them.
	plain bool
}

// whole is the label with the item before it.
func (l *leaf) whole() string {
	switch {
	case l.partName == "":
		return l.label
	case l.label == "":
		return l.partName
	}
	return l.partName + " · " + l.label
}

// fields are the fields that differ: an item of a list that is new, or gone, in one line. What the title
// tells is left out.
func (w *writer) fields(d edit.Diff) (lines []string) {
	was, is := w.leaves(w.before, form.Of(d.Before), leaf{}), w.leaves(w.after, form.Of(d.After), leaf{})
	old, parts := map[string]leaf{}, map[string]bool{}
	for _, l := range was {
		old[l.path], parts[l.part] = l, true
	}
	kept := map[string]bool{}
	for _, l := range is {
		kept[l.part] = true
	}
	var whole []string // the new item being told
	for n, l := range is {
		if l.part != "" && !parts[l.part] {
			if l.text != "" {
				whole = append(whole, w.p.T("review.holds", journey.Args{"Field": l.label, "After": l.text}))
			}
			if n == len(is)-1 || is[n+1].part != l.part {
				lines = append(lines, w.p.T("review.new_item", journey.Args{"Field": l.partName, "Values": strings.Join(whole, "; ")}))
				whole = nil
			}
			continue
		}
		lines = append(lines, w.line(d.Kind, l, old[l.path].text, l.text))
		delete(old, l.path)
	}
	told := map[string]bool{}
	for _, l := range was {
		switch _, gone := old[l.path]; {
		case !gone:
		case l.part != "" && !kept[l.part]:
			if !told[l.part] {
				told[l.part] = true
				lines = append(lines, w.p.T("review.item_gone", journey.Args{"Field": l.partName}))
			}
		default:
			lines = append(lines, w.line(d.Kind, l, l.text, ""))
		}
	}
	return slices.DeleteFunc(lines, func(line string) bool { return line == "" })
}

// rejoined reports whether a link joins other steps than before.
func rejoined(d edit.Diff) bool {
	before, link := d.Before.(*journey.Link)
	after, still := d.After.(*journey.Link)
	return link && still && (before.From != after.From || before.To != after.To || before.Port != after.Port)
}

// line is one field before and after; "" when nothing is to be told of it.
func (w *writer) line(kind journey.Kind, l leaf, before, after string) string {
	if before == after || joins(kind, l.path) {
		return ""
	}
	for _, side := range []*string{&before, &after} {
		if *side == "" {
			*side = w.p.T("review.nothing", nil)
		}
	}
	return w.p.T("review.before_after", journey.Args{"Field": l.whole(), "Before": before, "After": after})
}

// leaves are the values of a form in words, with the labels of the parts they are in.
func (w *writer) leaves(ix *journey.Index, fields []form.Field, within leaf) (list []leaf) {
	for _, f := range fields {
		l := within
		l.path = f.Path
		switch {
		case f.Item > 0:
			l.part, l.partName, l.label = f.Path, w.p.T("review.item", journey.Args{"Field": within.whole(), "N": f.Item}), ""
		case within.label == "":
			l.label = Label(w.p, f.Name)
		case !strings.HasSuffix(f.Path, ".value"): // the value of a number is called like the number
			l.label = within.label + " · " + Label(w.p, f.Name)
		}
		switch {
		case f.Control == form.Section, f.Control == form.List, f.Control == form.Optional && f.Text != "":
			list = append(list, w.leaves(ix, f.Fields, l)...)
		case f.Control != form.Optional:
			l.text, l.plain = w.value(ix, f), f.Control != form.Choice && f.Control != form.Switch
			list = append(list, l)
		}
	}
	return list
}

// value is the value of a field as a person reads it, "" for none.
func (w *writer) value(ix *journey.Index, f form.Field) string {
	p := w.p
	name := func(id string) string {
		if f.Typed {
			_, id, _ = strings.Cut(id, "/")
		}
		if r := ix.Get(journey.ID(id)); r != nil {
			return Name(p, r)
		}
		return id
	}
	switch f.Control {
	case form.Reference:
		if f.Text == "" {
			return ""
		}
		return name(f.Text)
	case form.References:
		ids := strings.Fields(f.Text)
		for i, id := range ids {
			if r := ix.Get(journey.ID(id)); r != nil {
				ids[i] = Name(p, r)
			}
		}
		return strings.Join(ids, ", ")
	case form.Choice:
		if at := slices.IndexFunc(f.Words, func(x form.Word) bool { return x.Value == f.Text }); at >= 0 {
			word := f.Words[at].Name
			if !p.Has(word) {
				word = "step.word." + word[strings.LastIndexByte(word, '.')+1:]
			}
			return p.T(word, nil)
		}
	case form.Switch:
		if f.Text != "" {
			return p.T("review.yes", nil)
		}
	case form.Span:
		if d, ok := journey.ParseDuration(f.Text); ok && f.Text != "" {
			return p.Duration(d)
		}
	case form.Number, form.Share, form.Amount:
		return strings.Replace(f.Text, ".", p.T("step.decimal", nil), 1)
	case form.Lines:
		return strings.ReplaceAll(f.Text, "\n", ", ")
	}
	return f.Text
}
