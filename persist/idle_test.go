package persist

import (
	"database/sql"
	"path/filepath"
	"testing"

	"rehearse/journey/codec"
)

// Earlier versions kept what a choice had made meaningless: the length of a cap that came to count calendar days, the hour of a wait that came
// to last two days, the mean of a law that became another. Such files open, and mean what they meant.
func TestAFileWithWhatAChoiceMadeMeaninglessOpensAndMeansWhatItMeant(t *testing.T) {
	t.Parallel()
	const text = `{"format": 1, "map": {"name": "M", "languages": ["en"], "currency": "EUR", "zone": "UTC", "start": "2026-01-05", "horizon_days": 30},
 "events": [{"id": "left", "name": "left"}],
 "scenarios": [{"id": "s", "name": "s", "trigger": {"event": "left"}}, {"id": "again", "name": "again", "trigger": {"event": "left"}, "reentry": "any_time"}],
 "steps": [{"id": "w", "scenario": "s", "kind": "wait", "wait": {"for": "2d"}},
  {"id": "v", "scenario": "s", "kind": "wait", "wait": {"for": {"law": "exponential", "mean": "1h"}}}],
 "policy": {"caps": [{"id": "c", "max": 2, "window": "calendar_day"}]}}`
	want, problems := codec.DecodeMap([]byte(text))
	if len(problems) > 0 {
		t.Fatal(problems)
	}
	path := filepath.Join(t.TempDir(), "old.journey")
	d, err := Create(path, want, options())
	if err != nil {
		t.Fatal(err)
	}
	if err := d.Close(); err != nil {
		t.Fatal(err)
	}
	db, err := sql.Open("sqlite", path)
	if err != nil {
		t.Fatal(err)
	}
	for _, old := range []struct{ kind, id, from, to string }{
		{"scenario", "s", `"trigger":`, `"reentry_days":3,"trigger":`},
		{"scenario", "again", `"reentry":"any_time"`, `"reentry":"after_days"`},
		{"step", "w", `"for":`, `"at":"09:00","late":"leave","time_out":"1d","for":`},
		{"step", "v", `"mean":`, `"median":"3h","mean":`},
		{"policy", "policy", `"max":2`, `"max":2,"length":"2d","fallback":"email","look_ahead":"1d"`},
	} {
		result, err := db.Exec("UPDATE record SET json = replace(json, ?, ?) WHERE kind = ? AND id = ? AND instr(json, ?) > 0", old.from, old.to, old.kind, old.id, old.from)
		if err != nil {
			t.Fatal(err)
		}
		if n, _ := result.RowsAffected(); n != 1 {
			var all string
			_ = db.QueryRow("SELECT group_concat(kind || '/' || id || ' ' || json, char(10)) FROM record").Scan(&all)
			t.Fatalf("%s %s has no %s:\n%s", old.kind, old.id, old.from, all)
		}
	}
	if err := db.Close(); err != nil {
		t.Fatal(err)
	}
	d, err = Open(path, options())
	if err != nil {
		t.Fatal(err)
	}
	defer d.Close()
	if got := string(codec.EncodeMap(d.Map(), false)); got != string(codec.EncodeMap(want, false)) {
		t.Errorf("the map is %s", got)
	}
	if p := d.Map().Validate(); len(p) > 0 {
		t.Error(p)
	}
}
