package engine

import (
	"rehearse/journey"
	"rehearse/simulate/program"
	"rehearse/simulate/random"
)

// goalTime is how long after the arrival a goal was first reached.
type goalTime struct {
	goal  int32
	after int64
}

// goal is a conversion. It is false when the life gives up.
func (b *leanLife) goal(t *leanToken, step *leanStep) bool {
	x := b.x
	g, state, count := &b.p.Goals[step.goal], &x.goals[step.goal], &x.tally.Goals[step.goal]
	b.used = true
	first := state.count == 0
	state.order, state.at = x.next(), x.now
	if first || g.EveryTime {
		b.converted = true
		state.count++
		state.last = state.order
		count.Count += b.one
		if first {
			state.first = state.order
			b.goalTimes = append(b.goalTimes, goalTime{step.goal, x.now - b.arrival.At})
		}
		value, ok := b.worth(t, step, g)
		if !ok {
			return false
		}
		b.moved = capped(b.moved, max(value, -value))
		state.value += value
		x.tally.Value += b.one * value
		count.Value += b.one * value
	}
	return (g.Event == program.None || b.emit(g.Event)) && (g.Also == program.None || b.emit(g.Also))
}

// worth is what a conversion earns, credited to messages, as in life.worth. It is false when it is not known whether a
// message was opened or clicked before.
func (b *leanLife) worth(t *leanToken, step *leanStep, g *program.Goal) (int64, bool) {
	value := int64(g.Amount)
	switch {
	case g.Property != program.None:
		b.become()
		if value = b.x.who.Property(g.Property); value == program.NotSet {
			value = 0
		}
	case g.Range:
		value = g.Triangle.Draw(uint32(b.arrival.Key.Draw(t.base.At(0, t.visit, random.Value)+step.key))) * 1000
	}
	now := b.x.now
	best, bestAt, clicked := -1, never, false
	for n := range b.sends {
		s := &b.sends[n]
		if !b.mayCredit(s, step.goal, g) {
			continue
		}
		if (s.opened == now || s.clicked == now) && !s.happened {
			return 0, false
		}
		switch {
		case s.clicked != never && s.clicked <= now:
			if !clicked || s.clicked >= bestAt {
				best, bestAt, clicked = n, s.clicked, true
			}
		case !clicked && s.opened != never && s.opened <= now && s.opened >= bestAt:
			best, bestAt = n, s.opened
		}
	}
	if best >= 0 {
		if offer := b.sends[best].mail.Offer; offer != program.None {
			value = max(0, value-int64(b.p.Offers[offer].Value))
		}
	}
	attribution := b.p.Policy.Attribution
	for n := range b.sends {
		mine := n == best
		if attribution == journey.AttributionAny || attribution == journey.AttributionFirst {
			mine = b.mayCredit(&b.sends[n], step.goal, g)
		}
		if mine {
			b.credit(b.sends[n].mail.row, step.goal, value)
			if attribution != journey.AttributionAny {
				break
			}
		}
	}
	return value, true
}

// mayCredit tells that a send was delivered, is measured against a goal and is not too old.
func (b *leanLife) mayCredit(s *leanSend, number int32, g *program.Goal) bool {
	m := s.mail
	if !s.delivered || b.x.now-s.at >= m.Attribution {
		return false
	}
	if m.GoalStep != program.None {
		return b.p.Steps[m.GoalStep].Index == number
	}
	return m.GoalEvent == program.None || m.GoalEvent == g.Event || m.GoalEvent == g.Also
}

// credit credits a send with a conversion.
func (b *leanLife) credit(row, number int32, value int64) {
	t := b.x.tally
	b.moved = capped(b.moved, max(value, -value))
	t.Sends[row].Attributed += b.one
	t.Sends[row].Value += b.one * value
	t.AttributedTo[number*b.p.SendRows+row] += b.one
	t.AttributedValue[number*b.p.SendRows+row] += b.one * value
}
