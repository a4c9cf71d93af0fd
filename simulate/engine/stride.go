package engine

import (
	"rehearse/journey"
	"rehearse/simulate/program"
	"rehearse/simulate/random"
	"rehearse/simulate/stats"
)

// A stride carries a token over steps that do nothing but be counted and send it on, as long as nothing else is due
// for the person before it arrives. It is the same life as step by step, without the queue between the steps;
// TestStridesChangeNoByte holds the two together. Whatever is more than that (a message, a listener, a fork) is left
// to the steps themselves.

// strideKind says what a stride does at a step; strideNone that it stops before it.
type strideKind uint8

const (
	strideNone strideKind = iota
	strideGoal            // a goal at which the way ends: for walkers only
	strideDesk            // a support step: for walkers only
	stridePass
	strideTouch
	strideWait
	strideBranch
	strideSplit
	strideUpdate
)

// stride is a step as strides see it.
type stride struct {
	kind  strideKind
	walks bool // walkers pass it too, see crowd
	marks bool // more than places passed: changes, points
	local int32
	cost  int64
	key   random.Key
	// ports are the ways out of the step, in the order of its ports; first is the first of them.
	first   ways
	ports   []ways
	event   int32
	goal    int32
	wait    random.Law
	arms    []random.Threshold
	rules   []*program.Rule
	changes []program.Change
}

// strideLink is what a stride needs of a link.
type strideLink struct {
	to    int32
	delay random.Law
}

// makeStrides finds the steps that strides may pass.
func (l *layout) makeStrides() {
	p := l.p
	l.strides, l.strideLinks = make([]stride, len(p.Steps)), make([]strideLink, len(p.Links))
	for i := range p.Links {
		k := &p.Links[i]
		l.strideLinks[i] = strideLink{to: k.To, delay: k.Delay}
	}
	l.ways = make([]ways, len(p.Ports))
	for i := range p.Ports {
		l.ways[i] = newWays(&p.Ports[i], p.Profiles())
	}
	for i := range p.Steps {
		s := &p.Steps[i]
		l.strides[i] = stride{
			kind: l.strideOf(int32(i)), local: s.Local, event: program.None, cost: int64(s.Cost), key: s.Key,
			ports: l.ways[s.FirstPort : s.FirstPort+s.PortCount],
		}
		if s.PortCount > 0 {
			l.strides[i].first = l.ways[s.FirstPort]
		}
		if s.Scenario == program.None {
			l.mainSteps = append(l.mainSteps, int32(i))
		}
		mine := &l.strides[i]
		switch mine.kind {
		case strideTouch:
			mine.event, mine.changes = p.Touchpoints[s.Index].Event, p.Touchpoints[s.Index].Changes
		case strideUpdate:
			mine.changes = p.Updates[s.Index].Changes
		case strideWait:
			mine.wait = p.Waits[s.Index].For
		case strideBranch:
			mine.rules = p.Branches[s.Index].Rules
		case strideSplit:
			mine.arms = p.Splits[s.Index].Cuts
		}
	}
}

// strideOf tells what a stride does at a step.
func (l *layout) strideOf(number int32) strideKind {
	p := l.p
	s := &p.Steps[number]
	for n := s.FirstPort; n < s.FirstPort+s.PortCount; n++ {
		if !l.ways[n].plain {
			return strideNone
		}
	}
	if l.muted(s.Scenario, number) {
		return strideNone
	}
	switch s.Kind {
	case program.KindEntry:
		return stridePass
	case program.KindTouchpoint:
		touch := &p.Touchpoints[s.Index]
		if touch.Event != program.None && p.Events[touch.Event].Waited || l.watching && (touch.Event != program.None || len(touch.Changes) > 0) {
			return strideNone
		}
		return strideTouch
	case program.KindUpdate:
		if !l.watching {
			return strideUpdate
		}
	case program.KindWait:
		if p.Waits[s.Index].Kind == journey.WaitDuration {
			return strideWait
		}
	case program.KindBranch:
		return strideBranch
	case program.KindSplit:
		return strideSplit
	}
	return strideNone
}

// stride takes a token, about to enter its step now, as far as it goes without anything else happening. It is true when
// the token is about to enter a step that is not a stride's, now; otherwise it is queued or has ended.
func (x *life) stride(t int32) bool {
	tok := &x.tokens[t]
	inst := &x.instances[tok.inst]
	if x.story != nil || x.opt.stepByStep || tok.side || inst.heldOut || inst.leaving || inst.asked != 0 || (x.dirty && x.watching) {
		return true
	}
	c := x.context(tok.by)
	visits := x.visits[inst.visits:]
	base := keyOf(inst)
	step, link := tok.step, tok.link
	for {
		s := &x.strides[step]
		if s.kind <= strideDesk || visits[s.local] >= maxVisits || x.moments >= maxMoments {
			tok.step, tok.link = step, link
			return true
		}
		visit := visits[s.local]
		visits[s.local] = visit + 1
		x.moments++
		x.order++
		stay := x.order
		x.entered[step] = stay
		if link != program.None {
			c.hops[link].came++
		} else {
			c.Steps[step].Entered++
		}
		if x.seenStep[step] != x.epoch {
			x.seenStep[step] = x.epoch
			c.Steps[step].People++
		}
		if s.cost > 0 {
			x.pay(s.cost)
		}
		key := base.At(0, visit, 0) + s.key
		place := 0
		x.marked = x.marked || s.marks
		switch s.kind {
		case strideTouch:
			x.lastTouch = x.now
			if len(s.changes) > 0 {
				x.change(s.changes, base, visit)
			}
			if s.event != program.None {
				x.emit(s.event)
			}
		case strideUpdate:
			x.change(s.changes, base, visit)
		case strideWait:
			if at := x.now + s.wait.Draw(uint32(x.who.Key.Draw(key.For(random.Duration)))); at > x.now && !x.reach(at, tok.rank) {
				tok.state, tok.step, tok.link, tok.visit, tok.stay = tokenAtStep, step, link, visit, stay
				x.schedule(t, at)
				return false
			}
		case strideBranch:
			for place < len(s.rules) && !x.holds(s.rules[place]) {
				place++
			}
		case strideSplit:
			place = min(random.Choose(s.arms, x.who.Key.Draw(s.key.For(random.Split))), len(s.arms)-1)
		}
		ways := s.ports[place].of(x.who.Profile)
		if ways.count == 0 {
			tok.state, tok.step, tok.link = tokenAtStep, step, link
			x.endAt(t, &x.p.Steps[step])
			return false
		}
		r := x.who.Key.Draw(key.For(random.Route))
		if link = ways.choose(r); link == program.None {
			c.Steps[step].Dropped++
			x.drop(t, int32(EndDropped))
			return false
		}
		c.hops[link].left++
		if x.seenLink[link] != x.epoch {
			x.seenLink[link] = x.epoch
			c.hops[link].people++
		}
		l := &x.strideLinks[link]
		step = l.to
		at := x.now + l.delay.Draw(uint32(r))
		if !x.reach(at, tok.rank) {
			tok.state, tok.step, tok.link = tokenOnLink, step, link
			x.schedule(t, at)
			return false
		}
	}
}

// mark notes that more than strides happens to the person; it is always true.
func (x *life) mark() bool {
	x.marked = true
	return true
}

// reach moves the person's clock to a tick if nothing else is due before something new of this rank, then.
func (x *life) reach(at int64, rank int32) bool {
	if at >= x.p.Horizon || !x.queue.clearNow(at, rank) {
		return false
	}
	if at > x.now {
		x.now, x.moments = at, 0
	}
	return true
}

// pay counts the cost of a visit.
func (x *life) pay(cost int64) {
	x.tally.move(cost)
	x.tally.Visits += cost
	x.net -= cost
}

// fold adds what is counted in short while people live (what strides carried, a number a link; people without any contact)
// to the counts it is part of.
func (t *Tally) fold(p *program.Program) {
	for _, h := range []*stats.Histogram{&t.Touches, &t.WorstDay, &t.Worst7, &t.Wanted7, &t.Bursts} {
		h.AddTimes(0, t.untouched)
	}
	t.Pressure.AfterArrival.AddTimes(0, t.Pressure.alone)
	t.untouched, t.Pressure.alone = 0, 0
	for _, c := range t.Contexts {
		if c == nil {
			continue
		}
		for i := range p.Links {
			l := &p.Links[i]
			hop, lean := &c.hops[i], &c.lean[i]
			hop.left += lean.took
			hop.people += lean.took - lean.again
			hop.came += lean.took - c.late[i]
			c.Steps[l.To].People += lean.took - c.late[i]
			c.Steps[l.From].WentOn += hop.left
			c.Links[i].Tokens += hop.left
			c.Links[i].People += hop.people
			c.Links[i].Arrived += hop.came
			c.Steps[l.To].Entered += hop.came
		}
		clear(c.hops)
		clear(c.lean)
		clear(c.late)
		for i, again := range c.again {
			c.Steps[i].People -= again
		}
		clear(c.again)
	}
}
