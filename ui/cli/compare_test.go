package cli

import (
	"encoding/json"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"rehearse/assets"
	"rehearse/simulate"
)

func TestCompareSaysWhatDiffersAndWhatWasSaved(t *testing.T) {
	t.Parallel()
	path := cart(t)
	code, out, errs := run(t, "compare", path, "--b-mute", "Abandoned cart", "-n", "50000")
	if code != ExitFine {
		t.Fatalf("exit %d: %s", code, errs)
	}
	for _, want := range []string{"The same 50,000 people live in A and in B", "Left out: Abandoned cart", "Order", "Gained", " pp", "Two separate runs would need"} {
		if !strings.Contains(out, want) {
			t.Errorf("%q is missing in\n%s", want, out)
		}
	}
	if strings.Contains(out, "Visits the shop") {
		t.Error("a step that differs in nothing is printed without --all")
	}
	if _, all, _ := run(t, "compare", path, "--b-mute", "Abandoned cart", "-n", "50000", "--all"); !strings.Contains(all, "Visits the shop") {
		t.Error("--all leaves a step out")
	}
	code, out, _ = run(t, "compare", path, "--b-mute", "Abandoned cart", "-n", "50000", "--json")
	var c simulate.Comparison
	if err := json.Unmarshal([]byte(out), &c); code != ExitFine || err != nil || c.Pairs.People != 50_000 || c.Goals[0].People.Lost == 0 {
		t.Errorf("exit %d, %v: %+v", code, err, c.Pairs)
	}
}

func TestCompareOfAMapWithItselfSaysThereIsNoDifference(t *testing.T) {
	t.Parallel()
	path := cart(t)
	for language, want := range map[string]string{"en": "No difference", "ru": "Разницы нет"} {
		if code, out, _ := run(t, "--lang", language, "compare", path, path, "-n", "2000"); code != ExitFine || !strings.Contains(out, want) {
			t.Errorf("exit %d: %s", code, out)
		}
	}
}

func TestCompareNamesTheFileThatCannotBeRunAndWhatIsWrong(t *testing.T) {
	t.Parallel()
	path := cart(t)
	empty := filepath.Join(t.TempDir(), "empty.journey")
	if code, _, errs := run(t, "new", empty); code != ExitFine {
		t.Fatal(errs)
	}
	if code, _, errs := run(t, "compare", path, empty); code != ExitFinding || !strings.Contains(errs, "empty.journey") {
		t.Errorf("exit %d: %s", code, errs)
	}
	_, text, _ := run(t, "show", path, "--json")
	other := filepath.Join(t.TempDir(), "other.json")
	if err := os.WriteFile(other, []byte(strings.NewReplacer(`"from_ads"`, `"by_ads"`, `"from_search"`, `"by_search"`).Replace(text)), 0o600); err != nil {
		t.Fatal(err)
	}
	if code, _, errs := run(t, "compare", path, other); code != ExitFinding || !strings.Contains(errs, "ID") {
		t.Errorf("exit %d: %s", code, errs)
	}
	if code, _, errs := run(t, "compare", path); code != ExitUse || !strings.Contains(errs, "--b-mute") {
		t.Errorf("exit %d: %s", code, errs)
	}
	if code, _, _ := run(t, "compare", path, filepath.Join(t.TempDir(), "nowhere.journey")); code != ExitFile {
		t.Errorf("a file that is not there: exit %d", code)
	}
}

func TestLiftPutsTheIncrementBesideWhatIsAttributed(t *testing.T) {
	t.Parallel()
	path := cart(t)
	code, out, errs := run(t, "lift", path, "-n", "50000")
	if code != ExitFine {
		t.Fatalf("exit %d: %s", code, errs)
	}
	for _, want := range []string{"Incremental", "Attributed", "Cost per incremental", "Abandoned cart", "Order", "Two separate runs"} {
		if !strings.Contains(out, want) {
			t.Errorf("%q is missing in\n%s", want, out)
		}
	}
	code, out, _ = run(t, "lift", path, "-n", "50000", "--of", "2 · What others say", "--json")
	var l simulate.Lift
	if err := json.Unmarshal([]byte(out), &l); code != ExitFine || err != nil || len(l.Rows) != 1 || l.Rows[0].Goals[0].Incremental <= 0 {
		t.Errorf("exit %d, %v: %+v", code, err, l)
	}
	if code, _, errs := run(t, "lift", path, "--of", "nothing"); code != ExitUse || !strings.Contains(errs, "nothing") {
		t.Errorf("exit %d: %s", code, errs)
	}
}

func TestSensitivityNamesTheAssumptionsThatMoveTheGoal(t *testing.T) {
	t.Parallel()
	path := cart(t)
	code, out, errs := run(t, "sensitivity", path, "-n", "4000", "--top", "3")
	if code != ExitFine {
		t.Fatalf("exit %d: %s", code, errs)
	}
	for _, want := range []string{"Looks at a product → Adds to cart", "guess !", "0.08 … 0.14", "█", "assumptions moved one by one: 3 shown", "tried on 2,000 people first"} {
		if !strings.Contains(out, want) {
			t.Errorf("%q is missing in\n%s", want, out)
		}
	}
	if _, russian, _ := run(t, "--lang", "ru", "sensitivity", path, "-n", "4000", "--top", "3"); !strings.Contains(russian, "догадка !") || !strings.Contains(russian, "Сдвинуто по одному") {
		t.Errorf("in Russian:\n%s", russian)
	}
	code, out, _ = run(t, "sensitivity", path, "-n", "4000", "--goal", "Order", "--json")
	var s simulate.Sensitivity
	if err := json.Unmarshal([]byte(out), &s); code != ExitFine || err != nil || s.Goal != "order" || s.Rows[0].Fact.Value != 0.11 || !s.Rows[0].Carries {
		t.Errorf("exit %d, %v: %+v", code, err, s)
	}
	for _, c := range []struct {
		args []string
		want string
	}{{[]string{"--goal", "Nowhere"}, "Nowhere"}, {[]string{"--top", "0"}, "200"}} {
		if code, _, errs := run(t, append([]string{"sensitivity", path}, c.args...)...); code != ExitUse || !strings.Contains(errs, c.want) {
			t.Errorf("%v: exit %d: %s", c.args, code, errs)
		}
	}
}

// Where people wait for the same agents whole populations are moved, and a swing that is no wider than its luck says so.
func TestSensitivityWithSharedAgentsRunsWholePopulations(t *testing.T) {
	t.Parallel()
	data, err := assets.Sample("personalisation_after")
	if err != nil {
		t.Fatal(err)
	}
	path := filepath.Join(t.TempDir(), "calls.json")
	if err := os.WriteFile(path, data, 0o600); err != nil {
		t.Fatal(err)
	}
	code, out, errs := run(t, "sensitivity", path, "-n", "300", "--top", "12")
	if code != ExitFine {
		t.Fatalf("exit %d: %s", code, errs)
	}
	for _, want := range []string{"10 whole populations live with the low and with the high value of each", "tried on 3 populations first", " ?", "More populations (--batches)"} {
		if !strings.Contains(out, want) {
			t.Errorf("%q is missing in\n%s", want, out)
		}
	}
	if _, russian, _ := run(t, "--lang", "ru", "sensitivity", path, "-n", "300", "--top", "12"); !strings.Contains(russian, "10 целых выборок") || !strings.Contains(russian, "Больше выборок (--batches)") {
		t.Errorf("in Russian:\n%s", russian)
	}
}
