package sqlite

import (
	"context"
	"database/sql"
	"net/url"
	"path/filepath"
	"strings"
)

// File is an open file. It belongs to one goroutine.
type File struct {
	db   *sql.DB
	path string
}

// Mode says how a file is opened.
type Mode string

// The modes, in SQLite's words.
const (
	ReadOnly Mode = "ro"
	ReadMore Mode = "rw"  // read and write a file that exists
	Make     Mode = "rwc" // make one where there is none
)

// dsn is the connection string of a file: everything a connection needs to be set up alike.
func dsn(path string, mode Mode) string {
	slashed := filepath.ToSlash(path)
	if !strings.HasPrefix(slashed, "/") {
		slashed = "/" + slashed // a drive letter
	}
	uri := "file:" + (&url.URL{Path: slashed}).EscapedPath() + "?mode=" + string(mode) +
		"&_txlock=immediate" +
		"&_pragma=busy_timeout(5000)" +
		"&_pragma=foreign_keys(1)" +
		"&_pragma=trusted_schema(0)"
	if mode == ReadOnly {
		return uri + "&_pragma=query_only(1)"
	}
	return uri +
		"&_pragma=journal_mode(DELETE)" +
		"&_pragma=synchronous(FULL)" +
		"&_pragma=fullfsync(1)" // macOS: through the drive's own cache
}

// Open opens a file. The caller has looked at it with Inspect.
func Open(path string, mode Mode) (*File, error) {
	absolute, err := filepath.Abs(path)
	if err != nil {
		return nil, Explain("open", path, err)
	}
	db, err := sql.Open("sqlite", dsn(absolute, mode))
	if err != nil {
		return nil, Explain("open", path, err)
	}
	db.SetMaxOpenConns(1)
	if err := db.Ping(); err != nil {
		db.Close()
		return nil, Explain("open", path, err)
	}
	return &File{db: db, path: path}, nil
}

// Close closes the file.
func (f *File) Close() error { return Explain("close", f.path, f.db.Close()) }

// within runs f in one transaction that is committed when f returns no error.
func (f *File) within(operation string, do func(context.Context, *sql.Tx) error) error {
	ctx := context.Background()
	tx, err := f.db.BeginTx(ctx, nil)
	if err != nil {
		return Explain(operation, f.path, err)
	}
	if err := do(ctx, tx); err != nil {
		tx.Rollback() // the first error is the one to tell
		return Explain(operation, f.path, err)
	}
	return Explain(operation, f.path, tx.Commit())
}
