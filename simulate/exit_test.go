package simulate_test

import (
	"slices"
	"testing"

	"rehearse/journey"
	"rehearse/simulate"
	"rehearse/simulate/trial"
)

// monthly waits 30 days and sends, while the person buys a day after it began.
func monthly(exit journey.ExitCriterion) *journey.Map {
	b := trial.New(40)
	b.Event("begun", "bought")
	b.Channel("email")
	b.Scenario("s", "begun").Exits = []journey.ExitCriterion{exit}
	b.Cohort("in", 1)
	b.Touch("begins", "begun")
	b.Wait("a-day", "", journey.Day)
	b.Touch("buys", "bought")
	b.Chain("in", "begins", "a-day", "buys")
	b.Wait("month", "s", 30*journey.Day)
	b.Step("msg", "s", &journey.Message{Channels: []journey.ID{"email"}})
	b.Chain("month", "msg")
	return b.Done()
}

// TestExitTakesEffectOnDayOneOrOnDayThirty is a published example: a 30-day delay with the event on day 1 leaves on day 30
// where exits wait for the end of the step, and a purchase "less than an hour ago" that is asked for hours later ends
// nothing.
func TestExitTakesEffectOnDayOneOrOnDayThirty(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		exit journey.ExitCriterion
		end  float64
		sent []float64
	}{
		"at once":            {journey.ExitCriterion{Event: "bought"}, 24, nil},
		"when the wait ends": {journey.ExitCriterion{Event: "bought", When: journey.ExitAfterTheWait}, 720, nil},
		"a rule that still holds when the wait ends": {journey.ExitCriterion{Rule: `last("bought") < 90d`, When: journey.ExitAfterTheWait}, 720, nil},
		"a rule that holds no more when it ends":     {journey.ExitCriterion{Rule: `last("bought") < 1h`, When: journey.ExitAfterTheWait}, 720, []float64{720}},
		"the same rule at once":                      {journey.ExitCriterion{Rule: `last("bought") < 1h`}, 24, nil},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			m := monthly(c.exit)
			if at := hoursOf(t, m, "end", ""); !same(at, []float64{c.end}) {
				t.Errorf("ends at %v, want %v", at, c.end)
			}
			if at := hoursOf(t, m, "send", "msg"); !same(at, c.sent) {
				t.Errorf("sent at %v, want %v", at, c.sent)
			}
		})
	}
}

// TestParallelInstancesEndEachByItself starts a scenario on days 0, 1 and 2; each waits two and a half days.
func TestParallelInstancesEndEachByItself(t *testing.T) {
	t.Parallel()
	b := trial.New(20)
	b.Event("again", "stop")
	b.Channel("email")
	s := b.Scenario("s", "again")
	b.Cohort("in", 1)
	b.Touch("t0", "again")
	b.Wait("w0", "", journey.Day)
	b.Touch("t1", "again")
	b.Wait("w1", "", journey.Day)
	b.Touch("t2", "again")
	b.Wait("w2", "", 21*journey.Hour)
	b.Touch("stops", "stop")
	b.Chain("in", "t0", "w0", "t1", "w1", "t2", "w2", "stops")
	b.Wait("long", "s", 60*journey.Hour)
	b.Step("msg", "s", &journey.Message{Channels: []journey.ID{"email"}})
	b.Chain("long", "msg")
	for _, c := range []struct {
		reentry journey.Reentry
		days    int
		exits   []journey.ExitCriterion
		sent    []float64
	}{
		{journey.ReentryAnyTime, 0, nil, []float64{60, 84, 108}},
		// Stopped at hour 69: the first has sent, the other two end at once.
		{journey.ReentryAnyTime, 0, []journey.ExitCriterion{{Event: "stop"}}, []float64{60}},
		// After two days: exactly 48 hours after the start the next may start, whether or not the first has ended.
		{journey.ReentryPause, 2, nil, []float64{60, 108}},
		{journey.ReentryPause, 1, nil, []float64{60, 84, 108}},
		{journey.ReentryPause, 3, nil, []float64{60}},
		// After leaving: at hours 24 and 48 the first is still running.
		{journey.ReentryAfter, 0, nil, []float64{60}},
		{journey.ReentryNever, 0, nil, []float64{60}},
	} {
		s.Reentry, s.ReentryDays, s.Exits = c.reentry, c.days, c.exits
		if at := hoursOf(t, b.Done(), "send", ""); !same(at, c.sent) {
			t.Errorf("%s %d: sent at %v, want %v", c.reentry, c.days, at, c.sent)
		}
	}
}

// TestWhoJoinsTheWebinarLateSkipsGetsAtOnceOrLeaves: the webinar is on Friday 9 January 18:00, hour 114. Three messages are
// due a day before (90), an hour before (113) and a day after (138).
func TestWhoJoinsTheWebinarLateSkipsGetsAtOnceOrLeaves(t *testing.T) {
	t.Parallel()
	reminders := func(comes journey.Duration, late journey.Late) *trial.Builder {
		b := trial.New(20)
		b.Event("signed-up")
		b.Channel("email")
		b.Scenario("s", "signed-up")
		b.NamedDates = append(b.NamedDates, &journey.NamedDate{ID: "webinar", Name: "webinar", Date: "2026-01-09", At: 18 * 3600})
		b.Cohort("in", 1)
		b.Wait("comes", "", comes)
		b.Touch("signs-up", "signed-up")
		b.Chain("in", "comes", "signs-up")
		last := journey.ID("")
		for _, r := range []struct {
			id     journey.ID
			offset journey.Duration
		}{{"day-before", -journey.Day}, {"hour-before", -journey.Hour}, {"day-after", journey.Day}} {
			b.Step("w-"+r.id, "s", &journey.Wait{Kind: journey.WaitAnchor, Late: late, Anchor: &journey.Anchor{Kind: journey.AnchorNamedDate, Of: "webinar", Offset: r.offset}})
			b.Step(r.id, "s", &journey.Message{Channels: []journey.ID{"email"}})
			if last != "" {
				b.Chain(last, "w-"+r.id)
			}
			b.Chain("w-"+r.id, r.id)
			last = r.id
		}
		return b
	}
	for _, c := range []struct {
		comes journey.Duration
		late  journey.Late
		want  []string
	}{
		{24 * journey.Hour, journey.LateSkip, []string{"day-before 90", "hour-before 113", "day-after 138"}},
		{90 * journey.Hour, journey.LateSkip, []string{"day-before 90", "hour-before 113", "day-after 138"}}, // exactly at it is in time
		{100 * journey.Hour, journey.LateSkip, []string{"day-before 100 too_late", "hour-before 113", "day-after 138"}},
		{100 * journey.Hour, journey.LatePass, []string{"day-before 100", "hour-before 113", "day-after 138"}},
		{100 * journey.Hour, journey.LateLeave, nil},
		{120 * journey.Hour, journey.LateSkip, []string{"day-before 120 too_late", "hour-before 120 too_late", "day-after 138"}},
		{120 * journey.Hour, journey.LatePass, []string{"day-before 120", "hour-before 120", "day-after 138"}}, // two at once
	} {
		if got := ledger(t, reminders(c.comes, c.late).Done(), simulate.Spec{}); !slices.Equal(got, c.want) {
			t.Errorf("%s after %d h: %q, want %q", c.late, c.comes/journey.Hour, got, c.want)
		}
	}
}
