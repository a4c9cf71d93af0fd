package engine

import (
	"rehearse/simulate/program"
	"rehearse/simulate/random"
)

// goOn takes a token on until it waits behind others, or ends. It is false when the life gives up.
func (b *leanLife) goOn(t *leanToken) bool {
	s, now := t.step, int64(t.key>>8)
	var way *leanWay // by which it leaves; nil while it comes to the step
	switch t.phase {
	case phaseEnters:
	case phaseWaited:
		way = s.port.of(b.profile)
	case phaseDecided:
		if t.clicked {
			b.sends[t.sent].happened = true
		}
		way = t.port.of(b.profile)
	default:
		b.x.now = now
		port := b.message(t, s.message)
		if port.mask > 0 {
			return b.stops(t, port)
		}
		now, way = b.x.now, port.of(b.profile)
	}
	for {
		for way == nil {
			if s.counts != 0 {
				count := &b.visits[(t.visits+s.local)&(mostLeanVisits-1)]
				visit := *count
				*count, t.visit = visit+1, visit
				if s.counts > countsVisits {
					if (visit > 0 || s.again) && !s.told && !b.back(s, visit) {
						return false
					}
					if s.cost > 0 {
						b.pay(s.cost, &b.visited)
					}
				}
			}
			way = s.first
			switch s.kind {
			case leanPass:
			case leanTouch:
				b.lastTouch = now
			case leanPoints:
				if s.touches {
					b.lastTouch = now
				}
				b.used = true
				if s.event != program.None {
					b.remembers(s.event, now)
				}
				b.adds(s.adds)
			case leanRanks:
				way = s.ranks[b.profile].of(b)
			case leanWait:
				at := now + s.wait.draw(b.arrival.Key.Draw(t.base.At(0, t.visit, random.Duration)+s.key))
				if at > now {
					if uint64(at)<<8|uint64(t.rank) >= b.limit {
						b.x.now = now
						b.waits(t, s, at)
						return true
					}
					now = at
				}
			default:
				b.x.now = now
				t.step, t.phase = s, phaseEnters
				var port *leanPort
				if s.kind == leanMessage {
					port = b.message(t, s.message)
				} else {
					port = b.act(t, s)
				}
				if port.mask > 0 {
					return b.stops(t, port)
				}
				now, way = b.x.now, port.of(b.profile)
			}
			if s.next == nil || uint64(now)<<8|uint64(t.rank) >= b.limit {
				if way == nil {
					way = s.port.of(b.profile)
				}
				break
			}
			// On by an implied link, which nobody counts.
			way = nil
			if s.ranked {
				way = s.next.ranks[b.profile].of(b)
			}
			s = s.next
		}
		to, number := way.to, way.number
		if to == nil {
			t.key = uint64(now) << 8
			link := b.leaves(t, s, way)
			if link == nil {
				return true
			}
			now, to, number = int64(t.key>>8), link.to, link.number
		}
		if s.next == nil {
			mark, hop := &b.marks[number], &b.hops[number]
			// Without a branch: whether somebody comes back nobody can foresee.
			again := int64(uint64(*mark^b.epoch)-1) >> 63
			*mark = b.epoch
			hop.took += b.one
			hop.again += b.one & again
		}
		if uint64(now)<<8|uint64(t.rank) >= b.limit {
			if way.to != nil {
				b.x.now = now
			}
			t.step, t.link = to, &b.links[number]
			b.park(t, now, phaseEnters)
			return true
		}
		s, way = to, nil
	}
}

// waits lets a token wait at a step.
func (b *leanLife) waits(t *leanToken, s *leanStep, at int64) {
	if s.next != nil && at < b.horizon { // what is implied needs no counting when it comes
		t.step = s.next
		b.park(t, at, phaseEnters)
		return
	}
	t.step = s
	b.park(t, at, phaseWaited)
}

// leaves is the link a token takes at the tick of its key, which becomes that at which it arrives; nil when it ends.
func (b *leanLife) leaves(t *leanToken, s *leanStep, way *leanWay) *leanLink {
	// One draw serves both: its high half chooses the way, its low half how long that takes.
	r := b.arrival.Key.Draw(t.base.At(0, t.visit, random.Route) + s.key)
	link := b.choose(way, r)
	b.x.now = int64(t.key >> 8)
	if link == nil {
		b.ends(t, s, way.linked())
		return nil
	}
	t.key += uint64(link.delay.draw(r)) << 8
	return link
}

// back counts a visit that is not told by the link it came by. It is false when there were too many.
func (b *leanLife) back(s *leanStep, visit uint32) bool {
	b.context.again[s.number] += b.one * b.been(s, visit)
	b.moments += s.weight
	return b.moments <= mostLeanMoments
}

// adds adds points.
func (b *leanLife) adds(adds []leanAdd) {
	for i := range adds {
		p := &adds[i]
		points := &b.points[p.score]
		*points = min(max(*points+p.add, p.floor), p.ceiling)
	}
}

// remembers remembers an event of which nothing follows.
func (b *leanLife) remembers(e int32, now int64) {
	m := &b.x.memory
	m.count[e]++
	m.last[e], m.order[e] = now, b.x.next()
}

// What an act comes to that is no port to leave by: their masks are above 0.
var (
	leanParked  = &leanPort{mask: 1} // the token waits
	leanEnded   = &leanPort{mask: 2} // it is to be removed
	leanUnknown = &leanPort{mask: 3} // the life gives up
)

// stops is what an act comes to that is no port to leave by. It is false when the life gives up.
func (b *leanLife) stops(t *leanToken, how *leanPort) bool {
	if how == leanEnded {
		b.remove(t)
	}
	return how != leanUnknown
}

// act does what more than the simplest steps do, and returns the port to leave by.
func (b *leanLife) act(t *leanToken, s *leanStep) *leanPort {
	x := b.x
	switch s.kind {
	case leanDo:
		if s.touches {
			b.lastTouch = x.now
		}
		if len(s.changes) > 0 {
			b.change(s.changes, t)
		}
		if s.event != program.None && !b.emit(s.event) {
			return leanUnknown
		}
	case leanBranch:
		if s.asks && !b.settle(t) {
			return leanUnknown
		}
		b.become()
		place := 0
		for place < len(s.rules) && !x.holds(&s.rules[place][b.profile]) {
			place++
		}
		return &s.ports[place]
	case leanSplit:
		arm := random.Choose(s.arms, b.arrival.Key.Draw(s.key.For(random.Split)))
		return &s.ports[min(arm, len(s.arms)-1)]
	case leanGoal:
		if !b.goal(t, s) {
			return leanUnknown
		}
	case leanDesk:
		return b.ask(t, s)
	default:
		b.context.Steps[s.number].Exited += b.one
		b.count(t, EndExit)
		return leanEnded
	}
	return &s.port
}
