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
	g := &x.p.Goals[number]
	state := &x.goals[number]
	first := state.count == 0
	state.order, state.at = x.next(), x.now
	if first || g.EveryTime {
		state.count++
		count := &x.tally.Goals[number]
		count.Count++
		if first {
			state.first = state.order
			count.Time.Add((x.now - x.who.At) / 1000)
		}
		late := false
		if g.Deadline != nil {
			at, ok := x.moment(g.Deadline, tok.inst)
			late = ok && x.now > at
		}
		if late {
			count.Late++
		}
		value := x.worth(number, g, tok)
		state.value += value
		x.tally.Value += value
		x.net += value
		x.note(Moment{What: "goal", Step: tok.step, Value: value})
	}
	x.emit(g.Event)
	x.emit(g.Also)
	if x.over || x.tokens[t].gen != gen {
		return false
	}
	return x.leave(t, portOut)
}

// worth is what a conversion earns, credited to messages: an offer that led to it is taken off.
func (x *life) worth(number int32, g *program.Goal, tok *token) int64 {
	value := int64(g.Amount)
	switch {
	case g.Property != program.None:
		value = x.who.Properties[g.Property] // millionths of a number are millionths of the currency
		if value == program.NotSet {
			value = 0
		}
	case g.Range:
		value = g.Triangle.Draw(uint32(x.draw(x.p.Steps[g.Step].Key, tok, random.Value))) * 1000
	}
	switch x.p.Policy.Attribution {
	case journey.AttributionAny:
		for n := range x.sends {
			if x.mayCredit(int32(n), number, g) {
				x.credit(int32(n), number, value)
			}
		}
		return value
	case journey.AttributionFirst:
		for n := range x.sends {
			if x.mayCredit(int32(n), number, g) {
				value = x.lessOffer(int32(n), value)
				x.credit(int32(n), number, value)
				break
			}
		}
		return value
	}
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
	if best != program.None {
		value = x.lessOffer(best, value)
		x.credit(best, number, value)
	}
	return value
}

// mayCredit tells that a send is measured against this goal and not too old.
func (x *life) mayCredit(n, number int32, g *program.Goal) bool {
	s := &x.sends[n]
	msg := &x.p.Messages[s.message]
	if x.now-s.at >= msg.Attribution {
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
	x.tally.Sends[row].Attributed++
	x.tally.Sends[row].Value += value
	x.tally.AttributedTo[number*x.p.SendRows+row]++
	x.tally.AttributedValue[number*x.p.SendRows+row] += value
}
