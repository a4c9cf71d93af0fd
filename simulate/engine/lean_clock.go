package engine

import (
	"math"
	"math/bits"

	"rehearse/simulate/calendar"
	"rehearse/simulate/program"
)

// leanClocks are tables of what the clocks of zones show in the run: days, and quiet hours. They are made when first asked.
type leanClocks struct {
	days    []changes // by zone
	quiets  []changes
	horizon int64
}

// changes are the moments at which something changes on a clock, rising from tick 0 on, and from then on what it is:
// the day, or 1 for quiet and 0 for not. Guide is the first moment to look at, by tick / 2^shift; crowded tells that
// somewhere more than one follows before the next stretch.
type changes struct {
	all     []change
	guide   []int32
	shift   uint8
	crowded bool
}

// change is what is from a tick on.
type change struct {
	at int64
	is int32
}

// Shifts make stretches of somewhat more than two hours, or of longer, up to a week, while a stretch has no more than one change.
const (
	leastShift = 23
	mostShift  = 29
)

func (k *leanClocks) init(p *program.Program) {
	k.days, k.quiets, k.horizon = make([]changes, len(p.Zones)), make([]changes, len(p.Zones)), p.Horizon
}

// find is the number of the last change at a tick or before.
func (c *changes) find(tick int64) int {
	n := int(c.guide[tick>>(c.shift&63)])
	if !c.crowded { // without a branch: which part of a stretch it is nobody can foresee
		return n + 1 - int(uint64(tick-c.all[n+1].at)>>63)
	}
	for c.all[n+1].at <= tick {
		n++
	}
	return n
}

// add notes what is from a tick on.
func (c *changes) add(at int64, is int32) {
	c.all = append(c.all, change{at, is})
}

// guided makes the guide for ticks below the horizon.
func (c *changes) guided(horizon int64) {
	c.shift, c.crowded = mostShift, false
	for ; c.shift > leastShift && c.crowds(horizon); c.shift-- {
	}
	c.crowded = c.crowds(horizon)
	n := int32(0)
	for tick := int64(0); tick < horizon; tick += 1 << c.shift {
		for int(n+1) < len(c.all) && c.all[n+1].at <= tick {
			n++
		}
		c.guide = append(c.guide, n)
	}
	c.add(math.MaxInt64, 0) // is never reached
}

// crowds tells that somewhere more than one change follows the beginning of a stretch before the next begins.
func (c *changes) crowds(horizon int64) bool {
	for i := 2; i < len(c.all) && c.all[i-1].at < horizon; i++ {
		if c.all[i-1].at>>c.shift == c.all[i].at>>c.shift && c.all[i-1].at&(1<<c.shift-1) != 0 {
			return true
		}
	}
	return false
}

// quietOf are the quiet hours of the person.
func (k *leanClocks) quietOf(x *life) *changes {
	zone := x.clock(x.p.Policy.QuietClock)
	c := &k.quiets[zone]
	if c.all == nil {
		hours, z := x.p.Policy.Quiet, x.p.Zones[zone]
		is := hours.Covers(z, 0)
		for at := int64(0); ; is = !is {
			if is {
				c.add(at, 1)
				at = hours.NextOutside(z, at)
			} else {
				c.add(at, 0)
				at = hours.NextInside(z, at)
			}
			if len(c.all) > 1 && c.all[len(c.all)-1].at >= k.horizon || at == calendar.Never {
				c.add(at, 0)
				break
			}
		}
		c.guided(k.horizon)
	}
	return c
}

// fullestDay is life.fullestDay.
func (k *leanClocks) fullestDay(x *life) (best window) {
	if len(x.touches) < 2 {
		return window{0, len(x.touches)}
	}
	c := &k.days[x.who.Zone]
	if c.all == nil {
		x.p.Zones[x.who.Zone].Days(0, k.horizon, func(tick int64, day calendar.Day) { c.add(tick, int32(day)) })
		c.guided(k.horizon)
	}
	today, same, most, until := int32(-1), 0, 0, 0
	for i := range x.touches {
		on := c.all[c.find(x.touches[i].at)].is
		if same++; on != today {
			same = 1
		}
		today = on
		if same > most {
			until = i + 1
		}
		most = max(most, same)
	}
	return window{until - most, until}
}

// fullestTouches is fullestWeek of the touches. It looks at windows that are as long as the longest before, and longer when that still
// is no more than a week.
func fullestTouches(touches []touch) window {
	from, until := 0, 0
	for i := range touches {
		if touches[i].at-touches[from].at < week {
			until = i + 1
		} else {
			from++
		}
	}
	return window{until - (len(touches) - from), until}
}

// mostInWeek is how many times the fullest 7 × 24 h have, as fullestWeek.
func mostInWeek(times []int64) int64 {
	from := 0
	for _, at := range times {
		if at-times[from] >= week {
			from++
		}
	}
	return int64(len(times) - from)
}

// firstOf is the number of the lowest bit.
func firstOf(mask uint64) int { return bits.TrailingZeros64(mask) }
