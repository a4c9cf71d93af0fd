package desktop

import (
	"slices"
	"testing"

	"rehearse/journey"
	"rehearse/journey/draw"
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

// A new branch has a way without a rule: its card says so, the strip says why nothing runs and its button opens the rule.
func TestANewBranchSaysWhatIsMissingAndOpensItThere(t *testing.T) {
	for language, words := range map[string]string{"en": "a rule is missing", "ru": "нет правила"} {
		r := robotOn(t, language)
		r.createSomewhere(journey.StepBranch)
		r.until("made", func() bool { return len(r.machine.SelectedSteps()) == 1 })
		made := r.machine.SelectedSteps()[0]
		r.closeInline()
		if !slices.ContainsFunc(r.scene.Items, func(i draw.Item) bool {
			return i.Of == step(made) && i.Text != nil && i.Text.Text == words
		}) {
			t.Errorf("%s: the card does not say %q", language, words)
		}
		r.until("refused", func() bool { return r.shown.Run.Refused != nil })
		if !r.strip.Mend() || r.writing == nil {
			t.Fatalf("%s: nothing opens the rule: %s", language, r.strip.Note())
		}
		r.changeRecord(step(made), "rule", func(record journey.Record) (journey.Record, *journey.Problem) {
			now := journey.Clone(record.(*journey.Step))
			now.Branch.Rules[0].Rule = "true"
			return now, nil
		}, func(error) {})
		r.until("running again", func() bool { return r.shown.Run.Refused == nil })
		if r.strip.Mend() {
			t.Error("help is offered though nothing is missing")
		}
	}
}

// What was refused in a list of records is still there when the list is opened again.
func TestARefusedTextOutlivesTheListItWasTypedIn(t *testing.T) {
	r := robotOn(t, "en")
	open := func() *records {
		list := newRecords(r.Window, journey.KindChannel)
		list.show()
		list.choose("email")
		return list
	}
	list := open()
	list.inspector.Focus("cost_per_send")
	r.write("a lot")
	list.dialog.Hide()
	open().inspector.Focus("cost_per_send") // which selects what is in the field
	if got := r.win.Canvas().Focused().(interface{ SelectedText() string }).SelectedText(); got != "a lot" {
		t.Errorf("the field shows %q", got)
	}
}
