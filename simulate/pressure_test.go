package simulate_test

import (
	"slices"
	"testing"

	"rehearse/journey"
	"rehearse/simulate"
	"rehearse/simulate/trial"
)

// series is ten people who start scenario A at hour 0 (letters on days 0, 1 and 2) and B on day 5 (letters on days 5
// and 8).
func series(days int) *trial.Builder {
	b := trial.New(days)
	b.Event("a", "b")
	b.Channel("email")
	b.Scenario("sa", "a")
	b.Scenario("sb", "b")
	b.Cohort("in", 10)
	b.Touch("does_a", "a")
	b.Wait("five", "", 5*journey.Day)
	b.Touch("does_b", "b")
	b.Chain("in", "does_a", "five", "does_b")
	for _, step := range []struct {
		id, scenario journey.ID
		wait         journey.Duration
	}{{"a0", "sa", 0}, {"wa1", "sa", journey.Day}, {"a1", "sa", 0}, {"wa2", "sa", journey.Day}, {"a2", "sa", 0}, {"b0", "sb", 0}, {"wb", "sb", 3 * journey.Day}, {"b1", "sb", 0}} {
		if step.wait > 0 {
			b.Wait(step.id, step.scenario, step.wait)
		} else {
			b.Step(step.id, step.scenario, &journey.Message{Channels: []journey.ID{"email"}})
		}
	}
	b.Chain("a0", "wa1", "a1", "wa2", "a2")
	b.Chain("b0", "wb", "b1")
	return b
}

// Letters on days 0, 1, 2, 5 and 8. Within 7 days of the arrival, and of the start of A: those of days 0, 1, 2 and 5, four. Within 7
// days of the start of B on day 5: two. The fullest 7 × 24 h end on day 5 with four, three of A and one of B: those that
// end on day 8 hold only three, as the letter of day 1 is exactly seven days old. The fullest day is the first: one of A.
func TestTouchesFollowAStartAndFillTheFullestWeek(t *testing.T) {
	t.Parallel()
	got := run(t, series(20).Done(), simulate.Spec{}).Touches
	if got.WithinDays != 7 || got.AfterArrival.People != 10 || got.AfterArrival.Mean != 4 || got.AfterArrival.Worst != 4 {
		t.Errorf("after the arrival: %d days, %+v", got.WithinDays, got.AfterArrival)
	}
	if a, b := got.AfterStart[0], got.AfterStart[1]; a.Mean != 4 || b.Mean != 2 || a.People != 10 || b.People != 10 || b.Counts[2] != 10 {
		t.Errorf("after the starts: %+v, %+v", a, b)
	}
	want := []simulate.Cause{{}, {Scenario: "sa", Touches: 30, Share: 0.75, Top: 30, TopShare: 0.75}, {Scenario: "sb", Touches: 10, Share: 0.25, Top: 10, TopShare: 0.25}}
	if !slices.Equal(got.WeekBy, want) {
		t.Errorf("the fullest week: %+v", got.WeekBy)
	}
	if want := []simulate.Cause{{}, {Scenario: "sa", Touches: 10, Share: 1, Top: 10, TopShare: 1}, {Scenario: "sb"}}; !slices.Equal(got.DayBy, want) {
		t.Errorf("the fullest day: %+v", got.DayBy)
	}
}

// In a run of 11 days the 7 days after the start of B on day 5 do not end; with a policy of 2 days they do, and hold one
// letter, those after the arrival two.
func TestDaysThatDoNotEndInTheRunAreNotCounted(t *testing.T) {
	t.Parallel()
	b := series(11)
	if got := run(t, b.Done(), simulate.Spec{}).Touches; got.AfterStart[1].People != 0 || got.AfterStart[0].People != 10 {
		t.Errorf("%+v", got.AfterStart)
	}
	b.Policy.LeastTouchesDays = 2
	got := run(t, b.Done(), simulate.Spec{}).Touches
	if got.WithinDays != 2 || got.AfterStart[1].Mean != 1 || got.AfterArrival.Mean != 2 {
		t.Errorf("%d days: %+v", got.WithinDays, got.AfterStart)
	}
}

// Half of the people have three letters of A in a day, the other half one of B: everybody's fullest days hold 4 parts, three
// of A and one of B, but the fullest days of all are A's alone.
func TestTheFullestHaveCausesOfTheirOwn(t *testing.T) {
	t.Parallel()
	b := trial.New(3)
	b.Event("a", "b")
	b.Channel("email")
	b.Scenario("sa", "a")
	b.Scenario("sb", "b")
	b.Cohort("in", 100)
	b.Cohort("other", 100)
	b.Touch("does_a", "a")
	b.Touch("does_b", "b")
	b.Chain("in", "does_a")
	b.Chain("other", "does_b")
	for _, id := range []journey.ID{"a0", "a1", "a2"} {
		b.Step(id, "sa", &journey.Message{Channels: []journey.ID{"email"}})
	}
	b.Chain("a0", "a1", "a2")
	b.Step("b0", "sb", &journey.Message{Channels: []journey.ID{"email"}})
	got := run(t, b.Done(), simulate.Spec{}).Touches.DayBy
	want := []simulate.Cause{{}, {Scenario: "sa", Touches: 300, Share: 0.75, Top: 300, TopShare: 1}, {Scenario: "sb", Touches: 100, Share: 0.25}}
	if !slices.Equal(got, want) {
		t.Errorf("%+v", got)
	}
}
