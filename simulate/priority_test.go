package simulate_test

import (
	"slices"
	"testing"

	"rehearse/journey"
	"rehearse/simulate"
	"rehearse/simulate/trial"
)

// looking is one in 24 hours, rolling, in which more important sends due within 12 hours keep their place.
var looking = journey.Cap{
	ID: "c", Max: 1, Window: journey.CapRolling, Length: journey.Day, Winner: journey.WinPriority, LookAhead: 12 * journey.Hour,
}

func TestLookAheadKeepsThePlaceOfAMoreImportantSendDueSoon(t *testing.T) {
	t.Parallel()
	low := func(hour float64) planned { return planned{id: "low", hour: hour, priority: 2} }
	top := func(hour float64) planned { return planned{id: "top", hour: hour, priority: 1} }
	deferring := with(looking, func(c *journey.Cap) { c.Hit = journey.CapDefer })
	for name, c := range map[string]struct {
		cap      journey.Cap
		messages []planned
		want     []string
	}{
		"first come":                         {with(looking, func(c *journey.Cap) { c.Winner = journey.WinFirst }), []planned{low(0), top(6)}, []string{"low 0", "top 6 cap:c"}},
		"looking ahead":                      {looking, []planned{low(0), top(6)}, []string{"low 0 cap:c", "top 6"}},
		"due exactly at the end of the look": {looking, []planned{low(0), top(12)}, []string{"low 0 cap:c", "top 12"}},
		"due later than it looks":            {looking, []planned{low(0), top(12.5)}, []string{"low 0", "top 12.5 cap:c"}},
		"looking further than the window: both have room": {
			with(looking, func(c *journey.Cap) { c.LookAhead = 3 * journey.Day }), []planned{low(0), top(24)}, []string{"low 0", "top 24"}},
		"and one hour nearer they have not": {
			with(looking, func(c *journey.Cap) { c.LookAhead = 3 * journey.Day }), []planned{low(0), top(23)}, []string{"low 0 cap:c", "top 23"}},
		"priority without looking ahead": {with(looking, func(c *journey.Cap) { c.LookAhead = 0 }), []planned{low(0), top(6)}, []string{"low 0", "top 6 cap:c"}},
		"at one instant the more important goes first, whatever was there first": {
			with(looking, func(c *journey.Cap) { c.LookAhead = 0 }), []planned{low(6), top(6)}, []string{"top 6", "low 6 cap:c"}},
		"equals do not give way": {looking, []planned{{id: "low", hour: 0, priority: 1}, top(6)}, []string{"low 0", "top 6 cap:c"}},
		"two places, one needed": {with(looking, func(c *journey.Cap) { c.Max = 2 }), []planned{low(0), top(6)}, []string{"low 0", "top 6"}},
		"two places, two needed": {with(looking, func(c *journey.Cap) { c.Max = 2 }), []planned{low(0), top(6), {id: "top2", hour: 8, priority: 1}},
			[]string{"low 0 cap:c", "top 6", "top2 8"}},
		"two places, three needed: the third would find none anyway, and the first two keep theirs": {
			with(looking, func(c *journey.Cap) { c.Max = 2 }), []planned{low(0), top(6), {id: "top2", hour: 8, priority: 1}, {id: "top3", hour: 9, priority: 1}},
			[]string{"low 0 cap:c", "top 6", "top2 8", "top3 9 cap:c"}},
		// Of calendar days: 20:00 today does not take the place of 06:00 tomorrow.
		"another calendar day":   {with(looking, func(c *journey.Cap) { c.Window = journey.CapDay }), []planned{low(20), top(30)}, []string{"low 20", "top 30"}},
		"the same calendar day":  {with(looking, func(c *journey.Cap) { c.Window = journey.CapDay }), []planned{low(12), top(23)}, []string{"low 12 cap:c", "top 23"}},
		"since the last message": {with(looking, func(c *journey.Cap) { c.Window = journey.CapSinceLast }), []planned{low(0), top(6)}, []string{"low 0 cap:c", "top 6"}},
		// Deferred: asked again when the more important one is due, then free a day after it.
		"deferred": {deferring, []planned{low(0), top(6)}, []string{"top 6", "low 30"}},
		// What gives way is no attempt: else it would fill the very place it left.
		"counting attempts": {with(looking, func(c *journey.Cap) { c.Counts = journey.CountAttempt }), []planned{low(0), top(6)}, []string{"low 0 cap:c", "top 6"}},
		"by another channel": {with(looking, func(c *journey.Cap) {
			c.Scope, c.Of, c.Hit, c.Fallback = journey.ScopeChannels, []journey.ID{"email"}, journey.CapChannel, "sms"
		}), []planned{low(0), top(6)}, []string{"low 0 cap:c", "low 0 sms", "top 6"}},
		"another topic is another count": {with(looking, func(c *journey.Cap) { c.Scope = journey.ScopeTopic }),
			[]planned{{id: "low", priority: 2, topic: "news"}, {id: "top", hour: 6, priority: 1, topic: "offers"}}, []string{"low 0", "top 6"}},
		"another channel too": {with(looking, func(c *journey.Cap) { c.Scope = journey.ScopeChannels }),
			[]planned{low(0), {id: "top", hour: 6, priority: 1, channel: "sms"}}, []string{"low 0", "top 6 sms"}},
		"listed together they are one": {with(looking, func(c *journey.Cap) { c.Scope, c.Of = journey.ScopeChannels, []journey.ID{"email", "sms"} }),
			[]planned{low(0), {id: "top", hour: 6, priority: 1, channel: "sms"}}, []string{"low 0 cap:c", "top 6 sms"}},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			b := plan(c.messages...)
			b.Policy.Caps = []journey.Cap{c.cap}
			if got := ledger(t, b.Done(), simulate.Spec{}); !slices.Equal(got, c.want) {
				t.Errorf("%q, want %q", got, c.want)
			}
		})
	}
}

func TestWhatLookAheadSees(t *testing.T) {
	t.Parallel()
	sent, kept := []string{"low 0"}, []string{"low 0 cap:c"}
	for name, c := range map[string]struct {
		change func(b *trial.Builder)
		want   []string
	}{
		"the message behind a wait": {func(*trial.Builder) {}, kept},
		"not one that needs a second wait": {func(b *trial.Builder) {
			b.Wait("more", "s-top", journey.Hour)
			b.Links[len(b.Links)-1].To = "more"
			b.Chain("more", "top")
		}, sent},
		"nor one behind a link that takes time": {func(b *trial.Builder) { b.Links[len(b.Links)-1].Delay = journey.Fixed(journey.Hour) }, sent},
		"the message at the end of a link": {func(b *trial.Builder) {
			b.Map.Step("w-top").Wait.For = journey.Fixed(0)
			b.Links[len(b.Links)-1].Delay = journey.Fixed(6 * journey.Hour)
		}, kept},
		"not one that may go another way": {func(b *trial.Builder) {
			b.Step("else", "s-top", &journey.Update{})
			b.Links[len(b.Links)-1].Weight = trial.Rate(0.5, "")
			b.Weighted("w-top", "else", 0.5)
		}, sent},
		"nor one that waits for an event": {func(b *trial.Builder) {
			b.Map.Step("w-top").Wait = &journey.Wait{Kind: journey.WaitEvent, Event: "go", TimeOut: 6 * journey.Hour}
			b.Links[len(b.Links)-1].Port = journey.PortTimedOut
		}, sent},
		"nor a transactional one, which no cap counts": {func(b *trial.Builder) { b.Map.Step("top").Message.Class = journey.ClassTransactional }, sent},
		"nor one to an address nobody knows": {func(b *trial.Builder) {
			b.Map.Step("top").Message.Channels = []journey.ID{"push"}
			b.Personas[0].Channels[2].Known = journey.Guess(0)
		}, sent},
		"nor one of somebody held out": {func(b *trial.Builder) { b.Scenarios[1].Holdout = 1 }, sent},
		"nor one whose goal is reached": {func(b *trial.Builder) {
			b.Event("bought")
			b.Touch("buys", "bought")
			b.Chain("first", "buys")
			b.Scenarios[1].Goal = journey.Ref{Kind: journey.KindEvent, ID: "bought"}
			b.Map.Step("w-low").Wait.For = journey.Fixed(journey.Hour)
		}, []string{"low 1"}},
		"what quiet hours hold, at their end": {func(b *trial.Builder) {
			// "top" is due at 1, held to 8; "low" asks at 2 on a channel that knows no quiet hours.
			b.Policy.QuietHours = nightly(22, 8)
			b.Channels[1].QuietHoursExempt = true
			b.Map.Step("low").Message.Channels = []journey.ID{"sms"}
			b.Map.Step("w-low").Wait.For = journey.Fixed(2 * journey.Hour)
			b.Map.Step("w-top").Wait.For = journey.Fixed(journey.Hour)
		}, []string{"low 2 cap:c"}},
		"the newsletter of this evening": {func(b *trial.Builder) {
			b.Scenarios[1].Trigger = journey.Trigger{Kind: journey.TriggerDate, Date: "2026-01-05", At: 6 * 3600}
			b.Scenarios[1].Start = "top"
			b.Links = b.Links[:len(b.Links)-1]
			b.Steps = slices.DeleteFunc(b.Steps, func(s *journey.Step) bool { return s.ID == "w-top" })
		}, kept},
		"not that of a segment the person is not in": {func(b *trial.Builder) {
			b.Scenarios[1].Trigger = journey.Trigger{Kind: journey.TriggerDate, Date: "2026-01-05", At: 6 * 3600}
			b.Scenarios[1].Start = "top"
			b.Links = b.Links[:len(b.Links)-1]
			b.Steps = slices.DeleteFunc(b.Steps, func(s *journey.Step) bool { return s.ID == "w-top" })
			b.Segment("nobody", `last("go") > 30d`)
			b.Scenarios[1].Segment = "nobody"
		}, sent},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			b := plan(planned{id: "low", priority: 2}, planned{id: "top", hour: 6, priority: 1})
			b.Policy.Caps = []journey.Cap{looking}
			c.change(b)
			var got []string
			for _, row := range ledger(t, b.Done(), simulate.Spec{}) {
				if row[:3] == "low" {
					got = append(got, row)
				}
			}
			if !slices.Equal(got, c.want) {
				t.Errorf("%q, want %q", got, c.want)
			}
		})
	}
}

func TestDeferredForAMoreImportantSendGoesAtOnceWhenThatOneIsOff(t *testing.T) {
	t.Parallel()
	// "top" is due at 10; at 4 an event ends its scenario, and "low", deferred since 0, has its place at once.
	b := plan(planned{id: "low", priority: 2}, planned{id: "top", hour: 10, priority: 1})
	b.Policy.Caps = []journey.Cap{with(looking, func(c *journey.Cap) { c.Hit = journey.CapDefer })}
	b.Event("bought")
	b.Wait("thinks", "", 4*journey.Hour)
	b.Touch("buys", "bought")
	b.Chain("first", "thinks", "buys")
	b.Scenarios[1].Exits = []journey.ExitCriterion{{Event: "bought", When: journey.ExitAtOnce}}
	if got := ledger(t, b.Done(), simulate.Spec{}); !slices.Equal(got, []string{"low 4"}) {
		t.Error(got)
	}
	// When it is to leave only at the end of its wait, that is when "low" is asked again.
	b.Scenarios[1].Exits[0].When = journey.ExitAfterTheWait
	if got := ledger(t, b.Done(), simulate.Spec{}); !slices.Equal(got, []string{"low 10"}) {
		t.Error(got)
	}
}
