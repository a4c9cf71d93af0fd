package engine

import (
	"slices"
	"time"

	"rehearse/journey"
	"rehearse/simulate/calendar"
	"rehearse/simulate/program"
)

// never is the time of what has not happened.
const never int64 = -1

// try is an attempt that came as far as the caps. As an attempt it counts once, at the moment it is decided:
// what is deferred has not happened yet.
type try struct {
	at, sent, delivered      int64
	channel, topic, scenario int32
	stay                     uint32 // the token's visit
	place                    int32
}

// when is the time at which a try counts for a cap, never for not (yet).
func (y *try) when(c *program.Cap) int64 {
	switch c.Counts {
	case journey.CountAttempt:
		return y.at
	case journey.CountDelivery:
		return y.delivered
	default:
		return y.sent
	}
}

// scoped picks the record of a scope.
func scoped(scope journey.CapScope, channel, topic, scenario int32) int32 {
	switch scope {
	case journey.ScopeChannels:
		return channel
	case journey.ScopeTopic:
		return topic
	default:
		return scenario
	}
}

// capConcerns tells that a cap holds for sends like this.
func capConcerns(c *program.Cap, channel, topic, scenario int32) bool {
	if c.Scope == journey.ScopeAll {
		return true
	}
	n := scoped(c.Scope, channel, topic, scenario)
	return n != program.None && (c.Of == nil || c.Of[n])
}

// capCounts tells that a cap counts an earlier try together with this one.
func capCounts(c *program.Cap, earlier, this *try) bool {
	if c.Scope == journey.ScopeAll {
		return true
	}
	n := scoped(c.Scope, earlier.channel, earlier.topic, earlier.scenario)
	if n == program.None {
		return false
	}
	if c.Of != nil {
		return c.Of[n]
	}
	return n == scoped(c.Scope, this.channel, this.topic, this.scenario)
}

// capHit tells that a cap is full for a try, and the first moment at which it has room again (0: never).
func (x *life) capHit(c *program.Cap, this *try) (hit bool, free int64) {
	if c.Max <= 0 {
		return true, 0
	}
	from, next := x.capWindow(c)
	n := int32(0)
	last := never
	for i := range x.tries {
		earlier := &x.tries[i]
		at := earlier.when(c)
		if at == never || at > x.now || at < from || (earlier.stay == this.stay && earlier.place == this.place) || !capCounts(c, earlier, this) {
			continue
		}
		n++
		last = max(last, at)
	}
	switch c.Window {
	case journey.CapSinceLast:
		return n > 0, last + c.Length
	case journey.CapRolling:
		if n < c.Max {
			return false, 0
		}
		return true, x.rollingFree(c, this, from)
	default:
		return n >= c.Max, next
	}
}

// capWindow is the first tick a cap counts, and for calendar windows the beginning of the next period.
func (x *life) capWindow(c *program.Cap) (from, next int64) {
	if c.Window == journey.CapRolling || c.Window == journey.CapSinceLast {
		return x.now - c.Length + 1, 0
	}
	zone := x.p.Zones[x.clock(c.Clock)]
	today := zone.Wall(x.now).Day
	switch c.Window {
	case journey.CapWeek:
		first := today.WeekStart(time.Monday) - 7*calendar.Day(c.Periods-1)
		return zone.At(first, 0), zone.NextWeek(x.now, time.Monday)
	case journey.CapMonth:
		return zone.At(today.MonthStart().AddMonths(-int(c.Periods-1)), 0), zone.NextMonth(x.now)
	default:
		return zone.At(today-calendar.Day(c.Periods-1), 0), zone.NextDay(x.now)
	}
}

// rollingFree is when the Max-th newest of the counted sends leaves the window.
func (x *life) rollingFree(c *program.Cap, this *try, from int64) int64 {
	x.scratch = x.scratch[:0]
	for i := range x.tries {
		earlier := &x.tries[i]
		if at := earlier.when(c); at != never && at <= x.now && at >= from && (earlier.stay != this.stay || earlier.place != this.place) && capCounts(c, earlier, this) {
			x.scratch = append(x.scratch, at)
		}
	}
	slices.Sort(x.scratch)
	return x.scratch[len(x.scratch)-int(c.Max)] + c.Length
}
