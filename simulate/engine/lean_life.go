package engine

import (
	"math"

	"rehearse/simulate/cohort"
	"rehearse/simulate/program"
	"rehearse/simulate/random"
)

// leanPhase says what a token does when its time comes.
type leanPhase uint8

const (
	phaseEnters  leanPhase = iota // it comes to its step
	phaseWaited                   // it leaves its step
	phaseDecided                  // it leaves its message by the port at place
	phaseHeld                     // it asks the gate again
)

// leanToken is a token of a lean life.
type leanToken struct {
	key      uint64 // when it goes on, and its rank: tick·2^8 + rank
	order    uint32 // of equals
	rank     uint8
	phase    leanPhase
	place    int8
	clicked  bool // it goes on because of a click
	wanted   bool // the message it is at was wanted
	held     bool // and held
	step     int32
	link     int32
	visit    uint32
	visits   int32 // where its counters begin
	began    uint32
	scenario int32
	inst     int32 // tells instances apart, 0 the main flow
	sent     int32 // the number of its last send
	base     random.Key
	// deadline ends holding, release is the end of the quiet hours that hold it.
	deadline, release int64
}

// leanNever is the key of what is not due.
const leanNever = math.MaxUint64

// leanLife lives lean lives, one after the other. It has a life of its own for what people remember and are asked.
type leanLife struct {
	*leanProgram
	x       *life
	p       *program.Program
	horizon int64
	limit   uint64 // the key of the soonest of the other tokens

	// one is what is added for everything that is counted at once: 1, and -1 to take it back.
	one       int64
	arrival   *cohort.Arrival
	profile   int32
	persona   int32
	known     bool // x.who is the person
	used      bool // x remembers something
	context   *Context
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
}

func newLeanLife(x *life) *leanLife {
	p := x.p
	b := &leanLife{
		leanProgram: x.tables, x: x, p: p, horizon: p.Horizon,
		seen: make([]uint32, len(p.Steps)), taken: make([]uint32, len(p.Links)),
	}
	most := p.MainSteps
	for i := range p.Scenarios {
		most = max(most, p.Scenarios[i].Steps)
	}
	b.visits = make([]uint32, most*mostLeanTokens*2)
	b.leanMessages.init(x)
	b.leanCounts.init(p)
	return b
}

// live lives the life of somebody who arrives. Where that is more than lean it takes back what it has counted and lets the
// person live in full.
func (b *leanLife) live(a *cohort.Arrival, batch []int64) {
	if b.try(a, batch, 1) {
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
	b.begin(a, batch, one)
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
func (b *leanLife) begin(a *cohort.Arrival, batch []int64, one int64) {
	x, p := b.x, b.p
	b.arrival, b.batch, b.one = a, batch, one
	b.persona = cohort.PersonaOf(p, a)
	b.profile = p.Profile(b.persona, a.Entry)
	b.context = x.tally.context(p, b.profile, 0)
	b.known, b.moments, b.spent, b.moved = false, 0, 0, 0
	if b.epoch++; b.epoch == 0 {
		clear(b.seen)
		clear(b.taken)
		b.epoch = 1
	}
	if b.used {
		b.forget()
	}
	b.converted = false
	b.reset(x, a.At)
	for i := range x.memory.deed {
		x.memory.deed[i] = a.At
	}
	x.order, x.now = 1, a.At
	step := p.Entries[a.Entry].Step
	b.context.Steps[step].Entered += one
	clear(b.visits[:p.MainSteps])
	b.grown = p.MainSteps
	b.n = 1
	t := &b.tokens[0]
	t.key, t.order, t.rank, t.phase = uint64(a.At)<<8, 0, 0, phaseEnters
	t.step, t.link, t.visits, t.began, t.scenario, t.inst, t.base, t.clicked = step, program.None, 0, x.next(), program.None, 0, 0, false
	b.instances = 0
}

// soonest is the token that goes on next; limit is the key of the next after it. It is -1 when that is not known: of two that
// go on at one tick one was woken by a click, whose place among them hangs on when the message was opened.
func (b *leanLife) soonest() int {
	if b.n == 1 {
		b.limit = leanNever
		return 0
	}
	best, next := 0, uint64(leanNever)
	for i := 1; i < b.n; i++ {
		t, s := &b.tokens[i], &b.tokens[best]
		switch {
		case t.key < s.key:
			best, next = i, s.key
		case t.key == s.key:
			if t.clicked || s.clicked {
				return -1
			}
			if next = t.key; t.order < s.order {
				best = i
			}
		default:
			next = min(next, t.key)
		}
	}
	b.limit = next
	return best
}

// park lets a token go on at a tick.
func (b *leanLife) park(t *leanToken, at int64, phase leanPhase) {
	t.key, t.order, t.phase, t.clicked = uint64(at)<<8|uint64(t.rank), b.x.next(), phase, false
}

// remove takes a token that has ended from the others.
func (b *leanLife) remove(t *leanToken) {
	b.n--
	*t = b.tokens[b.n]
}

// goOn takes a token on until it waits behind others, or ends. It is false when the life gives up.
func (b *leanLife) goOn(t *leanToken) bool {
	x, c, one, epoch := b.x, b.context, b.one, b.epoch
	who, profile := b.arrival.Key, b.profile
	now := int64(t.key >> 8)
	step, link, visit, phase := t.step, t.link, t.visit, t.phase
	for {
		s := &b.steps[step]
		row := s.port.of(profile)
		if phase == phaseEnters {
			count := &b.visits[t.visits+s.local]
			visit = *count
			*count = visit + 1
			if b.moments++; b.moments > mostLeanMoments {
				return false
			}
			c.Steps[step].People += one * newly(&b.seen[step], epoch)
			if s.cost > 0 {
				b.pay(s.cost, &b.visited)
			}
		}
		switch s.kind {
		case leanPass:
		case leanTouch:
			b.lastTouch = now
		case leanDo:
			x.now = now
			if s.touches {
				b.lastTouch = now
			}
			if len(s.changes) > 0 {
				b.change(s.changes, t, visit)
			}
			if s.event != program.None && !b.emit(s.event) {
				return false
			}
		case leanWait:
			if phase == phaseEnters {
				if at := now + s.wait.Draw(uint32(who.Draw(t.base.At(0, visit, random.Duration)+s.key))); at > now {
					if uint64(at)<<8|uint64(t.rank) >= b.limit || at >= b.horizon {
						t.step, t.link, t.visit = step, link, visit
						x.now = now
						b.park(t, at, phaseWaited)
						return true
					}
					now = at
				}
			}
		case leanBranch:
			x.now = now
			if s.asks && !b.settle(t) {
				return false
			}
			b.become()
			place := 0
			for place < len(s.rules) && !x.holds(s.rules[place]) {
				place++
			}
			row = s.ports[place].of(profile)
		case leanSplit:
			arm := random.Choose(s.arms, who.Draw(s.key.For(random.Split)))
			row = s.ports[min(arm, len(s.arms)-1)].of(profile)
		case leanMessage:
			if phase != phaseDecided {
				x.now = now
				t.step, t.link, t.visit, t.phase = step, link, visit, phase
				switch place := b.message(t, s.message); place {
				case mailParked:
					return true
				case mailEnded:
					b.remove(t)
					return true
				case mailUnknown:
					return false
				default:
					row = s.message.ports[place].of(profile)
				}
			} else {
				row = s.message.ports[t.place].of(profile)
				if t.clicked {
					b.sends[t.sent].happened = true
				}
			}
		case leanGoal:
			x.now = now
			if !b.goal(t, s, visit) {
				return false
			}
		case leanExit:
			x.now = now
			c.Steps[step].Exited += one
			b.end(t, EndExit)
			return true
		}
		// One draw serves both: its high half chooses the way, its low half how long that takes.
		r := who.Draw(t.base.At(0, visit, random.Route) + s.key)
		way := &b.ways[row]
		link = way.choose(r)
		if link < 0 {
			x.now = now
			b.ends(t, s, &c.Steps[step], way.linked)
			return true
		}
		hop := &c.lean[link]
		hop.took += one
		hop.people += one * newly(&b.taken[link], epoch)
		l := &b.links[link]
		step, phase = l.to, phaseEnters
		at := now + l.delay.Draw(uint32(r))
		if uint64(at)<<8|uint64(t.rank) >= b.limit || at >= b.horizon {
			x.now = now
			t.step, t.link = step, link
			b.park(t, at, phaseEnters)
			return true
		}
		now = at
	}
}

// newly is 1 the first time in an epoch, else 0.
func newly(seen *uint32, epoch uint32) int64 {
	n := (uint64(*seen^epoch) + math.MaxUint32) >> 32
	*seen = epoch
	return int64(n)
}

// ends counts a token that found no link to go on by: it dropped off, or nothing is linked there.
func (b *leanLife) ends(t *leanToken, s *leanStep, count *StepCount, linked bool) {
	switch {
	case linked:
		count.Dropped += b.one
		b.end(t, EndDropped)
	case s.kind == leanGoal:
		count.AtGoal += b.one
		b.end(t, End(program.None))
	case s.main: // the main flow is nothing to complete: who finds no way on drops off
		count.Dropped += b.one
		b.end(t, End(program.None))
	default:
		count.Completed += b.one
		b.end(t, End(program.None))
	}
}

// end removes a token whose end has been counted, with the instance of its scenario; None: it was completed.
func (b *leanLife) end(t *leanToken, end End) {
	if t.scenario != program.None {
		b.x.started[t.scenario].running--
		if count := &b.x.tally.Scenarios[t.scenario]; end == End(program.None) {
			count.Completed += b.one
		} else {
			count.Withdrawn[end] += b.one
		}
	}
	b.remove(t)
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
		b.x.who.Become(*b.arrival)
	}
}

// change applies changes at a step.
func (b *leanLife) change(changes []program.Change, t *leanToken, visit uint32) {
	b.become()
	b.used = true
	b.x.change(changes, t.base, visit)
}

// emit lets an event happen to the person. It is false when the life gives up.
func (b *leanLife) emit(e int32) bool {
	x := b.x
	m, ev := &x.memory, &b.p.Events[e]
	b.used = true
	m.count[e]++
	m.last[e], m.order[e] = x.now, x.next()
	if ev.Timed {
		m.times[e] = append(m.times[e], x.now)
	}
	for _, p := range ev.Points {
		x.score(p.Score, p.Points)
		m.deed[p.Score] = x.now
	}
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
	if s.Segment != nil {
		if !b.settle(nil) {
			return false
		}
		if !x.holds(s.Segment) {
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
	t.step, t.link, t.base = s.Start, program.None, random.Key(0).At(uint32(mine.instances), 0, 0)
	clear(b.visits[b.grown : b.grown+s.Steps])
	b.grown += s.Steps
	b.context.Steps[s.Start].Entered += b.one
	b.park(t, x.now, phaseEnters)
	b.limit = min(b.limit, t.key)
	return true
}
