package edit

import (
	"slices"

	"rehearse/journey"
)

// IDSource makes IDs that nobody has used. The window injects random UUIDs, tests a counter.
type IDSource interface{ NewID() journey.ID }

// Editor holds the newest revision of a map and the history that led to it. It belongs to one
// goroutine; the maps it hands out are immutable and may go anywhere.
type Editor struct {
	m       *journey.Map
	ids     IDSource
	used    map[journey.ID]bool // every ID that ever was in the map or its history
	renamer Renamer
	entries []entry
	cursor  int    // so many entries are applied
	run     string // key of the run of edits that may still be merged into the newest entry; "" for none
}

// entry is one line of the history.
type entry struct {
	label Label
	diffs []Diff // forward
	at    string
}

// Entry is one line of the history as a list shows it.
type Entry struct {
	Seq   int64
	Label Label
	At    string // when it was saved, RFC 3339; "" when it was not
}

// New starts editing a map with an empty history.
func New(m *journey.Map, ids IDSource) *Editor {
	e, err := Restore(m, ids, nil, 0)
	if err != nil {
		panic(err) // an empty history fits every map
	}
	return e
}

// Restore continues a history: the first cursor changes are applied in m, the others can be redone.
// Only Label, Entry and At of the changes are used. A history that does not fit the map is an error.
func Restore(m *journey.Map, ids IDSource, history []*Change, cursor int) (*Editor, error) {
	if err := fits(m, history, cursor); err != nil {
		return nil, err
	}
	e := &Editor{m: m, ids: ids, cursor: cursor, used: map[journey.ID]bool{}}
	for _, c := range history {
		e.entries = append(e.entries, entry{label: c.Label, diffs: c.Entry, at: c.At})
		e.noteIDs(c.Entry)
	}
	for _, kind := range journey.Kinds() {
		for _, r := range m.Records(kind) {
			noteIDs(e.used, r)
		}
	}
	return e, nil
}

// Map is the newest revision.
func (e *Editor) Map() *journey.Map { return e.m }

// Apply runs an edit. When f returns an error, or the outcome is not a valid map, nothing has happened
// and the error says why (journey.Problem or journey.Problems where the user can help it). An edit
// that changes nothing gives no Change and no new revision. A label without ID is replaced by that of
// the first intent inside.
func (e *Editor) Apply(label Label, f func(*Tx) error) (*Change, error) {
	return e.ApplyMerging("", label, f)
}

// ApplyMerging is Apply for edits that come in runs, such as typing into one field: as long as nothing
// else happens between them, edits with the same key ("step/<id>.name") are one entry of the history. An
// empty key never merges. EndRun ends the run.
func (e *Editor) ApplyMerging(key string, label Label, f func(*Tx) error) (*Change, error) {
	tx := newTx(e, label)
	if err := f(tx); err != nil {
		return nil, err
	}
	if err := tx.settle(); err != nil {
		return nil, err
	}
	diffs := diffsBetween(e.m, tx.next, tx.touched, tx.moved)
	if len(diffs) == 0 {
		return nil, nil
	}
	if err := tx.check(); err != nil {
		return nil, err
	}
	merging := key != "" && key == e.run && e.cursor == len(e.entries) && e.cursor > 0
	tx.Name("edit.change", nil)
	change := &Change{Label: tx.label, Did: Done, Diffs: diffs, Entry: diffs}
	if merging {
		change.Did = Merged
		change.Entry = e.spanning(tx.next, diffs)
		change.Label = e.entries[e.cursor-1].label
	}
	e.record(change)
	e.run = key
	if len(change.Entry) == 0 {
		e.run = ""
	}
	e.step(tx.next, change)
	return change, nil
}

// EndRun ends a run of merging edits: the next one makes an entry of its own.
func (e *Editor) EndRun() { e.run = "" }

// spanning is the newest entry with further diffs added.
func (e *Editor) spanning(next *journey.Map, diffs []Diff) []Diff {
	before := e.entries[e.cursor-1].diffs
	base := patched(e.m, inverse(before))
	touched := refs{}
	for _, d := range slices.Concat(before, diffs) {
		touched[d.Ref()] = true
	}
	return diffsBetween(base, next, touched, touched)
}

// record puts a new edit on the history.
func (e *Editor) record(c *Change) {
	if c.Did == Merged {
		c.Seq = int64(e.cursor)
		if len(c.Entry) == 0 {
			e.entries = e.entries[:e.cursor-1]
			e.cursor--
		} else {
			e.entries[e.cursor-1].diffs = c.Entry
		}
	} else {
		e.entries = append(e.entries[:e.cursor], entry{label: c.Label, diffs: c.Diffs})
		e.cursor++
		c.Seq = int64(e.cursor)
	}
	e.noteIDs(c.Diffs)
}

// step makes next the newest map.
func (e *Editor) step(next *journey.Map, c *Change) {
	next.Revision = e.m.Revision + 1
	c.Revision = next.Revision
	e.m = next
}

// Undo takes the newest applied edit back, as a new revision. With nothing to undo it returns nil.
func (e *Editor) Undo() (*Change, error) {
	if e.cursor == 0 {
		return nil, nil
	}
	e.cursor--
	return e.turn(Undone, inverse(e.entries[e.cursor].diffs), e.cursor), nil
}

// Redo applies again what was undone last, as a new revision. With nothing to redo it returns nil.
func (e *Editor) Redo() (*Change, error) {
	if e.cursor == len(e.entries) {
		return nil, nil
	}
	e.cursor++
	return e.turn(Redone, e.entries[e.cursor-1].diffs, e.cursor-1), nil
}

func (e *Editor) turn(did Did, diffs []Diff, at int) *Change {
	e.run = ""
	c := &Change{Seq: int64(at) + 1, Label: e.entries[at].label, Did: did, Diffs: diffs, Entry: e.entries[at].diffs, At: e.entries[at].at}
	next := patched(e.m, diffs)
	e.step(next, c)
	return c
}

// CanUndo returns the label of what Undo would take back.
func (e *Editor) CanUndo() (Label, bool) {
	if e.cursor == 0 {
		return Label{}, false
	}
	return e.entries[e.cursor-1].label, true
}

// CanRedo returns the label of what Redo would apply.
func (e *Editor) CanRedo() (Label, bool) {
	if e.cursor == len(e.entries) {
		return Label{}, false
	}
	return e.entries[e.cursor].label, true
}

// Saved notes when a change reached the file.
func (e *Editor) Saved(seq int64, at string) {
	if seq >= 1 && seq <= int64(len(e.entries)) {
		e.entries[seq-1].at = at
	}
}

// History lists every entry, oldest first, and how many of them are applied.
func (e *Editor) History() ([]Entry, int) {
	entries := make([]Entry, len(e.entries))
	for i, h := range e.entries {
		entries[i] = Entry{Seq: int64(i) + 1, Label: h.label, At: h.at}
	}
	return entries, e.cursor
}

// Changes is the whole history as Restore takes it, and how many entries are applied.
func (e *Editor) Changes() ([]*Change, int) {
	changes := make([]*Change, len(e.entries))
	for i, h := range e.entries {
		changes[i] = &Change{Seq: int64(i) + 1, Label: h.label, Did: Done, Diffs: h.diffs, Entry: h.diffs, At: h.at}
	}
	return changes, e.cursor
}

func (e *Editor) noteIDs(diffs []Diff) {
	for _, d := range diffs {
		if d.Before != nil {
			noteIDs(e.used, d.Before)
		}
		if d.After != nil {
			noteIDs(e.used, d.After)
		}
	}
}

// noteIDs notes a record's ID and those of its parts.
func noteIDs(used map[journey.ID]bool, r journey.Record) {
	used[r.RecordID()] = true
	switch r := r.(type) {
	case *journey.Step:
		if r.Branch != nil {
			for _, b := range r.Branch.Rules {
				used[b.ID] = true
			}
		}
		if r.Split != nil {
			for _, a := range r.Split.Arms {
				used[a.ID] = true
			}
		}
	case *journey.Policy:
		for _, c := range r.Caps {
			used[c.ID] = true
		}
	}
}
