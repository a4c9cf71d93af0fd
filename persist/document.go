package persist

import (
	"path/filepath"
	"time"

	"rehearse/journey"
	"rehearse/journey/edit"
	"rehearse/persist/sqlite"
)

// Options say how documents are opened.
type Options struct {
	// IDs makes the IDs of new records; a document that is not read-only needs it.
	IDs edit.IDSource
	// Now is the clock that saved changes are stamped with; nil leaves them without a time.
	Now func() time.Time
	// ReadOnly only looks: the file is read and left alone, whoever else has it open.
	ReadOnly bool
	// Replace lets Create take the place of a file that exists.
	Replace bool
}

// store is the file behind a document.
type store interface {
	Save(c *edit.Change, next *journey.Map, at string) error
	AddBaseline(b *journey.Baseline) error
	Close() error
}

// unsaved is a Change that did not reach the file yet, with the map after it.
type unsaved struct {
	change *edit.Change
	next   *journey.Map
}

// Document is an open file with the editor of its map. It belongs to one goroutine; the maps of the
// editor may go anywhere.
type Document struct {
	path      string
	options   Options
	editor    *edit.Editor
	store     store // nil when read-only
	lock      *lock
	readOnly  *journey.Problem
	pending   []unsaved
	trouble   error // why the first of pending was not saved
	handed    int64 // revision of the last Change handed to Save
	gap       bool  // a Change before that was not
	baselines []*journey.Baseline
	created   string
	backup    string
}

// Create makes a new file that holds the map, and opens it. A file that exists is a Problem unless
// Options.Replace is set.
func Create(path string, m *journey.Map, options Options) (*Document, error) {
	if problems := m.Validate(); len(problems) > 0 {
		return nil, problems
	}
	path, err := settled(path)
	if err != nil {
		return nil, err
	}
	if !options.Replace && exists(path) {
		return nil, problem("exists", path)
	}
	d := &Document{path: path, options: options, editor: newEditor(m, options.IDs)}
	d.created = d.now()
	if err := d.moveTo(path); err != nil {
		return nil, err
	}
	return d, nil
}

// Open opens a file. It is read-only, and ReadOnly says why, when another program has it open or it
// cannot be written; everything else that is wrong is a Problem and nothing is opened.
func Open(path string, options Options) (*Document, error) {
	path, err := settled(path)
	if err != nil {
		return nil, err
	}
	version, err := sqlite.Inspect(path)
	if err != nil {
		return nil, err
	}
	if options.ReadOnly {
		return look(path, version, options, problem("asked_read_only", path))
	}
	lock, err := acquire(path)
	if err == nil {
		err = writable(path)
	}
	if err != nil {
		lock.release()
		if p, ok := onlyLook(err); ok {
			return look(path, version, options, p)
		}
		return nil, err
	}
	d, err := openLocked(path, version, options)
	if err != nil {
		lock.release()
		return nil, err
	}
	d.lock = lock
	return d, nil
}

// openLocked opens a file that only we may write.
func openLocked(path string, version int, options Options) (*Document, error) {
	sqlite.Sweep(path)
	backup := ""
	if version < sqlite.Version() {
		var err error
		if backup, err = sqlite.Upgrade(path, version); err != nil {
			return nil, err
		}
	}
	file, err := sqlite.Open(path, sqlite.ReadMore)
	if err != nil {
		return nil, err
	}
	content, err := file.Load()
	if err != nil {
		file.Close()
		return nil, err
	}
	d, err := restored(path, content, options)
	if err != nil {
		file.Close()
		return nil, err
	}
	d.store, d.backup = file, backup
	return d, nil
}

// restored is a document with the content of a file.
func restored(path string, c *sqlite.Content, options Options) (*Document, error) {
	editor, err := edit.Restore(c.Map, options.IDs, c.History, c.Cursor)
	if err != nil {
		p := problem("damaged", path)
		p.Args["Detail"] = err.Error()
		return nil, p
	}
	editor.RenameInRules(renamer)
	return &Document{path: path, options: options, editor: editor, baselines: c.Baselines, created: c.Created, handed: c.Map.Revision}, nil
}

func newEditor(m *journey.Map, ids edit.IDSource) *edit.Editor {
	e := edit.New(m, ids)
	e.RenameInRules(renamer)
	return e
}

// Close closes the file and gives up the lock. Changes that could not be saved are tried once more; when
// they fail again the document stays open and the error says why: save it elsewhere, or Discard.
func (d *Document) Close() error {
	if err := d.Retry(); err != nil {
		return err
	}
	return d.Discard()
}

// Discard closes the file even when changes were not saved.
func (d *Document) Discard() error {
	var err error
	if d.store != nil {
		err = d.store.Close()
		d.store = nil
	}
	d.lock.release()
	d.lock = nil
	return err
}

// Path is where the file is, absolute and without links.
func (d *Document) Path() string { return d.path }

// Name is the name of the file without its folder.
func (d *Document) Name() string { return filepath.Base(d.path) }

// Editor is the editor of the map. Changes made through it are handed to Save; Apply, Undo and Redo do
// both.
func (d *Document) Editor() *edit.Editor { return d.editor }

// Map is the newest revision of the map.
func (d *Document) Map() *journey.Map { return d.editor.Map() }

// ReadOnly reports whether the document cannot be saved where it is, and why.
func (d *Document) ReadOnly() (bool, *journey.Problem) { return d.readOnly != nil, d.readOnly }

// Backup is where the file as it was before it was brought up to date has been left; "" when it was up
// to date.
func (d *Document) Backup() string { return d.backup }

// Created is when the map was made, RFC 3339; "" when nobody said.
func (d *Document) Created() string { return d.created }

func (d *Document) now() string {
	if d.options.Now == nil {
		return ""
	}
	return d.options.Now().UTC().Format(time.RFC3339)
}
