package exact

import (
	"math"

	"rehearse/journey"
	"rehearse/simulate/program"
)

const (
	hour = 3_600_000
	day  = 24 * hour
)

// endless is a time without bound.
const endless = math.MaxInt64

// stepTime is the greatest time a token can spend in a step.
func stepTime(p *program.Program, s int32) int64 {
	step := &p.Steps[s]
	if step.Kind != program.KindWait {
		return 0
	}
	wait := &p.Waits[step.Index]
	if wait.Kind == journey.WaitUntil {
		return 8 * day // a week, and a clock that is put forward or back
	}
	_, greatest := wait.For.Bounds()
	return greatest
}

// linkTime is the greatest time a link takes.
func linkTime(p *program.Program, n int32) int64 {
	if p.Links[n].Instant {
		return 0
	}
	_, greatest := p.Links[n].Delay.Bounds()
	return greatest
}

// add adds times; what is beyond any map's length is endless.
func add(a, b int64) int64 {
	if a == endless || b == endless || a > endless-b {
		return endless
	}
	return a + b
}

// longest is the greatest time from entering each step to the end of the way, endless after a loop in which
// time can pass.
func (g *graph) longest() []int64 {
	times := make([]int64, len(g.out))
	for b := len(g.blocks) - 1; b >= 0; b-- {
		most := int64(0)
		for _, s := range g.blocks[b] {
			here := stepTime(g.p, s)
			if g.looped[b] && here > 0 {
				most = endless
			}
			after := int64(0)
			for _, n := range g.out[s] {
				to, takes := g.p.Links[n].To, linkTime(g.p, n)
				if g.blockOf[to] != int32(b) {
					after = max(after, add(takes, times[to]))
				} else if takes > 0 {
					most = endless
				}
			}
			most = max(most, add(here, after))
		}
		for _, s := range g.blocks[b] {
			times[s] = most
		}
	}
	return times
}

// latest is the last tick at which somebody arrives at an entry.
func latest(e *program.Entry) int64 {
	last := int64(0)
	for h, w := range e.Weights {
		if w > 0 {
			last = int64(h)*hour + hour - 1
		}
	}
	return last
}
