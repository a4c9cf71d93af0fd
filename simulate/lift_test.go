package simulate_test

import (
	"context"
	"testing"

	"rehearse/journey"
	"rehearse/simulate"
)

func lift(t testing.TB, m *journey.Map, spec simulate.Spec, of ...journey.ID) *simulate.Lift {
	t.Helper()
	l, err := simulate.MeasureLift(context.Background(), m, spec, of, nil)
	if err != nil {
		t.Fatal(err)
	}
	return l
}

// Of 1,000 people 300 in the mean buy without the letter; whoever clicks it buys at once, by the last click. So it is
// credited with every click, and brings only those clicks of people who would not have bought: clicks minus the organic
// buyers who clicked too.
func TestIncrementalIsWhatTheSamePeopleDoMoreNotWhatIsAttributed(t *testing.T) {
	t.Parallel()
	m := clicksBuy(1000, 0.3)
	rates := &m.Step("letter").Message.Rates
	rates.Opened.Value, rates.Clicked.Value = 0.4, 1 // who opens clicks: an open without a click would be credited too
	m.Costs = append(m.Costs, &journey.Cost{ID: "agency", Name: "agency", Amount: 50 * journey.Unit, On: journey.Ref{Kind: journey.KindScenario, ID: "nudge"}})
	for _, c := range m.Costs {
		journey.Normalize(c)
	}
	spec := simulate.Spec{Seed: 11}
	with := run(t, m, spec)
	muted := spec
	muted.Mute = []journey.ID{"nudge"}
	without := run(t, m, muted)
	l := lift(t, m, spec)
	if len(l.Rows) != 1 || l.People != 1000 || l.Attribution != journey.AttributionLast {
		t.Fatalf("%+v", l)
	}
	g := l.Rows[0].Goals[0]
	clicks := messageOf(t, with, "letter").Clicked
	if g.Without != goalOf(t, without, "buy").People || g.With != goalOf(t, with, "buy").People || g.Incremental != g.With-g.Without {
		t.Errorf("%+v", g)
	}
	if g.Attributed != clicks || g.AttributedValue != journey.Money(clicks)*10*journey.Unit || g.Incremental >= clicks-50 {
		t.Errorf("%d clicks, %+v", clicks, g)
	}
	if g.Interval.Low >= float64(g.Incremental) || g.Interval.High <= float64(g.Incremental) || g.Value.Difference != journey.Money(g.Incremental)*10*journey.Unit {
		t.Errorf("%+v", g)
	}
	// A thousand letters at a cent, and the agency.
	if cost := 60 * journey.Unit; l.Rows[0].Cost != cost || *g.CostPer != cost/journey.Money(g.Incremental) || l.Rows[0].Net.Difference != g.Value.Difference-cost {
		t.Errorf("cost %d, per goal %d, net %+v", l.Rows[0].Cost, *g.CostPer, l.Rows[0].Net)
	}
}

func TestAMessageThatNobodyAnswersHasNoLiftAndNoCostPerGoal(t *testing.T) {
	t.Parallel()
	m := clicksBuy(500, 0.5)
	m.Step("letter").Message.Rates.Clicked.Value = 0
	g := lift(t, m, simulate.Spec{Seed: 2}, "letter").Rows[0].Goals[0]
	if g.Incremental != 0 || g.Attributed != 0 && g.With == 0 || g.Interval.Low > 0 || g.Interval.High < 0 || g.CostPer != nil {
		t.Errorf("%+v", g)
	}
}

// Two letters at once, each by itself enough: leaving one out loses little, leaving both out loses all.
func TestSeveralScenariosAreMeasuredAloneAndTogether(t *testing.T) {
	t.Parallel()
	m := clicksBuy(2000, 0)
	second := journey.Clone(m.Scenario("nudge"))
	second.ID, second.Name, second.Start = "again", "again", "letter2"
	m.Scenarios = append(m.Scenarios, second)
	step := journey.Clone(m.Step("letter"))
	step.ID, step.Name, step.Scenario = "letter2", "letter2", "again"
	m.Steps = append(m.Steps, step)
	link := journey.Clone(m.Links[len(m.Links)-1])
	link.ID, link.From = "l99", "letter2"
	m.Links = append(m.Links, link)
	l := lift(t, m, simulate.Spec{Seed: 4})
	if len(l.Rows) != 3 || len(l.Rows[2].Of) != 2 {
		t.Fatalf("%d rows", len(l.Rows))
	}
	one, two, both := l.Rows[0].Goals[0], l.Rows[1].Goals[0], l.Rows[2].Goals[0]
	if both.Without != 0 || both.With != one.With || both.With != both.Incremental || both.Incremental <= max(one.Incremental, two.Incremental) {
		t.Errorf("alone %d and %d, together %d of %d", one.Incremental, two.Incremental, both.Incremental, both.With)
	}
	// Two independent chances of 0.4: 0.64 buy with both, 0.24 more than with one of them alone.
	if one.Incremental+two.Incremental >= both.Incremental || one.Incremental < 400 || one.Incremental > 560 {
		t.Errorf("alone %d and %d, together %d", one.Incremental, two.Incremental, both.Incremental)
	}
}

func TestALiftOfNothingIsRefused(t *testing.T) {
	t.Parallel()
	_, err := simulate.MeasureLift(context.Background(), clicksBuy(10, 0), simulate.Spec{Phases: []int{9}}, nil, nil)
	if problems, ok := err.(journey.Problems); !ok || problems[0].Code != "program.lift_of_nothing" {
		t.Errorf("%v", err)
	}
}
