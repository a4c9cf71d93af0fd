package engine

import (
	"math/bits"

	"rehearse/journey"
	"rehearse/simulate/program"
)

// givesWay tells until when a send that a cap has room for leaves this room to a more important one: the moment of the
// first already scheduled send of a scenario of higher rank that would find room without this send, and none with it. 0:
// none does. The cap's counted times are in scratch.
func (x *life) givesWay(c *program.Cap, this *try, rank int32) int64 {
	x.planned = x.planned[:0]
	for i := range x.tokens {
		x.planToken(c, this, &x.tokens[i], rank)
	}
	for i := range x.queue.due {
		if e := &x.queue.due[i]; e.cause == causeDate && x.precedes(c, e.rank, e.at, rank) {
			x.planDate(c, this, e)
		}
	}
	for _, at := range x.planned {
		from := x.capFrom(c, at)
		n := within(x.scratch, from, at)
		switch {
		case n >= most(c): // there is no room for it, with or without this
			continue
		case n+1 >= most(c) && x.now >= from:
			return at
		}
		x.scratch = insert(x.scratch, at)
	}
	return 0
}

// precedes tells that something of a rank due at a time is more important than a rank, and near enough for a cap. What the
// main flow sends has no priority.
func (x *life) precedes(c *program.Cap, its int32, at int64, rank int32) bool {
	return its > 0 && its < rank && at > x.now && at <= x.now+c.LookAhead && at < x.p.Horizon
}

// planToken plans the sends of a token that is about to enter a message, or is held at one.
func (x *life) planToken(c *program.Cap, this *try, tok *token, rank int32) {
	if tok.state == tokenDead || !x.precedes(c, tok.rank, tok.due, rank) || x.leaves(tok.inst) {
		return
	}
	number, places := tok.step, uint32(0)
	skip := tok.skip
	if step := &x.p.Steps[tok.step]; tok.state == tokenAtStep {
		switch step.Kind {
		case program.KindMessage:
			if tok.mail.deciding {
				return
			}
			places, skip = tok.mail.pending, tok.mail.skip
		case program.KindWait:
			out := &x.p.Ports[step.FirstPort+portOut]
			if x.p.Waits[step.Index].Kind == journey.WaitEvent || len(out.Links) != 1 || !x.p.Links[out.Links[0]].Instant {
				return
			}
			number = x.p.Links[out.Links[0]].To
		default:
			return
		}
	}
	step := &x.p.Steps[number]
	if step.Kind != program.KindMessage || (tok.side && places == 0 && x.visits[x.instances[tok.inst].visits+step.Local] > 0) {
		return
	}
	msg := &x.p.Messages[step.Index]
	asked := token{inst: tok.inst, mail: mail{skip: skip}}
	if x.gateCommon(&asked, msg) == Sent {
		x.planSend(c, this, msg, places, tok.due)
	}
}

// planDate plans the send a date begins a scenario with, if the person would be taken and reached as things are.
func (x *life) planDate(c *program.Cap, this *try, e *event) {
	s, mine := &x.p.Scenarios[e.a], &x.started[e.a]
	step := &x.p.Steps[s.Start]
	if step.Kind != program.KindMessage || x.muted(e.a, s.Start) || (e.b == program.None && x.ownDates[e.a].set != e.gen) {
		return
	}
	if !x.mayStart(s, mine, e.at) || (s.Segment != nil && !x.holds(s.Segment)) || x.isHeldOut(s, mine) {
		return
	}
	x.planSend(c, this, &x.p.Messages[step.Index], 0, e.at)
}

// planSend plans the sends of a message by the channels at the places that are pending, or by those it would choose now,
// as far as the cap counts them together with this.
func (x *life) planSend(c *program.Cap, this *try, msg *program.Message, places uint32, at int64) {
	if msg.Transactional {
		return
	}
	if places == 0 {
		places = uint32(uint64(1)<<msg.Own - 1)
		if !msg.All {
			place, reason := x.firstReachable(msg, 0)
			if reason != Sent {
				return
			}
			places = 1 << place
		}
	}
	scenario := x.p.Steps[msg.Step].Scenario
	for ; places != 0; places &= places - 1 {
		place := int32(bits.TrailingZeros32(places))
		channel := msg.Channels[place]
		planned := try{channel: channel, topic: msg.Topic, scenario: scenario}
		if !x.p.Channels[channel].CapsExempt && capConcerns(c, channel, msg.Topic, scenario) && capCounts(c, &planned, this) &&
			x.gateReach(msg, place) == Sent {
			x.planned = insert(x.planned, at)
		}
	}
}

// askAgain wakes what is held for more important sends: an instance has ended, so one of those may not come any more.
func (x *life) askAgain() {
	x.yielding = false
	for i := range x.tokens {
		if tok := &x.tokens[i]; tok.state == tokenAtStep && tok.mail.yields && tok.mail.pending != 0 && !tok.mail.deciding {
			tok.mail.yields = false
			x.schedule(int32(i), x.now)
		}
	}
}
