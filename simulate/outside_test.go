package simulate_test

import (
	"context"
	"math"
	"testing"

	"rehearse/journey"
	"rehearse/simulate"
	"rehearse/simulate/trial"
)

// weather is a map in which it rains from outside; each rain starts a scenario with the step "wet".
func weather(days int, people int64, rain journey.OutsideEvent) *trial.Builder {
	b := trial.New(days)
	b.Event("visited")
	b.Events = append(b.Events, &journey.Event{ID: "rain", Name: "rain", Source: journey.EventOutside, Outside: &rain})
	b.Scenario("s", "rain").Reentry = journey.ReentryAnyTime
	b.Cohort("in", people)
	b.Step("wet", "s", &journey.Update{})
	return b
}

// A date is the beginning of the day on the map's clock, given out of order and one twice; the 3rd is before the start
// (Monday the 5th), the 20th behind the horizon of ten days, the 12th outside the period. In Berlin, where the run
// begins at 00:00, that is hour 0, 48 and 72.
func TestOutsideEventsHappenAtTheBeginningOfTheirDates(t *testing.T) {
	t.Parallel()
	b := weather(10, 10, journey.OutsideEvent{
		Dates: []journey.Date{"2026-01-08", "2026-01-05", "2026-01-03", "2026-01-07", "2026-01-08", "2026-01-12", "2026-01-20"}, Until: "2026-01-11",
	})
	b.Settings.Zone = "Europe/Berlin"
	m := b.Done()
	if at := hoursOf(t, m, "enter", "wet"); !same(at, []float64{0, 48, 72}) {
		t.Errorf("rain at %v", at)
	}
	if r := run(t, m, simulate.Spec{}); r.Scenarios[0].Started != 30 {
		t.Errorf("%d started, want 10 people × 3", r.Scenarios[0].Started)
	}
}

// The date takes those who are in the segment at that moment: everybody visits at hour 30, the segment is "visited in
// the last day", so of the dates at hours 24, 48 and 72 only that at 48 finds them inside.
func TestAnOutsideEventTakesThoseInTheSegmentThen(t *testing.T) {
	t.Parallel()
	b := weather(10, 5, journey.OutsideEvent{Dates: []journey.Date{"2026-01-06", "2026-01-07", "2026-01-08"}, Segment: "fresh"})
	b.Segment("fresh", `last("visited") < 1d`)
	b.Wait("w", "", 30*journey.Hour)
	b.Touch("visit", "visited")
	b.Chain("in", "w", "visit")
	if at := hoursOf(t, b.Done(), "enter", "wet"); !same(at, []float64{48}) {
		t.Errorf("rain at %v, want 48", at)
	}
}

// An event from outside ends a wait for it, at hour 24, and an instance that exits on it.
func TestAnOutsideEventEndsWaitsAndInstances(t *testing.T) {
	t.Parallel()
	b := weather(5, 10, journey.OutsideEvent{Dates: []journey.Date{"2026-01-06"}})
	b.Step("listen", "", &journey.Wait{Kind: journey.WaitEvent, Event: "rain"})
	b.Touch("visit", "visited")
	b.Chain("in", "listen")
	b.Link("listen", journey.PortHappened, "visit")
	b.Scenario("sun", "visited").Exits = []journey.ExitCriterion{{Event: "rain"}}
	b.Wait("day", "sun", 2*journey.Day)
	m := b.Done()
	m.Events[1].Outside.Dates = append(m.Events[1].Outside.Dates, "2026-01-07")
	if at := hoursOf(t, m, "enter", "visit"); !same(at, []float64{24}) {
		t.Errorf("the wait ends at %v", at)
	}
	r := run(t, m, simulate.Spec{})
	if got := r.Scenarios[1].Withdrawn; len(got) != 1 || got[0] != (simulate.Reason{Reason: "exit_criterion", Count: 10}) {
		t.Errorf("%+v", got)
	}
}

// started is how often it rained on 20,000 people in ten days.
func rained(t *testing.T, rain journey.OutsideEvent) float64 {
	t.Helper()
	return float64(run(t, weather(10, 20_000, rain).Done(), simulate.Spec{Seed: 4}).Scenarios[0].Started)
}

// The number of moments is Poisson: 20,000 people × 10 days × 0.3 = 60,000 ± √60,000. The multiplier 2.5 makes it
// 150,000; one of 3 and one of 0.5 together 1.5 times; a period of the last four of the ten days 0.4 times. Five standard
// deviations are a false alarm in 1.7 million for each of the five.
func TestOutsideEventsHaveTheRateOfTheirMultipliersAndPeriod(t *testing.T) {
	t.Parallel()
	rate := func() *journey.Assumption { return trial.Rate(0.3, "") }
	for name, c := range map[string]struct {
		rain journey.OutsideEvent
		want float64
	}{
		"plain":           {journey.OutsideEvent{PerDay: rate()}, 60_000},
		"a multiplier":    {journey.OutsideEvent{PerDay: rate(), Multipliers: []journey.RuleFactor{{Rule: "true", Factor: 2.5}}}, 150_000},
		"two multipliers": {journey.OutsideEvent{PerDay: rate(), Multipliers: []journey.RuleFactor{{Rule: "true", Factor: 3}, {Rule: `persona = "p"`, Factor: 0.5}}}, 90_000},
		"nobody's":        {journey.OutsideEvent{PerDay: rate(), Multipliers: []journey.RuleFactor{{Rule: "false", Factor: 7}}}, 60_000},
		"four days":       {journey.OutsideEvent{PerDay: rate(), From: "2026-01-11", Until: "2026-01-14"}, 24_000},
		"switched off":    {journey.OutsideEvent{PerDay: rate(), Multipliers: []journey.RuleFactor{{Rule: "true", Factor: 0}}}, 0},
		"rate 0":          {journey.OutsideEvent{PerDay: trial.Rate(0, "")}, 0},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			if got := rained(t, c.rain); math.Abs(got-c.want) > sigmas*math.Sqrt(c.want) {
				t.Errorf("%v times, want %v ± %v", got, c.want, sigmas*math.Sqrt(c.want))
			}
		})
	}
}

// With a mean of 3 in the run the chance of k moments is 3^k/k! · e^-3: none 5.0 %, at least one 95.0 %; and the first
// comes after an exponential time, within the first day of ten with 1 − e^-0.3 = 25.9 %.
func TestMomentsOfAnOutsideEventArePoisson(t *testing.T) {
	t.Parallel()
	const n = 20_000
	r := run(t, weather(10, n, journey.OutsideEvent{PerDay: trial.Rate(0.3, "")}).Done(), simulate.Spec{Seed: 12})
	near(t, "rained upon", r.Scenarios[0].People, n, 1-math.Exp(-3))
	r = run(t, weather(1, n, journey.OutsideEvent{PerDay: trial.Rate(0.3, "")}).Done(), simulate.Spec{Seed: 12})
	near(t, "on the first day", r.Scenarios[0].People, n, 1-math.Exp(-0.3))
}

// A multiplier for people a rule holds for, and a segment, move no moment of the others: everybody with an even number
// (half of the people, marked by a split) gets more rain, the others the same rain at the same moments.
func TestAMultiplierMovesNoMomentOfThoseItDoesNotConcern(t *testing.T) {
	t.Parallel()
	build := func(factor float64) *journey.Map {
		b := weather(20, 100, journey.OutsideEvent{PerDay: trial.Rate(0.4, ""), Multipliers: []journey.RuleFactor{{Rule: `mark("wetter")`, Factor: factor}}})
		b.Step("mark", "", &journey.Update{Changes: []journey.Change{{Kind: journey.ChangeMark, Value: "wetter", Share: trial.Rate(0.5, "")}}})
		b.Step("is", "", &journey.Branch{Rules: []journey.BranchRule{{ID: "yes", Rule: `mark("wetter")`}}})
		b.Touch("wetter", "")
		b.Chain("in", "mark", "is")
		b.Link("is", "yes", "wetter")
		return b.Done()
	}
	moments := func(m *journey.Map, n int64) (at []int64, wetter bool) {
		story, err := simulate.Replay(context.Background(), m, simulate.Spec{}, simulate.PersonRef{Number: n})
		if err != nil {
			t.Fatal(err)
		}
		for _, moment := range story.Moments {
			if moment.What == "enter" && moment.Step == "wet" {
				at = append(at, moment.At)
			}
			wetter = wetter || moment.Step == "wetter"
		}
		return at, wetter
	}
	one, five := build(1), build(5)
	more := 0
	for n := int64(1); n <= 100; n++ {
		few, wetter := moments(one, n)
		many, _ := moments(five, n)
		if !wetter && len(few) != len(many) {
			t.Fatalf("person %d, whom the multiplier does not concern, has %d moments instead of %d", n, len(many), len(few))
		}
		rest := many
		for _, at := range few { // what happened still happens, for those it concerns too
			for len(rest) > 0 && rest[0] != at {
				rest = rest[1:]
			}
			if len(rest) == 0 {
				t.Fatalf("person %d lost the moment %d", n, at)
			}
		}
		more += len(many) - len(few)
	}
	// 50 people × 20 days × 0.4 × 4 = 1,600 more.
	if more < 1200 || more > 2000 {
		t.Errorf("%d moments more, want about 1,600", more)
	}
}
