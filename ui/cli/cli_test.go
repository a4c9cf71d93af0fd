package cli

import (
	"bytes"
	"context"
	"encoding/csv"
	"encoding/json"
	"image/png"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"reflect"
	"strings"
	"testing"
	"time"

	"rehearse/ui/text"
)

// run calls the command line as a shell would and returns what it said.
func run(t *testing.T, args ...string) (code int, out, errs string) {
	t.Helper()
	var o, e bytes.Buffer
	code = Main(context.Background(), args, Environment{
		Out: &o, Err: &e, In: strings.NewReader(""), Getenv: func(string) string { return "" },
		Now: func() time.Time { return time.Date(2026, 11, 22, 12, 0, 0, 0, time.UTC) }, Version: "test",
	})
	return code, o.String(), e.String()
}

// cart makes the abandoned cart in a folder of the test's own.
func cart(t *testing.T) string {
	t.Helper()
	path := filepath.Join(t.TempDir(), "cart.journey")
	if code, _, errs := run(t, "new", "--template", "cart", path); code != ExitFine {
		t.Fatalf("new: exit %d: %s", code, errs)
	}
	return path
}

func TestEveryCommandFlagAndArgumentIsExplainedInEveryLanguage(t *testing.T) {
	t.Parallel()
	for _, l := range text.Languages() {
		p := text.New(l.Code)
		grammar := reflect.TypeFor[commands]()
		for i := range grammar.NumField() {
			f := grammar.Field(i)
			if _, is := f.Tag.Lookup("cmd"); !is {
				continue
			}
			if id := "cli.help." + strings.ToLower(f.Name); !p.Has(id) {
				t.Errorf("%s lacks %s", l.Code, id)
			}
			explained(t, p, f.Type)
		}
	}
}

func explained(t *testing.T, p *text.Printer, command reflect.Type) {
	for i := range command.NumField() {
		f := command.Field(i)
		_, hidden := f.Tag.Lookup("hidden")
		id := "cli.flag." + f.Tag.Get("name")
		if _, positional := f.Tag.Lookup("arg"); positional {
			id = "cli.arg." + f.Tag.Get("name")
		}
		switch {
		case f.Anonymous:
			explained(t, p, f.Type)
		case !hidden && !p.Has(id):
			t.Errorf("%s lacks %s", p.Code(), id)
		}
	}
}

func TestWrongUseExitsWithTwoAndSaysTheRemedyInTheUsersLanguage(t *testing.T) {
	t.Parallel()
	path := cart(t)
	for _, c := range []struct {
		args []string
		want string
	}{
		{[]string{"simulate", path, "--pepole", "5"}, "--people"},
		{[]string{"simualte", path}, "simulate"},
		{[]string{"simulate"}, "file"},
		{[]string{"simulate", path, "-n", "many"}, "many"},
		{[]string{"simulate", path, "-n", "0"}, "100,000,000"},
		{[]string{"simulate", path, "--workers=-1"}, "256"},
		{[]string{"export", path, "-o", "x.gif"}, ".svg"},
		{[]string{"export", path, "-o", "x.png", "--scale", "9"}, "1 to 4"},
		{[]string{"export", path}, "--output"},
		{[]string{"export", path, "x.png"}, "-o x.png?"},
		{[]string{"new", "--template", "nothing", "x"}, "webinar"},
		{[]string{"completion", "tcsh"}, "fish"},
		{[]string{"simulate", path, "--csv", "people"}, "messages"},
		{[]string{"simulate", path, "--mute", "Newsletter"}, "Newsletter"},
		{[]string{"simulate", path, "--status", "dead"}, "agreed"},
		{[]string{"version", "--lang", "tlh"}, "en, ru"},
		{[]string{"open", path}, "make build"},
	} {
		code, out, errs := run(t, c.args...)
		if code != ExitUse || !strings.Contains(errs, c.want) {
			t.Errorf("%v: exit %d, said %q%q, want 2 and %q", c.args[0:], code, out, errs, c.want)
		}
		if c.args[0] == "version" {
			continue // it names its own language
		}
		_, _, russian := run(t, append([]string{"--lang", "ru"}, c.args...)...)
		if !strings.ContainsAny(russian, "абвгдежзиклмнопрстуфхцчшщыэюя") {
			t.Errorf("%v: not in Russian: %q", c.args, russian)
		}
	}
}

func TestBadFilesExitWithThreeAndNameTheFile(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	junk := filepath.Join(dir, "junk.journey")
	if err := os.WriteFile(junk, []byte("not a map at all"), 0o600); err != nil {
		t.Fatal(err)
	}
	broken := filepath.Join(dir, "broken.json")
	if err := os.WriteFile(broken, []byte("{\n \"format\": 1,\n \"steps\": [{\"id\": \"a\", \"knid\": \"exit\"}]\n}"), 0o600); err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct {
		args []string
		want string
	}{
		{[]string{"show", filepath.Join(dir, "missing.journey")}, "missing.journey"},
		{[]string{"check", junk}, "junk.journey"},
		{[]string{"simulate", dir}, dir},
		{[]string{"show", broken}, "line 3"},
		{[]string{"import", broken, "-o", filepath.Join(dir, "x")}, "knid"},
		{[]string{"export", cart(t), "-o", filepath.Join(dir, "no", "such", "x.png")}, "x.png"},
	} {
		if code, _, errs := run(t, c.args...); code != ExitFile || !strings.Contains(errs, c.want) {
			t.Errorf("%v: exit %d, said %q, want 3 and %q", c.args, code, errs, c.want)
		}
	}
}

func TestNewNeverWritesOverAFileUnasked(t *testing.T) {
	t.Parallel()
	path := cart(t)
	before, _ := os.ReadFile(path)
	if code, _, errs := run(t, "new", path); code != ExitFile || !strings.Contains(errs, "--force") {
		t.Errorf("exit %d: %s", code, errs)
	}
	if after, _ := os.ReadFile(path); !bytes.Equal(before, after) {
		t.Error("the file changed")
	}
	if code, _, errs := run(t, "new", "--force", path); code != ExitFine {
		t.Errorf("--force: exit %d: %s", code, errs)
	}
}

func TestEveryCommandTakesTheJSONOfAMapToo(t *testing.T) {
	t.Parallel()
	path := cart(t)
	asJSON := filepath.Join(filepath.Dir(path), "cart.json")
	if code, _, errs := run(t, "export", path, "-o", asJSON); code != ExitFine {
		t.Fatal(errs)
	}
	_, fromFile, _ := run(t, "simulate", path, "-n", "2000", "--json")
	code, fromJSON, errs := run(t, "simulate", asJSON, "-n", "2000", "--json")
	if code != ExitFine || fromFile != fromJSON {
		t.Errorf("exit %d %s: the JSON gives another result than the file", code, errs)
	}
	for _, args := range [][]string{{"show", asJSON}, {"check", asJSON}, {"replay", asJSON, "--person", "1"}} {
		if code, _, errs := run(t, args...); code != ExitFine {
			t.Errorf("%v: exit %d %s", args, code, errs)
		}
	}
	again := filepath.Join(filepath.Dir(path), "again.journey")
	if code, _, errs := run(t, "import", asJSON, "-o", again); code != ExitFine {
		t.Fatal(errs)
	}
	_, first, _ := run(t, "show", path, "--json")
	if _, second, _ := run(t, "show", again, "--json"); first != second {
		t.Error("export and import changed the map")
	}
}

func TestSameSeedGivesTheSameBytesOnAnyNumberOfWorkers(t *testing.T) {
	t.Parallel()
	path := cart(t)
	_, one, _ := run(t, "simulate", path, "-n", "5000", "--seed", "7", "--workers", "1", "--json")
	_, eight, _ := run(t, "simulate", path, "-n", "5000", "--seed", "7", "--workers", "8", "--json")
	if one != eight {
		t.Error("1 and 8 workers differ")
	}
	if _, other, _ := run(t, "simulate", path, "-n", "5000", "--seed", "8", "--json"); other == one {
		t.Error("another seed gives the same result")
	}
	var r struct {
		Result struct{ People int }
	}
	if err := json.Unmarshal([]byte(one), &r); err != nil || r.Result.People != 5000 {
		t.Errorf("%v: %d people", err, r.Result.People)
	}
}

func TestCheckExitsWithOneOnlyForAnError(t *testing.T) {
	t.Parallel()
	path := cart(t)
	if code, out, errs := run(t, "check", path, "--run", "-n", "5000"); code != ExitFine {
		t.Errorf("the sample: exit %d %s%s", code, out, errs)
	}
	dir := t.TempDir()
	bad := filepath.Join(dir, "bad.json")
	source := `{"format": 1, "map": {"name": "Bad", "currency": "USD", "zone": "UTC", "start": "2026-03-02", "horizon_days": 5, "languages": ["en"]},
"personas": [{"id": "p", "name": "P", "share": 1}],
"steps": [{"id": "e", "kind": "entry", "entry": {"per_day": 5}}, {"id": "g", "kind": "goal", "goal": {}}]}`
	if err := os.WriteFile(bad, []byte(source), 0o600); err != nil {
		t.Fatal(err)
	}
	code, out, errs := run(t, "check", bad)
	if code != ExitFinding || !strings.Contains(out, "J105") {
		t.Errorf("goal out of reach: exit %d %s%s", code, out, errs)
	}
	_, sarif, _ := run(t, "check", bad, "--sarif")
	var log struct {
		Runs []struct {
			Results []struct{ RuleID, Level string }
		}
	}
	if err := json.Unmarshal([]byte(sarif), &log); err != nil || len(log.Runs) != 1 || len(log.Runs[0].Results) == 0 || log.Runs[0].Results[0].Level != "error" {
		t.Errorf("SARIF: %v %s", err, sarif)
	}
}

func TestExportWritesPicturesThatOpen(t *testing.T) {
	t.Parallel()
	path := cart(t)
	dir := filepath.Dir(path)
	for name, begin := range map[string]string{"map.png": "\x89PNG", "map.svg": "<?xml", "map.pdf": "%PDF-"} {
		out := filepath.Join(dir, name)
		if code, _, errs := run(t, "export", path, "-o", out, "--scale", "1", "--results", "-n", "1000"); code != ExitFine {
			t.Errorf("%s: exit %d %s", name, code, errs)
			continue
		}
		data, err := os.ReadFile(out)
		if err != nil || !bytes.HasPrefix(data, []byte(begin)) {
			t.Errorf("%s does not begin like one (%v)", name, err)
		}
		if strings.HasSuffix(name, "png") {
			if _, err := png.Decode(bytes.NewReader(data)); err != nil {
				t.Error(err)
			}
		}
	}
}

func TestCompletionScriptsParse(t *testing.T) {
	t.Parallel()
	code, script, errs := run(t, "completion", "bash")
	if code != ExitFine || !strings.Contains(script, "simulate") || !strings.Contains(script, "--seed") {
		t.Fatalf("exit %d %s%s", code, script, errs)
	}
	bash, err := exec.LookPath("bash")
	if err != nil {
		t.Skip("no bash here to read the script")
	}
	command := exec.Command(bash, "-n")
	command.Stdin = strings.NewReader(script)
	if said, err := command.CombinedOutput(); err != nil {
		t.Errorf("%v: %s", err, said)
	}
}

func TestHelpShowsExamplesOfEveryWorkingCommand(t *testing.T) {
	t.Parallel()
	for _, command := range []string{"templates", "new", "show", "check", "simulate", "export", "import"} {
		code, out, _ := run(t, command, "--help")
		if code != ExitFine || !strings.Contains(out, "rehearse "+command) || !strings.Contains(out, "Examples") {
			t.Errorf("%s --help: exit %d\n%s", command, code, out)
		}
	}
	if code, out, _ := run(t, "--help"); code != ExitFine || !strings.Contains(out, "Exit codes") {
		t.Errorf("--help: exit %d\n%s", code, out)
	}
}

func TestWindowIsRefusedInWordsWhereThereIsNoDisplay(t *testing.T) {
	t.Parallel()
	for _, args := range [][]string{nil, {"open"}, {"--lang", "ru"}, {"--lang=en"}} {
		var said bytes.Buffer
		opened := false
		code := Main(context.Background(), args, Environment{
			Out: io.Discard, Err: &said, Getenv: func(string) string { return "" }, Now: time.Now, NeedsDisplay: true,
			OpenWindow: func(string, string) int { opened = true; return ExitFine },
		})
		if code != ExitUse || opened || !strings.Contains(said.String(), "DISPLAY") {
			t.Errorf("%v: exit %d, opened %v, said %q", args, code, opened, said.String())
		}
	}
}

func TestTablesOfAResultReadAsCSV(t *testing.T) {
	t.Parallel()
	path := cart(t)
	for _, table := range []string{"steps", "links", "goals", "messages", "scenarios"} {
		code, out, errs := run(t, "simulate", path, "-n", "1000", "--csv", table)
		rows, err := csv.NewReader(strings.NewReader(out)).ReadAll()
		if code != ExitFine || err != nil || len(rows) < 2 {
			t.Errorf("%s: exit %d, %d rows, %v %s", table, code, len(rows), err, errs)
		}
	}
}

func TestMutedScenarioSendsNothingToTheSamePeople(t *testing.T) {
	t.Parallel()
	path := cart(t)
	read := func(args ...string) (r rehearsal) {
		_, out, errs := run(t, append([]string{"simulate", path, "-n", "4000", "--json"}, args...)...)
		if err := json.Unmarshal([]byte(out), &r); err != nil {
			t.Fatal(err, errs)
		}
		return r
	}
	with, without := read(), read("--mute", "Abandoned cart")
	for _, m := range without.Result.Messages {
		if m.Sent > 0 {
			t.Errorf("%s was sent %d times", m.Step, m.Sent)
		}
	}
	if with.Result.Goals[0].People <= without.Result.Goals[0].People {
		t.Errorf("%d order with the scenario and %d without", with.Result.Goals[0].People, without.Result.Goals[0].People)
	}
	for i := range with.Result.Personas {
		if with.Result.Personas[i] != without.Result.Personas[i] {
			t.Error("other people")
		}
	}
	if _, out, _ := run(t, "simulate", path, "-n", "1000", "--mute", "Abandoned cart"); !strings.Contains(out, "Left out: Abandoned cart") {
		t.Error("the report does not say what was left out")
	}
}
