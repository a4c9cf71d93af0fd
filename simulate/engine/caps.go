package engine

import (
	"math"

	"rehearse/journey"
	"rehearse/simulate/calendar"
	"rehearse/simulate/program"
)

// never is the time of what has not happened.
const never int64 = math.MinInt64

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

// capTimes lists in scratch, oldest first, when tries since a moment happened that a cap counts together with this one.
func (x *life) capTimes(c *program.Cap, this *try, from int64) {
	x.scratch = x.scratch[:0]
	for i := range x.tries {
		if at := x.tries[i].when(c); at >= from && counted(c, &x.tries[i], this) {
			x.scratch = insert(x.scratch, at)
		}
	}
}

// insert puts a time in its place among rising ones.
func insert(times []int64, at int64) []int64 {
	times = append(times, at)
	for i := len(times) - 1; i > 0 && times[i-1] > at; i-- {
		times[i], times[i-1] = times[i-1], times[i]
	}
	return times
}

// capHit tells that a cap is full for a try, and the first moment at which it has room again (0: never). It leaves in
// scratch what the cap counts when that is asked for: when it is full, or looks ahead.
func (x *life) capHit(c *program.Cap, this *try) (hit bool, free int64) {
	if c.Max <= 0 {
		return true, 0
	}
	from, n := x.capFrom(c, x.now), 0
	for i := range x.tries {
		if x.tries[i].when(c) >= from && counted(c, &x.tries[i], this) {
			n++
		}
	}
	hit = n >= most(c)
	if hit || c.LookAhead > 0 {
		x.capTimes(c, this, from)
	}
	if hit {
		free = x.capFree(c)
	}
	return hit, free
}

// counted tells that a cap counts an earlier try against this one, which is not the same.
func counted(c *program.Cap, earlier, this *try) bool {
	return earlier.when(c) != never && (earlier.stay != this.stay || earlier.place != this.place) && capCounts(c, earlier, this)
}

// most is how many a cap lets go in its window: since the last message there is room only when there was none.
func most(c *program.Cap) int {
	if c.Window == journey.CapSinceLast {
		return 1
	}
	return int(c.Max)
}

// within counts the times from a first moment to a last, both included.
func within(times []int64, from, until int64) int {
	n := 0
	for i := len(times) - 1; i >= 0 && times[i] >= from; i-- {
		if times[i] <= until {
			n++
		}
	}
	return n
}

// capFrom is the first tick of the window of a cap that ends at a moment.
func (x *life) capFrom(c *program.Cap, at int64) int64 {
	if c.Window == journey.CapRolling || c.Window == journey.CapSinceLast {
		return at - c.Length + 1
	}
	zone := x.p.Zones[x.clock(c.Clock)]
	today := zone.Wall(at).Day
	switch c.Window {
	case journey.CapWeek:
		return zone.At(today.WeekStart(c.WeekStarts)-7*calendar.Day(c.Periods-1), 0)
	case journey.CapMonth:
		return zone.At(today.MonthStart().AddMonths(-int(c.Periods-1)), 0)
	default:
		return zone.At(today-calendar.Day(c.Periods-1), 0)
	}
}

// capFree is the first moment after now at which a cap that is full has room: when the last one too many leaves a
// rolling window, or at the beginning of the first period whose window holds few enough.
func (x *life) capFree(c *program.Cap) int64 {
	times := x.scratch
	if c.Window == journey.CapRolling || c.Window == journey.CapSinceLast {
		return times[len(times)-most(c)] + c.Length
	}
	zone := x.p.Zones[x.clock(c.Clock)]
	at := x.now
	for at < calendar.Farthest {
		switch c.Window {
		case journey.CapWeek:
			at = zone.NextWeek(at, c.WeekStarts)
		case journey.CapMonth:
			at = zone.NextMonth(at)
		default:
			at = zone.NextDay(at)
		}
		if within(times, x.capFrom(c, at), at) < int(c.Max) {
			break
		}
	}
	return at
}
