package persist

import (
	"errors"

	"rehearse/journey"
	"rehearse/journey/edit"
	"rehearse/persist/sqlite"
)

// errClosed: a mistake of the program, not of its user.
var errClosed = errors.New("persist: the document is closed")

// Apply edits the map and saves the Change. When the edit is refused there is no Change and the error
// says why. When the edit was made and could not be saved, both are returned: the Change is in memory,
// and Unsaved counts it.
func (d *Document) Apply(label edit.Label, f func(*edit.Tx) error) (*edit.Change, error) {
	return d.ApplyMerging("", label, f)
}

// ApplyMerging is Apply for edits that come in runs; see edit.Editor.ApplyMerging.
func (d *Document) ApplyMerging(key string, label edit.Label, f func(*edit.Tx) error) (*edit.Change, error) {
	if d.readOnly != nil {
		return nil, *d.readOnly
	}
	change, err := d.editor.ApplyMerging(key, label, f)
	if err != nil {
		return nil, err
	}
	return change, d.Save(change)
}

// Undo takes the newest edit back and saves that; it returns nil when there is nothing to undo.
func (d *Document) Undo() (*edit.Change, error) { return d.turn(d.editor.Undo) }

// Redo applies again what was undone last and saves that; it returns nil when there is nothing to redo.
func (d *Document) Redo() (*edit.Change, error) { return d.turn(d.editor.Redo) }

func (d *Document) turn(turn func() (*edit.Change, error)) (*edit.Change, error) {
	if d.readOnly != nil {
		return nil, *d.readOnly
	}
	change, err := turn()
	if err != nil {
		return nil, err
	}
	return change, d.Save(change)
}

// Save writes the newest Change of the editor, after any that could not be written before. A nil Change
// is none. It returns when the Change is on the disk; an error leaves it in memory.
func (d *Document) Save(change *edit.Change) error {
	if change == nil {
		return nil
	}
	if d.readOnly != nil {
		return *d.readOnly
	}
	d.gap = d.gap || change.Revision != d.handed+1
	d.handed = change.Revision
	d.pending = append(d.pending, unsaved{change, d.editor.Map()})
	return d.Retry()
}

// Retry writes what could not be written before, in order. It returns why it still cannot.
func (d *Document) Retry() error {
	if d.gap {
		if d.trouble = d.rewrite(); d.trouble != nil {
			return d.trouble
		}
	}
	for len(d.pending) > 0 {
		if d.store == nil {
			return errClosed
		}
		next := d.pending[0]
		at := d.now()
		if d.trouble = d.store.Save(next.change, next.next, at); d.trouble != nil {
			return d.trouble
		}
		if next.change.Did == edit.Done || next.change.Did == edit.Merged {
			d.editor.Saved(next.change.Seq, at)
		}
		d.pending = d.pending[1:]
	}
	d.pending = nil
	return nil
}

// rewrite writes the whole file anew: a change between two others was not handed to Save, and what
// follows would not fit the file.
func (d *Document) rewrite() error {
	if d.store == nil {
		return errClosed
	}
	d.store.Close() // Windows does not replace files that are open
	file, err := d.writeWhole(d.path)
	if err != nil {
		if old, again := sqlite.Open(d.path, sqlite.ReadMore); again == nil {
			d.store = old
		}
		return err
	}
	d.store, d.pending, d.gap = file, nil, false
	return nil
}

// Unsaved is the number of changes that are only in memory, and why.
func (d *Document) Unsaved() (int, error) { return len(d.pending), d.trouble }

// Baselines are the signed copies in the file, oldest first.
func (d *Document) Baselines() []*journey.Baseline { return d.baselines }

// AddBaseline keeps a signed copy in the file for ever; it is no edit and cannot be undone.
func (d *Document) AddBaseline(b *journey.Baseline) error {
	if d.readOnly != nil {
		return *d.readOnly
	}
	for _, old := range d.baselines {
		if old.ID == b.ID {
			p := problem("baseline_exists", d.path)
			p.Args["Name"] = old.Name
			return p
		}
	}
	if d.store == nil {
		return errClosed
	}
	if err := d.store.AddBaseline(b); err != nil {
		return err
	}
	d.baselines = append(d.baselines[:len(d.baselines):len(d.baselines)], b)
	return nil
}
