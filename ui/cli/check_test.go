package cli

import (
	"encoding/json"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"rehearse/journey"
	"rehearse/journey/codec"
	"rehearse/journey/edit"
	"rehearse/persist"
)

// shop writes the map of the SARIF tests: one warning (J104), one silenced finding (J603).
func shop(t *testing.T) string {
	t.Helper()
	path := filepath.Join(t.TempDir(), "shop.json")
	if err := os.WriteFile(path, []byte(sarifMap), 0o600); err != nil {
		t.Fatal(err)
	}
	return path
}

func TestCheckFailsFromTheSeverityThatIsAskedFor(t *testing.T) {
	t.Parallel()
	path := shop(t)
	for _, c := range []struct {
		args []string
		code int
	}{
		{nil, ExitFine},
		{[]string{"--fail-on", "warning"}, ExitFinding},
		{[]string{"--fail-on", "never"}, ExitFine},
		{[]string{"--fail-on", "warning", "--only", "J104"}, ExitFinding},
		{[]string{"--fail-on", "warning", "--only", "j1"}, ExitFinding},
		{[]string{"--fail-on", "warning", "--only", "J602,J105"}, ExitFine},
		{[]string{"--fail-on", "information", "--only", "J603"}, ExitFine}, // silenced
		{[]string{"--fail-on", "warning", "--severity", "information"}, ExitFine},
		{[]string{"--fail-on", "grave"}, ExitUse},
		{[]string{"--severity", "bad"}, ExitUse},
		{[]string{"--only", "J999"}, ExitUse},
		{[]string{"--only", "J9"}, ExitUse},
	} {
		for _, form := range []string{"", "--json", "--sarif"} {
			args := append([]string{"check", path}, c.args...)
			if form != "" {
				args = append(args, form)
			}
			if code, out, errs := run(t, args...); code != c.code {
				t.Errorf("%v: exit %d, want %d\n%s%s", args, code, c.code, out, errs)
			}
		}
	}
}

func TestCheckShowsSilencedFindingsOnlyWhenAsked(t *testing.T) {
	t.Parallel()
	path := shop(t)
	_, plain, _ := run(t, "check", path)
	if strings.Contains(plain, "J603") || !strings.Contains(plain, "1 finding is silenced") {
		t.Errorf("without --silenced:\n%s", plain)
	}
	_, all, _ := run(t, "check", path, "--silenced")
	if !strings.Contains(all, "J603") || !strings.Contains(all, "A try of one week") {
		t.Errorf("with --silenced:\n%s", all)
	}
}

// Names of fields are a promise to other people's scripts: they are written down in docs/pipeline.md, all of them.
func TestEveryFieldOfTheJSONIsWrittenDown(t *testing.T) {
	t.Parallel()
	page, err := os.ReadFile("../../docs/pipeline.md")
	if err != nil {
		t.Fatal(err)
	}
	_, out, _ := run(t, "check", shop(t), "--json")
	var whole map[string]any
	if err := json.Unmarshal([]byte(out), &whole); err != nil {
		t.Fatal(err)
	}
	findings := whole["findings"].([]any)
	if len(findings) < 2 {
		t.Fatalf("%d findings", len(findings))
	}
	for name := range whole {
		if !strings.Contains(string(page), "`"+name+"`") {
			t.Errorf("docs/pipeline.md does not explain %q", name)
		}
	}
	for _, name := range []string{"rule", "name", "class", "severity", "measured", "title", "message", "scenario", "targets", "field", "message_id", "args", "numbers", "example",
		"ways", "witness", "fixes", "silenced", "fingerprint"} {
		if !strings.Contains(string(page), "`"+name+"`") {
			t.Errorf("docs/pipeline.md does not explain %q", name)
		}
	}
	for _, f := range findings {
		for name := range f.(map[string]any) {
			if !strings.Contains(string(page), "`"+name+"`") {
				t.Errorf("docs/pipeline.md does not explain %q", name)
			}
		}
	}
}

func TestExplainSaysInBothLanguagesWhatARuleIs(t *testing.T) {
	t.Parallel()
	for language, wants := range map[string][]string{
		"en": {"J104", "Loop without a wait", "Why it hurts", "How to put it right", "How to silence it"},
		"ru": {"J104", "Круг без ожидания", "Чем это плохо", "Как исправить", "Как заглушить"},
	} {
		for _, name := range []string{"J104", "j104", "loop_without_time"} {
			code, out, errs := run(t, "explain", name, "--lang", language)
			for _, want := range wants {
				if code != ExitFine || !strings.Contains(out, want) {
					t.Errorf("explain %s in %s: exit %d %s, no %q in\n%s", name, language, code, errs, want, out)
				}
			}
		}
	}
	code, _, errs := run(t, "explain", "J14")
	if code != ExitUse || !strings.Contains(errs, "J104") {
		t.Errorf("explain J14: exit %d %s", code, errs)
	}
	if code, _, errs := run(t, "explain", "wait"); code != ExitUse || !strings.Contains(errs, "J104") {
		t.Errorf("a word of a title: exit %d %s", code, errs)
	}
}

func TestFixIsShownFirstAndCanBeTakenBackInTheWindow(t *testing.T) {
	t.Parallel()
	asJSON := shop(t)
	path := filepath.Join(filepath.Dir(asJSON), "shop.journey")
	if code, _, errs := run(t, "import", asJSON, "-o", path); code != ExitFine {
		t.Fatal(errs)
	}
	before, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	code, out, errs := run(t, "fix", path, "J104", "--dry-run")
	if code != ExitFine || !strings.Contains(out, "between “Touchpoint page” and “Cart”") || !strings.Contains(out, "For: 1 d") {
		t.Errorf("--dry-run: exit %d %s\n%s", code, errs, out)
	}
	if after, _ := os.ReadFile(path); !slices.Equal(before, after) {
		t.Error("--dry-run wrote the file")
	}
	if code, out, errs := run(t, "fix", path, "J104"); code != ExitFine {
		t.Fatalf("exit %d %s%s", code, out, errs)
	}
	if _, out, _ := run(t, "check", path, "--only", "J104"); strings.Contains(out, "J104") {
		t.Errorf("the finding is still there:\n%s", out)
	}
	d, err := persist.Open(path, persist.Options{IDs: randomIDs{}})
	if err != nil {
		t.Fatal(err)
	}
	if label, ok := d.Editor().CanUndo(); !ok || label.ID != "fix.add_wait" {
		t.Errorf("the window would undo %+v", label)
	}
	if _, err := d.Undo(); err != nil || len(d.Map().Steps) != 5 {
		t.Errorf("undone there are %d steps, %v", len(d.Map().Steps), err)
	}
	if err := d.Close(); err != nil {
		t.Error(err)
	}
}

func TestFixOfJSONWritesItAnew(t *testing.T) {
	t.Parallel()
	path := shop(t)
	if code, out, errs := run(t, "fix", path, "J104", "--target", "cart", "--lang", "ru"); code != ExitFine || !strings.Contains(out, "ожидание") {
		t.Fatalf("exit %d %s%s", code, out, errs)
	}
	if code, out, _ := run(t, "check", path, "--fail-on", "warning", "--only", "J104"); code != ExitFine {
		t.Errorf("the finding is still there:\n%s", out)
	}
	for _, c := range []struct {
		args []string
		code int
	}{
		{[]string{"fix", path, "J104"}, ExitFinding},                      // nothing left
		{[]string{"fix", path, "J104", "--target", "page"}, ExitFinding},  // nothing there
		{[]string{"fix", path, "J1004"}, ExitUse},                         // no such rule
		{[]string{"fix", shop(t), "J104", "--fix", "7"}, ExitUse},         // no such fix
		{[]string{"fix", path + "x", "J104"}, ExitFile},                   // no such file
		{[]string{"fix", shop(t), "J603", "--target", "no"}, ExitFinding}, // no such record
	} {
		if code, out, errs := run(t, c.args...); code != c.code || errs == "" {
			t.Errorf("%v: exit %d, want %d\n%s%s", c.args, code, c.code, out, errs)
		}
	}
}

// What was signed lies in the file; a check that does not read it would say nothing of a map that has moved on.
func TestCheckComparesWithWhatWasSigned(t *testing.T) {
	t.Parallel()
	path := cart(t)
	d, err := persist.Open(path, persist.Options{IDs: randomIDs{}})
	if err != nil {
		t.Fatal(err)
	}
	if err := d.AddBaseline(&journey.Baseline{ID: "agreed", Signed: "A. Client", Date: "2026-11-01", Map: codec.EncodeMap(d.Map(), false)}); err != nil {
		t.Fatal(err)
	}
	if err := d.Close(); err != nil {
		t.Fatal(err)
	}
	if _, out, errs := run(t, "check", path); strings.Contains(out, "J605") || errs != "" {
		t.Errorf("as signed: %s%s", out, errs)
	}
	if d, err = persist.Open(path, persist.Options{IDs: randomIDs{}}); err != nil {
		t.Fatal(err)
	}
	if _, err := d.Apply(edit.Label{ID: "edit.change"}, func(tx *edit.Tx) error {
		scenario := journey.Clone(tx.Map().Scenarios[0])
		scenario.Reentry, scenario.ReentryDays = journey.ReentryAnyTime, 0
		tx.Put(scenario)
		return nil
	}); err != nil {
		t.Fatal(err)
	}
	if err := d.Close(); err != nil {
		t.Fatal(err)
	}
	for _, command := range []string{"check", "simulate"} {
		if _, out, errs := run(t, command, path, "-n", "500"); !strings.Contains(out, "J605") || !strings.Contains(out, "A. Client") {
			t.Errorf("%s of the changed map: %s%s", command, out, errs)
		}
	}
}

func TestGuessesAreJudgedWhenAskedFor(t *testing.T) {
	t.Parallel()
	path := cart(t)
	if _, out, _ := run(t, "check", path); strings.Contains(out, "J501") {
		t.Errorf("unasked: %s", out)
	}
	code, out, errs := run(t, "check", path, "--sensitivity", "-n", "2000", "--fail-on", "information", "--only", "J501")
	if code != ExitFinding || !strings.Contains(out, "J501") {
		t.Errorf("exit %d %s%s", code, out, errs)
	}
}

func TestAMapThatCannotRunStillHasItsFindingsWithRun(t *testing.T) {
	t.Parallel()
	code, out, errs := run(t, "check", "../../simulate/check/testdata/J103/fires_one_persona_only.json", "--run")
	if code != ExitFinding || !strings.Contains(out, "J103") || !strings.Contains(errs, "cannot be rehearsed") {
		t.Errorf("exit %d\n%s\n%s", code, out, errs)
	}
}

// Somebody for whom two segments hold is told in the language's own keywords.
func TestAnExampleHasTheKeywordsOfTheLanguage(t *testing.T) {
	t.Parallel()
	path := filepath.Join("..", "..", "simulate", "check", "testdata", "J301", "fires_points_from_20_to_25.json")
	said := map[string]string{}
	for _, lang := range []string{"en", "ru"} {
		_, said[lang], _ = run(t, "--lang", lang, "check", path, "--only", "J301")
	}
	if !strings.Contains(said["en"], "for example: score = 20") || !strings.Contains(said["ru"], "например: баллы = 20; известен(") {
		t.Errorf("in English\n%s\nin Russian\n%s", said["en"], said["ru"])
	}
}
