package engine

import (
	"rehearse/simulate/program"
	"rehearse/simulate/random"
)

// callable reports whether the person may be called: the number is known and not dead, and consent was
// given and not withdrawn. A call without a channel asks nothing.
func (x *life) callable(c *program.Call) bool {
	return c.Channel == program.None ||
		x.who.Knows(c.Channel) && !x.dead[c.Channel] && x.who.Allows(c.Channel) && x.subscribed[c.Channel]
}

// call makes attempts to reach the person, one at each wake-up. Nobody is called who is held out or muted
// or not callable.
func (x *life) call(t int32, c *program.Call) bool {
	tok := &x.tokens[t]
	step := &x.p.Steps[tok.step]
	inst := &x.instances[tok.inst]
	if tok.talking >= 0 {
		return x.leave(t, tok.talking)
	}
	answered := false
	if tok.line != 0 {
		answered = x.caseOver(tok, x.now) != gaveUp
	}
	if tok.attempts == 0 && (x.silent(tok.inst, tok.step) || !x.callable(c)) {
		return x.leave(t, portNotReached)
	}
	zone := x.p.Zones[x.who.Zone]
	if !answered && !c.Hours.Empty() && !c.Hours.Covers(zone, x.now) {
		until := c.Hours.NextInside(zone, x.now)
		x.schedule(t, until)
		if x.story != nil {
			x.noteWait(t, "calling_hours", until)
		}
		return false
	}
	if c.Desk != program.None && !answered {
		x.callAgent(t, c)
		return false
	}
	if x.moments++; x.moments > maxMoments {
		x.stop()
		return false
	}
	tok.attempts++
	x.tally.move(int64(c.Cost))
	x.tally.Calls += int64(c.Cost)
	x.net -= int64(c.Cost)
	x.touch(tok.inst, tok.step)
	x.wants = append(x.wants, x.now)
	if c.Channel != program.None && !x.p.Channels[c.Channel].CapsExempt {
		x.tries = append(x.tries, try{at: x.now, sent: x.now, delivered: x.now, channel: c.Channel, topic: program.None, scenario: step.Scenario})
	}
	if x.story != nil {
		x.note(Moment{What: "call", Step: tok.step, Scenario: step.Scenario + 1, Instance: inst.number, Visit: tok.visit + 1, Channel: c.Channel + 1})
	}
	port, talk := x.callOutcome(tok, c, tok.attempts)
	if talk > 0 {
		tok.talking = port
		x.schedule(t, x.now+talk)
		return false
	}
	if port != portNotReached {
		return x.leave(t, port)
	}
	if tok.attempts >= c.Attempts {
		return x.leave(t, portNotReached)
	}
	gap := c.RetryAfter.Draw(uint32(x.who.Key.Draw(step.Key.At(uint32(inst.number), tok.visit<<8|uint32(min(tok.attempts, 255)), random.Duration))))
	x.schedule(t, x.now+gap)
	return false
}

// callOutcome tells what becomes of the n-th attempt, and how long the person talks who is reached.
func (x *life) callOutcome(tok *token, c *program.Call, n int32) (port int32, talk int64) {
	step := &x.p.Steps[tok.step]
	r := x.who.Key.Draw(step.Key.At(uint32(x.instances[tok.inst].number), tok.visit<<8|uint32(min(n, 255)), random.CallAttempt))
	switch {
	case !c.Answered.Passes(r):
		return portNotReached, 0
	case c.Refused.Passes(x.draw(step.Key, tok, random.Refused)):
		return portRefused, 0
	}
	return portReached, c.Talk.Draw(uint32(r))
}
