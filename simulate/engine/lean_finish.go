package engine

import (
	"rehearse/simulate/program"
	"rehearse/simulate/stats"
)

// leanTop is below which value a number of touches is counted without a histogram.
const leanTop = 64

// leanTally counts small values, until fold.
type leanTally [leanTop]int64

// add counts a value, in the histogram where it is not small.
func (t *leanTally) add(v int64, h *stats.Histogram) {
	if uint64(v) < leanTop {
		t[v]++
	} else {
		h.Add(v)
	}
}

// fold adds what was counted to the histogram.
func (t *leanTally) fold(h *stats.Histogram) {
	for v, n := range t {
		h.AddTimes(int64(v), n)
	}
	*t = leanTally{}
}

// leanCounts is what lean lives count in short at their ends.
type leanCounts struct {
	converted                                bool
	touched, day, week, wanted, bursts, came leanTally
	starts                                   []leanTally // by scenario
}

func (c *leanCounts) init(p *program.Program) { c.starts = make([]leanTally, len(p.Scenarios)) }

// fold adds what lean lives counted in short to the tally.
func (b *leanLife) fold() {
	t := b.x.tally
	b.together.fold(b.x)
	if b.pool != nil {
		b.pool.fold()
	}
	b.foldImplied()
	for i := range b.sent {
		b.foldSent(&b.sent[i], &b.mail[i])
	}
	b.touched.fold(&t.Touches)
	b.day.fold(&t.WorstDay)
	b.week.fold(&t.Worst7)
	b.wanted.fold(&t.Wanted7)
	b.bursts.fold(&t.Bursts)
	b.came.fold(&t.Pressure.AfterArrival)
	for i := range b.starts {
		b.starts[i].fold(&t.Pressure.AfterStart[i])
	}
}

// foldSent adds what was counted of a message to the tally.
func (b *leanLife) foldSent(sent *leanSent, m *leanMail) {
	if sent.entered == 0 {
		return
	}
	t := b.x.tally
	count := &t.Sends[m.row]
	count.Entered += sent.entered
	count.Attempts += sent.entered
	count.Wanted += sent.wanted
	count.Held += sent.held
	count.Sent += sent.sent
	count.People += sent.people
	count.Delivered += sent.delivered
	count.Opened += sent.opened
	count.Clicked += sent.clicked
	t.Received[m.number] += sent.people
	if m.scenario != program.None {
		t.Scenarios[m.scenario].Sends += sent.sent
	}
	*sent = leanSent{byPersona: sent.byPersona}
}

// forget resets what a person before remembered.
func (b *leanLife) forget() {
	m := &b.x.memory
	copy(m.points, b.nothing)
	for i := len(m.count) - 1; i >= 0; i-- { // backwards it is no call
		m.count[i] = 0
	}
	for _, e := range b.timed {
		m.times[e] = m.times[e][:0]
	}
	if len(m.marks) > 0 {
		clear(m.marks)
	}
	if b.instances > 0 {
		for i := len(b.x.started) - 1; i >= 0; i-- {
			b.x.started[i] = starts0{}
		}
	}
	if b.converted {
		clear(b.x.goals)
	}
}

// forgetWhole resets what a person before remembered who lived in full.
func (b *leanLife) forgetWhole() {
	b.x.forget()
	clear(b.x.memory.count)
	b.withdrawn, b.bounced = 0, false
}

// finish counts what is on the way at the horizon and what can only be known then.
func (b *leanLife) finish() {
	x, c, t, batch := b.x, b.context, b.x.tally, b.batch
	for i := range b.n {
		switch tok := &b.tokens[i]; tok.phase {
		case phaseEnters:
			c.Links[tok.link.number].Delayed++
			c.late[tok.link.number]++
		case phaseHeld:
			t.Sends[tok.step.message.row].Waiting++
			c.Steps[tok.step.number].InProgress++
		default:
			c.Steps[tok.step.number].InProgress++
			if tok.step.next != nil { // who is still there has not taken the link
				stays := &c.lean[tok.step.port.ways[0].number]
				stays.took--
				stays.again -= min(int64(tok.visit), 1)
			}
		}
		if scenario := b.tokens[i].scenario; scenario != program.None {
			t.Scenarios[scenario].Running++
		}
	}
	t.People[b.profile]++
	batch[BatchPeople]++
	if b.spent != 0 {
		batch[BatchSpent] += b.spent
		t.Visits += b.visited
		t.SendCost += b.sendCost
	}
	t.Moved = capped(t.Moved, b.moved)
	if b.used && (b.converted || b.aims) {
		x.finishScenarios()
	}
	if b.converted {
		b.finishGoals()
	}
	x.now = max(x.now, b.last) // when something was due for the last time in the run, whether or not anything came of it
	b.finishTouches()
}

// finishGoals counts what a person's conversions come to.
func (b *leanLife) finishGoals() {
	x, t, batch := b.x, b.x.tally, b.batch
	for i := range x.goals {
		if g := &x.goals[i]; g.count > 0 {
			t.Goals[i].People[b.profile]++
			batch[BatchReached] += int64(g.count)
			batch[BatchValue] += g.value
			batch[BatchGoals(i)] += int64(g.count)
			batch[BatchGoals(i)+1] += g.value
		}
	}
	for _, g := range b.goalTimes {
		t.Goals[g.goal].Time.Add(g.after)
	}
}

// finishTouches counts a person's contacts, as life.finishTouches.
func (b *leanLife) finishTouches() {
	x, t, batch := b.x, b.x.tally, b.batch
	days := b.p.Policy.StartDays
	if len(x.touches)+len(x.wants) == 0 {
		x.untouched(b.arrival.At, b.arrival.Key, b.arrival.Number, x.now)
	} else if b.arrival.At+days <= b.horizon {
		first := touchesIn(x.touches, b.arrival.At, b.arrival.At+days)
		b.came.add(first, &t.Pressure.AfterArrival)
		x.few(first, false)
	}
	if b.used {
		for i := range x.started {
			if mine := &x.started[i]; mine.counted && mine.first+days <= b.horizon {
				b.starts[i].add(touchesIn(x.touches, mine.first, mine.first+days), &t.Pressure.AfterStart[i])
			}
		}
	}
	if len(x.touches)+len(x.wants) == 0 {
		return
	}
	for mask := b.withdrawn; mask != 0; mask &= mask - 1 {
		if u := &b.unsubs[firstOf(mask)]; u.at < b.horizon {
			t.Sends[u.row].Unsubscribed++
		}
	}
	touches := int64(len(x.touches))
	b.touched.add(touches, &t.Touches)
	x.few(touches, true)
	today := b.clocks.fullestDay(x)
	day := today.touches()
	b.day.add(day, &t.WorstDay)
	full := fullestTouches(x.touches)
	if touches > 2 {
		b.blame(today, full)
	} else {
		x.blame(today, t.Pressure.Day)
		x.blame(full, t.Pressure.Week)
	}
	seven, wanted := full.touches(), mostInWeek(x.wants)
	b.week.add(seven, &t.Worst7)
	b.wanted.add(wanted, &t.Wanted7)
	batch[BatchTouches] += touches
	batch[BatchDay] += day
	batch[BatchWeek] += seven
	batch[BatchWanted] += wanted
	most := b.burst.most
	b.bursts.add(most, &t.Bursts)
	x.witnessMost(most, day, seven)
	x.finishFull(today, full, wanted)
	b.together.got(b.got, x)
	b.together.met(x)
	x.finishSold()
	x.metTogether = x.metTogether[:0]
}

// blame counts whose touches fill the fullest day and week, as life.blame.
func (b *leanLife) blame(day, week window) {
	p := &b.x.tally.Pressure
	today, full := min(day.touches(), Levels-1), min(week.touches(), Levels-1)
	for i := range b.x.touches { // without a branch
		whose := b.x.touches[i].scenario + 1
		p.Day[whose][today] += int64(uint64((i-day.until)&^(i-day.from)) >> 63)
		p.Week[whose][full] += int64(uint64((i-week.until)&^(i-week.from)) >> 63)
	}
}

// touchesIn counts the touches from a tick up to another, without a branch: when they were nobody can foresee.
func touchesIn(touches []touch, from, until int64) (n int64) {
	for i := range touches {
		at := touches[i].at
		n += int64(uint64((at-until)&^(at-from)) >> 63)
	}
	return n
}
