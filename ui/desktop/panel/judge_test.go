package panel

import (
	"slices"
	"testing"

	"rehearse/journey"
)

// A threshold is chosen from the rules that judge by a number, and begins with the usual one of that rule: the number of the
// rule before would mean nothing for it.
func TestAThresholdIsChosenFromTheRulesAndBeginsWithTheUsualNumber(t *testing.T) {
	m := journey.New("Shop", "2026-03-02")
	m.Policy.Thresholds = []journey.Threshold{{Rule: "J203", Value: 0.05}}
	b := newBench(t, m)
	two, three := 0.02, 3.0
	b.in.judges = []Judge{{"J101", "Step nobody can reach", nil}, {"J203", "Flooded", &two}, {"J601", "Too many", &three}}
	b.in.Display(b.editor.Map(), journey.Ref{Kind: journey.KindPolicy, ID: journey.PolicyID})
	r := b.in.rows["thresholds.0.rule"]
	if r == nil || !slices.Equal(r.choose.Options, []string{"Flooded", "Too many"}) || r.choose.Selected != "Flooded" {
		t.Fatalf("%+v", r)
	}
	r.choose.SetSelected("Too many")
	if got := b.editor.Map().Policy.Thresholds; len(got) != 1 || got[0] != (journey.Threshold{Rule: "J601", Value: 3}) {
		t.Errorf("%+v", got)
	}
}

// A file may name a rule that is none: it is shown as it is, and another can be chosen.
func TestAThresholdOfNoRuleIsShownAsItIs(t *testing.T) {
	m := journey.New("Shop", "2026-03-02")
	m.Policy.Thresholds = []journey.Threshold{{Rule: "J999", Value: 1}}
	b := newBench(t, m)
	two := 0.02
	b.in.judges = []Judge{{"J203", "Flooded", &two}}
	b.in.Display(b.editor.Map(), journey.Ref{Kind: journey.KindPolicy, ID: journey.PolicyID})
	r := b.in.rows["thresholds.0.rule"]
	if r == nil || r.choose.Selected != "J999" {
		t.Fatalf("%+v", r)
	}
	r.choose.SetSelected("Flooded")
	if got := b.editor.Map().Policy.Thresholds[0]; got != (journey.Threshold{Rule: "J203", Value: 0.02}) {
		t.Errorf("%+v", got)
	}
}
