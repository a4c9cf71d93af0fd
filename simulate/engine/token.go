package engine

import (
	"rehearse/simulate/program"
	"rehearse/simulate/random"
)

// tokenState says where a token is.
type tokenState uint8

const (
	tokenDead tokenState = iota
	tokenAtStep
	tokenOnLink // or about to enter its step
)

// token is a place in the graph where something is happening for the person.
type token struct {
	state tokenState
	side  bool
	// skip: the wait before came too late, the next message is refused.
	skip bool
	step int32
	inst int32
	// by is the scenario whose pull brought it, plus 1; 0 for none.
	by   int32
	link int32
	rank int32
	// visit is the number of this visit of the step in the instance, from 0; stay tells visits apart.
	visit uint32
	stay  uint32
	// gen changes whenever what the token waits for changes: older wake-ups are void.
	gen uint32
	// due is when it goes on, as far as that is known, else never.
	due int64
	// waiting is the event it waits for, None; happened that it came.
	waiting  int32
	happened bool
	mail     mail
	attempts int32 // of a call
	talking  int32 // port to leave a call by when the talk ends, -1 while calling
	// line is the number of the desk's answer it stands by, plus 1; 0: at no desk. It asked at since.
	line  int32
	since int64
}

// newToken makes a token about to enter a step.
func (x *life) newToken(inst, step, by int32) int32 {
	rank := int32(0)
	if s := x.instances[inst].scenario; s != program.None {
		rank = x.p.Scenarios[s].Rank
	}
	fresh := token{state: tokenOnLink, inst: inst, step: step, by: by, link: program.None, rank: rank, waiting: program.None}
	x.live++
	x.instances[inst].tokens++
	for i := range x.tokens {
		if x.tokens[i].state == tokenDead {
			fresh.gen = x.tokens[i].gen + 1
			x.tokens[i] = fresh
			return int32(i)
		}
	}
	x.tokens = append(x.tokens, fresh)
	return int32(len(x.tokens) - 1)
}

// schedule wakes a token at a time, and nothing else wakes it.
func (x *life) schedule(t int32, at int64) {
	tok := &x.tokens[t]
	tok.gen++
	tok.due = at
	x.push(event{at: at, rank: tok.rank, cause: causeToken, a: t, gen: tok.gen})
}

// advance enters a token into its step and lets it go on until it waits, ends, or something else comes first.
func (x *life) advance(t int32) {
	for x.stride(t) && x.mark() && x.arrive(t) && x.act(t) && x.mayGoOn(t) {
	}
}

// mayGoOn settles what the last step changed and tells whether the token enters its next step at once; else
// it has ended or is queued.
func (x *life) mayGoOn(t int32) bool {
	gen := x.tokens[t].gen
	x.settle()
	if x.over || x.tokens[t].gen != gen {
		return false
	}
	if inst := x.tokens[t].inst; x.leaves(inst) {
		x.withdraw(inst, EndCriterion) // it is in no wait that could end first
		return false
	}
	if !x.queue.clearNow(x.now, x.tokens[t].rank) {
		x.schedule(t, x.now)
		return false
	}
	return true
}

// arrive counts the entry of a token into its step. It is false when the token ended there.
func (x *life) arrive(t int32) bool {
	tok := &x.tokens[t]
	inst := &x.instances[tok.inst]
	step := &x.p.Steps[tok.step]
	c := x.context(tok.by)
	if tok.link != program.None {
		c.Links[tok.link].Arrived++
	}
	count := &c.Steps[tok.step]
	count.Entered++
	tok.state, tok.stay, tok.due = tokenAtStep, x.next(), never
	visits := &x.visits[inst.visits+step.Local]
	if tok.side && *visits > 0 {
		count.Withdrawn++
		if x.story != nil {
			x.noteToken("join", tok, "")
		}
		x.drop(t, program.None)
		return false
	}
	tok.visit = *visits
	*visits++
	x.entered[tok.step] = tok.stay
	if x.seenStep[tok.step] != x.epoch {
		x.seenStep[tok.step] = x.epoch
		count.People++
	}
	if step.Cost > 0 {
		x.pay(int64(step.Cost))
	}
	if x.story != nil {
		x.noteToken("enter", tok, "")
	}
	x.moments++
	if *visits > maxVisits || x.moments > maxMoments {
		x.stop()
		return false
	}
	return true
}

// wake goes on with a token whose time has come.
func (x *life) wake(t int32) {
	tok := &x.tokens[t]
	if x.leaves(tok.inst) {
		x.withdraw(tok.inst, EndCriterion)
		return
	}
	if tok.state == tokenOnLink {
		x.advance(t)
		return
	}
	if x.resume(t) && x.mayGoOn(t) {
		x.advance(t)
	}
}

// act does what the step does. It is true when the token is on its way to the next step now.
func (x *life) act(t int32) bool {
	tok := &x.tokens[t]
	step := &x.p.Steps[tok.step]
	switch step.Kind {
	case program.KindEntry:
		return x.leave(t, portOut)
	case program.KindTouchpoint:
		return x.touchpoint(t, &x.p.Touchpoints[step.Index])
	case program.KindMessage:
		return x.message(t, &x.p.Messages[step.Index])
	case program.KindWait:
		return x.wait(t, &x.p.Waits[step.Index])
	case program.KindBranch:
		return x.branch(t, &x.p.Branches[step.Index])
	case program.KindSplit:
		cuts := x.p.Splits[step.Index].Cuts
		arm := random.Choose(cuts, x.who.Key.Draw(step.Key.For(random.Split)))
		return x.leave(t, int32(min(arm, len(cuts)-1)))
	case program.KindCall:
		tok.attempts, tok.talking = 0, -1
		return x.call(t, &x.p.Calls[step.Index])
	case program.KindSupport:
		return x.support(t, &x.p.Supports[step.Index])
	case program.KindUpdate:
		if !x.silent(tok.inst, tok.step) {
			x.change(x.p.Updates[step.Index].Changes, keyOf(&x.instances[tok.inst]), tok.visit)
		}
		return x.leave(t, portOut)
	case program.KindGoal:
		return x.goal(t, step.Index)
	default:
		return x.exit(t, &x.p.Exits[step.Index])
	}
}

// resume goes on at a step where the token waited. It is true when the token goes on to another step.
func (x *life) resume(t int32) bool {
	tok := &x.tokens[t]
	step := &x.p.Steps[tok.step]
	switch step.Kind {
	case program.KindMessage:
		return x.messageAgain(t, &x.p.Messages[step.Index])
	case program.KindCall:
		return x.call(t, &x.p.Calls[step.Index])
	case program.KindSupport:
		return x.supportOver(t)
	case program.KindWait:
		return x.waitOver(t, &x.p.Waits[step.Index])
	}
	return x.leave(t, portOut)
}

// draw is the person's chance for a decision at the token's visit.
func (x *life) draw(key random.Key, tok *token, purpose random.Purpose) uint64 {
	return x.who.Key.Draw(key.At(uint32(x.instances[tok.inst].number), tok.visit, purpose))
}

// drop removes a token whose end has been counted. End is how its scenario ends if this was its last token
// (None: completed).
func (x *life) drop(t int32, end int32) {
	tok := &x.tokens[t]
	tok.state = tokenDead
	tok.gen++
	x.live--
	if t == x.main {
		x.main = program.None
	}
	inst := &x.instances[tok.inst]
	inst.tokens--
	if inst.scenario != program.None && inst.tokens == 0 && inst.alive {
		x.endInstance(tok.inst, end)
	}
}

// lose counts a token that ended on its way.
func (x *life) lose(tok *token) {
	if tok.link != program.None {
		x.context(tok.by).Links[tok.link].Lost++
		if x.story != nil {
			x.note(Moment{What: "lose", Link: tok.link + 1})
		}
	}
}
