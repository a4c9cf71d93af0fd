package overlay

import (
	"testing"

	"rehearse/journey"
	"rehearse/simulate"
	"rehearse/ui/text"
)

// A goal of 10 % that one assumption moves from 5 % to 25 % and another, which works against it, from 15 % to 5 %: all rows
// together span 5 … 25 %, so 10 % stands at a quarter, and the second bar is half as wide as the first.
func TestBarsOfATornadoShareOneScale(t *testing.T) {
	t.Parallel()
	m := journey.New("Map", "2026-01-05")
	m.Steps = []*journey.Step{
		{ID: "pays", Name: "Pays", Kind: journey.StepGoal, Goal: &journey.Goal{}},
		{ID: "pause", Kind: journey.StepWait, Wait: &journey.Wait{Kind: journey.WaitDuration, For: journey.Law{Kind: journey.LawFixed, Value: 2 * journey.Day}}},
	}
	m.Links = []*journey.Link{{ID: "l", From: "pause", To: "pays"}}
	place := journey.AssumptionPlace{Record: journey.Ref{Kind: journey.KindLink, ID: "l"}, Field: "weight"}
	row := func(low, high float64, carries bool) simulate.SensitivityRow {
		return simulate.SensitivityRow{
			ListedAssumption: journey.ListedAssumption{AssumptionPlace: place, Fact: journey.Assumption{Value: 0.5}},
			Low:              0.4, High: 0.6, AtLow: low, AtHigh: high, Swing: high - low, Carries: carries,
		}
	}
	r := &simulate.Sensitivity{Map: "Map", Goal: "pays", Method: simulate.MethodExact, Base: 0.1, Tried: 2, Rows: []simulate.SensitivityRow{row(0.05, 0.25, true), row(0.15, 0.05, false)}}
	got := TornadoOf(text.New("en"), m, r, false)
	if len(got.Rows) != 2 {
		t.Fatalf("%d rows", len(got.Rows))
	}
	near := func(a, b float64) bool { return a-b < 1e-9 && b-a < 1e-9 }
	for i, want := range [][4]float64{{0, 0.25, 1, 1}, {0.5, 0.25, 0, 0.5}} {
		one := got.Rows[i]
		if !near(one.Low, want[0]) || !near(one.Base, want[1]) || !near(one.High, want[2]) || !near(one.Width, want[3]) {
			t.Errorf("row %d: %+v, want %v", i, one, want)
		}
	}
	if one := got.Rows[0]; one.Name != "Wait · 2 d → Pays" || one.Evidence != "guess !" || one.Swing != "+20.0" || one.AtLow != "5.0%" {
		t.Errorf("%+v", one)
	}
	if one := got.Rows[1]; one.Evidence != "guess" || one.Swing != "−10.00" {
		t.Errorf("%+v", one)
	}
}
