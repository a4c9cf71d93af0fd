package engine

import (
	"rehearse/journey"
	"rehearse/simulate/program"
	"rehearse/simulate/random"
)

// leave lets a token go by the port at a place of its step. It is true when the token is to enter another
// step now; otherwise it is under way, or has ended.
func (x *life) leave(t int32, place int32) bool {
	tok := &x.tokens[t]
	step := &x.p.Steps[tok.step]
	tok.waiting = program.None
	if ways := &x.ways[step.FirstPort+place]; ways.plain && x.story == nil {
		if way := ways.of(x.who.Profile); way.count > 0 {
			return x.leaveBy(t, way, step.Key)
		}
	}
	port := &x.p.Ports[step.FirstPort+place]
	if x.story != nil {
		x.noteTake(tok, port)
	}
	if len(port.Pulls) > 0 {
		if !x.silent(tok.inst, tok.step) {
			x.pulls(t, port)
		}
		if x.over {
			return false
		}
		tok = &x.tokens[t]
		if out := step.FirstPort + step.PortCount - 1; len(port.Links) == 0 && port.Name != journey.PortOut && x.p.Ports[out].Name == journey.PortOut {
			port = &x.p.Ports[out]
		}
	}
	links := port.Links
	switch {
	case len(links) == 0:
		x.endAt(t, step)
		return false
	case port.Fork:
		return x.fork(t, links)
	case port.Race:
		return x.race(t, links)
	}
	// One draw serves both: its high half chooses the way, its low half how long that takes.
	r := x.draw(step.Key, tok, random.Route)
	choice := random.Choose(port.CutsFor(x.who.Profile), r)
	if choice == len(links) {
		x.context(tok.by).Steps[tok.step].Dropped++
		if x.story != nil {
			x.noteToken("drop", tok, "")
		}
		x.drop(t, int32(EndDropped))
		return false
	}
	return x.take(t, links[choice], x.p.Links[links[choice]].Delay.Draw(uint32(r)))
}

// leaveBy is leave where it is just one of some links, or a drop-off.
func (x *life) leaveBy(t int32, way *way, key random.Key) bool {
	tok := &x.tokens[t]
	c := x.context(tok.by)
	r := x.draw(key, tok, random.Route)
	link := way.choose(r)
	if link == program.None {
		c.Steps[tok.step].Dropped++
		x.drop(t, int32(EndDropped))
		return false
	}
	c.hops[link].left++
	if x.seenLink[link] != x.epoch {
		x.seenLink[link] = x.epoch
		c.hops[link].people++
	}
	l := &x.strideLinks[link]
	tok.link, tok.step, tok.state = link, l.to, tokenOnLink
	tok.gen++
	if delay := l.delay.Draw(uint32(r)); delay > 0 {
		x.schedule(t, x.now+delay)
		return false
	}
	return true
}

// endAt ends a token at a port nothing is linked to.
func (x *life) endAt(t int32, step *program.Step) {
	tok := &x.tokens[t]
	c := &x.context(tok.by).Steps[tok.step]
	switch {
	case step.Kind == program.KindGoal:
		c.AtGoal++
	case step.Scenario == program.None: // the main flow is nothing to complete: who finds no way on drops off
		c.Dropped++
	default:
		c.Completed++
	}
	if x.story != nil {
		x.noteEndAt(tok, step)
	}
	x.drop(t, program.None)
}

// take puts a token on a link for some time. It is true when the link takes none.
func (x *life) take(t, link int32, delay int64) bool {
	tok := &x.tokens[t]
	x.context(tok.by).Steps[tok.step].WentOn++
	return x.carry(t, link, delay)
}

// carry puts a token on a link for some time.
func (x *life) carry(t, link int32, delay int64) bool {
	tok := &x.tokens[t]
	x.countLink(tok.by, link)
	if x.story != nil {
		x.noteGo("go", tok.inst, link, delay)
	}
	tok.link, tok.step, tok.state = link, x.p.Links[link].To, tokenOnLink
	tok.gen++
	if delay > 0 {
		x.schedule(t, x.now+delay)
		return false
	}
	return true
}

func (x *life) countLink(by, link int32) {
	c := &x.context(by).Links[link]
	c.Tokens++
	if x.seenLink[link] != x.epoch {
		x.seenLink[link] = x.epoch
		c.People++
	}
}

// fork sends a token by all links at once: the first carries it on, the others carry side tokens. Where links take the same
// time, they are gone by in the order in which they are listed, the first link first.
func (x *life) fork(t int32, links []int32) bool {
	from := x.tokens[t]
	if x.take(t, links[0], x.linkDelay(links[0], &from)) {
		x.schedule(t, x.now) // before the side tokens, not after them
	}
	for _, link := range links[1:] {
		if x.live >= maxTokens {
			x.stop()
			return false
		}
		x.context(from.by).Steps[from.step].Spawned++
		if x.story != nil {
			x.noteToken("fork", &from, "")
		}
		side := x.newToken(from.inst, from.step, from.by)
		x.tokens[side].side, x.tokens[side].visit = true, from.visit
		if x.carry(side, link, x.linkDelay(link, &from)) {
			x.schedule(side, x.now)
		}
	}
	return false
}

// linkDelay is how long one of a fork's links takes: each has a draw of its own.
func (x *life) linkDelay(link int32, tok *token) int64 {
	l := &x.p.Links[link]
	if l.Instant {
		return 0
	}
	return l.Delay.Draw(uint32(x.draw(l.Key, tok, random.LinkDelay)))
}

// race draws every link's delay; the earliest carries the token, the first of equals.
func (x *life) race(t int32, links []int32) bool {
	tok := &x.tokens[t]
	best, least := links[0], int64(-1)
	for _, link := range links {
		l := &x.p.Links[link]
		delay := l.Delay.Draw(uint32(x.draw(l.Key, tok, random.Race)))
		if least < 0 || delay < least {
			best, least = link, delay
		}
	}
	x.context(tok.by).Steps[tok.step].WentOn++
	return x.carry(t, best, least)
}

// pulls lets one of the pulls of a port happen, or none.
func (x *life) pulls(t int32, port *program.Port) {
	tok := &x.tokens[t]
	n := random.Choose(port.PullCutsFor(x.who.Profile), x.draw(x.p.Links[port.Pulls[0]].Key, tok, random.Route))
	if n == len(port.Pulls) {
		return
	}
	link := port.Pulls[n]
	x.countLink(0, link)
	delay := x.linkDelay(link, tok)
	if x.story != nil {
		x.noteGo("pulling", tok.inst, link, delay)
	}
	if delay > 0 {
		x.push(event{at: x.now + delay, cause: causePull, a: link, b: tok.inst})
	} else {
		x.pullLink(link, tok.inst)
	}
}

// pullLink moves the main token along a pull, unless the person has been there since the instance began.
func (x *life) pullLink(link, inst int32) {
	to := x.p.Links[link].To
	if x.beenSince(to, inst) {
		x.context(0).Links[link].Ignored++
		if x.story != nil {
			x.note(Moment{What: "pull_ignored", Step: to, Link: link + 1, Scenario: x.instances[inst].scenario + 1, Instance: x.instances[inst].number})
		}
		return
	}
	x.context(0).Links[link].Arrived++
	x.pull(to, inst)
}

// beenSince tells that the person entered a step after an instance began.
func (x *life) beenSince(step, inst int32) bool {
	been := x.seenStep[step] == x.epoch || (x.beenBefore != nil && x.beenBefore[step] == x.epoch)
	return been && x.entered[step] > x.instances[inst].order
}

// pull moves the main token to a step of the main flow, whether it waits, is under way or has ended.
func (x *life) pull(to, inst int32) {
	scenario := x.instances[inst].scenario
	if x.story != nil {
		x.note(Moment{What: "pull", Step: to, Scenario: scenario + 1, Instance: x.instances[inst].number})
	}
	by := scenario + 1
	if x.main == program.None {
		if x.live >= maxTokens {
			x.stop()
			return
		}
		x.main = x.newToken(0, to, by)
		x.schedule(x.main, x.now)
		return
	}
	tok := &x.tokens[x.main]
	if tok.state == tokenAtStep {
		x.cancelHeld(x.main)
		x.context(tok.by).Steps[tok.step].Withdrawn++
		if x.story != nil {
			x.noteToken("withdraw", tok, "pulled")
		}
	} else {
		x.lose(tok)
	}
	tok.state, tok.step, tok.by, tok.link, tok.waiting = tokenOnLink, to, by, program.None, program.None
	tok.skip = false
	x.schedule(x.main, x.now)
}

// exit ends an instance, or everything.
func (x *life) exit(t int32, e *program.Exit) bool {
	tok := &x.tokens[t]
	x.context(tok.by).Steps[tok.step].Exited++
	if x.story != nil {
		x.noteToken("exit", tok, "")
	}
	inst, silent := tok.inst, x.silent(tok.inst, tok.step)
	tok.state = tokenDead
	tok.gen++
	x.live--
	x.instances[inst].tokens--
	if t == x.main {
		x.main = program.None
	}
	if e.Map && !silent {
		if x.story != nil {
			x.note(Moment{What: "exit_map", Step: tok.step})
		}
		x.endAll(EndExitMap)
		return false
	}
	x.withdraw(inst, EndExit)
	return false
}
