package edit

import (
	"fmt"
	"slices"

	"rehearse/journey"
)

// Label says what an edit did, as a message id with arguments ("edit.add_step"); the sentence is in the
// language files.
type Label struct {
	ID   string       `json:"id"`
	Args journey.Args `json:"args,omitempty"`
}

// Did says how a Change came about.
type Did string

// The ways a map changes.
const (
	Done   Did = "done"   // a new edit; whatever could be redone is gone
	Merged Did = "merged" // a new edit that became part of the newest entry of the history
	Undone Did = "undone"
	Redone Did = "redone"
)

// Change is what one edit, undo or redo did to the map. Changes and what they point to never change.
type Change struct {
	// Seq is the place in the history, from 1. Edits keep it when they are undone and redone; an edit
	// after an undo takes the place of the first one that can no longer be redone.
	Seq int64
	// Revision is that of the map after the Change.
	Revision int64
	Label    Label
	Did      Did
	// Diffs are what changed now, in the order in which the map lists records.
	Diffs []Diff
	// Entry is what the history keeps for Seq, always in the forward direction. For an edit it equals
	// Diffs; for a merged one it spans all merged edits, and is empty when they cancel each other out:
	// then the entry is gone from the history.
	Entry []Diff
	// At is when the Change was saved, RFC 3339, as the file's owner says; "" when it was not.
	At string
}

// Diff is one record before and after. Before is nil for a new record, After for a deleted one.
type Diff struct {
	Kind   journey.Kind
	ID     journey.ID
	Before journey.Record
	After  journey.Record
	// BeforeAt and AfterAt are the places in the order of the kind, -1 where there is no record.
	BeforeAt int
	AfterAt  int
}

// Ref names the record.
func (d Diff) Ref() journey.Ref { return journey.Ref{Kind: d.Kind, ID: d.ID} }

// inverse is the way back.
func inverse(diffs []Diff) []Diff {
	back := make([]Diff, len(diffs))
	for i, d := range diffs {
		back[i] = Diff{Kind: d.Kind, ID: d.ID, Before: d.After, After: d.Before, BeforeAt: d.AfterAt, AfterAt: d.BeforeAt}
	}
	return back
}

// patched returns the map with the diffs applied; it shares everything they do not touch. The records
// named by the diffs must stand in the map as their Before says.
func patched(m *journey.Map, diffs []Diff) *journey.Map {
	next := *m
	for len(diffs) > 0 {
		n := 1
		for n < len(diffs) && diffs[n].Kind == diffs[0].Kind {
			n++
		}
		collectionOf(diffs[0].Kind).patch(&next, diffs[:n])
		diffs = diffs[n:]
	}
	return &next
}

// patchList takes the records of the diffs out of the list and puts them back where they belong. All
// others keep their order, so rising places are final ones.
func patchList[R journey.Record](list []R, diffs []Diff) []R {
	inPlace := !slices.ContainsFunc(diffs, func(d Diff) bool {
		return d.Before == nil || d.After == nil || d.BeforeAt != d.AfterAt
	})
	if inPlace {
		next := slices.Clone(list)
		for _, d := range diffs {
			next[d.AfterAt] = d.After.(R)
		}
		return next
	}
	gone := make(map[journey.ID]bool, len(diffs))
	var placed []Diff
	for _, d := range diffs {
		gone[d.ID] = true
		if d.After != nil {
			placed = append(placed, d)
		}
	}
	slices.SortFunc(placed, func(a, b Diff) int { return a.AfterAt - b.AfterAt })
	next := make([]R, 0, len(list)+len(placed))
	take := func() {
		for len(placed) > 0 && placed[0].AfterAt == len(next) {
			next = append(next, placed[0].After.(R))
			placed = placed[1:]
		}
	}
	for _, r := range list {
		take()
		if !gone[r.RecordID()] {
			next = append(next, r)
		}
	}
	take()
	if len(next) == 0 {
		return nil
	}
	return next
}

// fits checks that a history can be undone to its beginning and redone to its end from m.
func fits(m *journey.Map, history []*Change, cursor int) error {
	if cursor < 0 || cursor > len(history) {
		return fmt.Errorf("edit: %d of %d changes cannot be applied", cursor, len(history))
	}
	back := m
	for i := cursor - 1; i >= 0; i-- {
		diffs := inverse(history[i].Entry)
		if err := stand(back, diffs); err != nil {
			return fmt.Errorf("edit: undo of change %d: %w", i+1, err)
		}
		back = patched(back, diffs)
	}
	forth := m
	for i := cursor; i < len(history); i++ {
		if err := stand(forth, history[i].Entry); err != nil {
			return fmt.Errorf("edit: redo of change %d: %w", i+1, err)
		}
		forth = patched(forth, history[i].Entry)
	}
	return nil
}

// stand checks that the records of the diffs are in the map as their Before says, and that their places
// are possible ones.
func stand(m *journey.Map, diffs []Diff) error {
	size := map[journey.Kind]int{}
	for _, d := range diffs {
		if _, known := size[d.Kind]; !known {
			if !slices.Contains(journey.Kinds(), d.Kind) {
				return fmt.Errorf("no such kind of record: %s", d.Kind)
			}
			size[d.Kind] = collectionOf(d.Kind).size(m)
		}
		record, at := collectionOf(d.Kind).find(m, d.ID)
		switch {
		case (record == nil) != (d.Before == nil), record != nil && at != d.BeforeAt,
			d.Before != nil && ref(d.Before) != d.Ref(), d.After != nil && ref(d.After) != d.Ref(),
			d.Before == nil && d.After == nil, !deletable(d.Kind) && (d.Before == nil || d.After == nil || d.AfterAt != 0):
			return fmt.Errorf("%s %s does not stand where it should", d.Kind, d.ID)
		}
		if d.Before == nil {
			size[d.Kind]++
		}
		if d.After == nil {
			size[d.Kind]--
		}
	}
	taken := map[journey.Kind]map[int]bool{}
	for _, d := range diffs {
		if d.After == nil {
			continue
		}
		if taken[d.Kind] == nil {
			taken[d.Kind] = map[int]bool{}
		}
		if d.AfterAt < 0 || d.AfterAt >= size[d.Kind] || taken[d.Kind][d.AfterAt] {
			return fmt.Errorf("%s %s has no place %d", d.Kind, d.ID, d.AfterAt)
		}
		taken[d.Kind][d.AfterAt] = true
	}
	return nil
}
