package engine

import (
	"slices"

	"rehearse/simulate/program"
	"rehearse/simulate/random"
)

// take lets people take a step.
func (k *pool) take(s *poolStep, list []uint32) {
	if !s.pass {
		for _, slot := range list {
			k.takeOver(slot, s.leanStep)
		}
		return
	}
	if k.often {
		list = k.withoutOften(s, list)
	}
	if s.cost > 0 {
		for _, slot := range list {
			k.spent[slot] += s.cost
		}
	}
	if s.touches && k.onSite {
		for _, slot := range list {
			k.touch[slot] = k.people[slot].now
		}
	}
	switch s.kind {
	case leanWait:
		list = k.wait(s, list)
	case leanBranch, leanSplit:
		k.choose(s, list)
		for i := range s.ports {
			k.leave(s, &s.ports[i], k.ports[i])
		}
		return
	case leanDesk:
		k.leave(s, &s.ports[portClosed], k.ask(s, list))
		return
	case leanGoal:
		k.convert(s, list)
		return
	case leanExit:
		k.ends(s, list)
		return
	}
	k.leave(s, &s.ports[0], list)
}

// withoutOften are those who have not been at a step very often; the others go on as lean lives.
func (k *pool) withoutOften(s *poolStep, list []uint32) []uint32 {
	rest := list[:0]
	for _, slot := range list {
		if k.visit(s, slot) >= uint32(k.poolTables.most) {
			k.takeOver(slot, s.leanStep)
		} else {
			rest = append(rest, slot)
		}
	}
	return rest
}

// visit is the number of the visit somebody is at, who has not left yet.
func (k *pool) visit(s *poolStep, slot uint32) uint32 {
	if s.once {
		return 0
	}
	return uint32(k.visits[s.circle/8%(mostCircle/8)][slot&(poolSize-1)][s.circle%8])
}

// left counts a visit that is over, for a step that people come back to, and is what that adds to the counts of the way.
func (k *pool) left(s *poolStep, slot uint32, out *poolOut) uint64 {
	if s.once {
		return 1
	}
	w, visits := &k.people[slot&(poolSize-1)], &k.visits[s.circle/8%(mostCircle/8)][slot&(poolSize-1)][s.circle%8]
	n := *visits
	*visits = n + 1
	k.often = k.often || n+1 >= k.poolTables.most
	count := 1 + w.taken>>(out.shift&63)&1<<24 + (uint64(n)+255)>>8<<44
	w.taken |= out.set
	return count
}

// ends ends the way of people at a goal or an exit.
func (k *pool) ends(s *poolStep, list []uint32) {
	first := int(s.local) * k.b.p.Profiles()
	for _, slot := range list {
		w := &k.people[slot&(poolSize-1)]
		k.ended[first+int(w.profile)]++
		if k.visit(s, slot) > 0 {
			k.b.x.tally.context(k.b.p, int32(w.profile), 0).again[s.number]++
		}
	}
	copy(k.lines[poolEnd][k.lens[poolEnd]:], list)
	k.lens[poolEnd] += uint32(len(list))
}

// here are the counts of a step at which somebody's way ends otherwise than by a port.
func (k *pool) here(s *poolStep, slot uint32) *StepCount {
	c := k.b.x.tally.context(k.b.p, int32(k.people[slot].profile), 0)
	if k.visit(s, slot) > 0 {
		c.again[s.number]++
	}
	return &c.Steps[s.number]
}

// wait lets people wait; it returns those who do not wait up to the horizon.
func (k *pool) wait(s *poolStep, list []uint32) []uint32 {
	rest := list[:0]
	for _, slot := range list {
		w := &k.people[slot]
		at := w.now + s.wait.law.Draw(uint32(w.key.Draw(s.key.At(0, k.visit(s, slot), random.Duration))))
		if at >= k.horizon {
			k.here(s, slot).InProgress++
			k.join(slot, poolEnd)
			continue
		}
		w.now = at
		rest = append(rest, slot)
	}
	return rest
}

// choose finds the port by which each leaves.
func (k *pool) choose(s *poolStep, list []uint32) {
	for i := range s.ports {
		k.ports[i] = k.ports[i][:0]
	}
	switch {
	case s.kind == leanSplit:
		for _, slot := range list {
			arm := random.Choose(s.arms, k.people[slot].key.Draw(s.key.For(random.Split)))
			place := min(arm, len(s.ports)-1)
			k.ports[place] = append(k.ports[place], slot)
		}
	case s.known != nil:
		for _, slot := range list {
			w := &k.people[slot]
			q := &s.known[w.profile]
			place := q.no
			if q.share.Passes(w.key.Draw(q.key)) {
				place = q.yes
			}
			k.ports[place] = append(k.ports[place], slot)
		}
	default:
		x := k.b.x
		for _, slot := range list {
			w := &k.people[slot]
			x.who.BecomeOf(&k.came[slot], int32(w.profile)/int32(len(k.b.p.Entries)))
			place := 0
			for place < len(s.rules) && !x.holds(&s.rules[place][w.profile]) {
				place++
			}
			k.ports[place] = append(k.ports[place], slot)
		}
	}
}

// leave lets people leave by a port.
func (k *pool) leave(s *poolStep, port *poolPort, list []uint32) {
	switch {
	case port.sure:
		k.leaveAtOnce(s, port, list)
	case port.instant:
		k.leaveNow(s, port, list)
	case !port.exponential:
		k.leaveSomehow(s, port, list)
	case s.once:
		k.leaveOnce(s, port, list)
	default:
		k.leaveAgain(s, port, list)
	}
	for _, l := range k.lates[:k.late] {
		k.isLate(l/(poolFew+1), &port.outs[l&poolFew])
	}
	k.late = 0
	if k.since[port.first] += int32(len(list)); k.since[port.first] > poolFold {
		k.foldPort(s, port)
	}
}

// isLate counts somebody who is on a link at the horizon.
func (k *pool) isLate(slot uint32, out *poolOut) {
	c := k.b.x.tally.context(k.b.p, int32(k.people[slot].profile), 0)
	c.Links[out.link].Delayed++
	c.late[out.link]++
	k.join(slot, poolEnd)
}

// leaveAtOnce is leave by the only link, in no time.
func (k *pool) leaveAtOnce(s *poolStep, port *poolPort, list []uint32) {
	out, rows := &port.outs[0], k.rows[port.first:]
	for _, slot := range list {
		w := &k.people[slot&(poolSize-1)]
		rows[w.profile].counts[0] += k.left(s, slot, out)
	}
	copy(k.lines[out.line][k.lens[out.line]:], list)
	k.lens[out.line] += uint32(len(list))
}

// leaveNow is leave where no way takes time.
func (k *pool) leaveNow(s *poolStep, port *poolPort, list []uint32) {
	key, rows := s.key.At(0, 0, random.Route), k.rows[port.first:]
	for _, slot := range list {
		w := &k.people[slot&(poolSize-1)]
		row := &rows[w.profile]
		high := uint64(w.key.Draw(key.At(0, k.visit(s, slot), 0))) >> 32
		n := (reached(row.cuts[0], high) + reached(row.cuts[1], high) + reached(row.cuts[2], high)) & poolFew
		out := &port.outs[n]
		row.counts[n] += k.left(s, slot, out)
		line := out.line
		end := k.lens[line]
		k.lens[line] = end + 1
		k.lines[line][end&(poolSize-1)] = slot
	}
}

// leaveSomehow is leave whatever time the way takes.
func (k *pool) leaveSomehow(s *poolStep, port *poolPort, list []uint32) {
	for _, slot := range list {
		w := &k.people[slot&(poolSize-1)]
		row := &k.rows[port.first+int(w.profile)]
		r := w.key.Draw(s.key.At(0, k.visit(s, slot), random.Route))
		high := r >> 32
		n := (reached(row.cuts[0], high) + reached(row.cuts[1], high) + reached(row.cuts[2], high)) & poolFew
		out := &port.outs[n]
		row.counts[n] += k.left(s, slot, out)
		at := w.now
		if out.link != program.None {
			at += out.delay.Draw(uint32(r))
		}
		if at >= k.horizon {
			k.lates[k.late] = slot*(poolFew+1) + uint32(n)
			k.late++
			continue
		}
		w.now = at
		k.join(slot, out.line)
	}
}

// The two that follow are what most people do most of the time. In their loops nothing is called and little is asked: what is
// not in a register costs as much as what is worked out, and so does asking whether a place is in a list.

// leaveOnce is leave where the way takes a short exponential time, or none, and nobody comes back to the step.
func (k *pool) leaveOnce(s *poolStep, port *poolPort, list []uint32) {
	key, rows := s.key.At(0, 0, random.Route), (*[poolProfiles]poolRow)(k.rows[port.first:])
	for _, slot := range list {
		w := &k.people[slot&(poolSize-1)]
		row := &rows[w.profile%poolProfiles]
		r := w.key.Draw(key)
		high := r >> 32
		n := (reached(row.cuts[0], high) + reached(row.cuts[1], high) + reached(row.cuts[2], high)) & poolFew
		out := &port.outs[n]
		row.counts[n]++
		at := w.now + random.PlaceOf(uint32(r)).Short(out.mean)
		if at >= k.horizon {
			k.lates[k.late&(poolSize-1)] = slot*(poolFew+1) + uint32(n)
			k.late++
			continue
		}
		w.now = at
		line := out.line
		end := k.lens[line]
		k.lens[line] = end + 1
		k.lines[line][end&(poolSize-1)] = slot
	}
}

// leaveAgain is leave where the way takes a short exponential time, or none.
func (k *pool) leaveAgain(s *poolStep, port *poolPort, list []uint32) {
	key, rows := s.key.At(0, 0, random.Route), (*[poolProfiles]poolRow)(k.rows[port.first:])
	visits, circle := &k.visits[s.circle/8%(mostCircle/8)], s.circle
	for _, slot := range list {
		w := &k.people[slot&(poolSize-1)]
		visit := uint32(visits[slot&(poolSize-1)][circle%8])
		visits[slot&(poolSize-1)][circle%8] = uint8(visit + 1)
		k.most |= visit
		row := &rows[w.profile%poolProfiles]
		r := w.key.Draw(key.At(0, visit, 0))
		high := r >> 32
		n := (reached(row.cuts[0], high) + reached(row.cuts[1], high) + reached(row.cuts[2], high)) & poolFew
		out := &port.outs[n]
		taken, count := w.taken, 1+(uint64(visit)+255)>>8<<44
		if taken&out.set != 0 {
			count += 1 << 24
		}
		w.taken = taken | out.set
		row.counts[n] += count
		at := w.now + random.PlaceOf(uint32(r)).Short(out.mean)
		if at >= k.horizon {
			k.lates[k.late&(poolSize-1)] = slot*(poolFew+1) + uint32(n)
			k.late++
			continue
		}
		w.now = at
		line := out.line
		end := k.lens[line]
		k.lens[line] = end + 1
		k.lines[line][end&(poolSize-1)] = slot
	}
	// Visits put together bit by bit may be more than any of them, but never less.
	k.often = k.often || k.most+1 >= uint32(k.poolTables.most)
}

// convert counts a goal at which the way ends.
func (k *pool) convert(s *poolStep, list []uint32) {
	count, reached := &k.b.x.tally.Goals[s.goal], k.reached[s.goal]
	times := slices.Grow(k.times[:0], len(list))[:len(list)]
	for i, slot := range list {
		w := &k.people[slot&(poolSize-1)]
		times[i] = w.now - k.came[slot&(poolSize-1)].At
		reached[w.row]++
	}
	k.times = times
	count.Time.AddAll(times)
	count.Count += int64(len(list))
	if g := &k.b.p.Goals[s.goal]; g.Range || g.Amount != 0 {
		k.earn(s, g, list)
	}
	k.ends(s, list)
}

// earn counts what a goal is worth.
func (k *pool) earn(s *poolStep, g *program.Goal, list []uint32) {
	t := k.b.x.tally
	column, value, sum := BatchGoals(int(s.goal)), int64(g.Amount), int64(0)
	for _, slot := range list {
		w := &k.people[slot]
		if g.Range {
			value = g.Triangle.Draw(uint32(w.key.Draw(s.key.At(0, k.visit(s, slot), random.Value)))) * 1000
		}
		sum += value
		t.move(value)
		batch := t.Batches.Row(int(w.row))
		batch[BatchValue] += value
		batch[column+1] += value
	}
	t.Goals[s.goal].Value += sum
	t.Value += sum
}
