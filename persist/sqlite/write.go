package sqlite

import (
	"context"
	"database/sql"
	"encoding/json"
	"fmt"
	"strconv"

	"rehearse/journey"
	"rehearse/journey/codec"
	"rehearse/journey/edit"
)

// Create writes a whole file where there is none. With the content of another file it is a copy that
// holds nothing but what is in the content: no free pages, no pictures nobody refers to.
func Create(path string, c *Content) error {
	f, err := Open(path, Make)
	if err != nil {
		return err
	}
	err = f.within("write", func(ctx context.Context, tx *sql.Tx) error { return writeAll(ctx, tx, c) })
	if closing := f.Close(); err == nil {
		err = closing
	}
	return err
}

func writeAll(ctx context.Context, tx *sql.Tx, c *Content) error {
	if err := migrate(ctx, tx, 0); err != nil {
		return err
	}
	w := &writer{ctx: ctx, tx: tx}
	for _, kind := range journey.Kinds() {
		for at, r := range c.Map.Records(kind) {
			w.picture(r)
			w.record(r, at)
		}
	}
	for _, change := range c.History {
		for _, d := range change.Entry {
			w.picture(d.Before)
			w.picture(d.After)
		}
		w.entry(change, change.At)
	}
	for _, b := range c.Baselines {
		w.baseline(b)
	}
	w.meta("format", codec.Format)
	w.meta("created", c.Created)
	w.meta("saved", c.Saved)
	w.meta("revision", c.Map.Revision)
	w.meta("cursor", c.Cursor)
	return w.err
}

// Save writes one Change, in one transaction: the records, the history and its cursor. next is the map
// after the Change, at the time in RFC 3339. Saving the same Change again does no harm: after a failed
// commit nobody knows whether it reached the disk.
func (f *File) Save(c *edit.Change, next *journey.Map, at string) error {
	return f.within("save", func(ctx context.Context, tx *sql.Tx) error {
		w := &writer{ctx: ctx, tx: tx}
		w.diffs(c.Diffs, next)
		cursor := c.Seq
		switch c.Did {
		case edit.Done:
			w.exec("DELETE FROM change WHERE seq >= ?", c.Seq)
			w.entry(c, at)
		case edit.Merged:
			w.exec("DELETE FROM change WHERE seq = ?", c.Seq)
			if len(c.Entry) > 0 {
				w.entry(c, at)
			} else {
				cursor--
			}
		case edit.Undone:
			cursor--
		}
		w.meta("cursor", cursor)
		w.meta("revision", c.Revision)
		w.meta("saved", at)
		return w.err
	})
}

// AddBaseline keeps a signed copy for ever.
func (f *File) AddBaseline(b *journey.Baseline) error {
	return f.within("sign", func(ctx context.Context, tx *sql.Tx) error {
		w := &writer{ctx: ctx, tx: tx}
		w.baseline(b)
		return w.err
	})
}

// writer writes rows until the first error.
type writer struct {
	ctx context.Context
	tx  *sql.Tx
	err error
}

func (w *writer) exec(query string, args ...any) {
	if w.err == nil {
		_, w.err = w.tx.ExecContext(w.ctx, query, args...)
	}
}

func (w *writer) meta(key string, value any) {
	w.exec("INSERT INTO meta (key, value) VALUES (?, ?) ON CONFLICT (key) DO UPDATE SET value = excluded.value", key, value)
}

func (w *writer) record(r journey.Record, ord int) {
	w.exec(`INSERT INTO record (kind, id, ord, json) VALUES (?, ?, ?, ?)
		ON CONFLICT (kind, id) DO UPDATE SET ord = excluded.ord, json = excluded.json`,
		string(r.RecordKind()), string(r.RecordID()), ord, string(recordJSON(r)))
}

// picture keeps the bytes of a picture, once.
func (w *writer) picture(r journey.Record) {
	if a, ok := r.(*journey.Asset); ok && a != nil {
		bytes := a.Data
		if bytes == nil {
			bytes = []byte{}
		}
		w.exec("INSERT INTO asset (sha256, bytes) VALUES (?, ?) ON CONFLICT DO NOTHING", a.SHA256, bytes)
	}
}

func (w *writer) entry(c *edit.Change, at string) {
	if w.err != nil {
		return
	}
	label, err := json.Marshal(c.Label)
	if err != nil {
		w.err = fmt.Errorf("label %s: %w", c.Label.ID, err)
		return
	}
	diffs, err := diffsJSON(c.Entry)
	if err != nil {
		w.err = fmt.Errorf("change %d: %w", c.Seq, err)
		return
	}
	w.exec("INSERT INTO change (seq, at, label, diffs) VALUES (?, ?, ?, ?)", c.Seq, at, string(label), string(diffs))
}

func (w *writer) baseline(b *journey.Baseline) {
	w.exec(`INSERT INTO baseline (id, name, signed, date, fingerprint, engine, seed, people, map, result)
		VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
		string(b.ID), b.Name, b.Signed, string(b.Date), b.Fingerprint, b.Engine,
		strconv.FormatUint(b.Seed, 10), b.People, append([]byte{}, b.Map...), append([]byte{}, b.Result...))
}

// diffs writes the records a Change touched and keeps the order of each kind that of the map.
func (w *writer) diffs(diffs []edit.Diff, next *journey.Map) {
	for len(diffs) > 0 {
		n := 1
		for n < len(diffs) && diffs[n].Kind == diffs[0].Kind {
			n++
		}
		w.kind(diffs[:n], next)
		diffs = diffs[n:]
	}
}

func (w *writer) kind(diffs []edit.Diff, next *journey.Map) {
	kind := diffs[0].Kind
	var placed []edit.Diff
	for _, d := range diffs {
		w.picture(d.After)
		switch {
		case d.Before != nil && d.After != nil && d.BeforeAt == d.AfterAt:
			w.exec("UPDATE record SET json = ? WHERE kind = ? AND id = ?", string(recordJSON(d.After)), string(kind), string(d.ID))
			continue
		case d.Before != nil:
			w.exec("DELETE FROM record WHERE kind = ? AND id = ?", string(kind), string(d.ID))
		}
		if d.After != nil {
			placed = append(placed, d)
		}
	}
	if len(placed) == 0 || w.err != nil {
		return
	}
	var last sql.NullInt64
	w.err = w.tx.QueryRowContext(w.ctx, "SELECT max(ord) FROM record WHERE kind = ?", string(kind)).Scan(&last)
	ord := 0
	if last.Valid {
		ord = int(last.Int64) + 1
	}
	list := next.Records(kind)
	atEnd := true
	for i, d := range placed { // in the order of the map
		w.record(d.After, ord+i)
		atEnd = atEnd && d.AfterAt == len(list)-len(placed)+i
	}
	if atEnd {
		return
	}
	for at, r := range list {
		w.exec("UPDATE record SET ord = ? WHERE kind = ? AND id = ? AND ord <> ?", at, string(kind), string(r.RecordID()), at)
	}
}
