package persist

import (
	"bytes"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"reflect"
	"strings"
	"testing"
	"time"

	"rehearse/journey"
	"rehearse/journey/codec"
	"rehearse/journey/edit"
)

type counter struct{ n int }

func (c *counter) NewID() journey.ID { c.n++; return journey.ID(fmt.Sprintf("n%d", c.n)) }

func options() Options {
	return Options{
		IDs: &counter{}, Now: func() time.Time { return time.Date(2026, 11, 22, 10, 0, 0, 0, time.UTC) },
	}
}

func created(t testing.TB) *Document {
	t.Helper()
	d, err := Create(filepath.Join(t.TempDir(), "карта.journey"), journey.New("Карта", "2026-11-22"), options())
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { d.Discard() })
	return d
}

func reopened(t testing.TB, d *Document) *Document {
	t.Helper()
	if err := d.Close(); err != nil {
		t.Fatal(err)
	}
	again, err := Open(d.Path(), options())
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { again.Discard() })
	return again
}

func addStage(t testing.TB, d *Document, name string) *edit.Change {
	t.Helper()
	c, err := d.Apply(edit.Label{}, stage(name))
	if err != nil {
		t.Fatal(err)
	}
	return c
}

func stage(name string) func(*edit.Tx) error {
	return func(tx *edit.Tx) error { _, err := edit.AddRecord(tx, journey.KindStage, name); return err }
}

func stages(m *journey.Map) string {
	var names []string
	for _, s := range m.Stages {
		names = append(names, s.Name)
	}
	return strings.Join(names, " ")
}

func codeIs(t testing.TB, err error, code string) {
	t.Helper()
	var p journey.Problem
	if !errors.As(err, &p) || p.Code != code {
		t.Errorf("error %v, want %s", err, code)
	}
}

func readOnlyFor(t testing.TB, d *Document, code string) {
	t.Helper()
	if yes, why := d.ReadOnly(); !yes || why.Code != code {
		t.Errorf("read-only: %v %v, want %s", yes, why, code)
	}
}

func TestEveryChangeIsInTheFileAndUndoSurvivesARestart(t *testing.T) {
	t.Parallel()
	d := created(t)
	left := filepath.Join(filepath.Dir(d.Path()), ".карта.journey.1-1.new")
	if err := os.WriteFile(left, []byte("half a copy"), 0o600); err != nil {
		t.Fatal(err)
	}
	for _, name := range []string{"A", "B", "C"} {
		addStage(t, d, name)
	}
	if _, err := d.Undo(); err != nil {
		t.Fatal(err)
	}
	want := d.Map()
	d = reopened(t, d)
	if !reflect.DeepEqual(d.Map(), want) {
		t.Fatalf("read back as %s", codec.EncodeMap(d.Map(), false))
	}
	if exists(left) {
		t.Error("what a dead program left behind stays for ever")
	}
	if c, err := d.Redo(); c == nil || err != nil || stages(d.Map()) != "A B C" {
		t.Fatalf("redo after a restart: %v %v", c, err)
	}
	d = reopened(t, d)
	for range 3 {
		if c, err := d.Undo(); c == nil || err != nil {
			t.Fatalf("undo after a restart: %v %v", c, err)
		}
	}
	if stages(d.Map()) != "" {
		t.Errorf("stages %s after undoing everything", stages(d.Map()))
	}
	addStage(t, d, "X")
	d = reopened(t, d)
	entries, cursor := d.Editor().History()
	if len(entries) != 1 || cursor != 1 || entries[0].Label.ID != "edit.add_record" || entries[0].At != "2026-11-22T10:00:00Z" {
		t.Errorf("history %+v at %d: what could be redone should be gone from the file", entries, cursor)
	}
}

func TestASecondOpenerReadsWhileTheFirstWrites(t *testing.T) {
	t.Parallel()
	first := created(t)
	addStage(t, first, "A")
	link := filepath.Join(t.TempDir(), "link.journey")
	if err := os.Symlink(first.Path(), link); err != nil {
		t.Fatal(err)
	}
	for _, path := range []string{first.Path(), link} {
		second, err := Open(path, options())
		if err != nil {
			t.Fatal(err)
		}
		readOnlyFor(t, second, "persist.open_elsewhere")
		_, why := second.ReadOnly()
		if why.Args["Process"] != fmt.Sprint(os.Getpid()) {
			t.Errorf("the message names process %v", why.Args["Process"])
		}
		if stages(second.Map()) != "A" {
			t.Errorf("the reader sees %s", stages(second.Map()))
		}
		if c, err := second.Apply(edit.Label{}, stage("B")); c != nil {
			t.Errorf("a reader edited: %v", c)
		} else {
			codeIs(t, err, "persist.open_elsewhere")
		}
		addStage(t, first, "B") // the reader does not hold up the writer
		if _, err := first.Undo(); err != nil {
			t.Fatal(err)
		}
		if err := second.Close(); err != nil {
			t.Fatal(err)
		}
	}
	if err := first.Close(); err != nil {
		t.Fatal(err)
	}
	if exists(lockPath(first.Path())) {
		t.Error("the lock file stays behind")
	}
	third, err := Open(first.Path(), options())
	if err != nil {
		t.Fatal(err)
	}
	defer third.Close()
	if yes, why := third.ReadOnly(); yes {
		t.Errorf("a free file is read-only: %v", why)
	}
}

func TestFilesThatAreNoMapsAreRefusedWithAReason(t *testing.T) {
	t.Parallel()
	d := created(t)
	addStage(t, d, "A")
	if err := d.Close(); err != nil {
		t.Fatal(err)
	}
	good, err := os.ReadFile(d.Path())
	if err != nil {
		t.Fatal(err)
	}
	foreign := bytes.Clone(good)
	copy(foreign[68:72], []byte{0, 0, 0, 0})
	future := bytes.Clone(good)
	future[63] = 200
	unversioned := bytes.Clone(good)
	unversioned[63] = 0
	scrambled := bytes.Clone(good)
	for i := 4096; i < len(scrambled); i++ {
		scrambled[i] ^= 0x5a
	}
	for _, c := range []struct {
		name string
		data []byte
		code string
	}{
		{"empty", nil, "persist.empty"},
		{"text", []byte("Карта пути клиента\n"), "persist.not_ours"},
		{"short", []byte("SQ"), "persist.not_ours"},
		{"header", good[:60], "persist.damaged"},
		{"foreign", foreign, "persist.not_ours"},
		{"future", future, "persist.newer"},
		{"unversioned", unversioned, "persist.damaged"},
		{"truncated", good[:len(good)/2], "persist.damaged"},
		{"almost", good[:len(good)-1], "persist.damaged"},
		{"first page", good[:4096], "persist.damaged"},
		{"scrambled", scrambled, "persist.damaged"},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			path := filepath.Join(t.TempDir(), "file.journey")
			if err := os.WriteFile(path, c.data, 0o600); err != nil {
				t.Fatal(err)
			}
			for _, readOnly := range []bool{false, true} {
				o := options()
				o.ReadOnly = readOnly
				_, err := Open(path, o)
				codeIs(t, err, c.code)
			}
			if now, err := os.ReadFile(path); err != nil || !bytes.Equal(now, c.data) {
				t.Error("the file was changed")
			}
			if files, _ := filepath.Glob(filepath.Dir(path) + "/.*"); len(files) > 0 {
				t.Errorf("left behind: %q", files)
			}
		})
	}
	_, err = Open(t.TempDir(), options())
	codeIs(t, err, "persist.folder")
	_, err = Open(filepath.Join(t.TempDir(), "none.journey"), options())
	codeIs(t, err, "persist.missing")
	_, err = Open(filepath.Join(t.TempDir(), "no", "none.journey"), options())
	codeIs(t, err, "persist.no_folder")
	_, err = Create(filepath.Join(t.TempDir(), strings.Repeat("ё", 200)+".journey"), journey.New("x", "2026-11-22"), options())
	codeIs(t, err, "persist.long_name")
	_, err = Create(d.Path(), journey.New("x", "2026-11-22"), options())
	codeIs(t, err, "persist.exists")
}

func TestAFlippedByteNeverPanicsAndNeverInventsAMap(t *testing.T) {
	t.Parallel()
	d := created(t)
	for _, name := range []string{"A", "B", "C"} {
		addStage(t, d, name)
	}
	if err := d.Close(); err != nil {
		t.Fatal(err)
	}
	good, err := os.ReadFile(d.Path())
	if err != nil {
		t.Fatal(err)
	}
	path := filepath.Join(t.TempDir(), "flipped.journey")
	refused := 0
	for at := 0; at < len(good); at += 97 {
		bad := bytes.Clone(good)
		bad[at] ^= 0xff
		if err := os.WriteFile(path, bad, 0o600); err != nil {
			t.Fatal(err)
		}
		again, err := Open(path, options())
		if err != nil {
			var p journey.Problem
			if !errors.As(err, &p) {
				t.Errorf("byte %d: %v is no problem a user could read", at, err)
			}
			refused++
			continue
		}
		if problems := again.Map().Validate(); len(problems) > 0 {
			t.Errorf("byte %d: opened as a broken map: %v", at, problems)
		}
		again.Discard()
	}
	if refused == 0 {
		t.Error("no damage was noticed at all")
	}
}

func TestSaveAsGoesOnInTheNewFileWithTheHistory(t *testing.T) {
	t.Parallel()
	d := created(t)
	addStage(t, d, "A")
	old := d.Path()
	target := filepath.Join(t.TempDir(), "other.journey")
	if err := d.SaveAs(target); err != nil {
		t.Fatal(err)
	}
	addStage(t, d, "B")
	if d.Name() != "other.journey" {
		t.Errorf("the document is %s", d.Path())
	}
	before, err := Open(old, options())
	if err != nil {
		t.Fatal(err)
	}
	defer before.Close()
	if yes, _ := before.ReadOnly(); yes || stages(before.Map()) != "A" {
		t.Errorf("the old file: read-only %v, stages %s", yes, stages(before.Map()))
	}
	codeIs(t, d.SaveAs(old), "persist.open_elsewhere")
	codeIs(t, d.SaveAs(filepath.Dir(old)), "persist.folder")
	if stages(d.Map()) != "A B" || d.Name() != "other.journey" {
		t.Error("a refused SaveAs changed the document")
	}
	addStage(t, d, "C")
	d = reopened(t, d)
	for range 3 {
		if c, err := d.Undo(); c == nil || err != nil {
			t.Fatalf("the history did not come along: %v %v", c, err)
		}
	}
	if d.Created() != "2026-11-22T10:00:00Z" {
		t.Errorf("made %q", d.Created())
	}
}

func TestAnExportedCopyHoldsNothingThatWasDeleted(t *testing.T) {
	t.Parallel()
	const secret = "СЕКРЕТНАЯ-СТАДИЯ-secret"
	d := created(t)
	addStage(t, d, secret)
	addStage(t, d, "Kept")
	if _, err := d.Apply(edit.Label{}, func(tx *edit.Tx) error {
		return edit.DeleteRecords(tx, []journey.Ref{{Kind: journey.KindStage, ID: tx.Map().Stages[0].ID}})
	}); err != nil {
		t.Fatal(err)
	}
	target := filepath.Join(t.TempDir(), "copy.journey")
	if err := d.ExportCopy(target); err != nil {
		t.Fatal(err)
	}
	data, err := os.ReadFile(target)
	if err != nil {
		t.Fatal(err)
	}
	if bytes.Contains(data, []byte("secret")) || bytes.Contains(data, []byte("СЕКРЕТ")) {
		t.Error("the deleted text is in the copy")
	}
	if own, err := os.ReadFile(d.Path()); err != nil || !bytes.Contains(own, []byte(secret)) {
		t.Errorf("the file's own history has lost it (%v), so this test proves nothing", err)
	}
	copied, err := Open(target, options())
	if err != nil {
		t.Fatal(err)
	}
	defer copied.Close()
	if _, ok := copied.Editor().CanUndo(); ok || stages(copied.Map()) != "Kept" {
		t.Errorf("the copy holds %s, undo %v", stages(copied.Map()), ok)
	}
	codeIs(t, d.ExportCopy(d.Path()), "persist.own_file")
	codeIs(t, d.ExportCopy(target), "persist.open_elsewhere")
}

// failing is a store that fails as long as err is set.
type failing struct {
	store
	err error
}

func (f *failing) Save(c *edit.Change, next *journey.Map, at string) error {
	if f.err != nil {
		return f.err
	}
	return f.store.Save(c, next, at)
}

func TestAFailedWriteKeepsTheEditAndSaysSoUntilItIsSaved(t *testing.T) {
	t.Parallel()
	d := created(t)
	addStage(t, d, "A")
	broken := &failing{store: d.store, err: problem("disk_full", d.path)}
	d.store = broken
	for _, name := range []string{"B", "C"} {
		c, err := d.Apply(edit.Label{}, stage(name))
		codeIs(t, err, "persist.disk_full")
		if c == nil || !strings.HasSuffix(stages(d.Map()), name) {
			t.Fatal("the edit is lost")
		}
	}
	if _, err := d.Undo(); err == nil {
		t.Error("an undo was said to be saved")
	}
	if n, why := d.Unsaved(); n != 3 || why == nil {
		t.Errorf("unsaved %d, %v", n, why)
	}
	codeIs(t, d.Close(), "persist.disk_full")
	broken.err = nil
	if err := d.Retry(); err != nil {
		t.Fatal(err)
	}
	if n, why := d.Unsaved(); n != 0 || why != nil {
		t.Errorf("unsaved %d, %v", n, why)
	}
	want := d.Map()
	d = reopened(t, d)
	if !reflect.DeepEqual(d.Map(), want) || stages(want) != "A B" {
		t.Errorf("file %s, memory %s", stages(d.Map()), stages(want))
	}
	d.store = &failing{store: d.store, err: problem("disk_failed", d.path)}
	if _, err := d.Redo(); err == nil {
		t.Error("a redo was said to be saved")
	}
	if err := d.SaveAs(filepath.Join(t.TempDir(), "rescue.journey")); err != nil {
		t.Fatal(err)
	}
	if n, _ := d.Unsaved(); n != 0 {
		t.Errorf("unsaved %d after saving elsewhere", n)
	}
	if d = reopened(t, d); stages(d.Map()) != "A B C" {
		t.Errorf("rescued %s", stages(d.Map()))
	}
}

func TestAChangeThatWasNotHandedOverIsSavedWithTheNextOne(t *testing.T) {
	t.Parallel()
	d := created(t)
	if _, err := d.Editor().Apply(edit.Label{}, stage("forgotten")); err != nil {
		t.Fatal(err)
	}
	addStage(t, d, "B")
	addStage(t, d, "C")
	want := d.Map()
	if d = reopened(t, d); !reflect.DeepEqual(d.Map(), want) {
		t.Errorf("the file holds %s", stages(d.Map()))
	}
	if entries, cursor := d.Editor().History(); len(entries) != 3 || cursor != 3 {
		t.Errorf("history %d of %d", cursor, len(entries))
	}
}

func TestAFileThatIsTakenAwayWhileOpenIsNoticed(t *testing.T) {
	t.Parallel()
	d := created(t)
	addStage(t, d, "A")
	if err := os.Rename(d.Path(), d.Path()+".away"); err != nil {
		t.Fatal(err)
	}
	_, err := d.Apply(edit.Label{}, stage("B"))
	codeIs(t, err, "persist.moved")
	if err := d.SaveAs(filepath.Join(t.TempDir(), "rescue.journey")); err != nil {
		t.Fatal(err)
	}
	if d = reopened(t, d); stages(d.Map()) != "A B" {
		t.Errorf("rescued %s", stages(d.Map()))
	}
}

func TestBaselinesStayAsTheyWereSigned(t *testing.T) {
	t.Parallel()
	d := created(t)
	b := &journey.Baseline{
		ID: "b1", Name: "v1", Signed: "Клиент", Date: "2026-11-22", Fingerprint: codec.Fingerprint(d.Map()),
		Engine: "1", Seed: 1<<64 - 1, People: 1000, Map: codec.EncodeMap(d.Map(), false), Result: []byte("{}"),
	}
	if err := d.AddBaseline(b); err != nil {
		t.Fatal(err)
	}
	codeIs(t, d.AddBaseline(b), "persist.baseline_exists")
	d = reopened(t, d)
	if got := d.Baselines(); len(got) != 1 || !reflect.DeepEqual(got[0], b) {
		t.Errorf("baselines %+v", got)
	}
	if err := d.SaveAs(filepath.Join(t.TempDir(), "with.journey")); err != nil {
		t.Fatal(err)
	}
	if d = reopened(t, d); len(d.Baselines()) != 1 {
		t.Error("SaveAs lost a signed copy")
	}
}

func TestEitherFormOfAMapCanBeRead(t *testing.T) {
	t.Parallel()
	d := created(t)
	addStage(t, d, "A")
	folder := t.TempDir()
	for name, data := range map[string][]byte{
		"map.json": codec.EncodeMap(d.Map(), true), "map.txt": append([]byte("\n "), codec.EncodeMap(d.Map(), false)...),
	} {
		path := filepath.Join(folder, name)
		if err := os.WriteFile(path, data, 0o600); err != nil {
			t.Fatal(err)
		}
		j, err := OpenAny(path, options())
		if err != nil {
			t.Fatal(err)
		}
		readOnlyFor(t, j, "persist.json_read_only")
		if stages(j.Map()) != "A" {
			t.Errorf("%s holds %s", name, stages(j.Map()))
		}
		if err := j.SaveAs(filepath.Join(folder, name+".journey")); err != nil {
			t.Fatal(err)
		}
		addStage(t, j, "B")
		if err := j.Close(); err != nil {
			t.Fatal(err)
		}
	}
	if m, err := ReadMap(d.Path()); err != nil || stages(m) != "A" { // open for writing all the while
		t.Errorf("read %v, %v", m, err)
	}
	bad := filepath.Join(folder, "bad.json")
	if err := os.WriteFile(bad, []byte(`{"format": 1, "stages": 7}`), 0o600); err != nil {
		t.Fatal(err)
	}
	var problems journey.Problems
	if _, err := ReadMap(bad); !errors.As(err, &problems) || problems[0].Line != 1 {
		t.Errorf("error %v, want problems with their line", err)
	}
	text := filepath.Join(folder, "letter.txt")
	if err := os.WriteFile(text, []byte("Dear customer"), 0o600); err != nil {
		t.Fatal(err)
	}
	_, err := ReadMap(text)
	codeIs(t, err, "persist.not_ours")
	_, err = ReadMap(filepath.Join(folder, "none.json"))
	codeIs(t, err, "persist.missing")
}

// The way files are opened is changed for this test only; it must not run beside others.
func TestAFileThatMayNotBeWrittenIsOpenedForReading(t *testing.T) {
	d := created(t)
	addStage(t, d, "A")
	if err := d.Close(); err != nil {
		t.Fatal(err)
	}
	usual := openForWriting
	defer func() { openForWriting = usual }()
	openForWriting = func(path string) error { return &fs.PathError{Op: "open", Path: path, Err: fs.ErrPermission} }
	again, err := Open(d.Path(), options())
	if err != nil {
		t.Fatal(err)
	}
	readOnlyFor(t, again, "persist.read_only_file")
	if exists(lockPath(d.Path())) {
		t.Error("a reader keeps the lock")
	}
	codeIs(t, again.SaveAs(d.Path()), "persist.read_only_file")
	if err := again.SaveAs(filepath.Join(t.TempDir(), "mine.journey")); err != nil {
		t.Fatal(err)
	}
	addStage(t, again, "B")
	if err := again.Close(); err != nil {
		t.Fatal(err)
	}
}

func BenchmarkSaveChange(b *testing.B) {
	d := created(b)
	if _, err := d.Apply(edit.Label{}, func(tx *edit.Tx) error {
		for range 300 {
			if _, err := edit.AddStep(tx, edit.NewStep{Kind: journey.StepMessage, Name: "Письмо"}); err != nil {
				return err
			}
		}
		return nil
	}); err != nil {
		b.Fatal(err)
	}
	id := d.Map().Steps[150].ID
	x := 0.0
	for b.Loop() {
		x++
		if _, err := d.Apply(edit.Label{}, func(tx *edit.Tx) error {
			return edit.MoveSteps(tx, []edit.Place{{Step: id, X: x}})
		}); err != nil {
			b.Fatal(err)
		}
	}
}
