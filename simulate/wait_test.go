package simulate_test

import (
	"testing"

	"rehearse/journey"
	"rehearse/simulate"
	"rehearse/simulate/trial"
)

func TestUntilPassesAtExactlyItsMomentAndElseWaitsForTheNext(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		wait journey.Wait
		want float64 // hours after Monday 00:00
	}{
		"exactly now passes": {journey.Wait{Kind: journey.WaitUntil}, 0},
		"today at nine":      {journey.Wait{Kind: journey.WaitUntil, At: 9 * 3600}, 9},
		"Thursday at nine":   {journey.Wait{Kind: journey.WaitUntil, At: 9 * 3600, Days: []journey.Weekday{"thu"}}, 81},
		"Berlin is an hour ahead in winter": {
			journey.Wait{Kind: journey.WaitUntil, At: 9 * 3600, Clock: journey.ClockPerson}, 8},
		"the map's clock": {journey.Wait{Kind: journey.WaitUntil, At: 9 * 3600, Clock: journey.ClockMap}, 9},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			b := trial.New(7)
			if name[0] == 'B' || c.wait.Clock == journey.ClockMap {
				b.Personas[0].Zones = []journey.Weighted{{Value: "Europe/Berlin", Share: journey.Guess(1)}}
			}
			b.Cohort("in", 1)
			b.Step("w", "", &c.wait)
			b.Touch("end", "")
			b.Chain("in", "w", "end")
			if at := hoursOf(t, b.Done(), "enter", "end"); !same(at, []float64{c.want}) {
				t.Errorf("goes on at %v, want %v", at, c.want)
			}
		})
	}
}

// eventMap has a main flow that does "a" after three hours and a scenario that waits for it.
func eventMap(timeOut journey.Duration) *journey.Map {
	b := trial.New(7)
	b.Event("begun", "a")
	b.Scenario("s", "begun")
	b.Cohort("in", 1)
	b.Touch("first", "begun")
	b.Wait("w", "", 3*journey.Hour)
	b.Touch("second", "a")
	b.Chain("in", "first", "w", "second")
	b.Step("wait", "s", &journey.Wait{Kind: journey.WaitEvent, Event: "a", TimeOut: timeOut})
	b.Step("yes", "s", &journey.Update{})
	b.Step("no", "s", &journey.Update{})
	b.Link("wait", journey.PortHappened, "yes")
	b.Link("wait", journey.PortTimedOut, "no")
	return b.Done()
}

func TestWaitForAnEventEndsWithItOrWithTheTimeOut(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		timeOut journey.Duration
		yes, no []float64
	}{
		"the event comes first":               {5 * journey.Hour, []float64{3}, nil},
		"the time-out comes first":            {2 * journey.Hour, nil, []float64{2}},
		"without time-out it waits on":        {0, []float64{3}, nil},
		"at the same moment the person leads": {3 * journey.Hour, []float64{3}, nil},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			m := eventMap(c.timeOut)
			if at := hoursOf(t, m, "enter", "yes"); !same(at, c.yes) {
				t.Errorf("happened at %v, want %v", at, c.yes)
			}
			if at := hoursOf(t, m, "enter", "no"); !same(at, c.no) {
				t.Errorf("timed out at %v, want %v", at, c.no)
			}
		})
	}
}

func TestWhoComesTooLateForAMomentSkipsPassesLeavesOrGoesByThePort(t *testing.T) {
	t.Parallel()
	for late, want := range map[journey.Late]struct{ sent, refused, withdrawn int64 }{
		journey.LateSkip: {0, 10, 0}, journey.LatePass: {10, 0, 0}, journey.LateLeave: {0, 0, 10}, "port": {0, 0, 0},
	} {
		t.Run(string(late), func(t *testing.T) {
			t.Parallel()
			b := trial.New(7)
			b.Event("begun")
			b.Channel("email")
			b.Scenario("s", "begun")
			b.NamedDates = append(b.NamedDates, &journey.NamedDate{ID: "d", Date: "2026-01-06"})
			b.Cohort("in", 10)
			b.Touch("first", "begun")
			b.Chain("in", "first")
			b.Wait("two", "s", 2*journey.Day)
			w := &journey.Wait{Kind: journey.WaitAnchor, Anchor: &journey.Anchor{Kind: journey.AnchorNamedDate, Of: "d"}, Late: late}
			b.Step("w", "s", w)
			b.Step("msg", "s", &journey.Message{Channels: []journey.ID{"email"}})
			b.Step("next", "s", &journey.Message{Channels: []journey.ID{"email"}})
			b.Chain("two", "w", "msg", "next")
			b.Step("port", "s", &journey.Update{})
			if late == "port" {
				w.Late = journey.LateSkip
				b.Link("w", journey.PortTooLate, "port")
			}
			r := run(t, b.Done(), simulate.Spec{})
			msg, next := r.Messages[0], r.Messages[1]
			refused := int64(0)
			if len(msg.Refused) == 1 && msg.Refused[0].Reason == "too_late" {
				refused = msg.Refused[0].Count
			}
			if msg.Sent != want.sent || refused != want.refused || tokens(t, r, "w").Withdrawn != want.withdrawn {
				t.Errorf("sent %d, refused %+v, withdrawn %d; want %+v", msg.Sent, msg.Refused, tokens(t, r, "w").Withdrawn, want)
			}
			if late == journey.LateSkip && next.Sent != 10 {
				t.Errorf("only the next message is skipped, the one after it was sent %d times", next.Sent)
			}
			if late == "port" && tokens(t, r, "port").Entered != 10 {
				t.Error("a linked port “too late” takes everybody")
			}
		})
	}
}

func TestExactlyAtTheAnchorIsNotTooLate(t *testing.T) {
	t.Parallel()
	b := trial.New(7)
	b.NamedDates = append(b.NamedDates, &journey.NamedDate{ID: "d", Date: "2026-01-06"})
	b.Cohort("in", 1)
	b.Wait("one", "", journey.Day)
	b.Step("w", "", &journey.Wait{Kind: journey.WaitAnchor, Anchor: &journey.Anchor{Kind: journey.AnchorNamedDate, Of: "d"}})
	b.Touch("end", "")
	b.Chain("in", "one", "w", "end")
	m := b.Done()
	if at := hoursOf(t, m, "late", ""); at != nil {
		t.Errorf("late at %v", at)
	}
	if at := hoursOf(t, m, "enter", "end"); !same(at, []float64{24}) {
		t.Errorf("goes on at %v, want 24", at)
	}
}

func TestRepeatedDateMeansTheNextOne(t *testing.T) {
	t.Parallel()
	b := trial.New(21)
	b.NamedDates = append(b.NamedDates, &journey.NamedDate{ID: "d", Date: "2026-01-01", At: 18 * 3600, EveryDays: 7}) // Thursdays
	b.Cohort("in", 1)
	b.Step("before", "", &journey.Wait{Kind: journey.WaitAnchor, Anchor: &journey.Anchor{Kind: journey.AnchorNamedDate, Of: "d", Offset: -journey.Day}})
	b.Step("at", "", &journey.Wait{Kind: journey.WaitAnchor, Anchor: &journey.Anchor{Kind: journey.AnchorNamedDate, Of: "d"}})
	b.Step("after", "", &journey.Wait{Kind: journey.WaitAnchor, Anchor: &journey.Anchor{Kind: journey.AnchorNamedDate, Of: "d", Offset: journey.Day}})
	b.Touch("end", "")
	b.Chain("in", "before", "at", "after", "end")
	m := b.Done()
	for step, want := range map[journey.ID]float64{"at": 2*24 + 18, "after": 3*24 + 18, "end": 4*24 + 18} {
		if at := hoursOf(t, m, "enter", step); !same(at, []float64{want}) {
			t.Errorf("%s at %v, want %v: all three waits mean the same Thursday", step, at, want)
		}
	}
}

func TestLinkDelayIsTimeBetweenSteps(t *testing.T) {
	t.Parallel()
	b := trial.New(3)
	b.Cohort("in", 10)
	b.Touch("a", "")
	b.Touch("never", "")
	b.Link("in", journey.PortOut, "a").Delay = journey.Fixed(90 * journey.Minute)
	b.Link("a", journey.PortOut, "never").Delay = journey.Fixed(30 * journey.Day)
	m := b.Done()
	if at := hoursOf(t, m, "enter", "a"); !same(at, []float64{1.5}) {
		t.Errorf("arrives at %v, want 1.5", at)
	}
	r := run(t, m, simulate.Spec{})
	if l := r.Links[1]; l.Tokens != 10 || l.Delayed != 10 {
		t.Errorf("ten are under way at the horizon: %+v", l)
	}
}
