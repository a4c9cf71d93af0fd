package simulate_test

import (
	"context"
	"fmt"
	"slices"
	"testing"

	"rehearse/journey"
	"rehearse/simulate"
	"rehearse/simulate/trial"
)

// planned is a message of a scenario of its own: sent at an hour after Monday 2026-01-05 00:00, if nothing holds it.
type planned struct {
	id       journey.ID
	hour     float64
	priority int
	channel  journey.ID // "email" if empty
	topic    journey.ID
}

// plan is a map with one scenario for each message: all start at 0, wait and send to the one person, who can be reached
// by e-mail, SMS and push.
func plan(messages ...planned) *trial.Builder {
	b := trial.New(60)
	b.Event("go")
	b.Channel("email")
	b.Channel("sms").Medium = journey.MediumSMS
	b.Channel("push").Medium = journey.MediumPush
	b.Topics = append(b.Topics, &journey.Topic{ID: "news", Name: "news"}, &journey.Topic{ID: "offers", Name: "offers"})
	b.Cohort("in", 1)
	b.Touch("first", "go")
	b.Chain("in", "first")
	for _, msg := range messages {
		channel := msg.channel
		if channel == "" {
			channel = "email"
		}
		s := b.Scenario("s-"+msg.id, "go")
		s.Priority = max(1, msg.priority)
		wait := "w-" + msg.id
		b.Wait(wait, s.ID, journey.Duration(msg.hour*3600))
		b.Step(msg.id, s.ID, &journey.Message{Channels: []journey.ID{channel}, Topic: msg.topic, LongestHold: 60 * journey.Day})
		b.Chain(wait, msg.id)
	}
	return b
}

// at is a plan of messages m0, m1 … of equal priority at these hours.
func at(hours ...float64) *trial.Builder {
	var messages []planned
	for i, h := range hours {
		messages = append(messages, planned{id: journey.ID(fmt.Sprintf("m%d", i)), hour: h})
	}
	return plan(messages...)
}

// ledger tells what became of each message, in words: "m0 12" sent at hour 12, "m1 12 sms" by another channel than
// e-mail, "m2 13 cap:c" refused.
func ledger(t *testing.T, m *journey.Map, spec simulate.Spec) (rows []string) {
	t.Helper()
	story, err := simulate.Replay(context.Background(), m, spec, simulate.PersonRef{Number: 1})
	if err != nil {
		t.Fatal(err)
	}
	for _, moment := range story.Moments {
		row := fmt.Sprintf("%s %v", moment.Step, float64(moment.At)/3_600_000)
		switch moment.What {
		case "send":
			if moment.Of != "email" {
				row += " " + string(moment.Of)
			}
			rows = append(rows, row)
		case "refuse":
			rows = append(rows, row+" "+moment.Reason)
		}
	}
	return rows
}

func TestDeferralOverCalendarPeriodsEndsAtTheFirstFreeOne(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		cap   journey.Cap
		hours []float64
		want  []string
	}{
		// One in three days: the day of the send and the next two are full, day 3 (hour 72) is the first free one.
		"three days": {journey.Cap{Max: 1, Window: journey.CapDay, Periods: 3}, []float64{10, 20}, []string{"m0 10", "m1 72"}},
		// Two in three days, sent on days 0 and 1: on day 2 both count, on day 3 only that of day 1.
		"two in three days": {journey.Cap{Max: 2, Window: journey.CapDay, Periods: 3}, []float64{10, 30, 50}, []string{"m0 10", "m1 30", "m2 72"}},
		// Two weeks from Monday: the send of Monday counts in its week and the next; free in the third, hour 336.
		"two weeks": {journey.Cap{Max: 1, Window: journey.CapWeek, Periods: 2}, []float64{10, 20}, []string{"m0 10", "m1 336"}},
		// January and February together: free on 1 March, 27 + 28 days after 5 January.
		"two months": {journey.Cap{Max: 1, Window: journey.CapMonth, Periods: 2}, []float64{10, 20}, []string{"m0 10", "m1 1320"}},
		// Weeks from Sunday: Sunday 11 January 00:00 is hour 144.
		"week from Sunday": {journey.Cap{Max: 1, Window: journey.CapWeek, WeekStarts: "sun"}, []float64{10, 20}, []string{"m0 10", "m1 144"}},
		// The same week by its default first day: Monday 12 January 00:00 is hour 168.
		"week from Monday": {journey.Cap{Max: 1, Window: journey.CapWeek}, []float64{10, 20}, []string{"m0 10", "m1 168"}},
		// Saturday 23:00 and Sunday 00:00 are two weeks.
		"Saturday and Sunday": {journey.Cap{Max: 1, Window: journey.CapWeek, WeekStarts: "sun"}, []float64{143, 144}, []string{"m0 143", "m1 144"}},
		// Wednesday as the first day: Wednesday 7 January 00:00 is hour 48; what has waited longer goes first.
		"week from Wednesday": {journey.Cap{Max: 1, Window: journey.CapWeek, WeekStarts: "wed"}, []float64{10, 20, 47, 48}, []string{"m0 10", "m1 48", "m2 216", "m3 384"}},
		// Three a week: the fourth as soon as the first is a week old, not weeks later; the fifth with the second.
		"three a week": {journey.Cap{Max: 3, Length: journey.Week}, []float64{0, 24, 48, 50, 51}, []string{"m0 0", "m1 24", "m2 48", "m3 168", "m4 192"}},
		// Nothing ever: refused at once, not held.
		"a cap of 0 refuses what it would defer": {journey.Cap{Max: 0, Window: journey.CapDay}, []float64{1, 30}, []string{"m0 1 cap:c", "m1 30 cap:c"}},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			b := at(c.hours...)
			c.cap.ID, c.cap.Hit = "c", journey.CapDefer
			if c.cap.Window == "" {
				c.cap.Window = journey.CapRolling
			}
			b.Policy.Caps = []journey.Cap{c.cap}
			m := b.Done()
			if got := ledger(t, m, simulate.Spec{}); !slices.Equal(got, c.want) {
				t.Errorf("%v, want %v", got, c.want)
			}
			// The first free moment is found at the first asking: nobody is woken to be told to wait on.
			if held, holds := len(hoursOf(t, m, "hold", "m1")), 1; len(c.hours) == 2 && c.cap.Max > 0 && name != "Saturday and Sunday" && held != holds {
				t.Errorf("held %d times", held)
			}
		})
	}
}

func TestDeferralGoesWhenAllCapsAndQuietHoursAllowIt(t *testing.T) {
	t.Parallel()
	// 1 in 24 h rolling frees hour 30 (Tuesday 06:00), 1 a calendar day frees hour 24; quiet 22–08 ends at hour 32.
	b := at(6, 7)
	b.Policy.Caps = []journey.Cap{
		{ID: "day", Max: 1, Window: journey.CapDay, Hit: journey.CapDefer},
		{ID: "rolling", Max: 1, Window: journey.CapRolling, Length: journey.Day, Hit: journey.CapDefer},
	}
	b.Policy.QuietHours = nightly(22, 8)
	// Hour 6 is in the quiet hours: both are held to 8; the first goes, the second may go at 32 at the earliest.
	if got := ledger(t, b.Done(), simulate.Spec{}); !slices.Equal(got, []string{"m0 8", "m1 32"}) {
		t.Error(got)
	}
}

func TestDeferredSendsCompeteAtReleaseByPriority(t *testing.T) {
	t.Parallel()
	// "late" asked last and is the most important: it gets the place that is free at 24; the others keep their order.
	b := plan(planned{id: "soon", hour: 0, priority: 3}, planned{id: "low1", hour: 1, priority: 3}, planned{id: "low2", hour: 2, priority: 3}, planned{id: "late", hour: 20, priority: 1})
	b.Policy.Caps = []journey.Cap{{ID: "c", Max: 1, Window: journey.CapRolling, Length: journey.Day, Hit: journey.CapDefer}}
	if got := ledger(t, b.Done(), simulate.Spec{}); !slices.Equal(got, []string{"soon 0", "late 24", "low1 48", "low2 72"}) {
		t.Error(got)
	}
}

func TestFullCapSendsByAnotherChannel(t *testing.T) {
	t.Parallel()
	emails := journey.Cap{ID: "emails", Max: 1, Window: journey.CapRolling, Length: journey.Day, Scope: journey.ScopeChannels, Of: []journey.ID{"email"}, Hit: journey.CapChannel, Fallback: "sms"}
	texts := journey.Cap{ID: "texts", Max: 1, Window: journey.CapRolling, Length: journey.Day, Scope: journey.ScopeChannels, Of: []journey.ID{"sms"}}
	for name, c := range map[string]struct {
		caps []journey.Cap
		set  func(b *trial.Builder)
		want []string
	}{
		"the second and third by SMS": {[]journey.Cap{emails}, nil, []string{"m0 0", "m1 1 cap:emails", "m1 1 sms", "m2 2 cap:emails", "m2 2 sms"}},
		"the other channel has its own cap": {[]journey.Cap{emails, texts}, nil,
			[]string{"m0 0", "m1 1 cap:emails", "m1 1 sms", "m2 2 cap:emails", "m2 2 cap:texts"}},
		"which may defer": {[]journey.Cap{emails, with(texts, func(c *journey.Cap) { c.Hit = journey.CapDefer })}, nil,
			[]string{"m0 0", "m1 1 cap:emails", "m1 1 sms", "m2 2 cap:emails", "m2 25 sms"}},
		"or send by a third": {[]journey.Cap{emails, with(texts, func(c *journey.Cap) { c.Hit, c.Fallback = journey.CapChannel, "push" })}, nil,
			[]string{"m0 0", "m1 1 cap:emails", "m1 1 sms", "m2 2 cap:emails", "m2 2 cap:texts", "m2 2 push"}},
		"and not round in a circle": {[]journey.Cap{emails, with(texts, func(c *journey.Cap) { c.Hit, c.Fallback = journey.CapChannel, "email" })}, nil,
			[]string{"m0 0", "m1 1 cap:emails", "m1 1 sms", "m2 2 cap:emails", "m2 2 cap:texts"}},
		"nobody is reached who cannot be": {[]journey.Cap{emails}, func(b *trial.Builder) { b.Personas[0].Channels[1].Known = journey.Guess(0) },
			[]string{"m0 0", "m1 1 cap:emails", "m1 1 address_unknown", "m2 2 cap:emails", "m2 2 address_unknown"}},
		"a cap of 0 moves everything": {[]journey.Cap{with(emails, func(c *journey.Cap) { c.Max = 0 })}, nil,
			[]string{"m0 0 cap:emails", "m0 0 sms", "m1 1 cap:emails", "m1 1 sms", "m2 2 cap:emails", "m2 2 sms"}},
		// One total over both channels is as full for the one as for the other.
		"a total of both has no way out": {[]journey.Cap{with(emails, func(c *journey.Cap) { c.Of = []journey.ID{"email", "sms"} })}, nil,
			[]string{"m0 0", "m1 1 cap:emails", "m1 1 cap:emails", "m2 2 cap:emails", "m2 2 cap:emails"}},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			b := at(0, 1, 2)
			b.Policy.Caps = c.caps
			if c.set != nil {
				c.set(b)
			}
			if got := ledger(t, b.Done(), simulate.Spec{}); !slices.Equal(got, c.want) {
				t.Errorf("%v, want %v", got, c.want)
			}
		})
	}
}

func TestOtherChannelHasItsRowInTheResult(t *testing.T) {
	t.Parallel()
	b := at(0, 1)
	b.Policy.Caps = []journey.Cap{{ID: "c", Max: 1, Window: journey.CapDay, Scope: journey.ScopeChannels, Of: []journey.ID{"email"}, Hit: journey.CapChannel, Fallback: "sms"}}
	r := run(t, b.Done(), simulate.Spec{People: 10, Seed: 1})
	if len(r.Messages) != 4 {
		t.Fatalf("%d rows", len(r.Messages))
	}
	for i, want := range []simulate.MessageResult{
		{Step: "m0", Channel: "email", Entered: 10, Attempts: 10, Wanted: 10, Sent: 10}, {Step: "m0", Channel: "sms"},
		{Step: "m1", Channel: "email", Entered: 10, Attempts: 10, Wanted: 10}, {Step: "m1", Channel: "sms", Entered: 10, Attempts: 10, Wanted: 10, Sent: 10},
	} {
		got := r.Messages[i]
		if got.Step != want.Step || got.Channel != want.Channel || got.Entered != want.Entered || got.Attempts != want.Attempts || got.Wanted != want.Wanted || got.Sent != want.Sent {
			t.Errorf("%+v, want %+v", got, want)
		}
	}
	// Two sends each, both wanted, whatever the channel.
	if r.Touches.PerPerson.Worst != 2 || r.Touches.Wanted7Days.Worst != 2 {
		t.Errorf("%+v", r.Touches)
	}
}

func with(c journey.Cap, change func(c *journey.Cap)) journey.Cap {
	change(&c)
	c.DropIdle() // another window, another winner: the length or the look-ahead of the first is not its own
	return c
}

// nightly is quiet hours of every night, held to their end.
func nightly(from, until int) *journey.QuietHours {
	q := &journey.QuietHours{Action: journey.QuietHold}
	for _, d := range journey.Weekday("").Words() {
		q.Hours = append(q.Hours, journey.Hours{Day: journey.Weekday(d), From: journey.TimeOfDay(from * 3600), Until: journey.TimeOfDay(until * 3600)})
	}
	return q
}
