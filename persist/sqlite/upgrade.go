package sqlite

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"

	"rehearse/journey"
	"rehearse/journey/codec"
)

// Upgrade brings a file of an earlier layout up to date. It works on a copy, reads the copy back whole,
// and only then lets it take the place of the file, which stays as the returned backup. The caller holds
// the lock.
func Upgrade(path string, version int) (backup string, err error) {
	err = Replace(path, func(fresh string) error {
		if err := UpgradedCopy(path, version, fresh); err != nil {
			return err
		}
		backup, err = keep(path)
		return Explain("keep a copy of", path, err)
	})
	if err != nil {
		return "", err
	}
	return backup, nil
}

// UpgradedCopy writes a copy of a file in the layout of this program to an empty file, and reads it back.
// The file itself is not changed.
func UpgradedCopy(path string, version int, to string) error {
	if err := copyInto(path, to); err != nil {
		return err
	}
	f, err := Open(to, ReadMore)
	if err != nil {
		return err
	}
	defer f.Close()
	err = f.within("upgrade", func(ctx context.Context, tx *sql.Tx) error {
		if err := migrate(ctx, tx, version); err != nil {
			return err
		}
		return rewrite(ctx, tx)
	})
	if err != nil {
		return err
	}
	_, err = f.Load()
	return err
}

// copyInto copies the content of a file as one moment sees it.
func copyInto(path, to string) error {
	mode := ReadMore // so that a write that was cut off is rolled back
	if file, err := os.OpenFile(path, os.O_RDWR, 0); err == nil {
		file.Close()
	} else {
		mode = ReadOnly
	}
	f, err := Open(path, mode)
	if err != nil {
		return err
	}
	defer f.Close()
	if mode == ReadOnly {
		// query_only forbids VACUUM; a file nobody may write can be copied byte by byte.
		return Explain("copy", path, copyBytes(path, to))
	}
	_, err = f.db.Exec("VACUUM INTO ?", to)
	return Explain("copy", path, err)
}

// rewrite brings every record, of the map and of its history, to the newest format of JSON.
func rewrite(ctx context.Context, tx *sql.Tx) error {
	r := &reader{ctx: ctx, tx: tx, content: &Content{Map: &journey.Map{}}}
	for _, read := range []func() error{r.meta, r.pictures} {
		if err := read(); err != nil {
			return err
		}
	}
	if r.format == codec.Format {
		return nil
	}
	for _, read := range []func() error{r.records, r.history} {
		if err := read(); err != nil {
			return err
		}
	}
	w := &writer{ctx: ctx, tx: tx}
	w.exec("DELETE FROM record")
	w.exec("DELETE FROM change")
	for _, kind := range journey.Kinds() {
		for at, record := range r.content.Map.Records(kind) {
			w.record(record, at)
		}
	}
	for _, change := range r.content.History {
		w.entry(change, change.At)
	}
	w.meta("format", codec.Format)
	return w.err
}

// keep leaves the file under a name ending in .bak, which it returns.
func keep(path string) (backup string, err error) {
	for n := 1; ; n++ {
		backup = path + ".bak"
		if n > 1 {
			backup = fmt.Sprintf("%s.%d.bak", path, n)
		}
		if _, err := os.Lstat(backup); err == nil && n < 1000 {
			continue
		} else if !errors.Is(err, fs.ErrNotExist) {
			return "", err
		}
		if err := os.Link(path, backup); err == nil {
			return backup, nil
		}
		return backup, copyBytes(path, backup) // a file system without links
	}
}

func copyBytes(path, to string) error {
	from, err := os.Open(path)
	if err != nil {
		return err
	}
	defer from.Close()
	file, err := os.OpenFile(to, os.O_CREATE|os.O_WRONLY|os.O_TRUNC, 0o666)
	if err != nil {
		return err
	}
	if _, err := io.Copy(file, from); err != nil {
		file.Close()
		return err
	}
	if err := file.Sync(); err != nil {
		file.Close()
		return err
	}
	return file.Close()
}
