package persist

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"flag"
	"os"
	"path/filepath"
	"testing"

	"rehearse/assets"
	"rehearse/journey"
	"rehearse/journey/codec"
	"rehearse/journey/edit"
	"rehearse/persist/sqlite"
)

// A file of each released layout stays in testdata for ever, with the map it holds as JSON of the format
// of its day. `go test ./persist -write-fixture` makes those of the present layout where there are none.
var writeFixture = flag.Bool("write-fixture", false, "write the file of the present layout to testdata, once")

const fixture = "testdata/layout1"

func TestTheFilesOfEveryReleasedLayoutStillOpen(t *testing.T) {
	t.Parallel()
	if *writeFixture && !exists(fixture+".journey") {
		makeFixture(t)
	}
	data, err := os.ReadFile(fixture + ".journey")
	if err != nil {
		t.Fatal(err)
	}
	text, err := os.ReadFile(fixture + ".json")
	if err != nil {
		t.Fatal(err)
	}
	want, problems := codec.DecodeMap(text)
	if len(problems) > 0 {
		t.Fatal(problems)
	}
	path := filepath.Join(t.TempDir(), "old.journey")
	if err := os.WriteFile(path, data, 0o600); err != nil {
		t.Fatal(err)
	}
	looked, err := ReadMap(path)
	if err != nil || !bytes.Equal(codec.EncodeMap(looked, false), codec.EncodeMap(want, false)) {
		t.Fatalf("a reader sees another map (%v)", err)
	}
	d, err := Open(path, options())
	if err != nil {
		t.Fatal(err)
	}
	defer d.Close()
	if yes, why := d.ReadOnly(); yes {
		t.Fatal(why)
	}
	if !bytes.Equal(codec.EncodeMap(d.Map(), false), codec.EncodeMap(want, false)) {
		t.Error("the map is another one")
	}
	entries, cursor := d.Editor().History()
	if len(entries) != 5 || cursor != 4 || entries[1].Label.ID != "edit.rename" || entries[0].At != "2026-11-22T10:00:00Z" {
		t.Errorf("history %v at %d", entries, cursor)
	}
	if len(d.Baselines()) != 1 || d.Baselines()[0].Signed != "Клиент" {
		t.Errorf("baselines %v", d.Baselines())
	}
	if c, err := d.Redo(); c == nil || err != nil || stages(d.Map()) == stages(want) {
		t.Errorf("redo: %v %v", c, err)
	}
	for range 5 {
		if c, err := d.Undo(); c == nil || err != nil {
			t.Fatalf("undo: %v %v", c, err)
		}
	}
	if len(d.Map().Assets) != 0 || string(d.Map().Settings.Name) == want.Settings.Name {
		t.Error("undoing everything did not lead back to the beginning")
	}
}

// makeFixture writes a map with a history that has a picture, a deletion and something to redo.
func makeFixture(t *testing.T) {
	t.Helper()
	text, err := assets.Sample("abandoned_cart")
	if err != nil {
		t.Fatal(err)
	}
	m, problems := codec.DecodeMap(text)
	if len(problems) > 0 {
		t.Fatal(problems)
	}
	path := filepath.Join(t.TempDir(), "fixture.journey")
	d, err := Create(path, m, options())
	if err != nil {
		t.Fatal(err)
	}
	for _, f := range []func(*edit.Tx) error{
		func(tx *edit.Tx) error {
			data := []byte("\x89PNG, or nearly")
			sum := sha256.Sum256(data)
			tx.Put(&journey.Asset{ID: tx.NewID(), Name: "Портрет", MediaType: "image/png", Data: data, SHA256: hex.EncodeToString(sum[:])})
			return nil
		},
		func(tx *edit.Tx) error {
			return edit.Rename(tx, journey.Ref{Kind: journey.KindSettings, ID: journey.SettingsID}, "Ёлочная распродажа")
		},
		func(tx *edit.Tx) error {
			return edit.DeleteRecords(tx, []journey.Ref{{Kind: journey.KindStep, ID: tx.Map().Steps[1].ID}})
		},
		stage("Осталось"),
		stage("Отменено"),
	} {
		if _, err := d.Apply(edit.Label{ID: ""}, f); err != nil {
			t.Fatal(err)
		}
	}
	if _, err := d.Undo(); err != nil {
		t.Fatal(err)
	}
	if err := d.AddBaseline(&journey.Baseline{
		ID: "signed-1", Name: "v1", Signed: "Клиент", Date: "2026-11-22", Fingerprint: codec.Fingerprint(d.Map()),
		Engine: "1", Seed: 7, People: 1000, Map: codec.EncodeMap(d.Map(), false), Result: []byte("{}"),
	}); err != nil {
		t.Fatal(err)
	}
	want := codec.EncodeMap(d.Map(), true)
	if err := d.Close(); err != nil {
		t.Fatal(err)
	}
	if err := os.MkdirAll("testdata", 0o755); err != nil {
		t.Fatal(err)
	}
	data, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	for name, data := range map[string][]byte{".journey": data, ".json": want} {
		if err := os.WriteFile(fixture+name, data, 0o644); err != nil {
			t.Fatal(err)
		}
	}
	if sqlite.Version() != 1 {
		t.Error("this layout needs a fixture under its own name")
	}
}
