package simulate_test

import (
	"context"
	"math"
	"reflect"
	"testing"

	"rehearse/journey"
	"rehearse/simulate"
	"rehearse/simulate/trial"
)

// customers is a map of so many people who are there at the start, with a past.
func customers(days int, people int64, past *journey.BasePeople) *trial.Builder {
	b := trial.New(days)
	b.Event("ordered", "visited")
	b.Step("base", "", &journey.Entry{Mode: journey.EntryBase, People: people, Base: past})
	return b
}

// asked adds a branch behind the base and returns how many of its people each rule holds for, the first that does.
func asked(t *testing.T, b *trial.Builder, rules ...string) []int64 {
	t.Helper()
	var branch journey.Branch
	for i, rule := range rules {
		branch.Rules = append(branch.Rules, journey.BranchRule{ID: journey.ID("r" + string(rune('a'+i))), Rule: rule})
	}
	b.Step("ask", "", &branch)
	b.Chain("base", "ask")
	for _, r := range branch.Rules {
		b.Touch("is-"+r.ID, "")
		b.Link("ask", journey.Port(r.ID), "is-"+r.ID)
	}
	r := run(t, b.Done(), simulate.Spec{Seed: 8})
	var counts []int64
	for _, rule := range branch.Rules {
		counts = append(counts, tokens(t, r, "is-"+rule.ID).Entered)
	}
	return counts
}

// near tells that a count is within five standard deviations of n·p.
func near(t *testing.T, what string, got int64, n, p float64) {
	t.Helper()
	if off := math.Abs(float64(got)-n*p) / math.Sqrt(n*p*(1-p)); off > sigmas {
		t.Errorf("%s: %d of %.0f, want %.0f (%.1f standard deviations off)", what, got, n, n*p, off)
	}
}

// A past event follows the Poisson law: of 40,000 people with 1.5 orders on average e^-1.5 = 22.3 % never ordered,
// 1.5 · e^-1.5 = 33.5 % once. Everybody's last order is exactly 20 days old.
func TestPastEventsFollowThePoissonLawAndTheAgeOfTheLastIsKept(t *testing.T) {
	t.Parallel()
	const n = 40_000
	past := &journey.BasePeople{Age: journey.Fixed(100 * journey.Day), Events: []journey.PastEvent{{Event: "ordered", Mean: 1.5, Last: journey.Fixed(20 * journey.Day)}}}
	counts := asked(t, customers(5, n, past), `never("ordered")`, `last("ordered") < 20d or last("ordered") > 20d`, `count("ordered") = 1`, `count("ordered") = 2`)
	near(t, "never", counts[0], n, math.Exp(-1.5))
	if counts[1] != 0 {
		t.Errorf("%d have ordered at another time", counts[1])
	}
	near(t, "once", counts[2], n, 1.5*math.Exp(-1.5))
	near(t, "twice", counts[3], n, 1.125*math.Exp(-1.5))
}

// Earlier orders lie evenly between 100 days ago, when the person came, and 20 days ago, the last. Of those with
// exactly two orders a half has the first one in the last 60 days.
func TestEarlierTimesLieBetweenTheArrivalAndTheLast(t *testing.T) {
	t.Parallel()
	const n = 40_000
	past := &journey.BasePeople{Age: journey.Fixed(100 * journey.Day), Events: []journey.PastEvent{{Event: "ordered", Mean: 2, Last: journey.Fixed(20 * journey.Day)}}}
	counts := asked(t, customers(5, n, past), `count("ordered") != 2`, `count("ordered", 101d) != 2`, `count("ordered", 20d) > 0`, `count("ordered", 60d) = 2`, `true`)
	if counts[1] != 0 || counts[2] != 0 {
		t.Errorf("%d have an order before they came, %d one after the last", counts[1], counts[2])
	}
	near(t, "the first in the last 60 days", counts[3], float64(counts[3]+counts[4]), 0.5)
}

// A score of 10 to 12 is drawn evenly: a third each. The one of 30 to 30 is bounded by its ceiling of 25.
func TestScoresAtTheStartAreEvenBetweenLowAndHigh(t *testing.T) {
	t.Parallel()
	const n = 30_000
	ceiling := 25
	b := customers(5, n, &journey.BasePeople{Score: []journey.PastScore{{Score: "heat", Low: 10, High: 12}, {Score: "top", Low: 30, High: 30}}})
	b.Scores = append(b.Scores, &journey.Score{ID: "heat", Name: "heat"}, &journey.Score{ID: "top", Name: "top", Ceiling: &ceiling})
	counts := asked(t, b, `score("top") != 25`, `score("heat") = 10`, `score("heat") = 11`, `score("heat") = 12`)
	if counts[0] != 0 || counts[1]+counts[2]+counts[3] != n {
		t.Errorf("%v: outside the bounds", counts)
	}
	for i := 1; i < 4; i++ {
		near(t, "a third", counts[i], n, 1.0/3)
	}
}

// 100 points at the start; the last order, worth points, was 10 days and 6 hours ago, but its points are not added. After 10
// days of silence 1 point fades each day: the silence is over for 6 hours, so the next point goes after 18 hours, at
// hour 18, then one each 24 hours: 42, 66. The segment "below 98" is entered at the third, 66 h after the start.
func TestAScoreAtTheStartFadesInTheRhythmOfThePast(t *testing.T) {
	t.Parallel()
	b := customers(10, 1, &journey.BasePeople{
		Events: []journey.PastEvent{{Event: "ordered", Mean: 1000, Last: journey.Fixed(10*journey.Day + 6*journey.Hour)}},
		Score:  []journey.PastScore{{Score: "heat", Low: 100, High: 100}},
	})
	b.Scores = append(b.Scores, &journey.Score{
		ID: "heat", Name: "heat", Points: []journey.EventPoints{{Event: "ordered", Points: 7}}, DecayAfter: 10 * journey.Day, DecayEvery: journey.Day, DecayPoints: 1,
	})
	b.Segment("cold", `score("heat") < 98`)
	b.Scenario("s", "").Trigger = journey.Trigger{Kind: journey.TriggerSegment, Segment: "cold"}
	b.Step("x", "s", &journey.Update{})
	if at := hoursOf(t, b.Done(), "enter", "x"); !same(at, []float64{66}) {
		t.Errorf("cold at %v, want 66", at)
	}
}

// The people of a base enter at hour 0. "Ordered more than 20 days ago" held before the start for the last order of 30
// days ago: being inside is not entering. The one of 19 days and 12 hours ago makes it hold 12 hours after the start and a
// millisecond (more than).
func TestBeingInsideASegmentAtTheStartIsNotEnteringItButCrossingLaterIs(t *testing.T) {
	t.Parallel()
	for last, want := range map[journey.Duration][]float64{
		30 * journey.Day: nil, 19*journey.Day + 12*journey.Hour: {12 + 1.0/3_600_000},
	} {
		b := customers(10, 1, &journey.BasePeople{Events: []journey.PastEvent{{Event: "ordered", Mean: 1000, Last: journey.Fixed(last)}}})
		b.Segment("lapsed", `last("ordered") > 20d`)
		b.Scenario("s", "").Trigger = journey.Trigger{Kind: journey.TriggerSegment, Segment: "lapsed"}
		b.Step("x", "s", &journey.Update{})
		if at := hoursOf(t, b.Done(), "enter", "x"); !same(at, want) {
			t.Errorf("last ordered %v s ago: entered at %v, want %v", last, at, want)
		}
		if at := hoursOf(t, b.Done(), "enter", "base"); !same(at, []float64{0}) {
			t.Errorf("entered the base at %v", at)
		}
	}
}

// With 1,000 messages on average everybody had more than 4 in the last 30 days, so a cap of 4 in 30 days lets nothing out
// on day 0; without messages everybody gets the mail.
func TestMessagesOfTheLast30DaysFillCapsAndTireButAreNoTouchesOfTheRun(t *testing.T) {
	t.Parallel()
	build := func(messages float64, policy func(*journey.Policy)) *simulate.Result {
		b := customers(5, 1000, &journey.BasePeople{Messages: messages})
		b.Channel("email").Rates.Opened = trial.Rate(0.5, journey.PerDelivered)
		policy(b.Policy)
		b.Touch("visit", "visited")
		b.Chain("base", "visit")
		b.Scenario("s", "visited")
		b.Step("mail", "s", &journey.Message{Channels: []journey.ID{"email"}})
		return run(t, b.Done(), simulate.Spec{Seed: 2})
	}
	for _, scope := range []journey.CapScope{journey.ScopeAll, journey.ScopeChannels} {
		capped := func(p *journey.Policy) {
			p.Caps = []journey.Cap{{ID: "c", Max: 4, Window: journey.CapRolling, Length: 30 * journey.Day, Scope: scope}}
		}
		if m := build(1000, capped).Messages[0]; m.Sent != 0 || m.Wanted != 1000 || m.Refused[0] != (simulate.Reason{Reason: "cap:c", Count: 1000}) {
			t.Errorf("%s: %d sent, %d wanted, %+v", scope, m.Sent, m.Wanted, m.Refused)
		}
		if m := build(0, capped).Messages[0]; m.Sent != 1000 {
			t.Errorf("%s: %d sent to people without a past", scope, m.Sent)
		}
	}
	tired := func(p *journey.Policy) {
		p.Fatigue = []journey.FatiguePoint{{Messages: 1, Open: journey.Guess(0), Unsubscribe: journey.Guess(1)}}
	}
	r := build(1000, tired)
	if m := r.Messages[0]; m.Sent != 1000 || m.Opened != 0 {
		t.Errorf("%d sent, %d opened by people who had hundreds in the last week", m.Sent, m.Opened)
	}
	// One touch each in the run; but the seven days that end with it hold those of the week before, about 7/30 of 1,000.
	if all := r.Touches.PerPerson; all.Worst != 1 || all.Mean != 1 {
		t.Errorf("touches of the run: %+v", all)
	}
	if week := r.Touches.Worst7Days; week.Mean < 225 || week.Mean > 245 {
		t.Errorf("the week of the mail held %v touches, want about 234", week.Mean)
	}
	if m := build(1000, func(p *journey.Policy) {}); m.Messages[0].Opened < 400 {
		t.Errorf("%d of 1,000 open without fatigue", m.Messages[0].Opened)
	}
}

// 30 % have withdrawn e-mail and 10 % SMS, each for itself. Who withdrew gets no marketing message.
func TestWhoUnsubscribedBeforeTheStartGetsNothing(t *testing.T) {
	t.Parallel()
	const n = 20_000
	past := &journey.BasePeople{Unsubscribed: []journey.Weighted{{Value: "email", Share: journey.Guess(0.3)}, {Value: "sms", Share: journey.Guess(0.1)}}}
	b := customers(5, n, past)
	b.Channel("email")
	b.Channel("sms")
	b.Touch("visit", "visited")
	b.Scenario("s", "visited")
	b.Step("mail", "s", &journey.Message{Channels: []journey.ID{"email", "sms"}, Choice: journey.ChannelsAll})
	counts := asked(t, b, `not subscribed("email") and not subscribed("sms")`, `true`)
	near(t, "neither", counts[0], n, 0.03)
	b = customers(5, n, past)
	b.Channel("email")
	b.Touch("visit", "visited")
	b.Chain("base", "visit")
	b.Scenario("s", "visited")
	b.Step("mail", "s", &journey.Message{Channels: []journey.ID{"email"}})
	past.Unsubscribed = past.Unsubscribed[:1]
	m := run(t, b.Done(), simulate.Spec{Seed: 8}).Messages[0]
	near(t, "unsubscribed", n-m.Sent, n, 0.3)
	if len(m.Refused) != 1 || m.Refused[0] != (simulate.Reason{Reason: "unsubscribed", Count: n - m.Sent}) {
		t.Errorf("%+v", m.Refused)
	}
}

// Who came 40 days ago has a date property of 50 days after the arrival: 10 days after the start.
func TestDatesOfAPersonCountFromWhenTheyCame(t *testing.T) {
	t.Parallel()
	b := customers(20, 1, &journey.BasePeople{Age: journey.Fixed(40 * journey.Day)})
	b.Properties = append(b.Properties, &journey.Property{ID: "renewal", Name: "renewal", Type: journey.PropertyDate})
	b.Personas[0].Properties = []journey.PropertyMix{{Property: "renewal", Low: 50, High: 50}}
	b.Scenario("s", "").Trigger = journey.Trigger{Kind: journey.TriggerDate, Property: "renewal", At: 9 * 3600}
	b.Step("x", "s", &journey.Update{})
	if at := hoursOf(t, b.Done(), "enter", "x"); !same(at, []float64{10*24 + 9}) {
		t.Errorf("at %v, want %v", at, 10*24+9)
	}
}

// A wait for 5 days after the last order, 3 days ago, ends 2 days after the start. The visit of 10 people costs nothing.
func TestThePastAnchorsWaitsAndCostsNothing(t *testing.T) {
	t.Parallel()
	b := customers(10, 10, &journey.BasePeople{Events: []journey.PastEvent{{Event: "ordered", Mean: 1000, Last: journey.Fixed(3 * journey.Day)}}})
	b.Steps[0].Entry.CostPerVisit = journey.Unit
	b.Step("w", "", &journey.Wait{Kind: journey.WaitAnchor, Anchor: &journey.Anchor{Kind: journey.AnchorEvent, Of: "ordered", Offset: 5 * journey.Day}})
	b.Step("end", "", &journey.Goal{})
	b.Chain("base", "w", "end")
	m := b.Done()
	if at := hoursOf(t, m, "enter", "end"); !same(at, []float64{48}) {
		t.Errorf("at %v, want 48", at)
	}
	if r := run(t, m, simulate.Spec{}); r.Money.Visits != 0 || r.People != 10 || r.Goals[0].People != 10 {
		t.Errorf("%d people, %d at the goal, visits cost %d", r.People, r.Goals[0].People, r.Money.Visits)
	}
}

// A person of a base is known by their ordinal: with more people, and with one more line in their past, they are the same.
func TestPeopleOfABaseStayTheSameWhenTheirNumberOrPastChanges(t *testing.T) {
	t.Parallel()
	build := func(people int64, more bool) *journey.Map {
		past := &journey.BasePeople{Age: journey.Law{Kind: journey.LawUniform, High: 300 * journey.Day}, Events: []journey.PastEvent{
			{Event: "ordered", Mean: 1, Last: journey.Law{Kind: journey.LawExponential, Mean: 10 * journey.Day}},
		}}
		if more {
			past.Events = append([]journey.PastEvent{{Event: "visited", Mean: 5}}, past.Events...)
			past.Messages = 4
		}
		b := customers(30, people, past)
		b.Step("other", "", &journey.Entry{PerDay: journey.Guess(3)})
		b.Segment("lapsed", `last("ordered") > 15d`)
		b.Scenario("s", "").Trigger = journey.Trigger{Kind: journey.TriggerSegment, Segment: "lapsed"}
		b.Step("x", "s", &journey.Update{})
		return b.Done()
	}
	few, many := build(50, false), build(80, true)
	started := 0
	for ordinal := range int64(50) {
		who := simulate.PersonRef{Seed: 3, Entry: "base", Day: -1, Ordinal: ordinal}
		if again, err := simulate.ParsePersonRef(who.String(), 0); err != nil || again != who {
			t.Fatalf("%s is read as %+v: %v", who, again, err)
		}
		a, err := simulate.Replay(context.Background(), few, simulate.Spec{Seed: 3}, who)
		if err != nil {
			t.Fatal(err)
		}
		b, err := simulate.Replay(context.Background(), many, simulate.Spec{Seed: 3}, who)
		if err != nil {
			t.Fatal(err)
		}
		if a.Person.Day != -1 || len(a.Moments) != len(b.Moments) {
			t.Fatalf("person %d: %d moments became %d", ordinal, len(a.Moments), len(b.Moments))
		}
		for i := range a.Moments {
			if !reflect.DeepEqual(a.Moments[i], b.Moments[i]) {
				t.Fatalf("person %d: %+v became %+v", ordinal, a.Moments[i], b.Moments[i])
			}
		}
		if len(a.Moments) > 4 {
			started++
		}
	}
	if started == 0 {
		t.Error("nobody lapses, so nothing was compared")
	}
}

// 30 people are there and 10 a day come for seven days: of 1,000 named people 300 are of the base and 700 of the stream.
func TestNamedPeopleAreSplitOverBaseAndStream(t *testing.T) {
	t.Parallel()
	b := customers(7, 30, nil)
	b.Step("in", "", &journey.Entry{PerDay: journey.Guess(10)})
	r := run(t, b.Done(), simulate.Spec{People: 1000})
	if base, stream := tokens(t, r, "base").Entered, tokens(t, r, "in").Entered; base != 300 || stream != 700 {
		t.Errorf("%d of the base and %d of the stream", base, stream)
	}
	if r := run(t, b.Done(), simulate.Spec{}); r.People != 100 {
		t.Errorf("%d people by the map's own volumes", r.People)
	}
}

// Who came 100 days before Monday 5 January 2026, 0:00, came on 27 September 2025; the last order was 20 days before, on 16
// December; the score of exactly 30 is bounded by its ceiling of 25. A story says so; that of somebody who arrives has no past.
func TestAStoryTellsThePast(t *testing.T) {
	t.Parallel()
	ceiling := 25
	b := customers(5, 1, &journey.BasePeople{
		Age: journey.Fixed(100 * journey.Day), Events: []journey.PastEvent{{Event: "ordered", Mean: 1000, Last: journey.Fixed(20 * journey.Day)}, {Event: "visited", Mean: 0}},
		Score: []journey.PastScore{{Score: "heat", Low: 30, High: 30}}, Unsubscribed: []journey.Weighted{{Value: "email", Share: journey.Guess(1)}},
	})
	b.Scores = append(b.Scores, &journey.Score{ID: "heat", Name: "heat", Ceiling: &ceiling})
	b.Channel("email")
	b.Cohort("in", 1)
	m := b.Done()
	tell := func(number int64) *simulate.Past {
		story, err := simulate.Replay(context.Background(), m, simulate.Spec{}, simulate.PersonRef{Number: number})
		if err != nil {
			t.Fatal(err)
		}
		return story.Past
	}
	past := tell(1)
	if past.Since != "2025-09-27 00:00:00" || len(past.Events) != 1 || past.Events[0].Last != "2025-12-16 00:00:00" || past.Events[0].Count < 800 {
		t.Errorf("%+v", past)
	}
	if !reflect.DeepEqual(past.Scores, []simulate.PastScore{{Score: "heat", Points: 25}}) || !reflect.DeepEqual(past.Unsubscribed, []journey.ID{"email"}) || past.Messages != nil {
		t.Errorf("%+v", past)
	}
	if tell(2) != nil {
		t.Error("somebody who arrives has a past")
	}
}
