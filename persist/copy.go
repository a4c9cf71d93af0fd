package persist

import (
	"rehearse/persist/sqlite"
)

// SaveAs writes the document to another file, with its whole history, and goes on there; the file it had
// stays as it was last saved. A file that exists is replaced, unless another program has it open. Changes
// that could not be saved are saved by this, and a read-only document can be edited from then on.
func (d *Document) SaveAs(path string) error {
	path, err := settled(path)
	if err != nil {
		return err
	}
	if path == d.path && d.readOnly == nil {
		return d.Retry()
	}
	return d.moveTo(path)
}

// moveTo writes everything to a file and makes it the document's. When that fails the document is what
// it was.
func (d *Document) moveTo(path string) error {
	lock, err := acquire(path)
	if err != nil {
		return err
	}
	file, err := d.writeWhole(path)
	if err != nil {
		lock.release()
		return err
	}
	d.Discard() // the old file has nothing that the new one lacks
	d.path, d.store, d.lock = path, file, lock
	d.readOnly, d.pending, d.trouble = nil, nil, nil
	d.handed, d.gap = d.editor.Map().Revision, false
	return nil
}

func (d *Document) writeWhole(path string) (*sqlite.File, error) {
	if err := replace(path, d.content()); err != nil {
		return nil, err
	}
	return sqlite.Open(path, sqlite.ReadMore)
}

// ExportCopy writes a copy to hand to others: the map and its signed baselines as they are, without the
// history, so that nothing that was deleted is in it. The document stays where it is. A file that exists
// is replaced, unless a program has it open.
func (d *Document) ExportCopy(path string) error {
	path, err := settled(path)
	if err != nil {
		return err
	}
	if path == d.path {
		return problem("own_file", path)
	}
	lock, err := acquire(path)
	if err != nil {
		return err
	}
	defer lock.release()
	content := d.content()
	content.History, content.Cursor = nil, 0
	return replace(path, content)
}

func replace(path string, content *sqlite.Content) error {
	if folder(path) {
		return problem("folder", path)
	}
	if exists(path) {
		if err := writable(path); err != nil {
			return err
		}
	}
	return sqlite.Replace(path, func(fresh string) error { return sqlite.Create(fresh, content) })
}

// content is everything the document holds, saved or not.
func (d *Document) content() *sqlite.Content {
	history, cursor := d.editor.Changes()
	return &sqlite.Content{
		Map: d.editor.Map(), History: history, Cursor: cursor,
		Baselines: d.baselines, Created: d.created, Saved: d.now(),
	}
}
