package engine

import (
	"slices"

	"rehearse/simulate/calendar"
	"rehearse/simulate/cohort"
	"rehearse/simulate/program"
)

// Where people share agents and the pool takes everybody everywhere, they leave it when they ask a desk, and come back behind it
// with the answer. Nobody of them lives alone: what is counted before the desk need never be taken back.

// deskPorts are the ports behind a desk to which an answer leads: answered, gave up.
const deskPorts = 2

// lineCount is how many there are: the end, the steps, and those behind desks.
func (t *poolTables) lineCount() int { return 1 + len(t.steps) + deskPorts*len(t.desks) }

// wholly tells that the pool takes everybody through the main flow, in which nobody comes back anywhere, and finds the desks.
func (t *poolTables) wholly(p *program.Program) bool {
	t.desks = make([]*poolStep, len(p.Desks))
	for i := range t.steps {
		s := &t.steps[i]
		if !s.pass || !s.once {
			return false
		}
		if s.kind == leanDesk {
			t.desks[s.support.Desk] = s
		}
	}
	return true
}

// ask lets people ask a desk; it returns those who find it closed.
func (k *pool) ask(s *poolStep, list []uint32) []uint32 {
	x, closed, entries := k.b.x, list[:0], int32(len(k.b.p.Entries))
	count, pleas := &x.tally.Desks[s.support.Desk], slices.Grow(*k.pleas, len(list))
	for _, slot := range list {
		w, a := &k.people[slot&(poolSize-1)], &k.came[slot&(poolSize-1)]
		x.now = w.now
		count.Cases++
		hours := x.deskHours(s.support.Desk)
		if !hours.open {
			count.Closed++
			closed = append(closed, slot)
			continue
		}
		pleas = pleas[:len(pleas)+1]
		f := &pleas[len(pleas)-1] // written in its place: what is large is not to be moved
		x.requests(&f.request, s.support, hours, w.key, int32(w.profile)/entries, s.key)
		f.at, f.quiet = w.now, calendar.Never
		f.number, f.lean, f.answered = a.Number, true, false
		f.key, f.arrived, f.profile, f.spent = w.key, a.At, int32(w.profile), k.spent[slot&(poolSize-1)]
		k.spent[slot&(poolSize-1)] = 0
		k.gone = append(k.gone, slot)
	}
	*k.pleas = pleas
	return closed
}

// comeBack lets people go on who were answered; there is room for them.
func (k *pool) comeBack(served []plea) {
	x, p := k.b.x, k.b.p
	k.makeRoom(len(served))
	for i := range served {
		f := &served[i]
		if !f.answered {
			continue // it is not lean, or is answered later
		}
		answer, port := f.answer(), portAnswered
		at := answer.until
		if at == gaveUp {
			at, port = answer.from, portGaveUp
		}
		slot := k.place()
		row := k.rowOf(f.number)
		k.people[slot] = pooled{key: f.key, now: at, profile: uint16(f.profile), row: uint16(row)}
		k.came[slot] = cohort.Arrival{Number: f.number, Entry: f.profile % int32(len(p.Entries)), Key: f.key, At: f.arrived}
		k.spent[slot] = f.spent
		if cost := k.countCase(f, &answer, at); cost != 0 {
			x.tally.Batches.Row(row)[BatchSpent] += cost
		}
		if at < k.horizon {
			k.join(slot, uint8(1+len(k.steps)+deskPorts*int(f.desk)+port))
			continue
		}
		k.people[slot].now = f.at
		k.here(k.desks[f.desk], &k.people[slot]).InProgress++
		k.over(slot)
		k.join(slot, poolEnd)
	}
	for i := range k.waits {
		x.tally.Desks[i].Wait.AddAll(k.waits[i])
		k.waits[i] = k.waits[i][:0]
	}
}

// countCase is life.countCase; the waits of those who were answered are added later.
func (k *pool) countCase(f *plea, a *answer, at int64) (cost int64) {
	x := k.b.x
	if a.until == gaveUp || at >= k.horizon {
		return x.countCase(&k.b.p.Steps[k.b.p.Desks[f.desk].Step], a, f.at, min(at, k.horizon))
	}
	s, count, wait := k.desks[f.desk].support, &x.tally.Desks[f.desk], a.from-f.at
	k.waits[f.desk] = append(k.waits[f.desk], wait)
	count.Answered++
	if s.Within > 0 && wait <= s.Within {
		count.Within++
	}
	if cost = int64(s.CostPerCase); cost != 0 {
		x.tally.move(cost)
		x.tally.Support += cost
	}
	return cost
}
