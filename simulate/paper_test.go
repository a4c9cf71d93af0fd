package simulate_test

import (
	"slices"
	"testing"

	"rehearse/journey"
	"rehearse/simulate"
	"rehearse/simulate/trial"
)

// Small maps whose answer is worked out on paper, for lines of the contract that no other test of this folder holds.

// enteredAt counts people by the hour of the run in which they enter a step, of a map whose people can be replayed.
func enteredAt(t *testing.T, m *journey.Map, step journey.ID, people int64) map[int64]int64 {
	t.Helper()
	hours := map[int64]int64{}
	for n := int64(1); n <= people; n++ {
		for _, h := range hoursOfPerson(t, m, n, "enter", step) {
			hours[int64(h)]++
		}
	}
	return hours
}

// 12 a day are 84 a week. Two thirds of the week's weight lie on Monday from 9 to 10, a third on Saturday from 2 to 3: 56 and 28
// people. Fourteen days from Monday the 5th: hours 9 and 177 with 56, hours 122 and 290 with 28.
func TestAStreamFollowsItsWeek(t *testing.T) {
	t.Parallel()
	b := trial.New(14)
	b.Step("in", "", &journey.Entry{PerDay: journey.Guess(12), Profile: []journey.ProfileHour{{Day: "mon", Hour: 9, Weight: 2}, {Day: "sat", Hour: 2, Weight: 1}}})
	got := enteredAt(t, b.Done(), "in", 168)
	for hour, want := range map[int64]int64{9: 56, 177: 56, 122: 28, 290: 28} {
		if got[hour] != want {
			t.Errorf("%d people in hour %d, want %d", got[hour], hour, want)
		}
	}
	if len(got) != 4 {
		t.Errorf("people come in the hours %v", got)
	}
}

// Ten a day for the four days from the 6th to the 9th make 40 people; the curve before the webinar on the 9th gives half of them to
// its day, a quarter to the day before and a quarter to three days before.
func TestACurveBeforeADateDividesTheSamePeople(t *testing.T) {
	t.Parallel()
	b := trial.New(14)
	b.NamedDates = append(b.NamedDates, &journey.NamedDate{ID: "webinar", Name: "webinar", Date: "2026-01-09", At: 18 * 3600})
	b.Step("in", "", &journey.Entry{
		PerDay: journey.Guess(10), From: "2026-01-06", Before: "webinar",
		Curve: []journey.DayShare{{DaysBefore: 0, Share: 0.5}, {DaysBefore: 1, Share: 0.25}, {DaysBefore: 3, Share: 0.25}},
	})
	days := map[int64]int64{}
	for hour, n := range enteredAt(t, b.Done(), "in", 40) {
		days[hour/24] += n
	}
	if len(days) != 3 || days[4] != 20 || days[3] != 10 || days[1] != 10 {
		t.Errorf("people by day: %v, want 10, 10 and 20 on days 1, 3 and 4", days)
	}
}

// A hundred people over the 6th and the 7th, three times as many at 8 as at 20 on both days: 50 a day by the largest
// remainder, nobody at any other hour. A cohort with a first day only comes at its beginning.
func TestACohortComesOverItsProfileOrAtOnce(t *testing.T) {
	t.Parallel()
	b := trial.New(7)
	e := b.Cohort("in", 100)
	e.From, e.Until = "2026-01-06", "2026-01-07"
	for _, d := range []journey.Weekday{"tue", "wed"} {
		e.Profile = append(e.Profile, journey.ProfileHour{Day: d, Hour: 8, Weight: 3}, journey.ProfileHour{Day: d, Hour: 20, Weight: 1})
	}
	b.Cohort("late", 7).From = "2026-01-08"
	m := b.Done()
	got := enteredAt(t, m, "in", 100)
	if got[24+8]+got[24+20] != 50 || got[48+8]+got[48+20] != 50 || len(got) != 4 {
		t.Errorf("the cohort comes in the hours %v", got)
	}
	if at := hoursOfPerson(t, m, 101, "enter", "late"); !same(at, []float64{72}) {
		t.Errorf("the cohort of the 8th comes at %v", at)
	}
}

// Monday 20:00, calling hours 9 to 18 on workdays, three attempts five hours apart, nobody answers: Tuesday 9:00 and 14:00;
// 19:00 is after hours, so Wednesday 9:00. Three attempts of 2 euros each, three touches, not reached. Friday 16:00 with two attempts:
// 16:00, then 21:00 is too late and the weekend is closed: Monday 9:00.
func TestACallIsTriedAgainInItsHours(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		start    journey.Date
		hour     journey.TimeOfDay
		attempts int
		want     []float64
	}{
		"over night":       {"2026-01-05", 20, 3, []float64{13, 18, 37}},
		"over the weekend": {"2026-01-09", 16, 2, []float64{0, 65}},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			b := trial.New(10)
			b.Settings.Start, b.Settings.StartAt = c.start, c.hour*3600
			b.Cohort("in", 10)
			call := &journey.Call{Attempts: c.attempts, RetryAfter: journey.Fixed(5 * journey.Hour), CostPerCall: 2 * journey.Unit}
			for _, d := range []journey.Weekday{"mon", "tue", "wed", "thu", "fri"} {
				call.Hours = append(call.Hours, journey.Hours{Day: d, From: 9 * 3600, Until: 18 * 3600})
			}
			b.Step("call", "", call)
			b.Step("missed", "", &journey.Goal{Value: journey.GoalValue{Amount: journey.Unit}})
			b.Chain("in", "call")
			b.Link("call", journey.PortNotReached, "missed")
			m := b.Done()
			if at := hoursOf(t, m, "call", ""); !same(at, c.want) {
				t.Errorf("called at %v, want %v", at, c.want)
			}
			r, n := run(t, m, simulate.Spec{}), journey.Money(c.attempts)
			if r.Money.Calls != 20*n*journey.Unit || r.Goals[0].People != 10 || r.Touches.PerPerson.Mean != float64(c.attempts) {
				t.Errorf("calls cost %d, %d missed, %v touches", r.Money.Calls, r.Goals[0].People, r.Touches.PerPerson.Mean)
			}
			// 10 euros earned, 20·n spent.
			if r.Money.Net != (10-20*n)*journey.Unit {
				t.Errorf("net %d", r.Money.Net)
			}
		})
	}
}

// Everybody answers: a fixed talk of an hour, then the port "reached"; who refuses leaves at once.
func TestAnAnsweredCallTakesItsTalk(t *testing.T) {
	t.Parallel()
	for refused, want := range map[float64][]float64{0: {1}, 1: nil} {
		b := trial.New(3)
		b.Cohort("in", 10)
		b.Step("call", "", &journey.Call{Answered: journey.Guess(1), Refused: journey.Guess(refused), Talk: journey.Fixed(journey.Hour)})
		b.Touch("spoken", "")
		b.Touch("no", "")
		b.Chain("in", "call")
		b.Link("call", journey.PortReached, "spoken")
		b.Link("call", journey.PortRefused, "no")
		m := b.Done()
		if at := hoursOf(t, m, "enter", "spoken"); !same(at, want) {
			t.Errorf("refused %v: reached at %v, want %v", refused, at, want)
		}
		if at := hoursOf(t, m, "enter", "no"); refused == 1 && !same(at, []float64{0}) {
			t.Errorf("refused at %v", at)
		}
	}
}

// Three letters at hours 0, 1 and 2, the first clicked, the second opened, the third only delivered; the purchase at hour 10.
// Last click, else open: the first. Any touch: all three, marked by not summing to the one purchase. First touch: the first
// delivered. Without the click the last open counts: the second.
func TestAttributionLastAnyFirst(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		rule    journey.Attribution
		clicked float64
		want    []int64
	}{
		"last click":     {journey.AttributionLast, 1, []int64{10, 0, 0}},
		"last open":      {journey.AttributionLast, 0, []int64{0, 10, 0}},
		"any touch":      {journey.AttributionAny, 1, []int64{10, 10, 10}},
		"first touch":    {journey.AttributionFirst, 1, []int64{10, 0, 0}},
		"first, no open": {journey.AttributionFirst, 0, []int64{10, 0, 0}},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			b := trial.New(3)
			b.Settings.Attribution = c.rule
			b.Channel("email")
			b.Cohort("in", 10)
			opened := []float64{1, 1, 0}
			path := []journey.ID{"in"}
			for i, id := range []journey.ID{"m1", "m2", "m3"} {
				clicked := 0.0
				if i == 0 {
					clicked = c.clicked
				}
				b.Step(id, "", &journey.Message{Channels: []journey.ID{"email"}, Rates: journey.Rates{
					Opened: trial.Rate(opened[i], journey.PerDelivered), Clicked: trial.Rate(clicked, journey.PerOpened),
				}})
				b.Wait("after-"+id, "", journey.Hour)
				path = append(path, id, "after-"+id)
			}
			b.Wait("think", "", 7*journey.Hour)
			b.Step("buy", "", &journey.Goal{Value: journey.GoalValue{Amount: 5 * journey.Unit}})
			b.Chain(append(path, "think", "buy")...)
			r := run(t, b.Done(), simulate.Spec{})
			var got []int64
			for _, m := range r.Messages {
				got = append(got, m.Attributed)
			}
			if !slices.Equal(got, c.want) || r.Goals[0].Count != 10 || r.Money.Value != 50*journey.Unit {
				t.Errorf("credited %v, want %v; %d goals worth %d", got, c.want, r.Goals[0].Count, r.Money.Value)
			}
		})
	}
}

// Saturday 28 March 2026, 0:00 in Berlin. Until Sunday 9:00: in Berlin the clocks go forward at 2:00, so it is 32 hours; in New York,
// where it is Friday 19:00 and summer time already, Sunday 9:00 is 15:00 in Berlin, 38 hours. Until 2:30 on Sunday, which Berlin does not
// have: the first moment after, 3:00, 26 hours. On 24 October, until Sunday 2:30, which comes twice: the first, 26.5 hours.
func TestUntilIsOnThePersonsClockThroughChangesOfTime(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		start journey.Date
		zone  string
		at    journey.TimeOfDay
		want  float64
	}{
		"Berlin in spring":     {"2026-03-28", "Europe/Berlin", 9 * 3600, 32},
		"New York in spring":   {"2026-03-28", "America/New_York", 9 * 3600, 38},
		"a missing time":       {"2026-03-28", "Europe/Berlin", 2*3600 + 1800, 26},
		"a repeated time":      {"2026-10-24", "Europe/Berlin", 2*3600 + 1800, 26.5},
		"after the long night": {"2026-10-24", "Europe/Berlin", 9 * 3600, 34},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			b := trial.New(5)
			b.Settings.Zone, b.Settings.Start = "Europe/Berlin", c.start
			b.Personas[0].Zones = []journey.Weighted{{Value: c.zone, Share: journey.Guess(1)}}
			b.Cohort("in", 1)
			b.Step("w", "", &journey.Wait{Kind: journey.WaitUntil, Days: []journey.Weekday{"sun"}, At: c.at, Clock: journey.ClockPerson})
			b.Touch("end", "")
			b.Chain("in", "w", "end")
			if at := hoursOf(t, b.Done(), "enter", "end"); !same(at, []float64{c.want}) {
				t.Errorf("at %v, want %v", at, c.want)
			}
		})
	}
}

// A mark set at hour 0 and taken away at hour 1, a property set, a score of 7: each branch asks for one of them.
func TestMarksPropertiesAndPayGrades(t *testing.T) {
	t.Parallel()
	for rule, want := range map[string]int64{
		`mark("called")`: 10, `mark("gone")`: 0, `property("size") = "big"`: 10, `property("size") = "small"`: 0, `score = 7`: 10, `interest = 2`: 10, `interest >= 3`: 0,
		`pay_grade <= "B"`: 10, `pay_grade = "B"`: 10, `pay_grade < "B"`: 0, `pay_grade >= "C"`: 0, `persona = "p" and language = "en"`: 10,
	} {
		t.Run(rule, func(t *testing.T) {
			t.Parallel()
			b := trial.New(3)
			b.Personas[0].PayGrades = []journey.Weighted{{Value: "B", Share: journey.Guess(1)}}
			b.Properties = append(b.Properties, &journey.Property{ID: "size", Name: "size", Choices: []string{"small", "big"}, Default: "small"})
			b.Scores = append(b.Scores, &journey.Score{ID: "points", Name: "points", Interest: []int{5, 8, 10}})
			b.Cohort("in", 10)
			b.Step("set", "", &journey.Update{Changes: []journey.Change{
				{Kind: journey.ChangeMark, Value: "called"}, {Kind: journey.ChangeMark, Value: "gone"},
				{Kind: journey.ChangeProperty, Target: "size", Value: "big"}, {Kind: journey.ChangeScore, Target: "points", Value: "7"},
			}})
			b.Wait("hour", "", journey.Hour)
			b.Step("unset", "", &journey.Update{Changes: []journey.Change{{Kind: journey.ChangeMark, Value: "gone", No: true}}})
			b.Step("ask", "", &journey.Branch{Rules: []journey.BranchRule{{ID: "yes", Rule: rule}}})
			b.Touch("is", "")
			b.Chain("in", "set", "hour", "unset", "ask")
			b.Link("ask", "yes", "is")
			if n := tokens(t, run(t, b.Done(), simulate.Spec{}), "is").Entered; n != want {
				t.Errorf("%d people, want %d", n, want)
			}
		})
	}
}

// A date property of 15 January, two days after it at 8:00: day 12 from the 5th, 296 hours. Moved to the 20th on day 2: day 17.
func TestADatePropertyThatIsMovedMovesItsTrigger(t *testing.T) {
	t.Parallel()
	for moved, want := range map[bool]float64{false: 12*24 + 8, true: 17*24 + 8} {
		b := trial.New(30)
		b.Properties = append(b.Properties, &journey.Property{ID: "due", Name: "due", Type: journey.PropertyDate, Default: "2026-01-15"})
		b.Scenario("s", "").Trigger = journey.Trigger{Kind: journey.TriggerDate, Property: "due", OffsetDays: 2, At: 8 * 3600}
		b.Cohort("in", 1)
		b.Wait("two", "", 2*journey.Day)
		update := &journey.Update{}
		if moved {
			update.Changes = []journey.Change{{Kind: journey.ChangeProperty, Target: "due", Value: "2026-01-20"}}
		}
		b.Step("set", "", update)
		b.Chain("in", "two", "set")
		b.Step("x", "s", &journey.Update{})
		if at := hoursOf(t, b.Done(), "enter", "x"); !same(at, []float64{want}) {
			t.Errorf("moved %v: at %v, want %v", moved, at, want)
		}
	}
}

// A newsletter every Monday takes those who are in the segment then: the visit of day 3 lasts for the Mondays of days 7 and 14 ("in the last 12 days"), not for day 21.
func TestANewsletterTakesThoseInTheSegmentAtItsMoment(t *testing.T) {
	t.Parallel()
	b := trial.New(30)
	b.Event("visited")
	b.Channel("email")
	b.Segment("active", `last("visited") < 12d`)
	s := b.Scenario("news", "")
	s.Trigger = journey.Trigger{Kind: journey.TriggerDate, Date: "2026-01-05", At: 9 * 3600, Repeat: journey.RepeatWeekly}
	s.Segment, s.Reentry = "active", journey.ReentryAnyTime
	b.Cohort("in", 10)
	b.Wait("three", "", 3*journey.Day)
	b.Touch("visit", "visited")
	b.Chain("in", "three", "visit")
	b.Step("letter", "news", &journey.Message{Channels: []journey.ID{"email"}})
	m := b.Done()
	if at := hoursOf(t, m, "send", "letter"); !same(at, []float64{7*24 + 9, 14*24 + 9}) {
		t.Errorf("sent at %v", at)
	}
	if r := run(t, m, simulate.Spec{}); r.Messages[0].Sent != 20 || len(r.Scenarios[0].Refused) != 0 {
		t.Errorf("%d sent, %+v", r.Messages[0].Sent, r.Scenarios[0].Refused)
	}
}

// A fork of three: the first carries the token on and leaves the map's flow at the goal; two side tokens come to the step where the
// first has been (withdrawn) and to one of their own (dropped). Entered 30 = 10 went on by three links with 20 spawned.
func TestAForkOfThreeAddsUp(t *testing.T) {
	t.Parallel()
	b := trial.New(5)
	b.Cohort("in", 10)
	b.Step("fork", "", &journey.Update{}).Ports = []journey.PortOption{{Port: journey.PortOut, Fork: true}}
	b.Touch("a", "")
	b.Touch("c", "")
	b.Step("goal", "", &journey.Goal{})
	b.Chain("in", "fork", "a", "goal")
	b.Link("fork", journey.PortOut, "a").Delay = journey.Fixed(journey.Hour)
	b.Link("fork", journey.PortOut, "c")
	r := run(t, b.Done(), simulate.Spec{})
	expect(t, r, "fork", simulate.Tokens{Entered: 10, WentOn: 10, Spawned: 20})
	expect(t, r, "a", simulate.Tokens{Entered: 20, WentOn: 10, Withdrawn: 10})
	expect(t, r, "c", simulate.Tokens{Entered: 10, Dropped: 10})
	expect(t, r, "goal", simulate.Tokens{Entered: 10, AtGoal: 10})
}

// A pull with a weight for one persona only: half of the audience is q, and of q everybody is pulled, of the others nobody. The most
// specific weight wins: q who came by the second entry stay where they are.
func TestAPullHasWeightsByPersonaAndEntry(t *testing.T) {
	t.Parallel()
	b := trial.New(5)
	b.Event("a")
	b.Personas[0].Share = journey.Guess(0.5)
	b.Persona("q", 0.5)
	b.Scenario("s", "a")
	b.Cohort("one", 1000)
	b.Cohort("two", 1000)
	b.Touch("first", "a")
	b.Touch("shop", "")
	b.Chain("one", "first")
	b.Chain("two", "first")
	b.Step("go", "s", &journey.Update{})
	l := b.Weighted("go", "shop", 0)
	l.Weights = []journey.WeightFor{{Persona: "q", Weight: journey.Guess(1)}, {Persona: "q", Entry: "two", Weight: journey.Guess(0)}}
	r := run(t, b.Done(), simulate.Spec{Seed: 6})
	for _, s := range r.Steps {
		if s.Step != "shop" {
			continue
		}
		var q int64
		for _, first := range r.Steps {
			if first.Step == "one" {
				q = first.ByPersona[1].People
			}
		}
		if s.People != q || s.ByPersona[0].People != 0 || s.ByEntry[1].People != 0 || q == 0 {
			t.Errorf("%d in the shop, want the %d of persona q who came by the first entry", s.People, q)
		}
	}
}

// 300 links of a fork are more than the 256 tokens a person can have: the person is stopped and shown. A loop of a second is
// left after 65,535 visits, one without time after 10,000 moments.
func TestLimitsStopAndShowThePerson(t *testing.T) {
	t.Parallel()
	many := trial.New(5)
	many.Cohort("in", 3)
	many.Step("fork", "", &journey.Update{}).Ports = []journey.PortOption{{Port: journey.PortOut, Fork: true}}
	many.Wait("w", "", journey.Day)
	many.Chain("in", "fork")
	for range 300 {
		many.Link("fork", journey.PortOut, "w").Delay = journey.Fixed(journey.Hour)
	}
	often := trial.New(5)
	often.Cohort("in", 3)
	often.Touch("again", "")
	often.Chain("in", "again")
	often.Link("again", journey.PortOut, "again").Delay = journey.Fixed(1)
	for name, m := range map[string]*journey.Map{"tokens": many.Done(), "visits": often.Done()} {
		r := run(t, m, simulate.Spec{})
		if r.Stopped != 3 || len(r.Witnesses) == 0 || r.Witnesses[0].Code != "stopped" {
			t.Errorf("%s: %d stopped, witnesses %+v", name, r.Stopped, r.Witnesses)
		}
		if name == "visits" && tokens(t, r, "again").Entered != 3*65_536 {
			t.Errorf("%d visits, want 65,535 each and the one that stops them", tokens(t, r, "again").Entered)
		}
	}
}

// Ten people with one purchase of 20 euros each on day 2: entry 1 euro a visit, channel 0.5 on top, a letter 0.1, set-up 30 once and 12 a
// month (due on the 5th, once in ten days). Earned 200, spent 15 + 1 + 42 = 58, net 142, return 142/58, 5.8 a purchase.
func TestNetAndReturnOnPaper(t *testing.T) {
	t.Parallel()
	b := trial.New(10)
	b.Channel("email").CostPerSend = journey.Unit / 10
	b.Channels = append(b.Channels, &journey.Channel{ID: "ads", Name: "ads", Use: journey.ChannelEntry, CostPerVisit: journey.Unit / 2})
	e := b.Cohort("in", 10)
	e.Channel, e.CostPerVisit = "ads", journey.Unit
	b.Costs = append(b.Costs, &journey.Cost{ID: "setup", Name: "setup", Amount: 30 * journey.Unit},
		&journey.Cost{ID: "tool", Name: "tool", Amount: 12 * journey.Unit, Rhythm: journey.CostMonthly})
	b.Step("letter", "", &journey.Message{Channels: []journey.ID{"email"}})
	b.Wait("two", "", 2*journey.Day)
	b.Step("buy", "", &journey.Goal{Value: journey.GoalValue{Amount: 20 * journey.Unit}})
	b.Chain("in", "letter", "two", "buy")
	got := run(t, b.Done(), simulate.Spec{}).Money
	if got.Value != 200*journey.Unit || got.Visits != 15*journey.Unit || got.Sends != journey.Unit || got.Fixed != 42*journey.Unit {
		t.Errorf("%+v", got)
	}
	if got.Net != 142*journey.Unit || got.Return != 2.44828 || got.PerGoal != 58*journey.Unit/10 {
		t.Errorf("net %d, return %v, per goal %d", got.Net, got.Return, got.PerGoal)
	}
}

// Of 100 people some go to "a" and the others to "b", all of "b" and none of "a" go on to "end", where 20 others come from the
// second entry: of the visits of "b" and of that entry all came on, of the 100 at the split as many as "a" has people.
func TestTheShareFromThePreviousStep(t *testing.T) {
	t.Parallel()
	b := trial.New(3)
	b.Cohort("in", 100)
	b.Cohort("in2", 20)
	b.Step("ask", "", &journey.Split{Arms: []journey.SplitArm{{ID: "one", Weight: journey.Guess(0.3)}, {ID: "two", Weight: journey.Guess(0.7)}}})
	for _, id := range []journey.ID{"a", "b", "end"} {
		b.Touch(id, "")
	}
	b.Chain("in", "ask")
	b.Link("ask", "one", "a")
	b.Link("ask", "two", "b")
	b.Chain("b", "end")
	b.Chain("in2", "end")
	r := run(t, b.Done(), simulate.Spec{Seed: 1})
	for _, s := range r.Steps {
		switch previous := s.FromPrevious; s.Step {
		case "in":
			if previous.Den != 0 {
				t.Errorf("nothing is before the entry: %+v", previous)
			}
		case "a":
			if previous.Num != s.People || previous.Den != 100 || previous.Per != "previous" {
				t.Errorf("a: %+v", previous)
			}
		case "end":
			if b := tokens(t, r, "b").Entered; previous.Num != b+20 || previous.Den != b+20 {
				t.Errorf("end: %+v, b had %d", previous, b)
			}
		}
	}
}
