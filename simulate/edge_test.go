package simulate_test

import (
	"context"
	"errors"
	"os"
	"path/filepath"
	"testing"

	"rehearse/journey"
	"rehearse/journey/codec"
	"rehearse/simulate"
)

// edge reads a small map of testdata/edges: a thousand people and one corner of the contract.
func edge(t testing.TB, name string) *journey.Map { return stored(t, "edges", name) }

// stored reads a map of a folder of testdata.
func stored(t testing.TB, folder, name string) *journey.Map {
	t.Helper()
	data, err := os.ReadFile(filepath.Join("testdata", folder, name+".json"))
	if err != nil {
		t.Fatal(err)
	}
	m, problems := codec.DecodeMap(data)
	if len(problems) > 0 {
		t.Fatal(problems)
	}
	return m
}

// refusedFor is the code of the problem a map is refused for.
func refusedFor(t testing.TB, m *journey.Map, spec simulate.Spec) string {
	t.Helper()
	_, err := simulate.Run(context.Background(), m, spec, nil)
	var problems journey.Problems
	if !errors.As(err, &problems) {
		t.Fatalf("not refused by a problem: %v", err)
	}
	return problems[0].Code
}

func messageOf(t testing.TB, r *simulate.Result, step journey.ID) simulate.MessageResult {
	t.Helper()
	for _, m := range r.Messages {
		if m.Step == step {
			return m
		}
	}
	t.Fatalf("no message %s", step)
	return simulate.MessageResult{}
}

func goalOf(t testing.TB, r *simulate.Result, step journey.ID) simulate.GoalResult {
	t.Helper()
	for _, g := range r.Goals {
		if g.Step == step {
			return g
		}
	}
	t.Fatalf("no goal %s", step)
	return simulate.GoalResult{}
}

func TestAChannelRefusedAfterBeingHeldIsNotTriedAgain(t *testing.T) {
	t.Parallel()
	// The e-mail is held by a cap, its address is lost, the SMS is held by the cap, its number is lost while the address
	// comes back: the visit has done with both.
	r := run(t, edge(t, "held_channel_comes_back"), simulate.Spec{})
	for _, m := range r.Messages {
		if m.Step == "m" && (m.Attempts != 1000 || m.Sent != 0 || len(m.Refused) != 1) {
			t.Errorf("%s: %d attempts, %d sent, %+v", m.Channel, m.Attempts, m.Sent, m.Refused)
		}
	}
}

func TestADatePropertySetAgainStartsItsScenarioOnce(t *testing.T) {
	t.Parallel()
	m := edge(t, "date_property_twice")
	if n := run(t, m, simulate.Spec{}).Scenarios[0].Started; n != 1000 {
		t.Errorf("%d started by a date set to the same day, want 1000", n)
	}
	// There and back again.
	update := m.Step("upd").Update
	update.Changes = append([]journey.Change{{Kind: journey.ChangeProperty, Target: "d", Value: "2026-01-25"}}, update.Changes...)
	if n := run(t, m, simulate.Spec{}).Scenarios[0].Started; n != 1000 {
		t.Errorf("%d started by a date moved and moved back, want 1000", n)
	}
}

func TestACapOverTooManyPeriodsIsRefused(t *testing.T) {
	t.Parallel()
	m := edge(t, "cap_periods_hang")
	m.Policy.Caps[0].Periods = 2_000_000_000
	if code := refusedFor(t, m, simulate.Spec{}); code != "journey.out_of_range" {
		t.Errorf("refused for %s", code)
	}
	m.Policy.Caps[0].Periods = 366
	if r := run(t, m, simulate.Spec{}); r.Messages[0].Sent != 1 {
		t.Errorf("sent %d", r.Messages[0].Sent)
	}
}

func TestWhoIsPulledOutOfALateWaitGetsTheNextMessage(t *testing.T) {
	t.Parallel()
	r := run(t, edge(t, "skip_survives_pull"), simulate.Spec{})
	if m := messageOf(t, r, "m2"); m.Sent != 1000 {
		t.Errorf("sent %d, %+v", m.Sent, m.Refused)
	}
}

func TestAmountsThatCannotBeCountedAreRefused(t *testing.T) {
	t.Parallel()
	m := edge(t, "legal_amount_overflow") // a thousand million each
	if code := refusedFor(t, m, simulate.Spec{People: 20_000, Workers: 2}); code != "program.amounts" {
		t.Errorf("refused for %s", code)
	}
	if r := run(t, m, simulate.Spec{People: 4000}); r.Money.Value != 4000*1_000_000_000*journey.Unit || r.Money.NetInterval.High < r.Money.Net || r.Money.NetInterval.Low > r.Money.Net {
		t.Errorf("%+v", r.Money)
	}
	if code := refusedFor(t, edge(t, "property_range_overflow"), simulate.Spec{}); code != "program.range_bounds" {
		t.Errorf("refused for %s", code)
	}
}

func TestAnOfferAndADeadlineEndWithTheirDateAlsoWhenItIsRepeated(t *testing.T) {
	t.Parallel()
	for _, name := range []string{"offer_once", "offer_repeating"} {
		r := run(t, edge(t, name), simulate.Spec{})
		if m := messageOf(t, r, "m"); m.Sent != 0 || m.Refused[0] != (simulate.Reason{Reason: "offer_expired", Count: 1000}) {
			t.Errorf("%s: sent %d, %+v", name, m.Sent, m.Refused)
		}
		if g := goalOf(t, r, "g"); g.Late != 1000 {
			t.Errorf("%s: %d late, want 1000", name, g.Late)
		}
	}
}

func TestResponsePerOpenedWhereOpensAreNotMeasuredHasTheChanceOfOpeningInIt(t *testing.T) {
	t.Parallel()
	r := run(t, edge(t, "response_per_unmeasured_open"), simulate.Spec{People: 40_000})
	// 0.5 of 0.5; ± 5 standard deviations
	if n := messageOf(t, r, "m").Responded; n < 10_000-440 || n > 10_000+440 {
		t.Errorf("%d of 40,000 responded, want about 10,000", n)
	}
}

func TestPullsOfAPortShareThePeople(t *testing.T) {
	t.Parallel()
	for name, want := range map[string]int64{"two_pulls_weighted": 24_000, "two_pulls_unweighted": 20_000} {
		r := run(t, edge(t, name), simulate.Spec{People: 40_000})
		a, b := goalOf(t, r, "a").Count, goalOf(t, r, "b").Count
		if a+b != 40_000 || a < want-500 || a > want+500 {
			t.Errorf("%s: %d and %d of 40,000, want %d and the rest", name, a, b, want)
		}
	}
	if code := refusedFor(t, edge(t, "two_pulls_over_one"), simulate.Spec{}); code != "program.weights_over_one" {
		t.Errorf("refused for %s", code)
	}
}

func TestTheOfferIsTakenOffWhoeverIsCredited(t *testing.T) {
	t.Parallel()
	for _, attribution := range []journey.Attribution{journey.AttributionLast, journey.AttributionAny, journey.AttributionFirst} {
		m := edge(t, "offer_any_touch")
		m.Settings.Attribution = attribution
		g := goalOf(t, run(t, m, simulate.Spec{}), "g")
		if g.Value != 6000*journey.Unit || len(g.Attributed) != 1 || g.Attributed[0].Value != g.Value {
			t.Errorf("%s: %v, %+v", attribution, g.Value, g.Attributed)
		}
	}
}

func TestWhatWasNotDeliveredIsNotCredited(t *testing.T) {
	t.Parallel()
	for _, attribution := range []journey.Attribution{journey.AttributionAny, journey.AttributionFirst} {
		m := edge(t, "bounced_credit_any_touch")
		m.Settings.Attribution = attribution
		if g := goalOf(t, run(t, m, simulate.Spec{}), "g"); g.Value != 10_000*journey.Unit || len(g.Attributed) != 0 {
			t.Errorf("%s: %v, %+v", attribution, g.Value, g.Attributed)
		}
	}
}

func TestAScenarioDoesNothingToWhoIsHeldOutOrMuted(t *testing.T) {
	t.Parallel()
	m := edge(t, "holdout_pulled")
	m.Steps = append(m.Steps,
		&journey.Step{ID: "does", Name: "does", Scenario: "s", Kind: journey.StepTouchpoint, Touchpoint: &journey.Touchpoint{Event: "ev"}},
		&journey.Step{ID: "won", Name: "won", Scenario: "s", Kind: journey.StepGoal, Goal: &journey.Goal{Value: journey.GoalValue{Amount: journey.Unit}}},
		&journey.Step{ID: "off", Name: "off", Scenario: "s", Kind: journey.StepExit, Exit: &journey.Exit{Map: true}})
	m.Links = append(m.Links, &journey.Link{ID: "x1", From: "m", Port: journey.PortOut, To: "does"},
		&journey.Link{ID: "x2", From: "does", Port: journey.PortOut, To: "won"}, &journey.Link{ID: "x3", From: "won", Port: journey.PortOut, To: "off"})
	m.Scenarios[0].Reentry = journey.ReentryAfter
	for name, spec := range map[string]simulate.Spec{"held out": {}, "muted": {Mute: []journey.ID{"s"}}} {
		m.Scenarios[0].Holdout = 1
		if spec.Mute != nil {
			m.Scenarios[0].Holdout = 0
		}
		r := run(t, m, spec)
		if goalOf(t, r, "buy").Count+goalOf(t, r, "won").Count != 0 || r.Scenarios[0].Started != 1000 || r.Money.Value != 0 {
			t.Errorf("%s: %+v, %+v", name, r.Goals, r.Scenarios[0])
		}
		expect(t, r, "off", simulate.Tokens{Entered: 1000, Exited: 1000})
		if len(r.Scenarios[0].Withdrawn) != 1 || r.Scenarios[0].Withdrawn[0].Reason != "exit" {
			t.Errorf("%s: ended by %+v", name, r.Scenarios[0].Withdrawn)
		}
	}
}

func TestAClickThatIsNotLinkedLeavesByOut(t *testing.T) {
	t.Parallel()
	for _, name := range []string{"clicked_unlinked", "clicked_unlinked_not_sent"} {
		m := edge(t, name)
		if r := run(t, m, simulate.Spec{}); goalOf(t, r, "g").Count != 1000 || goalOf(t, r, "h").Count != 0 {
			t.Errorf("%s: %+v", name, r.Goals)
		}
	}
}

func TestTheScenariosGoalStopsMessagesWithAGoalOfTheirOwn(t *testing.T) {
	t.Parallel()
	m := messageOf(t, run(t, edge(t, "message_goal_hides_scenario_goal"), simulate.Spec{}), "m")
	if m.Sent != 0 || m.Refused[0] != (simulate.Reason{Reason: "goal_reached", Count: 1000}) {
		t.Errorf("sent %d, %+v", m.Sent, m.Refused)
	}
}

func TestACurveLeadsToTheFirstOccurrenceOfTheRun(t *testing.T) {
	t.Parallel()
	r := run(t, edge(t, "curve_repeated_date"), simulate.Spec{})
	if n := r.Entries[1].People; n < 1 {
		t.Errorf("%d came", n)
	}
}

func TestARepeatedDateHasAlsoTheOccurrenceBeforeTheStart(t *testing.T) {
	t.Parallel()
	if r := run(t, edge(t, "repeated_date_before_start"), simulate.Spec{}); goalOf(t, r, "g").Count != 1000 {
		t.Errorf("%+v", r.Goals)
	}
}

func TestAStreamThatBringsNobodyIsNamed(t *testing.T) {
	t.Parallel()
	m := edge(t, "curve_repeated_date")
	m.Step("in2").Entry.Curve = []journey.DayShare{{DaysBefore: 300, Share: 1}}
	if code := refusedFor(t, m, simulate.Spec{}); code != "program.no_arrival_time" {
		t.Errorf("refused for %s", code)
	}
}

func TestAGoalCountedBeforeAScenarioIsNotOneAfterIt(t *testing.T) {
	t.Parallel()
	r := run(t, edge(t, "goal_before_scenario"), simulate.Spec{})
	if g := goalOf(t, r, "g"); g.Count != 1000 || len(g.ByScenario) != 0 {
		t.Errorf("%+v", g)
	}
}

func TestAPairsPeopleAreThoseWhoGotAtLeastOne(t *testing.T) {
	t.Parallel()
	r := run(t, edge(t, "same_content_of"), simulate.Spec{})
	if len(r.Pairs) != 1 || r.Pairs[0].Of != 1000 || r.Pairs[0].People < 400 || r.Pairs[0].People > 600 {
		t.Errorf("%+v", r.Pairs)
	}
}

func TestManyCallsInAnInstantAreBoundedAndStopped(t *testing.T) {
	t.Parallel()
	m := edge(t, "call_attempts_one_instant")
	m.Step("c").Call.Attempts = 20_000
	if code := refusedFor(t, m, simulate.Spec{}); code != "journey.out_of_range" {
		t.Errorf("refused for %s", code)
	}
	// A hundred attempts and round again, without any time in between.
	m.Step("c").Call.Attempts = 100
	m.Links = append(m.Links, &journey.Link{ID: "round", From: "c", Port: journey.PortNotReached, To: "c"})
	if r := run(t, m, simulate.Spec{}); r.Stopped != 1 || r.Touches.PerPerson.Worst > 10_000 {
		t.Errorf("%d stopped, %d calls", r.Stopped, r.Touches.PerPerson.Worst)
	}
}

func TestAScoreBeginsAtItsFloor(t *testing.T) {
	t.Parallel()
	if r := run(t, edge(t, "score_floor"), simulate.Spec{}); goalOf(t, r, "h").Count != 1000 {
		t.Errorf("%+v", r.Goals)
	}
}

func TestConsentIsToAKnownAddress(t *testing.T) {
	t.Parallel()
	if r := run(t, edge(t, "allowed_unknown"), simulate.Spec{}); goalOf(t, r, "h").Count != 1000 {
		t.Errorf("%+v", r.Goals)
	}
}

func TestNobodyUnsubscribesTwice(t *testing.T) {
	t.Parallel()
	r := run(t, edge(t, "unsubscribe_twice_event"), simulate.Spec{})
	if n := r.Messages[0].Unsubscribed + r.Messages[1].Unsubscribed; n != 1000 || r.Scenarios[0].Started != 1000 {
		t.Errorf("%d unsubscribed, %d started", n, r.Scenarios[0].Started)
	}
}

func TestAPullUnderWayAtTheHorizonIsDelayed(t *testing.T) {
	t.Parallel()
	r := run(t, edge(t, "pull_in_progress"), simulate.Spec{})
	if pull := r.Links[len(r.Links)-1]; pull.Tokens != 1000 || pull.Delayed != 1000 {
		t.Errorf("%+v", pull)
	}
}

func TestAMapWithoutLanguagesRefusesNothingForTheLanguage(t *testing.T) {
	t.Parallel()
	if m := messageOf(t, run(t, edge(t, "no_languages"), simulate.Spec{}), "m1"); m.Sent != 1000 {
		t.Errorf("sent %d, %+v", m.Sent, m.Refused)
	}
}

func TestPeopleOfTheWarmUpHaveNoStoryAndARunOfThemAloneIsRefused(t *testing.T) {
	t.Parallel()
	m := edge(t, "warm_up_cohort")
	if code := refusedFor(t, m, simulate.Spec{}); code != "program.only_warm_up" {
		t.Errorf("refused for %s", code)
	}
	_, err := simulate.Replay(context.Background(), edge(t, "warm_up_stream"), simulate.Spec{}, simulate.PersonRef{Number: 1})
	var problems journey.Problems
	if !errors.As(err, &problems) || problems[0].Code != "program.warm_up_person" {
		t.Errorf("told: %v", err)
	}
}

func TestFixedCostsAreThoseOfWhatRunsInTheCountedTime(t *testing.T) {
	t.Parallel()
	m := edge(t, "warm_up_stream") // once 1; 30 days from 5 January, 10 of them warm-up
	m.Settings.HorizonDays = 50
	m.Scenarios = append(m.Scenarios, &journey.Scenario{ID: "s", Name: "s", Phase: 2, Start: "x", Trigger: journey.Trigger{Event: "ev"}})
	m.Steps = append(m.Steps, &journey.Step{ID: "x", Name: "x", Scenario: "s", Kind: journey.StepUpdate, Update: &journey.Update{}})
	m.Costs = append(m.Costs, &journey.Cost{ID: "mo", Name: "mo", Amount: 10 * journey.Unit, Rhythm: journey.CostMonthly},
		&journey.Cost{ID: "sc", Name: "sc", Amount: 100 * journey.Unit, On: journey.Ref{Kind: journey.KindScenario, ID: "s"}})
	for _, cost := range m.Costs {
		journey.Normalize(cost)
	}
	journey.Normalize(m.Scenarios[0])
	for spec, want := range map[int]journey.Money{0: 1 + 2*10 + 100, 1: 1 + 2*10} { // 15 January and 15 February
		var phases []int
		if spec > 0 {
			phases = []int{spec}
		}
		if got := run(t, m, simulate.Spec{Phases: phases}).Money.Fixed; got != want*journey.Unit {
			t.Errorf("phase %d: %v, want %v", spec, got, want*journey.Unit)
		}
	}
	if got := run(t, m, simulate.Spec{Mute: []journey.ID{"s"}}).Money.Fixed; got != 21*journey.Unit {
		t.Errorf("muted: %v, want that of the map alone", got)
	}
}

func TestFatigueBeyondMeaningIsRefused(t *testing.T) {
	t.Parallel()
	m := edge(t, "fatigue_overflow")
	m.Policy.Fatigue[0].Unsubscribe = journey.Guess(70_000)
	if code := refusedFor(t, m, simulate.Spec{}); code != "journey.out_of_range" {
		t.Errorf("refused for %s", code)
	}
	m.Policy.Fatigue[0].Unsubscribe = journey.Guess(1000)
	if r := run(t, m, simulate.Spec{}); messageOf(t, r, "m2").Unsubscribed != 1000 {
		t.Errorf("%+v", r.Messages)
	}
}

func TestAStreamBeyondMeaningIsRefused(t *testing.T) {
	t.Parallel()
	m := edge(t, "curve_repeated_date")
	m.Step("in2").Entry.PerDay = journey.Guess(1e15)
	if code := refusedFor(t, m, simulate.Spec{People: 100}); code != "journey.out_of_range" {
		t.Errorf("refused for %s", code)
	}
}
