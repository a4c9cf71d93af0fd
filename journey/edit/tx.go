package edit

import (
	"fmt"
	"reflect"

	"rehearse/journey"
)

// refs is a set of records.
type refs map[journey.Ref]bool

// Tx is one edit in the making. Its methods change the map at once for Map and the intents that
// follow; the rest of the program sees it only when Apply returns. A method that must refuse makes the
// whole edit fail.
//
// A Tx does not keep references together while it runs: settle does that once, at the end.
type Tx struct {
	editor  *Editor
	label   Label
	next    *journey.Map
	owned   map[journey.Kind]bool // slices that are this edit's own copies
	touched refs
	moved   refs // touched, and perhaps at another place in the order
	made    map[journey.ID]bool
	refusal error
}

func newTx(e *Editor, label Label) *Tx {
	next := *e.m
	return &Tx{
		editor: e, label: label, next: &next,
		owned: map[journey.Kind]bool{}, touched: refs{}, moved: refs{}, made: map[journey.ID]bool{},
	}
}

// Map is the map as this edit has made it so far, to be read only until the next call.
func (tx *Tx) Map() *journey.Map { return tx.next }

// Name gives the edit its label unless it has one already: an intent names itself, and a greater edit
// that is made of intents keeps its own name.
func (tx *Tx) Name(id string, args journey.Args) {
	if tx.label.ID == "" {
		tx.label = Label{ID: id, Args: args}
	}
}

// NewID makes an ID that the map and its history have never seen.
func (tx *Tx) NewID() journey.ID {
	for range 1000 {
		id := tx.editor.ids.NewID()
		if !tx.editor.used[id] && !tx.made[id] {
			tx.made[id] = true
			return id
		}
	}
	tx.refuse(fmt.Errorf("edit: the source of IDs repeats itself"))
	return ""
}

// Put replaces the record with the same kind and ID, or adds it after the last of its kind. The
// transaction keeps a normalized copy: the record stays the caller's.
func (tx *Tx) Put(r journey.Record) {
	kind, id := r.RecordKind(), r.RecordID()
	c := collectionOf(kind)
	_, at := c.find(tx.next, id)
	if at < 0 {
		tx.Insert(r, c.size(tx.next))
		return
	}
	tx.own(kind)
	c.replace(tx.next, at, tidied(r))
	tx.touched[ref(r)] = true
}

// Insert adds a new record at a place in the order of its kind; a place beyond the end is the end.
func (tx *Tx) Insert(r journey.Record, at int) {
	kind, id := r.RecordKind(), r.RecordID()
	before, _ := collectionOf(kind).find(tx.editor.m, id)
	if now, _ := collectionOf(kind).find(tx.next, id); now != nil || before == nil && tx.editor.used[id] {
		tx.refuse(journey.Problem{Code: "edit.id_used", Args: journey.Args{"ID": string(id)}, Record: ref(r)})
		return
	}
	tx.own(kind)
	c := collectionOf(kind)
	c.insert(tx.next, min(max(at, 0), c.size(tx.next)), tidied(r))
	tx.touched[ref(r)], tx.moved[ref(r)] = true, true
}

// Delete takes a record out; what refers to it follows when the edit ends. A record that is not there
// is no mistake. Settings and policy cannot be deleted.
func (tx *Tx) Delete(r journey.Ref) {
	if !deletable(r.Kind) {
		tx.refuse(journey.Problem{Code: "edit.cannot_delete", Args: journey.Args{"Kind": string(r.Kind)}, Record: r})
		return
	}
	c := collectionOf(r.Kind)
	if _, at := c.find(tx.next, r.ID); at >= 0 {
		tx.own(r.Kind)
		c.remove(tx.next, at)
		tx.touched[r], tx.moved[r] = true, true
	}
}

// Move brings a record to another place in the order of its kind, counted without the record itself.
func (tx *Tx) Move(r journey.Ref, at int) {
	c := collectionOf(r.Kind)
	record, from := c.find(tx.next, r.ID)
	if record == nil {
		tx.refuse(missing(r))
		return
	}
	tx.own(r.Kind)
	c.remove(tx.next, from)
	c.insert(tx.next, min(max(at, 0), c.size(tx.next)), record)
	tx.touched[r], tx.moved[r] = true, true
}

func (tx *Tx) own(kind journey.Kind) {
	if !tx.owned[kind] {
		collectionOf(kind).own(tx.next)
		tx.owned[kind] = true
	}
}

func (tx *Tx) refuse(err error) {
	if tx.refusal == nil {
		tx.refusal = err
	}
}

func ref(r journey.Record) journey.Ref {
	return journey.Ref{Kind: r.RecordKind(), ID: r.RecordID()}
}

// tidied is a copy in the one form that equal records have.
func tidied(r journey.Record) journey.Record {
	c := journey.Clone(r)
	journey.Normalize(c)
	return c
}

func missing(r journey.Ref) journey.Problem {
	return journey.Problem{Code: "edit.no_such_record", Args: journey.Args{"ID": string(r.ID)}, Record: r}
}

// place is where a record stands in the order of its kind.
type place struct {
	record journey.Record
	at     int
}

// diffsBetween compares two maps where they may differ. Records that only shifted because others came
// or went are no difference; moved ones are kept together, so that the way back restores the order.
func diffsBetween(base, next *journey.Map, touched, moved refs) []Diff {
	kinds := map[journey.Kind]bool{}
	for r := range touched {
		kinds[r.Kind] = true
	}
	var diffs []Diff
	for _, kind := range journey.Kinds() {
		if !kinds[kind] {
			continue
		}
		now, ids := places(next, kind, touched)
		was, old := places(base, kind, touched)
		for _, id := range old {
			if _, still := now[id]; !still {
				ids = append(ids, id)
			}
		}
		start, different := len(diffs), false
		for _, id := range ids {
			d := Diff{Kind: kind, ID: id, BeforeAt: -1, AfterAt: -1}
			if p, ok := was[id]; ok {
				d.Before, d.BeforeAt = p.record, p.at
			}
			if p, ok := now[id]; ok {
				d.After, d.AfterAt = p.record, p.at
			}
			same := d.Before != nil && d.After != nil && reflect.DeepEqual(d.Before, d.After)
			if same {
				d.After = d.Before
			}
			if !same || moved[d.Ref()] {
				diffs = append(diffs, d)
				different = different || !same || d.BeforeAt != d.AfterAt
			}
		}
		if !different {
			diffs = diffs[:start]
		}
	}
	return diffs
}

// places finds the touched records of a kind, and lists their IDs in order.
func places(m *journey.Map, kind journey.Kind, touched refs) (map[journey.ID]place, []journey.ID) {
	found := map[journey.ID]place{}
	var ids []journey.ID
	for at, r := range m.Records(kind) {
		if touched[ref(r)] {
			found[r.RecordID()] = place{r, at}
			ids = append(ids, r.RecordID())
		}
	}
	return found, ids
}
