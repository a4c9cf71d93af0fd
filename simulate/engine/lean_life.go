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
	end     uint64 // the key of the horizon
	limit   uint64 // the key of the soonest of the other tokens, or of the horizon

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
	lived     bool           // somebody has lived in full
	points    []int64        // those of x
	nothing   []int64        // the points of who has done nothing
	fades     bool           // some points fade
	context   *Context
	contexts  []*Context // by profile
	batch     []int64
	tokens    [mostLeanTokens]leanToken
	n         int // how many there are
	moments   int
	instances int32
	epoch     uint32
	seen      []uint32 // steps, by epoch
	marks     []uint32 // links, by epoch
	hops      []taken  // those of the context
	spent     int64
	moved     int64
	leanMessages
	leanCounts
	together leanTogether
	pool     *pool // nil where there is none
	// visits are counters of visits, from where the instances of the person begin; the last ones are room for forgetting.
	visits [mostLeanVisits + leanStretch]uint32
}

func newLeanLife(x *life) *leanLife {
	p := x.p
	b := &leanLife{
		leanProgram: x.tables, x: x, p: p, horizon: p.Horizon, end: uint64(p.Horizon) << 8,
		seen:     make([]uint32, len(p.Steps)),
		marks:    make([]uint32, len(p.Links)),
		contexts: make([]*Context, p.Profiles()), points: x.memory.points,
	}
	b.leanMessages.init(x)
	b.leanCounts.init(p)
	for i := range p.Scores {
		b.nothing = append(b.nothing, clampScore(&p.Scores[i], 0))
		b.fades = b.fades || p.Scores[i].DecayPoints != 0
	}
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
	b.lived, b.x.marked = true, true
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
		t := b.soonest()
		if t == nil {
			return false
		}
		if int64(t.key>>8) >= b.horizon {
			return true
		}
		if !b.goOn(t) {
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
	switch {
	case b.lived:
		b.forgetWhole()
	case b.used:
		b.forget()
	}
	b.hops = b.context.lean
	b.known, b.converted, b.asks, b.used, b.lived = false, false, false, false, false
	b.moments, b.instances, b.spent, b.moved = 0, 0, 0, 0
	if b.epoch++; b.epoch == 0 {
		clear(b.seen)
		clear(b.meetings)
		clear(b.marks)
		b.epoch = 1
	}
	b.reset(x)
	if b.fades {
		for i := range x.memory.deed {
			x.memory.deed[i] = a.At
		}
	}
	b.tokens[1].key, b.tokens[2].key, b.tokens[3].key = leanNever, leanNever, leanNever
	x.order, x.now = 2, a.At
	b.grown, b.n = 0, 1
	b.grow(p.MainSteps)
	t := &b.tokens[0]
	t.key, t.order, t.rank, t.phase = uint64(a.At)<<8, 0, 0, phaseEnters
	t.link, t.visit, t.visits, t.began, t.scenario, t.inst, t.base, t.clicked = nil, 0, 0, x.order, program.None, 0, 0, false
}

// grow makes room for the visits of as many steps.
func (b *leanLife) grow(steps int32) {
	for end := b.grown + steps; b.grown < end; b.grown += leanStretch {
		*(*[leanStretch]uint32)(b.visits[b.grown&(mostLeanVisits-1):]) = [leanStretch]uint32{}
	}
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
		b.becomes()
	}
}

func (b *leanLife) becomes() {
	b.known = true
	b.x.who.BecomeOf(b.arrival, b.persona)
	if b.p.Policy.HasQuiet {
		b.quiets = b.clocks.quietOf(b.x)
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
	b.used = true
	if ev := &b.events[e]; ev.plain {
		if ev.asked {
			b.remembers(e, b.x.now)
		}
		b.adds(ev.adds)
	} else {
		b.x.recordEvent(e, &b.p.Events[e])
	}
	for _, scenario := range b.x.byEvent[e] {
		if !b.start(scenario) {
			return false
		}
	}
	return true
}

// start starts a scenario if it may. It is false when the life gives up.
func (b *leanLife) start(scenario int32) bool {
	x := b.x
	if segment := b.segments[scenario]; segment != nil {
		rule := &segment[b.profile]
		if rule.First >= 0 {
			b.become()
			if x.now >= b.due && !b.settle(nil) {
				return false
			}
		}
		if rule.First == program.Fails || !x.holds(rule) {
			x.tally.Scenarios[scenario].Refused[StartNotInSegment] += b.one
			return true
		}
	}
	s, mine, count := &b.p.Scenarios[scenario], &x.started[scenario], &x.tally.Scenarios[scenario]
	if !x.mayStart(s, mine, x.now) {
		count.Refused[StartReentry] += b.one
		return true
	}
	if b.n == mostLeanTokens || b.grown+s.Steps > mostLeanVisits {
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
	b.grow(s.Steps)
	b.enters(s.Start)
	b.park(t, x.now, phaseEnters)
	b.limit = min(b.limit, t.key)
	return true
}
