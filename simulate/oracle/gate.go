package oracle

import (
	"slices"
	"sort"
	"strings"
	"time"

	"rehearse/journey"
)

// verdict is what the gate says of one channel.
type verdict struct {
	sent   bool
	reason string     // of a refusal
	leave  string     // the instance ends for this
	until  int64      // held to this moment when above 0
	yields bool       // to a more important one
	quiet  bool       // held by quiet hours
	other  journey.ID // the channel to try instead
}

func refused(reason string) verdict { return verdict{reason: reason} }

// standing are the conditions that do not depend on the channel.
func (x *person) standing(t *token, m *journey.Message) (verdict, bool) {
	reached := x.goalSince(m.Goal, t.in.order)
	if s := t.in.scenario; s != nil {
		reached = reached || x.goalSince(s.Goal, t.in.order)
		switch {
		case !s.KeepOutsideSegment && !x.inSegment(s.Segment):
			return verdict{reason: "not_in_segment", leave: "segment"}, false
		case x.heldOut[s.ID]:
			return refused("holdout"), false
		}
	}
	if x.w.muted(t.step) {
		return refused("muted"), false
	}
	if reached {
		return refused("goal_reached"), false
	}
	if t.visit.skip {
		return refused("too_late"), false
	}
	for _, o := range x.w.m.Offers {
		if o.ID != m.Offer || o.Expires == nil {
			continue
		}
		if at, ok := x.anchor(o.Expires, t.in, t.in.start); ok && x.now >= at {
			return refused("offer_expired"), false
		}
	}
	return verdict{}, true
}

// reachable are the conditions of a channel before quiet hours and caps.
func (x *person) reachable(m *journey.Message, c *journey.Channel) string {
	transactional := m.Class == journey.ClassTransactional
	switch {
	case !x.known[c.ID]:
		return "address_unknown"
	case x.dead[c.ID]:
		return "address_dead"
	case !transactional && !x.allowed[c.ID]:
		return "not_allowed"
	case !transactional && (x.off[c.ID] || m.Topic != "" && x.off[m.Topic]):
		return "unsubscribed"
	case c.OnSite && !x.onSite(c):
		return "not_on_site"
	case !x.speaks(m):
		return "no_language"
	}
	return ""
}

func (x *person) onSite(c *journey.Channel) bool {
	window := int64(c.OnSiteWindow) * 1000
	if window == 0 {
		window = 30 * 60_000
	}
	return x.now-x.touched < window
}

func (x *person) speaks(m *journey.Message) bool {
	if len(m.Contents) == 0 || len(x.w.m.Settings.Languages) == 0 {
		return true
	}
	for _, tag := range []string{x.language, strings.Split(x.language, "-")[0], x.w.m.Settings.FallbackLanguage} {
		for _, c := range m.Contents {
			if tag != "" && strings.EqualFold(c.Language, tag) {
				return true
			}
		}
	}
	return false
}

// pressure are quiet hours and caps.
func (x *person) pressure(t *token, m *journey.Message, c *journey.Channel) verdict {
	if m.Class == journey.ClassTransactional {
		return verdict{sent: true}
	}
	if q := x.w.m.Policy.QuietHours; q != nil && !c.QuietHoursExempt {
		if end, quiet := x.w.windowEnd(q.Hours, x.now, x.clockOf(q.Clock)); quiet {
			switch q.Action {
			case journey.QuietSkip:
				return refused("quiet_hours")
			case journey.QuietLeave:
				return verdict{reason: "quiet_hours", leave: "quiet_hours"}
			default:
				return verdict{until: end, quiet: true}
			}
		}
	}
	if c.CapsExempt {
		return verdict{sent: true}
	}
	t.visit.noted[c.ID] = true
	for i := range x.w.m.Policy.Caps {
		limit := &x.w.m.Policy.Caps[i]
		times, applies := x.towards(limit, t, m, c)
		if !applies {
			continue
		}
		free, over := x.free(limit, times, x.now)
		yields := false
		if !over {
			if free, yields = x.yields(limit, times, t, m, c); !yields {
				continue
			}
			t.visit.noted[c.ID] = false // refused for another, it was no attempt
		}
		reason := "cap:" + string(limit.ID)
		switch limit.Hit {
		case journey.CapLeave:
			return verdict{reason: reason, leave: "cap"}
		case journey.CapChannel:
			return verdict{reason: reason, other: limit.Fallback}
		case journey.CapDefer:
			if limit.Max == 0 { // there never is room
				return refused(reason)
			}
			return verdict{reason: reason, until: free, yields: yields}
		default:
			return refused(reason)
		}
	}
	return verdict{sent: true}
}

// attempted is a send that came as far as the caps, remembered at the moment it was decided for caps that count
// attempts; or a call.
type attempted struct {
	at                       int64
	channel, topic, scenario journey.ID
}

// towards lists the times of what a cap counts together with a message, oldest first; false when the cap is
// not about such messages.
func (x *person) towards(limit *journey.Cap, t *token, m *journey.Message, c *journey.Channel) ([]int64, bool) {
	scenario := journey.ID("")
	if t.in.scenario != nil {
		scenario = t.in.scenario.ID
	}
	own := map[journey.CapScope]journey.ID{journey.ScopeChannels: c.ID, journey.ScopeTopic: m.Topic, journey.ScopeScenario: scenario}[limit.Scope]
	group := limit.Of
	if limit.Scope != journey.ScopeAll {
		if len(group) == 0 {
			group = []journey.ID{own}
		}
		if own == "" || !slices.Contains(group, own) {
			return nil, false
		}
	}
	in := func(channel, topic, scenario journey.ID) bool {
		return together(limit, group, channel, topic, scenario)
	}
	var times []int64
	for _, a := range x.calls {
		if in(a.channel, a.topic, a.scenario) {
			times = append(times, a.at)
		}
	}
	if past := x.w.pastChannel(); past != "" && in(past, "", "") {
		times = append(times, x.before...)
	}
	if limit.Counts == journey.CountAttempt {
		for _, a := range x.tried {
			if in(a.channel, a.topic, a.scenario) {
				times = append(times, a.at)
			}
		}
		sort.Slice(times, func(i, j int) bool { return times[i] < times[j] })
		return times, true
	}
	for _, s := range x.sent {
		if x.w.m.Channel(s.channel).CapsExempt || s.step.Message.Class == journey.ClassTransactional || !in(s.channel, s.step.Message.Topic, s.scenario()) {
			continue
		}
		switch {
		case limit.Counts != journey.CountDelivery:
			times = append(times, s.at)
		case s.deliveredAt >= 0:
			times = append(times, s.deliveredAt)
		}
	}
	sort.Slice(times, func(i, j int) bool { return times[i] < times[j] })
	return times, true
}

// together tells that a send is one of those that a cap counts together.
func together(limit *journey.Cap, group []journey.ID, channel, topic, scenario journey.ID) bool {
	switch limit.Scope {
	case journey.ScopeChannels:
		return slices.Contains(group, channel)
	case journey.ScopeTopic:
		return slices.Contains(group, topic)
	case journey.ScopeScenario:
		return slices.Contains(group, scenario)
	}
	return true
}

// free tells whether a cap is used up at a moment by what is counted until then and, if so, the first moment at which it is not.
func (x *person) free(limit *journey.Cap, times []int64, moment int64) (int64, bool) {
	if limit.Max == 0 {
		return x.w.horizon, true
	}
	if limit.Window == journey.CapRolling || limit.Window == journey.CapSinceLast {
		length, most := int64(limit.Length)*1000, limit.Max
		if limit.Window == journey.CapSinceLast {
			most = 1
		}
		var inside []int64
		for _, at := range times {
			if moment-at < length {
				inside = append(inside, at)
			}
		}
		if len(inside) < most {
			return 0, false
		}
		return inside[len(inside)-most] + length, true
	}
	loc := x.clockOf(limit.Clock)
	periods := max(1, limit.Periods)
	used := func(now int64) (int, time.Time) {
		from, next := x.w.period(limit, now, loc)
		for range periods - 1 {
			from, _ = x.w.period(limit, from.Add(-time.Hour).Sub(x.w.start).Milliseconds(), loc)
		}
		n := 0
		for _, at := range times {
			if at >= from.Sub(x.w.start).Milliseconds() {
				n++
			}
		}
		return n, next
	}
	now := moment
	for n, next := used(now); n >= limit.Max; n, next = used(now) {
		now = next.Sub(x.w.start).Milliseconds()
	}
	return now, now > moment
}
