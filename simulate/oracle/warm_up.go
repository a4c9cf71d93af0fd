package oracle

import (
	"maps"
	"slices"

	"rehearse/journey"
)

// warm is what somebody who is there before the counted time begins brings into it.
type warm struct {
	ended   int64 // when the person began to be counted, where the warm-up had to end for it
	order   int   // what comes later in the person's own order is counted
	touches int   // contacts before
	wants   int
	had     map[journey.ID]bool   // goals reached before
	pulling map[*journey.Link]int // pulls on their way
}

// uncounted tells that the person came in the warm-up.
func (x *person) uncounted() bool {
	return x.arrives < x.w.warmUp && x.entry.Entry.Mode != journey.EntryBase
}

// warmUp lets the person, who has just arrived, be counted from the end of the warm-up on. It is the first that happens then.
func (x *person) warmUp() {
	x.warm = warm{had: map[journey.ID]bool{}, pulling: map[*journey.Link]int{}}
	x.harm = newHarm()
	if x.w.warmUp > x.now {
		x.at(x.w.warmUp, -1, x.countFromNow)
	}
}

// counting tells that what happens to the person now is counted.
func (x *person) counting() bool {
	return !x.uncounted() && (x.warm.ended > 0 || x.w.warmUp <= x.arrived)
}

// countFromNow forgets all that was counted and counts what is going on as begun now.
func (x *person) countFromNow() {
	x.tally = map[string]float64{}
	x.count("people", 1)
	x.order++
	x.warm.ended, x.warm.order = x.now, x.order
	x.warm.touches, x.warm.wants = len(x.touches), len(x.wants)
	for id, n := range x.counted {
		x.warm.had[id] = x.warm.had[id] || n > 0
		x.counted[id] = 0
	}
	for _, s := range x.sent {
		s.early = true
	}
	x.harm.released, x.harm.met = map[int64]int{}, map[string]bool{}
	came := func(s *journey.Step) {
		x.count("step/"+string(s.ID)+"/visits", 1)
		x.once("step/" + string(s.ID) + "/people")
	}
	took := func(l *journey.Link) {
		x.count("link/"+string(l.ID)+"/tokens", 1)
		x.once("link/" + string(l.ID) + "/people")
	}
	for _, in := range append([]*instance{x.flow}, x.all...) {
		if in.scenario != nil && in.alive {
			x.countStart(in.scenario)
		}
		for _, t := range in.tokens {
			switch {
			case !t.alive:
			case t.step != nil:
				came(t.step)
				for _, first := range slices.Sorted(maps.Keys(t.held)) {
					name := "send/" + string(t.step.ID) + "/" + string(t.held[first].channel) + "/"
					x.count(name+"attempts", 1)
					x.count(name+"held", 1)
					if t.held[first].wanted {
						x.count(name+"wanted", 1)
					}
				}
				if t.asked != nil {
					t.asked.beginCounting()
				}
			case t.on != nil:
				from := x.w.m.Step(t.on.From)
				came(from)
				x.count("step/"+string(from.ID)+"/went_on", 1)
				took(t.on)
			}
		}
	}
	for l, n := range x.warm.pulling {
		for range n {
			took(l)
		}
	}
}
