package desktop

import (
	"testing"

	"rehearse/journey"
)

// trial is a window on the trial template, which has branches by rules.
func trialWindow(t *testing.T, language string) robot {
	t.Helper()
	m, err := sampleMap("saas_trial", "en")
	if err != nil {
		t.Fatal(err)
	}
	return robot{windowOn(t, language, m), t}
}

func TestTheEditorOfARuleOpensAndFollowsTheMap(t *testing.T) {
	w := trialWindow(t, "en")
	w.editRule(journey.Ref{Kind: journey.KindStep, ID: "stuck_in_setup"}, "branch.rules.0.rule")
	if w.writing == nil || len(w.dialogs) != 1 {
		t.Fatal("no editor")
	}
}
