package engine

import (
	"rehearse/journey"
	"rehearse/simulate/program"
	"rehearse/simulate/random"
)

// goal is a conversion.
func (x *life) goal(t, number int32) bool {
	tok := &x.tokens[t]
	gen := tok.gen
	if x.silent(tok.inst, tok.step) {
		return x.leave(t, portOut)
	}
	g := &x.p.Goals[number]
	state := &x.goals[number]
	first := state.count == 0 && !state.had
	state.order, state.at = x.next(), x.now
	if first || g.EveryTime {
		state.count++
		state.last = state.order
		count := &x.tally.Goals[number]
		count.Count++
		if first {
			state.first = state.order
			count.Time.Add(x.now - x.counted)
		}
		late := false
		if g.Deadline != nil {
			at, ok := x.moment(g.Deadline, tok.inst, x.instances[tok.inst].start)
			late = ok && x.now > at
		}
		if late {
			count.Late++
		}
		value := x.worth(number, g, tok)
		x.tally.move(value)
		state.value += value
		x.tally.Value += value
		count.Value += value
		x.net += value
		if x.story != nil {
			x.noteGoal(tok, value, late)
		}
	}
	x.emit(g.Event)
	x.emit(g.Also)
	if x.over || x.tokens[t].gen != gen {
		return false
	}
	return x.leave(t, portOut)
}

// worth is what a conversion earns, credited to messages as the policy says. The offer of the message that led to it is
// taken off, whoever is credited.
func (x *life) worth(number int32, g *program.Goal, tok *token) int64 {
	value := int64(g.Amount)
	switch {
	case g.Property != program.None:
		value = x.who.Property(g.Property) // millionths of a number are millionths of the currency
		if value == program.NotSet {
			value = 0
		}
	case g.Range:
		value = g.Triangle.Draw(uint32(x.draw(x.p.Steps[g.Step].Key, tok, random.Value))) * 1000
	}
	led := x.ledTo(number, g)
	if led != program.None {
		value = x.lessOffer(led, value)
	}
	for n := range x.sends {
		mine := int32(n) == led
		if attribution := x.p.Policy.Attribution; attribution == journey.AttributionAny || attribution == journey.AttributionFirst {
			mine = x.mayCredit(int32(n), number, g)
		}
		if mine {
			x.credit(int32(n), number, value)
			if x.p.Policy.Attribution != journey.AttributionAny {
				break
			}
		}
	}
	return value
}

// ledTo is the send that led to a conversion: the last clicked, else the last opened; None without one.
func (x *life) ledTo(number int32, g *program.Goal) int32 {
	best, bestAt, clicked := program.None, never, false
	for n := range x.sends {
		s := &x.sends[n]
		if !x.mayCredit(int32(n), number, g) {
			continue
		}
		switch {
		case s.clicked != never && (!clicked || s.clicked >= bestAt):
			best, bestAt, clicked = int32(n), s.clicked, true
		case !clicked && s.opened != never && s.opened >= bestAt:
			best, bestAt = int32(n), s.opened
		}
	}
	return best
}

// mayCredit tells that a send was delivered, is measured against this goal and is not too old.
func (x *life) mayCredit(n, number int32, g *program.Goal) bool {
	s := &x.sends[n]
	msg := &x.p.Messages[s.message]
	if s.delivered == never || x.now-s.at >= msg.Attribution {
		return false
	}
	if msg.GoalStep != program.None {
		return x.p.Steps[msg.GoalStep].Index == number
	}
	return msg.GoalEvent == program.None || msg.GoalEvent == g.Event || msg.GoalEvent == g.Also
}

// lessOffer takes the offer of a send off a value.
func (x *life) lessOffer(n int32, value int64) int64 {
	s := &x.sends[n]
	offer := x.p.Messages[s.message].Offer
	if offer == program.None || x.expired(offer, s.inst) {
		return value
	}
	return max(0, value-int64(x.p.Offers[offer].Value))
}

// credit credits a send with a conversion.
func (x *life) credit(n, number int32, value int64) {
	row := x.sends[n].row
	if x.story != nil {
		x.noteSend("credit", n, value)
	}
	x.tally.move(value)
	x.tally.Sends[row].Attributed++
	x.tally.Sends[row].Value += value
	x.tally.AttributedTo[number*x.p.SendRows+row]++
	x.tally.AttributedValue[number*x.p.SendRows+row] += value
}
