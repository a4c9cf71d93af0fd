package engine

import (
	"rehearse/journey"
	"rehearse/simulate/program"
)

// gateCommon asks what does not depend on the channel.
func (x *life) gateCommon(tok *token, msg *program.Message) Reason {
	inst := &x.instances[tok.inst]
	step := &x.p.Steps[tok.step]
	reached := x.reachedSince(msg.GoalStep, msg.GoalEvent, inst.order)
	if inst.scenario != program.None {
		s := &x.p.Scenarios[inst.scenario]
		if s.Recheck && s.Segment != nil && !x.holds(s.Segment) {
			return RefusedSegment
		}
		if inst.heldOut {
			return RefusedHoldout
		}
		reached = reached || x.reachedSince(s.GoalStep, s.GoalEvent, inst.order)
	}
	switch {
	case x.muted(step.Scenario, tok.step):
		return RefusedMuted
	case reached:
		return RefusedGoal
	case tok.mail.skip:
		return RefusedLate
	case msg.Offer != program.None && x.expired(msg.Offer, tok.inst):
		return RefusedOffer
	}
	return Sent
}

// expired tells that an offer has ended. An offer that hangs on what has not happened yet has not; one that hangs on a
// repeated date ends with the first that was not over when the instance started.
func (x *life) expired(offer, inst int32) bool {
	expires := x.p.Offers[offer].Expires
	if expires == nil {
		return false
	}
	at, ok := x.moment(expires, inst, x.instances[inst].start)
	return ok && at <= x.now
}

// firstReachable is the first channel by which the person can be reached, or why the first cannot. Refused are
// the places this visit has done with.
func (x *life) firstReachable(msg *program.Message, refused uint32) (int32, Reason) {
	first := RefusedUnknown
	for place := range msg.Own {
		if refused&(1<<place) != 0 {
			continue
		}
		reason := x.gateReach(msg, place)
		if reason == Sent {
			return place, Sent
		}
		if place == 0 {
			first = reason
		}
	}
	return 0, first
}

// gateReach asks whether the person can be reached by the channel at a place.
func (x *life) gateReach(msg *program.Message, place int32) Reason {
	channel := msg.Channels[place]
	switch {
	case !x.who.Knows(channel):
		return RefusedUnknown
	case x.dead[channel]:
		return RefusedDead
	case !msg.Transactional && !x.who.Allows(channel):
		return RefusedConsent
	case !msg.Transactional && (!x.subscribed[channel] || (msg.Topic != program.None && !x.topics[msg.Topic])):
		return RefusedUnsubscribed
	}
	c := &x.p.Channels[channel]
	if c.OnSite && (x.lastTouch < x.who.At || x.now-x.lastTouch >= c.OnSiteWindow) {
		return RefusedOffSite
	}
	if !msg.Language[x.who.Language] {
		return RefusedLanguage
	}
	return Sent
}

// hold is what quiet hours and caps say: send, refuse, leave, or wait until.
type hold struct {
	reason Reason
	leave  bool
	until  int64
	// other is where to send instead, plus 1; yields that a more important send is due that needs the room.
	other  int32
	yields bool
}

// gateHold asks quiet hours and then the caps in their order.
func (x *life) gateHold(tok *token, msg *program.Message, place int32) hold {
	if msg.Transactional {
		return hold{}
	}
	channel := msg.Channels[place]
	policy := &x.p.Policy
	if policy.HasQuiet && !x.p.Channels[channel].QuietHoursExempt {
		zone := x.p.Zones[x.clock(policy.QuietClock)]
		if policy.Quiet.Covers(zone, x.now) {
			h := hold{reason: RefusedQuiet, leave: policy.QuietAction == journey.QuietLeave}
			if policy.QuietAction == journey.QuietHold {
				h.until = policy.Quiet.NextOutside(zone, x.now)
			}
			return h
		}
	}
	if len(policy.Caps) == 0 || x.p.Channels[channel].CapsExempt {
		return hold{}
	}
	scenario := x.p.Steps[msg.Step].Scenario
	if bit := uint32(1) << place; tok.mail.noted&bit == 0 {
		tok.mail.noted |= bit
		x.tries = append(x.tries, try{
			at: never, sent: never, delivered: never, channel: channel, topic: msg.Topic, scenario: scenario, stay: tok.stay, place: place,
		})
	}
	for i := range policy.Caps {
		c := &policy.Caps[i]
		if !capConcerns(c, channel, msg.Topic, scenario) {
			continue
		}
		this := try{channel: channel, topic: msg.Topic, scenario: scenario, stay: tok.stay, place: place}
		hit, free := x.capHit(c, &this)
		yields := false
		if !hit && c.LookAhead > 0 {
			free = x.givesWay(c, &this, tok.rank)
			yields = free > 0
		}
		if hit || yields {
			h := hold{reason: RefusedCap + Reason(i), leave: c.Hit == journey.CapLeave, yields: yields}
			switch c.Hit {
			case journey.CapDefer:
				h.until = free
			case journey.CapChannel:
				h.other = msg.Other[i] + 1
			}
			return h
		}
	}
	return hold{}
}
