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

// Load reads everything a file holds, at one moment. What cannot be believed is a Problem that names
// the place; the file is not touched.
func (f *File) Load() (*Content, error) {
	ctx := context.Background()
	tx, err := f.db.BeginTx(ctx, &sql.TxOptions{ReadOnly: true})
	if err != nil {
		return nil, Explain("read", f.path, err)
	}
	defer tx.Rollback()
	if err := sound(ctx, tx); err != nil {
		return nil, f.distrust(err)
	}
	r := &reader{ctx: ctx, tx: tx, content: &Content{Map: &journey.Map{}}}
	for _, read := range []func() error{r.meta, r.pictures, r.records, r.history, r.baselines} {
		if err := read(); err != nil {
			return nil, f.distrust(err)
		}
	}
	if problems := r.content.Map.Validate(); len(problems) > 0 {
		return nil, f.distrust(problems)
	}
	return r.content, nil
}

// distrust turns whatever is wrong with the content into a Problem; the driver's own results keep theirs.
func (f *File) distrust(err error) error {
	if code := codeOf(err); code != "" {
		return Explain("read", f.path, err)
	}
	return damaged(f.path, err.Error())
}

// sound asks SQLite whether the file is whole.
func sound(ctx context.Context, tx *sql.Tx) error {
	var verdict string
	if err := tx.QueryRowContext(ctx, "PRAGMA quick_check(1)").Scan(&verdict); err != nil {
		return err
	}
	if verdict != "ok" {
		return fmt.Errorf("%s", verdict)
	}
	return nil
}

// reader reads table by table.
type reader struct {
	ctx     context.Context
	tx      *sql.Tx
	content *Content
	format  int
	bytes   map[string][]byte // pictures by hash
}

// each runs a query and scans every row.
func (r *reader) each(query string, row func(scan func(...any) error) error) error {
	rows, err := r.tx.QueryContext(r.ctx, query)
	if err != nil {
		return err
	}
	defer rows.Close()
	for rows.Next() {
		if err := row(rows.Scan); err != nil {
			return err
		}
	}
	return rows.Err()
}

func (r *reader) meta() error {
	values := map[string]string{}
	err := r.each("SELECT key, value FROM meta", func(scan func(...any) error) error {
		var key, value string
		err := scan(&key, &value)
		values[key] = value
		return err
	})
	if err != nil {
		return err
	}
	number := func(key string) int64 {
		n, failed := strconv.ParseInt(values[key], 10, 64)
		if failed != nil && err == nil {
			err = fmt.Errorf("meta %s is %q, not a number", key, values[key])
		}
		return n
	}
	r.format = int(number("format"))
	r.content.Map.Revision = number("revision")
	r.content.Cursor = int(number("cursor"))
	r.content.Created, r.content.Saved = values["created"], values["saved"]
	if err == nil && (r.format < 1 || r.format > codec.Format) {
		err = fmt.Errorf("meta format is %d", r.format)
	}
	return err
}

func (r *reader) pictures() error {
	r.bytes = map[string][]byte{}
	return r.each("SELECT sha256, bytes FROM asset", func(scan func(...any) error) error {
		var hash string
		var bytes []byte
		err := scan(&hash, &bytes)
		if len(bytes) == 0 {
			bytes = nil
		}
		r.bytes[hash] = bytes
		return err
	})
}

func (r *reader) records() error {
	kinds := map[journey.Kind]bool{}
	for _, kind := range journey.Kinds() {
		kinds[kind] = true
	}
	err := r.each("SELECT kind, id, json FROM record ORDER BY kind, ord", func(scan func(...any) error) error {
		var kind, id string
		var data []byte
		if err := scan(&kind, &id, &data); err != nil {
			return err
		}
		if !kinds[journey.Kind(kind)] {
			return fmt.Errorf("record %s/%s is of no known kind", kind, id)
		}
		record, err := recordOf(r.format, journey.Kind(kind), data, r.bytes)
		if err != nil {
			return fmt.Errorf("record %s/%s: %w", kind, id, err)
		}
		if string(record.RecordID()) != id {
			return fmt.Errorf("record %s/%s calls itself %s", kind, id, record.RecordID())
		}
		edit.Append(r.content.Map, record)
		return nil
	})
	if err == nil && r.content.Map.Policy == nil {
		err = fmt.Errorf("record policy is missing")
	}
	return err
}

func (r *reader) history() error {
	err := r.each("SELECT seq, at, label, diffs FROM change ORDER BY seq", func(scan func(...any) error) error {
		c := &edit.Change{Did: edit.Done}
		var label, diffs []byte
		if err := scan(&c.Seq, &c.At, &label, &diffs); err != nil {
			return err
		}
		if want := int64(len(r.content.History)) + 1; c.Seq != want {
			return fmt.Errorf("change %d is missing", want)
		}
		if err := json.Unmarshal(label, &c.Label); err != nil {
			return fmt.Errorf("change %d: %w", c.Seq, err)
		}
		entry, err := diffsOf(r.format, diffs, r.bytes)
		if err != nil {
			return fmt.Errorf("change %d: %w", c.Seq, err)
		}
		c.Entry, c.Diffs = entry, entry
		r.content.History = append(r.content.History, c)
		return nil
	})
	if err == nil && (r.content.Cursor < 0 || r.content.Cursor > len(r.content.History)) {
		err = fmt.Errorf("meta cursor is %d of %d", r.content.Cursor, len(r.content.History))
	}
	return err
}

func (r *reader) baselines() error {
	return r.each(`SELECT id, name, signed, date, fingerprint, engine, seed, people, map, result FROM baseline ORDER BY rowid`,
		func(scan func(...any) error) error {
			b := &journey.Baseline{}
			var seed string
			err := scan(&b.ID, &b.Name, &b.Signed, &b.Date, &b.Fingerprint, &b.Engine, &seed, &b.People, &b.Map, &b.Result)
			if err != nil {
				return err
			}
			if b.Seed, err = strconv.ParseUint(seed, 10, 64); err != nil {
				return fmt.Errorf("baseline %s: seed %q", b.ID, seed)
			}
			r.content.Baselines = append(r.content.Baselines, b)
			return nil
		})
}
