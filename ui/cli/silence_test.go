package cli

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"rehearse/persist"
)

// ownerless is a map with one finding of J604 and one of J603.
func ownerless(t *testing.T) string {
	t.Helper()
	path := filepath.Join(t.TempDir(), "news.json")
	err := os.WriteFile(path, []byte(`{"format":1,"map":{"name":"News","author":"Nina","languages":["en"],"currency":"EUR","zone":"UTC","start":"2026-03-02","horizon_days":30},
		"personas":[{"id":"anna","name":"Anna","share":1,"channels":[{"channel":"email","known":1,"allowed":1}]}],
		"events":[{"id":"left","name":"Left","source":"outside","outside":{"per_day":0.1}}],
		"channels":[{"id":"email","name":"E-mail"}],
		"scenarios":[{"id":"news","name":"News","trigger":{"event":"left"},"start":"letter"}],
		"steps":[{"id":"in","kind":"entry","name":"In","entry":{"per_day":10}},{"id":"order","kind":"goal","name":"Order","goal":{}},
			{"id":"letter","kind":"message","name":"Letter","scenario":"news","message":{"channels":["email"]}}],
		"links":[{"id":"l1","from":"in","to":"order"}]}`), 0o600)
	if err != nil {
		t.Fatal(err)
	}
	return path
}

// A silence needs a reason, is shown with who said so and when, and is taken back again.
func TestARuleIsKeptQuietWithAReasonAndSpeaksAgain(t *testing.T) {
	t.Parallel()
	path := ownerless(t)
	if code, _, errs := run(t, "silence", path, "J604", "--reason", "  "); code != ExitUse || !strings.Contains(errs, "needs a reason") {
		t.Errorf("without a reason: exit %d %q", code, errs)
	}
	if code, out, errs := run(t, "silence", path, "j604", "--reason", "the agency answers for it"); code != ExitFine || !strings.Contains(out, "silenced by Nina on ") {
		t.Fatalf("exit %d %q %q", code, out, errs)
	}
	m, err := persist.ReadMap(path)
	if err != nil || len(m.Silences) != 1 || m.Silences[0].Target.ID != "news" || m.Silences[0].When == "" {
		t.Fatalf("%+v %v", m.Silences, err)
	}
	_, out, _ := run(t, "check", path)
	if strings.Contains(out, "J604") || !strings.Contains(out, "1 finding is silenced") {
		t.Errorf("still speaks: %s", out)
	}
	if _, out, _ = run(t, "check", path, "--silenced"); !strings.Contains(out, "silenced by Nina on ") || !strings.Contains(out, "the agency answers for it") {
		t.Errorf("who and why: %s", out)
	}
	if _, out, _ = run(t, "check", path, "--json"); !strings.Contains(out, `"silenced_by": "Nina"`) {
		t.Errorf("JSON: %s", out)
	}
	if _, out, _ = run(t, "check", path, "--sarif"); !strings.Contains(out, "the agency answers for it (Nina, ") {
		t.Errorf("SARIF: %s", out)
	}
	if code, _, errs := run(t, "silence", path, "J604", "--reason", "again"); code == ExitFine {
		t.Errorf("silenced twice: %q", errs)
	}
	if code, _, errs := run(t, "silence", path, "J604", "--off"); code != ExitFine {
		t.Errorf("off: exit %d %q", code, errs)
	}
	if _, out, _ = run(t, "check", path); !strings.Contains(out, "J604") {
		t.Errorf("does not speak again: %s", out)
	}
}

func TestASilenceOfNothingIsRefused(t *testing.T) {
	t.Parallel()
	path := ownerless(t)
	for _, args := range [][]string{
		{"J606", "--reason", "r"}, {"J604", "--reason", "r", "--target", "order"}, {"J604", "--reason", "r", "--target", "nothing"},
		{"J203", "--reason", "r"}, {"J999", "--reason", "r"}, {"J604", "--off"},
	} {
		if code, out, errs := run(t, append([]string{"silence", path}, args...)...); code == ExitFine || errs == "" {
			t.Errorf("%v: exit %d %q", args, code, out)
		}
	}
	// What a run would show is not known here: the record is for people to choose.
	if code, _, errs := run(t, "silence", path, "J203", "--reason", "a busy week", "--target", "News"); code != ExitFine {
		t.Errorf("a measured rule: exit %d %q", code, errs)
	}
}

func TestThresholdsAreShownAndChanged(t *testing.T) {
	t.Parallel()
	path := ownerless(t)
	if code, out, errs := run(t, "rules", path, "--set", "J203=5%", "--set", "flooded=7,5 %", "--set", "J502=400"); code != ExitFine || !strings.Contains(out, "7.5%") || !strings.Contains(out, "400 (days)") {
		t.Fatalf("exit %d %q %q", code, out, errs)
	}
	m, err := persist.ReadMap(path)
	if err != nil || len(m.Policy.Thresholds) != 2 || m.Policy.Thresholds[0].Value != 0.075 {
		t.Fatalf("%+v %v", m.Policy.Thresholds, err)
	}
	for _, bad := range []string{"J203=500", "J203=", "J203=x", "J603=1", "J502=5%", "J601"} {
		if code, _, errs := run(t, "rules", path, "--set", bad); code != ExitUse || errs == "" {
			t.Errorf("%s: exit %d", bad, code)
		}
	}
	if code, _, _ := run(t, "rules", "--set", "J203=5%"); code != ExitUse {
		t.Error("changed without a file")
	}
	if code, out, errs := run(t, "rules", path, "--unset", "J203"); code != ExitFine || strings.Contains(out, "7.5%") {
		t.Errorf("exit %d %q %q", code, out, errs)
	}
	if _, out, _ := run(t, "rules", path, "--json"); strings.Count(out, "map_threshold") != 1 {
		t.Errorf("%s", out)
	}
}
