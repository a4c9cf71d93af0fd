package simulate_test

import (
	"context"
	"fmt"
	"testing"

	"rehearse/journey"
	"rehearse/simulate"
	"rehearse/simulate/trial"
)

// thrice is a main flow that does "a" at 0, 24 and 48 hours, and a scenario on it that lasts 36 hours.
func thrice(reentry journey.Reentry) *journey.Map {
	b := trial.New(10)
	b.Event("a")
	s := b.Scenario("s", "a")
	s.Reentry = reentry
	if reentry == journey.ReentryPause {
		s.ReentryDays = 2
	}
	b.Cohort("in", 1)
	for i := range 3 {
		b.Touch(journey.ID(fmt.Sprintf("t%d", i)), "a")
		b.Wait(journey.ID(fmt.Sprintf("w%d", i)), "", journey.Day)
	}
	b.Chain("in", "t0", "w0", "t1", "w1", "t2")
	b.Wait("long", "s", 36*journey.Hour)
	return b.Done()
}

func TestReentryRules(t *testing.T) {
	t.Parallel()
	for reentry, want := range map[journey.Reentry][]float64{
		journey.ReentryNever: {0}, journey.ReentryAfter: {0, 48}, journey.ReentryAnyTime: {0, 24, 48},
		journey.ReentryPause: {0, 48}, // exactly two days later is allowed again
	} {
		t.Run(string(reentry), func(t *testing.T) {
			t.Parallel()
			m := thrice(reentry)
			if at := hoursOf(t, m, "enter", "long"); !same(at, want) {
				t.Errorf("starts at %v, want %v", at, want)
			}
			r := run(t, m, simulate.Spec{}).Scenarios[0]
			refused := int64(0)
			for _, reason := range r.Refused {
				refused += reason.Count
			}
			if r.Started != int64(len(want)) || refused != 3-r.Started || r.Completed != r.Started || r.People != 1 {
				t.Errorf("%+v", r)
			}
		})
	}
}

// exitMap starts a scenario at 0 and lets "bought" happen at 12 hours; the message waits for 24.
func exitMap(exit journey.ExitCriterion) *journey.Map {
	b := trial.New(10)
	b.Event("a", "bought")
	b.Channel("email")
	s := b.Scenario("s", "a")
	s.Exits = []journey.ExitCriterion{exit}
	b.Cohort("in", 10)
	b.Touch("first", "a")
	b.Wait("half", "", 12*journey.Hour)
	b.Touch("buys", "bought")
	b.Chain("in", "first", "half", "buys")
	b.Wait("day", "s", journey.Day)
	b.Step("msg", "s", &journey.Message{Channels: []journey.ID{"email"}})
	b.Chain("day", "msg")
	return b.Done()
}

func TestExitAtOnceOrWhenTheWaitEnds(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		exit journey.ExitCriterion
		end  float64
	}{
		"at once":                     {journey.ExitCriterion{Event: "bought"}, 12},
		"after the wait":              {journey.ExitCriterion{Event: "bought", When: journey.ExitAfterTheWait}, 24},
		"by a rule":                   {journey.ExitCriterion{Rule: `count("bought") > 0`}, 12},
		"by a rule that time fulfils": {journey.ExitCriterion{Rule: `last("bought") >= 2h`}, 14},
		"by a rule, after the wait":   {journey.ExitCriterion{Rule: `count("bought") > 0`, When: journey.ExitAfterTheWait}, 24},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			m := exitMap(c.exit)
			if at := hoursOf(t, m, "end", ""); !same(at, []float64{c.end}) {
				t.Errorf("ends at %v, want %v", at, c.end)
			}
			r := run(t, m, simulate.Spec{})
			expect(t, r, "day", simulate.Tokens{Entered: 10, Withdrawn: 10})
			if r.Messages[0].Sent != 0 || r.Scenarios[0].Withdrawn[0] != (simulate.Reason{Reason: "exit_criterion", Count: 10}) {
				t.Errorf("sent %d, %+v", r.Messages[0].Sent, r.Scenarios[0])
			}
		})
	}
}

func TestExitRuleThatHeldAlreadyDoesNotEndTheInstance(t *testing.T) {
	t.Parallel()
	m := exitMap(journey.ExitCriterion{Rule: `count("a") > 0`})
	if r := run(t, m, simulate.Spec{}); r.Messages[0].Sent != 10 {
		t.Errorf("sent %d, want 10: the rule has to come to hold", r.Messages[0].Sent)
	}
}

func TestSegmentTriggerFiresAtTheExactMomentTimeMakesItTrue(t *testing.T) {
	t.Parallel()
	for rule, want := range map[string]float64{
		`last("a") >= 2h`:                       3,
		`last("a") > 2h`:                        3 + 1.0/3_600_000,
		`count("a", 5h) = 0 and last("a") < 9d`: 6,
		`count("b") > 0`:                        4,
		`score < 6 and count("a") > 0`:          1 + 24 + 5,
	} {
		t.Run(rule, func(t *testing.T) {
			t.Parallel()
			b := trial.New(10)
			b.Event("a", "b")
			b.Scores = append(b.Scores, &journey.Score{
				ID: "points", Name: "points", Points: []journey.EventPoints{{Event: "a", Points: 10}}, DecayAfter: journey.Day, DecayEvery: journey.Hour, DecayPoints: 1,
			})
			b.Segment("seg", rule)
			s := b.Scenario("s", "")
			s.Trigger = journey.Trigger{Kind: journey.TriggerSegment, Segment: "seg"}
			b.Cohort("in", 1)
			b.Wait("one", "", journey.Hour)
			b.Touch("does_a", "a")
			b.Wait("three", "", 3*journey.Hour)
			b.Touch("does_b", "b")
			b.Chain("in", "one", "does_a", "three", "does_b")
			b.Step("x", "s", &journey.Update{})
			if at := hoursOf(t, b.Done(), "enter", "x"); !same(at, []float64{want}) {
				t.Errorf("starts at %v, want %v", at, want)
			}
		})
	}
}

func TestBeingInsideASegmentOnArrivalIsNotEnteringIt(t *testing.T) {
	t.Parallel()
	b := trial.New(5)
	b.Segment("all", "true")
	s := b.Scenario("s", "")
	s.Trigger = journey.Trigger{Kind: journey.TriggerSegment, Segment: "all"}
	b.Cohort("in", 10)
	b.Step("x", "s", &journey.Update{})
	if r := run(t, b.Done(), simulate.Spec{}); r.Scenarios[0].Started != 0 {
		t.Errorf("%d started", r.Scenarios[0].Started)
	}
}

func TestDateTriggers(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		trigger journey.Trigger
		want    []float64
	}{
		"once":                {journey.Trigger{Date: "2026-01-07", At: 9 * 3600}, []float64{57}},
		"weekly":              {journey.Trigger{Date: "2025-12-02", At: 9 * 3600, Repeat: journey.RepeatWeekly}, []float64{33, 201, 369, 537, 705}},
		"monthly":             {journey.Trigger{Date: "2025-10-31", At: 0, Repeat: journey.RepeatMonthly}, []float64{26 * 24}},
		"before a property":   {journey.Trigger{Property: "birthday", OffsetDays: -3, At: 8 * 3600}, []float64{7*24 + 8}},
		"on somebody's clock": {journey.Trigger{Date: "2026-01-07", At: 9 * 3600, Zone: "America/New_York"}, []float64{62}},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			b := trial.New(30)
			b.Properties = append(b.Properties, &journey.Property{ID: "birthday", Name: "birthday", Type: journey.PropertyDate, Default: "2026-01-15"})
			s := b.Scenario("s", "")
			c.trigger.Kind = journey.TriggerDate
			s.Trigger, s.Reentry = c.trigger, journey.ReentryAnyTime
			b.Cohort("in", 1)
			b.Step("x", "s", &journey.Update{})
			if at := hoursOf(t, b.Done(), "enter", "x"); !same(at, c.want) {
				t.Errorf("starts at %v, want %v", at, c.want)
			}
		})
	}
}

func TestPullMovesThePersonUnlessTheyHaveBeenThereAndTheScenarioGoesOn(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		wait             journey.Duration // before the person goes to the shop alone
		entered, ignored int64
	}{"who has dropped off is brought back": {0, 10, 0}, "who was there since is left alone": {journey.Hour, 10, 10}} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			b := trial.New(10)
			b.Event("a")
			b.Scenario("s", "a")
			b.Cohort("in", 10)
			b.Touch("first", "a")
			b.Touch("shop", "")
			b.Chain("in", "first")
			if c.wait > 0 {
				b.Link("first", journey.PortOut, "shop").Delay = journey.Fixed(c.wait)
			}
			b.Wait("day", "s", journey.Day)
			b.Step("go", "s", &journey.Update{})
			b.Step("on", "s", &journey.Update{})
			b.Chain("day", "go", "on")
			b.Link("go", journey.PortOut, "shop")
			r := run(t, b.Done(), simulate.Spec{})
			pull := r.Links[len(r.Links)-1]
			if got := tokens(t, r, "shop").Entered; got != c.entered || pull.Ignored != c.ignored || pull.Tokens != 10 {
				t.Errorf("%d in the shop, pull %+v", got, pull)
			}
			expect(t, r, "on", simulate.Tokens{Entered: 10, Completed: 10})
		})
	}
}

func TestHoldoutIsStickyAndSilent(t *testing.T) {
	t.Parallel()
	b := trial.New(10)
	b.Event("a")
	b.Channel("email")
	s := b.Scenario("s", "a")
	s.Holdout, s.Reentry = 0.3, journey.ReentryAnyTime
	b.Cohort("in", 20_000)
	b.Touch("one", "a")
	b.Wait("w", "", journey.Day)
	b.Touch("two", "a")
	b.Chain("in", "one", "w", "two")
	b.Step("msg", "s", &journey.Message{Channels: []journey.ID{"email"}})
	r := run(t, b.Done(), simulate.Spec{Seed: 4})
	n := r.Scenarios[0].Holdout
	if n < 5700 || n > 6300 { // 6,000 ± 4.6 standard deviations
		t.Errorf("%d of 20,000 held out, want about 6,000", n)
	}
	msg := r.Messages[0]
	if msg.Sent != 2*(20_000-n) || msg.Refused[0] != (simulate.Reason{Reason: "holdout", Count: 2 * n}) || msg.People != 20_000-n {
		t.Errorf("sent %d to %d people, refused %+v with %d held out", msg.Sent, msg.People, msg.Refused, n)
	}
}

// paired tells how the main flow of a map differs for the same people in two runs.
func mainFlow(t *testing.T, m *journey.Map, spec simulate.Spec) string {
	t.Helper()
	text := ""
	for n := int64(1); n <= 60; n++ {
		story, err := simulate.Replay(context.Background(), m, spec, simulate.PersonRef{Seed: spec.Seed, Number: n})
		if err != nil {
			t.Fatal(err)
		}
		for _, moment := range story.Moments {
			if moment.Scenario == "" && (moment.What == "enter" || moment.What == "drop" || moment.What == "goal") {
				text += fmt.Sprintln(n, moment.At, moment.What, moment.Step, moment.Link)
			}
		}
	}
	return text
}

func TestNobodysStoryMovesWhenAStepOrAScenarioIsAdded(t *testing.T) {
	t.Parallel()
	build := func(more bool) *journey.Map {
		b := trial.New(20)
		b.Event("a")
		b.Channel("email").Rates.Opened = trial.Rate(0.5, journey.PerDelivered)
		b.Cohort("in", 100)
		b.Touch("loop", "a")
		b.Touch("half", "")
		if more {
			b.Touch("lonely", "")
			b.Scenario("s", "a").Reentry = journey.ReentryAnyTime
			b.Step("msg", "s", &journey.Message{Channels: []journey.ID{"email"}})
			b.Segment("seg", `last("a") > 3h`)
			b.Scenario("t", "").Trigger = journey.Trigger{Kind: journey.TriggerSegment, Segment: "seg"}
			b.Step("x", "t", &journey.Update{})
		}
		b.Chain("in", "loop")
		l := b.Weighted("loop", "loop", 0.5)
		l.ID, l.Delay = "again", journey.Law{Kind: journey.LawExponential, Mean: journey.Day}
		l = b.Weighted("loop", "half", 0.3)
		l.ID, l.Delay = "on", journey.Law{Kind: journey.LawUniform, Low: 0, High: journey.Day}
		return b.Done()
	}
	spec := simulate.Spec{Seed: 77}
	if a, b := mainFlow(t, build(false), spec), mainFlow(t, build(true), spec); a != b {
		t.Error("people act differently because something was added that does not concern them")
	}
}

func TestMuteSendsNothingAndLeavesTheSamePeople(t *testing.T) {
	t.Parallel()
	m := sample(t, "abandoned_cart")
	loud := run(t, m, simulate.Spec{Seed: 3, People: 20_000})
	mute := run(t, m, simulate.Spec{Seed: 3, People: 20_000, Mute: []journey.ID{"recovery"}})
	for _, msg := range mute.Messages {
		if msg.Sent != 0 || msg.Entered == 0 || msg.Refused[len(msg.Refused)-1].Reason != "muted" {
			t.Errorf("%s: %d sent, refused %+v", msg.Step, msg.Sent, msg.Refused)
		}
	}
	if loud.People != mute.People || tokens(t, loud, "cart").Entered != tokens(t, mute, "cart").Entered {
		t.Error("the people before the first message are not the same")
	}
	if l, s := loud.Goals[0].People, mute.Goals[0].People; l <= s {
		t.Errorf("%d order with the messages, %d without", l, s)
	}
	if _, err := simulate.Run(context.Background(), m, simulate.Spec{People: 10, Mute: []journey.ID{"shop"}}, nil); err == nil {
		t.Error("a touchpoint cannot be silenced")
	}
}

func TestPhasesAndStatusesChooseTheScenariosThatRun(t *testing.T) {
	t.Parallel()
	b := trial.New(5)
	b.Event("a")
	b.Scenario("one", "a").Phase = 1
	two := b.Scenario("two", "a")
	two.Phase, two.Status = 2, journey.StatusLive
	b.Cohort("in", 10)
	b.Touch("first", "a")
	b.Chain("in", "first")
	b.Step("x", "one", &journey.Update{})
	b.Step("y", "two", &journey.Update{})
	m := b.Done()
	for _, c := range []struct {
		spec     simulate.Spec
		one, two int64
	}{
		{simulate.Spec{}, 10, 10}, {simulate.Spec{Phases: []int{1}}, 10, 0},
		{simulate.Spec{Statuses: []journey.ScenarioStatus{journey.StatusLive}}, 0, 10},
	} {
		r := run(t, m, c.spec)
		if a, b := r.Scenarios[0].Started, r.Scenarios[1].Started; a != c.one || b != c.two {
			t.Errorf("%+v: %d and %d started, want %d and %d", c.spec, a, b, c.one, c.two)
		}
	}
}

func TestExitOfTheMapEndsEverything(t *testing.T) {
	t.Parallel()
	b := trial.New(5)
	b.Event("a")
	b.Scenario("s", "a")
	b.Cohort("in", 10)
	b.Touch("first", "a")
	b.Wait("w", "", journey.Hour)
	b.Step("gone", "", &journey.Exit{Map: true})
	b.Chain("in", "first", "w", "gone")
	b.Wait("day", "s", journey.Day)
	b.Step("x", "s", &journey.Update{})
	b.Chain("day", "x")
	r := run(t, b.Done(), simulate.Spec{})
	expect(t, r, "gone", simulate.Tokens{Entered: 10, Exited: 10})
	expect(t, r, "day", simulate.Tokens{Entered: 10, Withdrawn: 10})
	if r.Scenarios[0].Withdrawn[0] != (simulate.Reason{Reason: "exit_map", Count: 10}) {
		t.Errorf("%+v", r.Scenarios[0])
	}
}
