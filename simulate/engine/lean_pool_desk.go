package engine

import (
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
	x, closed := k.b.x, list[:0]
	count, persons := &x.tally.Desks[s.support.Desk], int32(len(k.b.p.Entries))
	for _, slot := range list {
		w, a := &k.people[slot], &k.came[slot]
		x.now = w.now
		count.Cases++
		hours := x.deskHours(s.support.Desk)
		if !hours.open {
			count.Closed++
			closed = append(closed, slot)
			continue
		}
		f := plea{
			request: x.supportRequest(s.support, hours, w.key, int32(w.profile)/persons, s.key.At(0, 0, 0)),
			number:  a.Number, lean: true, key: w.key, arrived: a.At, profile: int32(w.profile), spent: k.spent[slot],
		}
		f.at, f.quiet = w.now, calendar.Never
		*k.pleas = append(*k.pleas, f)
		k.spent[slot] = 0
		k.gone = append(k.gone, slot)
	}
	return closed
}

// comeBack lets people go on who were answered; there is room for them.
func (k *pool) comeBack(served []plea) {
	x, p := k.b.x, k.b.p
	k.makeRoom(len(served))
	k.times = k.times[:0]
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
		if cost := x.countCase(&p.Steps[p.Desks[f.desk].Step], &answer, f.at, min(at, k.horizon)); cost != 0 {
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
}
