package simulate_test

import (
	"context"
	"slices"
	"testing"

	"rehearse/journey"
	"rehearse/simulate"
	"rehearse/simulate/trial"
)

// crowded is thirty people who start scenario A (two letters at once) and B (letters on days 0, 1, 2 and 3), and seventy who start A
// only. The first letters of A and B are about the same topic.
func crowded() *trial.Builder {
	b := trial.New(20)
	b.Event("a", "b")
	b.Channel("email")
	b.Topics = []*journey.Topic{{ID: "news", Name: "news"}}
	b.Scenario("sa", "a")
	b.Scenario("sb", "b")
	b.Cohort("both", 30)
	b.Cohort("one", 70)
	for _, entry := range []journey.ID{"both", "one"} {
		b.Touch("a_"+entry, "a")
		b.Link(entry, journey.PortOut, "a_"+entry)
	}
	b.Touch("does_b", "b")
	b.Link("a_both", journey.PortOut, "does_b")
	for _, s := range []struct {
		id, scenario, topic journey.ID
	}{{"a0", "sa", "news"}, {"a1", "sa", ""}, {"b0", "sb", "news"}, {"b1", "sb", ""}, {"b2", "sb", ""}, {"b3", "sb", ""}} {
		if s.scenario == "sb" && s.id != "b0" {
			b.Wait("w"+s.id, "sb", journey.Day)
		}
		b.Step(s.id, s.scenario, &journey.Message{Channels: []journey.ID{"email"}, Topic: s.topic})
	}
	b.Chain("a0", "a1")
	b.Chain("b0", "wb1", "b1", "wb2", "b2", "wb3", "b3")
	return b
}

// The thirty get three letters on day 0 (two of A, one of B: over 2) and six within four days (two of A, four of B: over 5); the seventy get
// two. A alone has two in the day and in the week, B alone four in the week. "news" comes twice to the thirty of the
// hundred who got it.
func TestWhoFillsDaysAndWeeksIsCountedByPairsOfScenarios(t *testing.T) {
	t.Parallel()
	r := run(t, crowded().Done(), simulate.Spec{Seed: 3})
	if d, w := r.Touches.OverDay, r.Touches.OverWeek; d.Limit != 2 || d.Num != 30 || d.Den != 100 || w.Limit != 5 || w.Num != 30 || w.Den != 100 || r.Touches.Pressed.Num != 0 {
		t.Errorf("a day %+v, a week %+v, pressed %+v", d, w, r.Touches.Pressed)
	}
	want := []simulate.Together{{A: "sa", B: "sa", Days: 30, Weeks: 30}, {A: "sa", B: "sb", Days: 30, Weeks: 30, Repeats: 30}, {A: "sb", B: "sb", Weeks: 30}}
	if !slices.Equal(r.Touches.Together, want) {
		t.Errorf("%+v", r.Touches.Together)
	}
	if len(r.Repeats) != 1 || r.Repeats[0].How != "between" || r.Repeats[0].People.Num != 30 || r.Repeats[0].People.Den != 100 ||
		!slices.Equal(r.Repeats[0].Scenarios, []journey.ID{"sa", "sb"}) || !slices.Equal(r.Repeats[0].Messages, []journey.ID{"a0", "b0"}) {
		t.Errorf("%+v", r.Repeats)
	}
}

// A cap of three in seven days lets a0, a1 and b0 through and refuses the rest: six are wanted, three sent. With at least three touches wanted
// within the first seven days, the seventy who get two get too few, and one of them is the witness.
func TestWhatOnlyACapHoldsBackIsPressureAndWhoGetsTooFewIsShown(t *testing.T) {
	t.Parallel()
	b := crowded()
	b.Policy.Caps = []journey.Cap{{ID: "three", Max: 3, Window: journey.CapRolling, Length: 7 * journey.Day}}
	b.Policy.LeastTouches, b.Policy.LeastTouchesDays = 3, 7
	r := run(t, b.Done(), simulate.Spec{Seed: 3})
	if p, w := r.Touches.Pressed, r.Touches.OverWeek; p.Limit != 5 || p.Num != 30 || p.Den != 100 || w.Num != 0 {
		t.Errorf("pressed %+v, over %+v", p, w)
	}
	if u := r.Touches.Under; u == nil || u.Limit != 3 || u.Num != 70 || u.Den != 100 {
		t.Errorf("too few: %+v", u)
	}
	for code, entry := range map[string]journey.ID{"pressed": "both", "left_alone": "one"} {
		i := slices.IndexFunc(r.Witnesses, func(w simulate.Witness) bool { return w.Code == code })
		if i < 0 || r.Witnesses[i].Person.Entry != entry {
			t.Errorf("no witness of %s who came by %q: %+v", code, entry, r.Witnesses)
		}
	}
}

// The thirty of A and B are promised one offer by both, in letters without topic and without text: that is the same twice, also where a
// third scenario is muted, which a run tells in another way.
func TestTheSameOfferTwiceIsHeardTwiceWithoutAnyText(t *testing.T) {
	t.Parallel()
	b := crowded()
	b.Offers = []*journey.Offer{{ID: "ten", Name: "ten", Value: journey.Unit}}
	for _, id := range []journey.ID{"a0", "b0"} {
		m := b.Map.Step(id).Message
		m.Topic, m.Offer = "", "ten"
	}
	b.Scenario("sc", "b")
	b.Step("c0", "sc", &journey.Message{Channels: []journey.ID{"email"}})
	want := simulate.PairResult{Code: "same_topic", How: "between", A: "a0", B: "b0", People: 30, AFirst: 30, Of: 100}
	for _, mute := range [][]journey.ID{nil, {"sc"}} {
		r := run(t, b.Done(), simulate.Spec{Seed: 3, Mute: mute})
		if len(r.Pairs) != 1 || r.Pairs[0] != want {
			t.Errorf("without %q: %+v", mute, r.Pairs)
		}
	}
	// One of them only reminds of it.
	b.Map.Step("b0").Message.Role = journey.RoleReminder
	if r := run(t, b.Done(), simulate.Spec{Seed: 3}); len(r.Pairs) != 0 {
		t.Errorf("a reminder: %+v", r.Pairs)
	}
}

// Everybody does it on days 0 and 2, and the scenario may be entered any time: one letter twice. On day 0 the same scenario sends another
// letter about the same topic: that is its series, but on day 2 each of the two meets both of day 0. A loop that sends
// the same text every day sends it "within".
func TestARepeatedEntryIsNotTheSeriesOfAScenario(t *testing.T) {
	t.Parallel()
	b := trial.New(5)
	b.Event("a")
	b.Channel("email")
	b.Topics = []*journey.Topic{{ID: "news", Name: "news"}}
	b.Scenario("sa", "a").Reentry = journey.ReentryAnyTime
	b.Cohort("in", 10)
	b.Touch("first", "a")
	b.Wait("two", "", 2*journey.Day)
	b.Touch("second", "a")
	b.Chain("in", "first", "two", "second")
	for _, id := range []journey.ID{"m0", "m1"} {
		b.Step(id, "sa", &journey.Message{Channels: []journey.ID{"email"}, Topic: "news"})
	}
	b.Chain("m0", "m1")
	r := run(t, b.Done(), simulate.Spec{})
	if len(r.Repeats) != 1 || r.Repeats[0].How != "again" || r.Repeats[0].People.Num != 10 || len(r.Repeats[0].Pairs) != 3 {
		t.Errorf("%+v of %+v", r.Repeats, r.Pairs)
	}
	// Nearly the same letters refer to each other, but on day 2 the first repeats the second of day 0.
	for id, subject := range map[journey.ID]string{"m0": "Your red cart waits", "m1": "Your red cart still waits"} {
		m := b.Map.Step(id).Message
		m.Topic, m.Contents = "", []journey.Content{{Language: "en", Subject: subject}}
	}
	r = run(t, b.Done(), simulate.Spec{})
	if len(r.Repeats) != 1 || r.Repeats[0].How != "again" || len(r.Pairs) != 3 || r.Pairs[2] != (simulate.PairResult{Code: "near_content", How: "again", A: "m0", B: "m1", People: 10, Of: 10}) {
		t.Errorf("letters that refer to each other: %+v", r.Pairs)
	}
	b.Scenarios[0].Reentry = journey.ReentryNever
	if r := run(t, b.Done(), simulate.Spec{}); len(r.Pairs)+len(r.Repeats) != 0 {
		t.Errorf("a series: %+v", r.Pairs)
	}
	b.Map.Step("m1").Message.Contents = []journey.Content{{Language: "en", Subject: "Back"}}
	b.Wait("day", "sa", journey.Day)
	b.Chain("m1", "day", "m1")
	if r := run(t, b.Done(), simulate.Spec{}); len(r.Repeats) != 1 || r.Repeats[0].How != "within" || r.Repeats[0].Messages[0] != "m1" {
		t.Errorf("a loop: %+v", r.Repeats)
	}
}

// The thirty of A and B get "Your red cart waits" from A, and on days 0 and 1 "Your red cart still waits" and "Your red cart, still
// there" from B. The first two share 3 of 4 stems and so do the last two, the first and the last 2 of 4: near, near, different; and
// what B says in one round of it is its series. One pair, then, of a hundred people who got either.
func TestNearlyTheSameBetweenScenariosIsHeardTwice(t *testing.T) {
	t.Parallel()
	cart := func(b *trial.Builder, letters map[journey.ID]string) {
		for id, subject := range letters {
			m := b.Map.Step(id).Message
			m.Topic, m.Contents = "", []journey.Content{{Language: "en", Subject: subject}}
		}
	}
	b := crowded()
	cart(b, map[journey.ID]string{"a0": "Your red cart waits", "b0": "Your red cart still waits", "b1": "Your red cart, still there"})
	r := run(t, b.Done(), simulate.Spec{Seed: 3})
	want := simulate.PairResult{Code: "near_content", How: "between", A: "a0", B: "b0", People: 30, AFirst: 30, Of: 100}
	if len(r.Pairs) != 1 || r.Pairs[0] != want {
		t.Errorf("%+v", r.Pairs)
	}
	if len(r.Repeats) != 1 || r.Repeats[0].People.Num != 30 || r.Repeats[0].People.Den != 100 || len(r.Repeats[0].Messages) != 2 {
		t.Errorf("%+v", r.Repeats)
	}
	if i := slices.IndexFunc(r.Witnesses, func(w simulate.Witness) bool { return w.Code == "near_content" }); i < 0 || r.Witnesses[i].Person.Entry != "both" {
		t.Errorf("nobody is shown: %+v", r.Witnesses)
	}
	// "Your red cart is waiting!" is what A says; then it is the same, and near to nothing but b0.
	cart(b, map[journey.ID]string{"b1": "{{name}}, your RED cart is waiting!"})
	r = run(t, b.Done(), simulate.Spec{Seed: 3})
	if len(r.Pairs) != 2 || r.Pairs[0].Code != "same_content" || r.Pairs[0].B != "b1" || r.Pairs[0].People != 30 || r.Pairs[1] != want {
		t.Errorf("%+v", r.Pairs)
	}
	// Both of B may be repeated.
	b.Map.Step("b0").Message.RepeatOK, b.Map.Step("b1").Message.RepeatOK = true, true
	if r = run(t, b.Done(), simulate.Spec{Seed: 3}); len(r.Pairs)+len(r.Repeats) != 0 {
		t.Errorf("%+v", r.Pairs)
	}
}

// payers are a hundred people of whom forty pay on day 1, and two scenarios that sell paying: "late" on day 3, "deaf" on days 0 and 3.
func payers() *trial.Builder {
	b := trial.New(10)
	b.Event("came", "ready", "paid")
	b.Channel("email")
	b.Scenario("late", "ready").Goal = journey.Ref{Kind: journey.KindEvent, ID: "paid"}
	b.Scenario("deaf", "came")
	b.Cohort("payers", 40)
	b.Cohort("others", 60)
	for _, entry := range []journey.ID{"payers", "others"} {
		b.Touch("comes_"+entry, "came")
		b.Wait("day_"+entry, "", journey.Day)
		b.Wait("more_"+entry, "", 2*journey.Day)
		b.Touch("ready_"+entry, "ready")
		b.Chain(entry, "comes_"+entry, "day_"+entry)
		b.Chain("more_"+entry, "ready_"+entry)
	}
	b.Step("pay", "", &journey.Goal{Event: "paid"})
	b.Chain("day_payers", "pay", "more_payers")
	b.Chain("day_others", "more_others")
	b.Step("buy_now", "late", &journey.Message{Channels: []journey.ID{"email"}})
	for _, id := range []journey.ID{"d0", "d1"} {
		if id == "d1" {
			b.Wait("three", "deaf", 3*journey.Day)
		}
		b.Step(id, "deaf", &journey.Message{Channels: []journey.ID{"email"}, Response: &journey.Response{Step: "pay", Rate: *trial.Rate(0, journey.PerSent)}})
	}
	b.Chain("d0", "three", "d1")
	return b
}

// Forty of a hundred pay on day 1. Scenario "late" starts for everybody on day 3 and sells paying: forty of its hundred letters come
// too late. Scenario "deaf", without a goal, writes on days 0 and 3 what leads people to paying: the second letter is too
// late for the forty. A goal that counts every time may be sold again.
func TestMessagesAfterTheGoalTheySell(t *testing.T) {
	t.Parallel()
	r := run(t, payers().Done(), simulate.Spec{Seed: 2})
	if len(r.AfterGoal) != 2 {
		t.Fatalf("%+v", r.AfterGoal)
	}
	for i, want := range []struct{ scenario, message journey.ID }{{"late", "buy_now"}, {"deaf", "d1"}} {
		got := r.AfterGoal[i]
		if got.Scenario != want.scenario || got.People.Num != 40 || got.People.Den != 100 || len(got.Messages) != 1 || got.Messages[0] != (simulate.Group{ID: want.message, People: 40}) {
			t.Errorf("%s: %+v", want.scenario, got)
		}
	}
	for _, w := range r.Witnesses {
		story, err := simulate.Replay(context.Background(), payers().Done(), simulate.Spec{Seed: 2}, w.Person)
		if err != nil {
			t.Fatal(err)
		}
		paid := slices.IndexFunc(story.Moments, func(m simulate.Moment) bool { return m.What == "goal" })
		sent := slices.IndexFunc(story.Moments, func(m simulate.Moment) bool { return m.What == "send" && len(w.Of) > 0 && m.Step == w.Of[0] })
		if w.Code == "after_goal" && (paid < 0 || sent < paid) {
			t.Errorf("%v got %v before paying", w.Person, w.Of)
		}
	}
	for name, change := range map[string]func(b *trial.Builder){
		"counted every time": func(b *trial.Builder) { b.Map.Step("pay").Goal.EveryTime = true },
		"service": func(b *trial.Builder) {
			for _, id := range []journey.ID{"buy_now", "d1"} {
				b.Map.Step(id).Message.Class = journey.ClassService
			}
		},
		"long ago, and an exit": func(b *trial.Builder) {
			b.Policy.DuplicateWindow = journey.Day
			b.Scenarios[1].Exits = []journey.ExitCriterion{{Event: "paid"}}
		},
	} {
		b := payers()
		change(b)
		if r := run(t, b.Done(), simulate.Spec{Seed: 2}); len(r.AfterGoal) != 0 {
			t.Errorf("%s: %+v", name, r.AfterGoal)
		}
	}
}

// Quiet until 08:00: three letters of hours 0, 1 and 2 go out together, a fourth of hour 9 does not. The policy wants two
// a day at most, so two at once are too many; where it allows four, three are not.
func TestABurstIsTooGreatFromADaysMessagesOn(t *testing.T) {
	t.Parallel()
	b := at(0, 1, 2, 9)
	b.Policy.QuietHours = nightly(22, 8)
	if got := run(t, b.Done(), simulate.Spec{}).Touches.AtOnce; got.Limit != 2 || got.Num != 1 || got.Den != 1 {
		t.Errorf("%+v", got)
	}
	b.Policy.MostPerDay = 4
	if got := run(t, b.Done(), simulate.Spec{}).Touches.AtOnce; got.Limit != 4 || got.Num != 0 || got.Den != 1 {
		t.Errorf("%+v", got)
	}
}
