package engine

import (
	"rehearse/simulate/program"
	"rehearse/simulate/random"
)

// goOn takes a token on until it waits behind others, or ends. It is false when the life gives up.
func (b *leanLife) goOn(t *leanToken) bool {
	s, now := t.step, int64(t.key>>8)
	var way *leanWay
	switch t.phase {
	case phaseEnters:
		return b.walk(t, s, now)
	case phaseWaited:
		way = s.port.of(b.profile)
	case phaseDecided:
		if t.clicked {
			b.sends[t.sent].happened = true
		}
		way = t.port.of(b.profile)
	default:
		b.x.now = now
		port := b.act(t, s)
		if port.mask > 0 {
			return b.stops(t, port)
		}
		way = port.of(b.profile)
	}
	if s = b.leave(t, s, way, now); s == nil {
		return true
	}
	return b.walk(t, s, int64(t.key>>8))
}

// walk takes a token from its coming to a step on.
func (b *leanLife) walk(t *leanToken, s *leanStep, now int64) bool {
	for {
		if s.counts {
			count := &b.visits[t.visits+s.local]
			visit := *count
			*count, t.visit = visit+1, visit
			if !s.told && !b.back(s, visit) {
				return false
			}
		}
		if s.cost > 0 {
			b.pay(s.cost, &b.visited)
		}
		way := s.first
		switch s.kind {
		case leanPass:
		case leanTouch:
			b.lastTouch = now
		case leanPoints:
			if s.touches {
				b.lastTouch = now
			}
			b.adds(s, now)
		case leanRanks:
			r := &s.ranks[b.profile]
			way = r.no
			if n := b.x.memory.points[r.score]; n >= r.low && n <= r.high {
				way = r.yes
			}
		case leanWait:
			at := now + s.wait.draw(b.arrival.Key.Draw(t.base.At(0, t.visit, random.Duration)+s.key))
			if at > now {
				if uint64(at)<<8|uint64(t.rank) >= b.limit || at >= b.horizon {
					b.x.now = now
					t.step = s
					b.park(t, at, phaseWaited)
					return true
				}
				now = at
			}
		default:
			b.x.now = now
			t.step, t.phase = s, phaseEnters
			port := b.act(t, s)
			if port.mask > 0 {
				return b.stops(t, port)
			}
			way = port.of(b.profile)
		}
		if s.next != nil && uint64(now)<<8|uint64(t.rank) < b.limit {
			s = s.next // by an implied link, which nobody counts
			continue
		}
		if way == nil {
			way = s.port.of(b.profile)
		}
		if s = b.leave(t, s, way, now); s == nil {
			return true
		}
		now = int64(t.key >> 8)
	}
}

// leave takes a token from a step by a way. It returns the step it comes to, at the tick of its key; nil when it waits behind
// others on the link, or has ended.
func (b *leanLife) leave(t *leanToken, s *leanStep, way *leanWay, now int64) *leanStep {
	at, link := now, way.sure
	if link == nil {
		// One draw serves both: its high half chooses the way, its low half how long that takes.
		r := b.arrival.Key.Draw(t.base.At(0, t.visit, random.Route) + s.key)
		if link = b.choose(way, r); link == nil {
			b.x.now = now
			b.ends(t, s, way.linked)
			return nil
		}
		at += link.delay.draw(r)
	}
	if s.next == nil {
		hop := &b.context.lean[link.number]
		hop.took += b.one
		if hop.mark == b.epoch {
			hop.again += b.one
		}
		hop.mark = b.epoch
	}
	if key := uint64(at)<<8 | uint64(t.rank); key < b.limit && at < b.horizon {
		t.key = key
		return link.to
	}
	b.x.now = now
	t.step, t.link = link.to, link
	b.park(t, at, phaseEnters)
	return nil
}

// back counts a visit that is not told by the link it came by. It is false when there were too many.
func (b *leanLife) back(s *leanStep, visit uint32) bool {
	if visit == 0 && !s.again {
		return true
	}
	b.context.again[s.number] += b.one * b.been(s, visit)
	b.moments += s.weight
	return b.moments <= mostLeanMoments
}

// adds adds the points of a step.
func (b *leanLife) adds(s *leanStep, now int64) {
	b.used = true
	m := &b.x.memory
	if e := s.event; e != program.None {
		m.count[e]++
		m.last[e], m.order[e] = now, b.x.next()
	}
	for i := range s.adds {
		p := &s.adds[i]
		m.points[p.score] = min(max(m.points[p.score]+p.add, p.floor), p.ceiling)
	}
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
	case leanMessage:
		return b.message(t, s.message)
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
