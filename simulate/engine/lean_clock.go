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
// the day, or 1 for quiet and 0 for not. Guide is the first moment to look at, by tick / 2^changesShift; crowded tells that
// somewhere more than one follows before the next stretch.
type changes struct {
	all     []change
	guide   []int32
	crowded bool
}

// change is what is from a tick on.
type change struct {
	at int64
	is int32
}

// changesShift makes stretches of somewhat more than two hours.
const changesShift = 23

func (k *leanClocks) init(p *program.Program) {
	k.days, k.quiets, k.horizon = make([]changes, len(p.Zones)), make([]changes, len(p.Zones)), p.Horizon
}

// find is the number of the last change at a tick or before.
func (c *changes) find(tick int64) int {
	n := int(c.guide[tick>>changesShift])
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
	n := int32(0)
	for tick := int64(0); tick < horizon; tick += 1 << changesShift {
		for int(n+1) < len(c.all) && c.all[n+1].at <= tick {
			n++
		}
		c.guide = append(c.guide, n)
	}
	c.add(math.MaxInt64, 0) // is never reached
	for i := range c.guide {
		after := int(c.guide[i]) + 2
		c.crowded = c.crowded || after < len(c.all) && c.all[after].at < int64(i+1)<<changesShift
	}
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
	from, today := 0, int32(0)
	for i := range x.touches {
		if on := c.all[c.find(x.touches[i].at)].is; i == 0 || on != today {
			today, from = on, i
		}
		if w := (window{from, i + 1}); w.touches() > best.touches() {
			best = w
		}
	}
	return best
}

// fullestTouches is fullestWeek of the touches.
func fullestTouches(touches []touch) (best window) {
	if n := len(touches); n > 0 && touches[n-1].at-touches[0].at < week {
		return window{0, n}
	}
	from := 0
	for i := range touches {
		for touches[i].at-touches[from].at >= week {
			from++
		}
		if w := (window{from, i + 1}); w.touches() > best.touches() {
			best = w
		}
	}
	return best
}

// firstOf is the number of the lowest bit.
func firstOf(mask uint64) int { return bits.TrailingZeros64(mask) }
