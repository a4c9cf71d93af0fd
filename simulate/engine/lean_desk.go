package engine

import (
	"rehearse/simulate/calendar"
	"rehearse/simulate/cohort"
	"rehearse/simulate/program"
)

// Where people who share agents ask at most once, and nothing but who they are is asked of them behind the desk, a life is not
// run again with the answer: it is lived to the desk and counted so far, and goes on from there when the desk has answered.

// quietMain tells that there is nothing but the main flow, and that no message goes out in it.
func (l *layout) quietMain() bool {
	for i := range l.p.Scenarios {
		if l.active(int32(i)) {
			return false
		}
	}
	for i := range l.p.Messages {
		if l.runs(l.p.Messages[i].Step) {
			return false
		}
	}
	return true
}

// leanDesks tells that a person asks one desk at most, once, and that what happened before it changes nothing behind.
func (l *layout) leanDesks() bool {
	p := l.p
	if l.opt.careful || !l.quietMain() {
		return false
	}
	sharing, behind := newSharing(l), l.behindDesks()
	for i := range p.Desks {
		if s := &p.Steps[p.Desks[i].Step]; s.Scenario == program.None && (s.Kind != program.KindSupport || !sharing.last[i] || !sharing.steady[i]) {
			return false
		}
	}
	for i := range p.Steps {
		s := &p.Steps[i]
		if s.Scenario != program.None {
			continue
		}
		changes, rules := 0, []*program.Rule(nil)
		switch s.Kind {
		case program.KindTouchpoint:
			changes = len(p.Touchpoints[s.Index].Changes)
		case program.KindUpdate:
			changes = len(p.Updates[s.Index].Changes)
		case program.KindBranch:
			rules = p.Branches[s.Index].Rules
		}
		if changes > 0 || s.Cost < 0 || s.Kind == program.KindGoal && behind[i] {
			return false
		}
		for _, r := range rules {
			if !r.Innate() {
				return false
			}
		}
	}
	return true
}

// ask takes a token to a desk. What it asks is the life's request.
func (b *leanLife) ask(t *leanToken, s *leanStep) *leanPort {
	x := b.x
	count, hours := &x.tally.Desks[s.support.Desk], x.deskHours(s.support.Desk)
	count.Cases += b.one
	if !hours.open {
		count.Closed += b.one
		return &s.ports[portClosed]
	}
	b.asks = true
	b.request = x.supportRequest(s.support, hours, b.arrival.Key, b.persona, s.key.At(0, t.visit, 0))
	b.request.at, b.request.quiet = x.now, calendar.Never
	return leanEnded
}

// untilDesk lives the life of somebody who arrives up to a desk; it is true when there is a request, else the life is over and
// counted. Whole tells that the person must live in full: nothing is counted.
func (b *leanLife) untilDesk(a *cohort.Arrival, batch []int64) (asks, whole bool) {
	if !b.try(a, batch, 1) {
		b.try(a, batch, -1)
		return false, true
	}
	if !b.asks {
		b.finish()
	}
	return b.asks, false
}

// plea is the request the life has come to.
func (b *leanLife) plea() plea {
	return plea{request: b.request, number: b.arrival.Number, lean: true, key: b.arrival.Key, arrived: b.arrival.At, profile: b.profile, spent: b.spent}
}

// behindDesk goes on with a life whose request is answered, to the end. It is false when the person must live in full: then what
// the life has counted before the desk is to be taken back.
func (b *leanLife) behindDesk(f *plea, batch []int64) bool {
	entries := int32(len(b.p.Entries))
	b.again = cohort.Arrival{Number: f.number, Entry: f.profile % entries, Key: f.key, At: f.arrived}
	step := b.p.Desks[f.desk].Step
	answer := f.answer()
	at, port := answer.until, &b.steps[step].ports[portAnswered]
	if at == gaveUp {
		at, port = answer.from, &b.steps[step].ports[portGaveUp]
	}
	goesOn := func(one int64) bool {
		b.begin(&b.again, f.profile/entries, batch, one)
		t := &b.tokens[0]
		t.step, t.port, t.phase, t.key = &b.steps[step], port, phaseDecided, uint64(at)<<8
		b.x.now, b.spent, b.visited, b.moved = f.at, f.spent, f.spent, f.spent
		return b.toTheEnd()
	}
	if !goesOn(1) {
		goesOn(-1)
		return false
	}
	b.spent += b.x.countCase(&b.p.Steps[step], &answer, f.at, min(at, b.horizon))
	b.finish()
	return true
}
