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
func edge(t testing.TB, name string) *journey.Map {
	t.Helper()
	data, err := os.ReadFile(filepath.Join("testdata", "edges", name+".json"))
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
	if r := run(t, m, simulate.Spec{People: 4000}); r.Money.Value != 4000*1_000_000_000*journey.Unit || r.Money.NetHigh < r.Money.Net || r.Money.NetLow > r.Money.Net {
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
