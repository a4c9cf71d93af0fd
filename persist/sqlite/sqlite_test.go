package sqlite

import (
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"reflect"
	"strings"
	"testing"

	"rehearse/journey"
	"rehearse/journey/codec"
	"rehearse/journey/edit"
)

type counter struct{ n int }

func (c *counter) NewID() journey.ID { c.n++; return journey.ID(fmt.Sprintf("n%d", c.n)) }

func codeIs(t *testing.T, err error, code string) {
	t.Helper()
	var p journey.Problem
	if !errors.As(err, &p) || p.Code != code {
		t.Errorf("error %v, want %s", err, code)
	}
}

// stepped is an editor of a map with some steps, and a file that holds it.
func stepped(t testing.TB, steps int) (*edit.Editor, *File, string) {
	t.Helper()
	e := edit.New(journey.New("Карта", "2026-11-22"), &counter{})
	if _, err := e.Apply(edit.Label{}, func(tx *edit.Tx) error {
		for range steps {
			if _, err := edit.AddStep(tx, edit.NewStep{Kind: journey.StepMessage, Name: "Письмо"}); err != nil {
				return err
			}
		}
		return nil
	}); err != nil {
		t.Fatal(err)
	}
	path := filepath.Join(t.TempDir(), "карта #1 100%?.journey")
	history, cursor := e.Changes()
	if err := Create(path, &Content{Map: e.Map(), History: history, Cursor: cursor}); err != nil {
		t.Fatal(err)
	}
	f, err := Open(path, ReadMore)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { f.Close() })
	return e, f, path
}

func sameContent(t *testing.T, f *File, e *edit.Editor) {
	t.Helper()
	c, err := f.Load()
	if err != nil {
		t.Fatal(err)
	}
	if !reflect.DeepEqual(c.Map, e.Map()) {
		t.Fatalf("the file holds\n%s\nand the memory\n%s", codec.EncodeMap(c.Map, false), codec.EncodeMap(e.Map(), false))
	}
	history, cursor := e.Changes()
	if c.Cursor != cursor || len(c.History) != len(history) {
		t.Fatalf("the file is at %d of %d, the memory at %d of %d", c.Cursor, len(c.History), cursor, len(history))
	}
	for i, h := range history {
		if !reflect.DeepEqual(c.History[i].Entry, h.Entry) || !reflect.DeepEqual(c.History[i].Label, h.Label) {
			t.Fatalf("change %d is\n%v\nin the file and\n%v\nin memory", i+1, c.History[i].Entry, h.Entry)
		}
	}
}

func TestTheFileHoldsWhatTheMemoryHoldsAfterEveryChange(t *testing.T) {
	t.Parallel()
	for seed := range uint64(6) {
		t.Run(fmt.Sprint("seed ", seed), func(t *testing.T) {
			t.Parallel()
			random := rand.New(rand.NewPCG(seed, 1))
			e, f, _ := stepped(t, 3)
			for range 60 {
				change, err := randomChange(e, random)
				if err != nil {
					t.Fatal(err)
				}
				if change == nil {
					continue
				}
				if err := f.Save(change, e.Map(), "2026-11-22T10:00:00Z"); err != nil {
					t.Fatal(err)
				}
				if random.IntN(3) == 0 { // a commit that was not acknowledged is tried again
					if err := f.Save(change, e.Map(), "2026-11-22T10:00:00Z"); err != nil {
						t.Fatal(err)
					}
				}
				sameContent(t, f, e)
			}
		})
	}
}

func randomChange(e *edit.Editor, random *rand.Rand) (*edit.Change, error) {
	var refs []journey.Ref
	for _, kind := range []journey.Kind{journey.KindStep, journey.KindStage, journey.KindLink, journey.KindAsset} {
		for _, r := range e.Map().Records(kind) {
			refs = append(refs, journey.Ref{Kind: kind, ID: r.RecordID()})
		}
	}
	one := func() journey.Ref {
		if len(refs) == 0 {
			return journey.Ref{Kind: journey.KindSettings, ID: journey.SettingsID}
		}
		return refs[random.IntN(len(refs))]
	}
	name := fmt.Sprint("Имя ", random.IntN(100))
	switch random.IntN(10) {
	case 0, 1:
		return e.Undo()
	case 2:
		return e.Redo()
	case 3:
		return e.Apply(edit.Label{}, func(tx *edit.Tx) error { _, err := edit.AddRecord(tx, journey.KindStage, name); return err })
	case 4, 5:
		return e.Apply(edit.Label{}, func(tx *edit.Tx) error {
			for range random.IntN(3) {
				r := one()
				if tx.Map().Lookup(r) != nil && r.Kind != journey.KindSettings {
					tx.Move(r, random.IntN(4))
				}
			}
			data := []byte(name)
			sum := sha256.Sum256(data)
			tx.Insert(&journey.Asset{ID: tx.NewID(), MediaType: "image/png", Data: data, SHA256: hex.EncodeToString(sum[:])}, 0)
			return nil
		})
	case 6:
		r := one()
		if r.Kind == journey.KindSettings {
			return nil, nil
		}
		return e.Apply(edit.Label{}, func(tx *edit.Tx) error { return edit.DeleteRecords(tx, []journey.Ref{r}) })
	case 7:
		return e.ApplyMerging("name", edit.Label{}, func(tx *edit.Tx) error {
			return edit.Rename(tx, journey.Ref{Kind: journey.KindSettings, ID: journey.SettingsID}, name)
		})
	default:
		return e.Apply(edit.Label{}, func(tx *edit.Tx) error {
			from, err := edit.AddStep(tx, edit.NewStep{Kind: journey.StepTouchpoint, Name: name, X: random.Float64()})
			if err != nil || len(tx.Map().Steps) < 2 {
				return err
			}
			_, err = edit.Connect(tx, from, journey.PortOut, tx.Map().Steps[0].ID)
			return err
		})
	}
}

func TestAFullDiskIsSaidAndLosesNothing(t *testing.T) {
	t.Parallel()
	e, f, _ := stepped(t, 3)
	if _, err := f.db.Exec("PRAGMA max_page_count = 12"); err != nil {
		t.Fatal(err)
	}
	before := e.Map()
	change, err := e.Apply(edit.Label{}, func(tx *edit.Tx) error {
		settings := journey.Clone(tx.Map().Settings)
		settings.Notes = strings.Repeat("много текста ", 20_000)
		return edit.SetRecord(tx, settings)
	})
	if err != nil {
		t.Fatal(err)
	}
	codeIs(t, f.Save(change, e.Map(), ""), "persist.disk_full")
	c, err := f.Load()
	if err != nil || !reflect.DeepEqual(c.Map, before) {
		t.Fatalf("after the failed write the file holds another map (%v)", err)
	}
	if _, err := f.db.Exec("PRAGMA max_page_count = 100000"); err != nil {
		t.Fatal(err)
	}
	if err := f.Save(change, e.Map(), ""); err != nil {
		t.Fatal(err)
	}
	sameContent(t, f, e)
}

func TestEveryConnectionHasTheSettings(t *testing.T) {
	t.Parallel()
	_, f, path := stepped(t, 1)
	for name, want := range map[string]string{
		"journal_mode": "delete", "synchronous": "2", "foreign_keys": "1", "busy_timeout": "5000", "trusted_schema": "0",
		"application_id": fmt.Sprint(ApplicationID), "user_version": fmt.Sprint(Version()),
	} {
		var got string
		if err := f.db.QueryRow("PRAGMA " + name).Scan(&got); err != nil || got != want {
			t.Errorf("%s is %s (%v), want %s", name, got, err, want)
		}
	}
	if files, err := filepath.Glob(filepath.Dir(path) + "/*"); err != nil || len(files) != 1 || files[0] != path {
		t.Errorf("files %q, want one under the name that was asked for", files)
	}
}

// The layout is changed for this test only; it must not run beside others.
func TestAnOlderFileIsBroughtUpToDateOnACopyAndStays(t *testing.T) {
	e, f, path := stepped(t, 3)
	if err := f.Close(); err != nil {
		t.Fatal(err)
	}
	old, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	released := migrations
	defer func() { migrations = released }()

	migrations = append(released[:1:1], "ALTER TABLE meta ADD COLUMN extra TEXT", "ALTER TABLE record ADD nonsense nonsense nonsense; SELECT")
	if _, err := Upgrade(path, 1); err == nil {
		t.Fatal("a migration that cannot run was taken for done")
	}
	if now, err := os.ReadFile(path); err != nil || string(now) != string(old) {
		t.Fatal("a failed upgrade changed the file")
	}

	migrations = migrations[:2]
	if version, err := Inspect(path); version != 1 || err != nil {
		t.Fatalf("version %d, %v", version, err)
	}
	backup, err := Upgrade(path, 1)
	if err != nil {
		t.Fatal(err)
	}
	if kept, err := os.ReadFile(backup); err != nil || string(kept) != string(old) || backup != path+".bak" {
		t.Errorf("backup %s is not the file as it was (%v)", backup, err)
	}
	if version, err := Inspect(path); version != 2 || err != nil {
		t.Fatalf("version %d, %v", version, err)
	}
	f, err = Open(path, ReadMore)
	if err != nil {
		t.Fatal(err)
	}
	sameContent(t, f, e)
	f.Close()
	if files, _ := filepath.Glob(filepath.Dir(path) + "/.*"); len(files) != 0 {
		t.Errorf("left behind: %q", files)
	}

	if err := os.WriteFile(path, old, 0o600); err != nil {
		t.Fatal(err)
	}
	if second, err := Upgrade(path, 1); err != nil || second != path+".2.bak" {
		t.Errorf("second backup %s, %v", second, err)
	}

	migrations = released
	_, err = Inspect(path)
	codeIs(t, err, "persist.newer")
}

func TestContentThatCannotBeBelievedIsDamage(t *testing.T) {
	t.Parallel()
	for name, spoil := range map[string]string{
		"a record that is no JSON":        `UPDATE record SET json = '{' WHERE kind = 'step'`,
		"an unknown kind":                 `UPDATE record SET kind = 'ghost' WHERE kind = 'step'`,
		"another id":                      `UPDATE record SET id = 'x' WHERE kind = 'step'`,
		"a reference to nothing":          `INSERT INTO record VALUES ('link', 'l', 0, '{"id":"l","from":"a","to":"b"}')`,
		"no settings":                     `DELETE FROM record WHERE kind = 'map'`,
		"no policy":                       `DELETE FROM record WHERE kind = 'policy'`,
		"a change that is missing":        `UPDATE change SET seq = 7`,
		"a change that is no JSON":        `UPDATE change SET diffs = 'no'`,
		"a change of an unknown kind":     `UPDATE change SET diffs = '[{"kind":"ghost","id":"a","after":{},"before_at":-1,"after_at":0}]'`,
		"a label that is no JSON":         `UPDATE change SET label = 'no'`,
		"a cursor outside the history":    `UPDATE meta SET value = 9 WHERE key = 'cursor'`,
		"a cursor that is no number":      `UPDATE meta SET value = 'x' WHERE key = 'cursor'`,
		"a format of the future":          `UPDATE meta SET value = 99 WHERE key = 'format'`,
		"a table that is missing":         `DROP TABLE asset`,
		"a picture without its bytes":     `INSERT INTO record VALUES ('asset', 'a', 0, '{"id":"a","media_type":"image/png","sha256":"00"}')`,
		"a step twice under another id":   `INSERT INTO record VALUES ('stage', 'n1', 0, '{"id":"n1"}')`,
		"a seed of a baseline, no number": `INSERT INTO baseline VALUES ('b','','','','','','x',1,x'',x'')`,
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			_, f, _ := stepped(t, 1)
			if _, err := f.db.Exec(spoil); err != nil {
				t.Fatal(err)
			}
			_, err := f.Load()
			var p journey.Problem
			if !errors.As(err, &p) || p.Code != "persist.damaged" || p.Args["Detail"] == "" {
				t.Errorf("error %v, want damage with a detail", err)
			}
		})
	}
}
