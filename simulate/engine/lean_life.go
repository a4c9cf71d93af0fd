package engine

import (
	"rehearse/simulate/cohort"
	"rehearse/simulate/program"
	"rehearse/simulate/random"
)

// leanLife lives lean lives, one after the other. It has a life of its own for what people remember and are asked.
type leanLife struct {
	*leanProgram
	x       *life
	p       *program.Program
	horizon int64
	limit   uint64 // the key of the soonest of the other tokens

	// one is what is added for everything that is counted at once: 1, and -1 to take it back.
	one     int64
	arrival *cohort.Arrival
	profile int32
	persona int32
	known   bool // x.who is the person
	// asks: the life has come to a desk, to which it makes a request.
	asks      bool
	request   request
	again     cohort.Arrival // who goes on behind a desk
	used      bool           // x remembers something
	context   *Context
	contexts  []*Context // by profile
	batch     []int64
	tokens    [mostLeanTokens]leanToken
	n         int // how many there are
	moments   int
	instances int32
	visits    []uint32
	epoch     uint32
	seen      []uint32 // steps, by epoch
	taken     []uint32 // links
	spent     int64
	moved     int64
	leanMessages
	leanCounts
	together leanTogether
	pool     *pool // nil where there is none
}

func newLeanLife(x *life) *leanLife {
	p := x.p
	b := &leanLife{
		leanProgram: x.tables, x: x, p: p, horizon: p.Horizon,
		seen: make([]uint32, len(p.Steps)), taken: make([]uint32, len(p.Links)),
		contexts: make([]*Context, p.Profiles()),
	}
	most := p.MainSteps
	for i := range p.Scenarios {
		most = max(most, p.Scenarios[i].Steps)
	}
	b.visits = make([]uint32, most*mostLeanTokens*2)
	b.leanMessages.init(x)
	b.leanCounts.init(p)
	b.together.pairs = make([]leanPair, leanPairs)
	return b
}

// live lives the life of somebody who arrives. Where that is more than lean it takes back what it has counted and lets the
// person live in full.
func (b *leanLife) live(a *cohort.Arrival, batch []int64) {
	b.comes(a, batch, 1)
	b.goesOn(a, batch)
}

// goesOn lives a life that has begun to its end.
func (b *leanLife) goesOn(a *cohort.Arrival, batch []int64) {
	if b.toTheEnd() {
		b.finish()
		return
	}
	b.try(a, batch, -1)
	b.whole(a)
}

// whole lives somebody's life in full.
func (b *leanLife) whole(a *cohort.Arrival) {
	b.used, b.x.marked = true, true
	b.x.run(*a)
}

// try lives a life up to its end, which is not counted yet. It is false when it gives up.
func (b *leanLife) try(a *cohort.Arrival, batch []int64, one int64) bool {
	b.comes(a, batch, one)
	return b.toTheEnd()
}

// comes lets somebody come to the entry.
func (b *leanLife) comes(a *cohort.Arrival, batch []int64, one int64) {
	b.begin(a, cohort.PersonaOf(b.p, a), batch, one)
	step := b.p.Entries[a.Entry].Step
	b.tokens[0].step = &b.steps[step]
	b.enters(step)
}

// toTheEnd lets happen what is due. It is false when the life gives up.
func (b *leanLife) toTheEnd() bool {
	for b.n > 0 {
		n := b.soonest()
		if n < 0 {
			return false
		}
		if int64(b.tokens[n].key>>8) >= b.horizon {
			return true
		}
		if !b.goOn(&b.tokens[n]) {
			return false
		}
	}
	return true
}

// begin makes ready for somebody.
func (b *leanLife) begin(a *cohort.Arrival, persona int32, batch []int64, one int64) {
	x, p := b.x, b.p
	b.arrival, b.batch, b.one = a, batch, one
	b.persona, b.profile = persona, p.Profile(persona, a.Entry)
	if b.context = b.contexts[b.profile]; b.context == nil {
		b.context = x.tally.context(p, b.profile, 0)
		b.contexts[b.profile] = b.context
	}
	b.known, b.converted, b.asks = false, false, false
	b.moments, b.instances, b.spent, b.moved = 0, 0, 0, 0
	if b.epoch++; b.epoch == 0 {
		clear(b.seen)
		clear(b.taken)
		b.epoch = 1
	}
	if b.used {
		b.forget()
	}
	b.reset(x)
	for i := range x.memory.deed {
		x.memory.deed[i] = a.At
	}
	x.order, x.now = 2, a.At
	clear(b.visits[:p.MainSteps])
	b.grown, b.n = p.MainSteps, 1
	t := &b.tokens[0]
	t.key, t.order, t.rank, t.phase = uint64(a.At)<<8, 0, 0, phaseEnters
	t.link, t.visit, t.visits, t.began, t.scenario, t.inst, t.base, t.clicked = nil, 0, 0, x.order, program.None, 0, 0, false
}

// goOn takes a token on until it waits behind others, or ends. It is false when the life gives up.
func (b *leanLife) goOn(t *leanToken) bool {
	x, c, one := b.x, b.context, b.one
	who, profile := b.arrival.Key, b.profile
	now := int64(t.key >> 8)
	s, link, visit := t.step, t.link, t.visit
	for enters := t.phase == phaseEnters; ; enters = true {
		if enters {
			count := &b.visits[t.visits+s.local]
			visit = *count
			*count = visit + 1
			if visit != 0 || s.again {
				if b.moments++; b.moments > mostLeanMoments {
					return false
				}
				c.again[s.number] += one * b.been(s, visit)
			}
			if s.cost > 0 {
				b.pay(s.cost, &b.visited)
			}
		}
		port := &s.port
		switch s.kind {
		case leanPass:
		case leanTouch:
			b.lastTouch = now
		case leanWait:
			if enters {
				if at := now + drawn(&s.wait, who.Draw(t.base.At(0, visit, random.Duration)+s.key)); at > now {
					if uint64(at)<<8|uint64(t.rank) >= b.limit || at >= b.horizon {
						x.now = now
						t.step, t.link, t.visit = s, link, visit
						b.park(t, at, phaseWaited)
						return true
					}
					now = at
				}
			}
		case leanPoints:
			if s.touches {
				b.lastTouch = now
			}
			b.used = true
			m := &x.memory
			if e := s.event; e != program.None {
				m.count[e]++
				m.last[e], m.order[e] = now, x.next()
			}
			for i := range s.adds {
				p := &s.adds[i]
				m.points[p.score] = min(max(m.points[p.score]+p.add, p.floor), p.ceiling)
			}
		case leanRanks:
			r := &s.ranks[profile]
			if n := x.memory.points[r.score]; n >= r.low && n <= r.high {
				port = r.yes
			} else {
				port = r.no
			}
		default:
			if t.phase == phaseDecided && !enters {
				port = t.port
				if t.clicked {
					b.sends[t.sent].happened = true
				}
				break
			}
			x.now = now
			t.step, t.link, t.visit = s, link, visit
			if enters {
				t.phase = phaseEnters
			}
			switch port = b.act(t, s); port {
			case leanParked:
				return true
			case leanEnded:
				b.remove(t)
				return true
			case leanUnknown:
				return false
			}
		}
		way := &port.ways[profile&port.mask]
		at := now
		if link = way.sure; link == nil {
			// One draw serves both: its high half chooses the way, its low half how long that takes.
			r := who.Draw(t.base.At(0, visit, random.Route) + s.key)
			if link = b.choose(way, r); link == nil {
				x.now = now
				b.ends(t, s, way.linked)
				return true
			}
			at += link.delay.Draw(uint32(r))
		}
		hop := &c.lean[link.number]
		hop.took += one
		if visit != 0 || s.again {
			hop.again += one * seen(&b.taken[link.number], b.epoch)
		}
		b.taken[link.number] = b.epoch
		s = link.to
		if uint64(at)<<8|uint64(t.rank) >= b.limit || at >= b.horizon {
			x.now = now
			t.step, t.link = s, link
			b.park(t, at, phaseEnters)
			return true
		}
		now = at
	}
}

// What an act comes to that is no port to leave by.
var (
	leanParked  = &leanPort{mask: 1} // the token waits
	leanEnded   = &leanPort{mask: 2} // it is to be removed
	leanUnknown = &leanPort{mask: 3} // the life gives up
)

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

// pay counts an amount, to a sum of the life as well.
func (b *leanLife) pay(cost int64, sum *int64) {
	b.moved = capped(b.moved, max(cost, -cost))
	b.spent += cost
	*sum += cost
}

// become makes the person, when it is first asked who it is.
func (b *leanLife) become() {
	if !b.known {
		b.known = true
		b.x.who.BecomeOf(b.arrival, b.persona)
	}
}

// change applies changes at a step.
func (b *leanLife) change(changes []program.Change, t *leanToken) {
	b.become()
	b.used = true
	b.x.change(changes, t.base, t.visit)
}

// emit lets an event happen to the person. It is false when the life gives up.
func (b *leanLife) emit(e int32) bool {
	x := b.x
	b.used = true
	x.recordEvent(e, &b.p.Events[e])
	for _, scenario := range x.byEvent[e] {
		if !b.start(scenario) {
			return false
		}
	}
	return true
}

// start starts a scenario if it may. It is false when the life gives up.
func (b *leanLife) start(scenario int32) bool {
	x := b.x
	s, mine, count := &b.p.Scenarios[scenario], &x.started[scenario], &x.tally.Scenarios[scenario]
	b.become()
	if segment := b.segments[scenario]; segment != nil {
		if !b.settle(nil) {
			return false
		}
		if !x.holds(&segment[b.profile]) {
			count.Refused[StartNotInSegment] += b.one
			return true
		}
	}
	if !x.mayStart(s, mine, x.now) {
		count.Refused[StartReentry] += b.one
		return true
	}
	if b.n == mostLeanTokens || int(b.grown+s.Steps) > len(b.visits) {
		return false
	}
	b.used = true
	if mine.instances == 0 {
		mine.order, mine.first, mine.counted = x.order+1, x.now, true
		count.People += b.one
		count.ByPersona[b.persona] += b.one
	}
	mine.instances++
	mine.running++
	mine.last = x.now
	count.Started += b.one
	t := &b.tokens[b.n]
	b.n++
	t.began, t.rank, t.scenario, t.visits = x.next(), uint8(s.Rank), scenario, b.grown
	b.instances++
	t.inst = b.instances
	t.step, t.link, t.base = &b.steps[s.Start], nil, random.Key(0).At(uint32(mine.instances), 0, 0)
	clear(b.visits[b.grown : b.grown+s.Steps])
	b.grown += s.Steps
	b.enters(s.Start)
	b.park(t, x.now, phaseEnters)
	b.limit = min(b.limit, t.key)
	return true
}
