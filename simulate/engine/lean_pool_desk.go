package engine

import (
	"math"
	"slices"

	"rehearse/simulate/program"
	"rehearse/simulate/random"
)

// Where people share agents and the pool takes everybody everywhere, they leave it when they ask a desk, and come back behind it
// with the answer. Nobody of them lives alone: what is counted before the desk need never be taken back.

// deskPorts are the ports behind a desk to which an answer leads: answered, gave up.
const deskPorts = 2

// lineCount is how many there are: the end, the steps, and those behind desks.
func (t *poolTables) lineCount() int { return 1 + len(t.steps) + deskPorts*len(t.desks) }

// wholly tells that the pool takes everybody through the main flow, in which nobody comes back anywhere, and finds the desks. People
// of a base come apart from the others; of the others none may live alone, because what they ask would reach no desk.
func (t *poolTables) wholly(p *program.Program) bool {
	for i := range t.entries {
		if t.entries[i].link == program.None && p.Entries[i].Base == nil {
			return false
		}
	}
	t.desks, t.behind = make([]*poolStep, len(p.Desks)), uint8(1+len(t.steps))
	for i := range t.steps {
		s := &t.steps[i]
		if !s.pass || !s.once {
			return false
		}
		if s.kind == leanDesk {
			t.desks[s.support.Desk], s.desk = s, t.poolDesk(p, s.support)
		}
	}
	return true
}

// poolDesk is a desk as the pool sees it.
type poolDesk struct {
	handling poolLaw
	// patience by profile; the same for all where there is one law.
	patience []poolPatience
	same     bool
	within   int64 // the answer target, -1 for none
	cost     int64
}

// poolPatience is how long people of a profile wait; with no end when they are patient.
type poolPatience struct {
	poolLaw
	patient bool
}

// poolLaw is a law; quick tells that it is a short exponential one, or no time.
type poolLaw struct {
	law   *random.Law
	mean  int64
	quick bool
}

func newPoolLaw(law *random.Law) poolLaw {
	mean, exponential := law.Mean()
	return poolLaw{law, mean, exponential && mean <= random.ShortMean}
}

// draw writes the lengths that people of a list draw with a key.
func (k *pool) draw(l *poolLaw, list []uint32, key random.Key, to *[poolSize]int64) {
	mean := l.mean
	switch {
	case l.quick && mean == 0:
		clear(to[:len(list)])
	case l.quick:
		for i, slot := range list {
			to[i&(poolSize-1)] = random.PlaceOf(uint32(k.people[slot&(poolSize-1)].key.Draw(key))).Short(mean)
		}
	default:
		for i, slot := range list {
			to[i] = l.law.Draw(uint32(k.people[slot].key.Draw(key)))
		}
	}
}

// poolDesk makes the table of a desk.
func (t *poolTables) poolDesk(p *program.Program, s *program.Support) *poolDesk {
	d := &poolDesk{handling: newPoolLaw(&s.Handling), within: -1, cost: int64(s.CostPerCase)}
	t.deskCosts = t.deskCosts || d.cost != 0
	if s.Within > 0 {
		d.within = s.Within
	}
	for profile := range p.Profiles() {
		patience := poolPatience{poolLaw: newPoolLaw(&s.Patience)}
		if persona := &p.Personas[profile/len(p.Entries)]; !s.OwnPatience {
			patience = poolPatience{newPoolLaw(&persona.Patience), persona.Patient}
		}
		d.patience = append(d.patience, patience)
		d.same = (profile == 0 || d.same) && *patience.law == *d.patience[0].law && patience.patient == d.patience[0].patient
	}
	return d
}

// ask lets people ask a desk; it returns those who find it closed.
func (k *pool) ask(s *poolStep, list []uint32) (closed []uint32) {
	desk := s.support.Desk
	count := &k.b.x.tally.Desks[desk]
	count.Cases += int64(len(list))
	list, closed = k.findOpen(desk, list)
	count.Closed += int64(len(closed))
	k.draw(&s.desk.handling, list, s.key.For(random.Handling), &k.lengths)
	k.drawPatience(s.desk, list, s.key.For(random.Patience))
	first := len(*k.pleas)
	pleas := slices.Grow(*k.pleas, len(list))[:first+len(list)]
	*k.pleas = pleas
	pleas = pleas[first:]
	for i, slot := range list {
		w, a, spent := &k.people[slot&(poolSize-1)], &k.came[slot&(poolSize-1)], &k.spent[slot&(poolSize-1)]
		f := &pleas[i] // written in its place: what is large is not to be moved
		f.desk, f.at, f.handling, f.until, f.closing = desk, w.now, k.lengths[i&(poolSize-1)], k.untils[i&(poolSize-1)], true
		if end := w.now + k.patience[i&(poolSize-1)]; uint64(end) < uint64(f.until) {
			f.until, f.closing = end, false
		}
		f.number, f.lean, f.answered = a.Number, true, false
		f.key, f.arrived, f.profile, f.spent = w.key, a.At, int32(w.profile), *spent
		*spent = 0
	}
	k.gone = append(k.gone, list...)
	return closed
}

// findOpen parts people who find a desk open, with the moments until which it is, from those who do not.
func (k *pool) findOpen(desk int32, list []uint32) (open, closed []uint32) {
	if len(list) == 0 {
		return nil, nil
	}
	first, last := int64(math.MaxInt64), int64(0)
	for _, slot := range list {
		now := k.people[slot&(poolSize-1)].now
		first, last = min(first, now), max(last, now)
	}
	hours := func(now int64) *stretch {
		k.b.x.now = now
		return k.b.x.deskHours(desk)
	}
	h := hours(first)
	if h.open && last < h.until {
		for i := range k.untils[:len(list)] {
			k.untils[i] = h.until
		}
		return list, nil
	}
	open, closed = list[:0], k.closed[:0]
	for _, slot := range list {
		now := k.people[slot].now
		if now < h.from || now >= h.until {
			h = hours(now)
		}
		if !h.open {
			closed = append(closed, slot)
			continue
		}
		k.untils[len(open)] = h.until
		open = append(open, slot)
	}
	k.closed = closed
	return open, closed
}

// forEver is the patience of who is patient: as a whole number without a sign, the end of it lies beyond all others.
const forEver = math.MaxInt64

// drawPatience writes how long people of a list wait.
func (k *pool) drawPatience(d *poolDesk, list []uint32, key random.Key) {
	if d.same && !d.patience[0].patient {
		k.draw(&d.patience[0].poolLaw, list, key, &k.patience)
		return
	}
	for i, slot := range list {
		w, length := &k.people[slot], int64(forEver)
		if law := &d.patience[w.profile]; law.quick && !law.patient {
			length = random.PlaceOf(uint32(w.key.Draw(key))).Short(law.mean)
		} else if !law.patient {
			length = law.law.Draw(uint32(w.key.Draw(key)))
		}
		k.patience[i] = length
	}
}

// comeBack lets people go on who were answered; there is room for them.
func (k *pool) comeBack(served []plea) {
	entries, horizon := int32(len(k.b.p.Entries)), k.horizon
	k.makeRoom(len(served))
	k.countServed(served)
	for i := range served {
		f := &served[i]
		if !f.answered {
			continue // it is not lean, or is answered later
		}
		answer, line := f.answer(), k.behind+uint8(f.desk)*deskPorts
		at := answer.until
		if at == gaveUp {
			at, line = answer.from, line+portGaveUp
		}
		slot := k.place()
		k.begin(slot, f.key, at, uint16(f.profile), k.rowOf(f.number))
		a := &k.came[slot&(poolSize-1)]
		a.Number, a.Key, a.At = f.number, f.key, f.arrived
		if a.Entry = f.profile; entries > 1 {
			a.Entry = f.profile % entries
		}
		k.spent[slot&(poolSize-1)] = f.spent
		if at < horizon {
			k.join(slot, line)
			continue
		}
		w := &k.people[slot]
		w.now = f.at
		k.here(k.desks[f.desk], slot).InProgress++
		k.over(slot)
		k.join(slot, poolEnd)
	}
}

// countServed counts what became of requests.
func (k *pool) countServed(served []plea) {
	horizon, desk, waits := k.horizon, int32(0), k.waits[0]
	for i := range served {
		f := &served[i]
		if !f.answered {
			continue
		}
		if f.desk != desk {
			k.waits[desk] = waits
			desk, waits = f.desk, k.waits[f.desk]
		}
		cost := int64(0)
		if answer := f.answer(); uint64(answer.until) >= uint64(horizon) { // gave up is less than nothing
			cost = k.countOther(f, &answer)
		} else {
			n := len(waits)
			waits = slices.Grow(waits, 1)[:n+1]
			waits[n] = answer.from - f.at
			if !k.deskCosts {
				continue
			}
			cost = k.desks[desk].desk.cost
		}
		if cost != 0 {
			k.b.x.tally.Batches.Row(int(k.rowOf(f.number)))[BatchSpent] += cost
		}
	}
	k.waits[desk] = waits
	for i := range k.waits {
		k.countWaits(i)
	}
}

// countOther counts what became of the request of somebody who gave up, or is still there at the horizon.
func (k *pool) countOther(f *plea, a *answer) (cost int64) {
	at := a.until
	if at == gaveUp {
		at = a.from
	}
	return k.b.x.countCase(&k.b.p.Steps[k.b.p.Desks[f.desk].Step], a, f.at, min(at, k.horizon))
}

// countWaits counts those who were served, as life.countCase does.
func (k *pool) countWaits(desk int) {
	d, waits, tally := k.desks[desk].desk, k.waits[desk], k.b.x.tally
	count := &tally.Desks[desk]
	count.Wait.AddAll(waits)
	count.Answered += int64(len(waits))
	for _, wait := range waits {
		count.Within += int64(uint64(wait-d.within-1) >> 63)
	}
	if d.cost != 0 {
		for range waits {
			tally.move(d.cost)
		}
		tally.Support += d.cost * int64(len(waits))
	}
	k.waits[desk] = waits[:0]
}
