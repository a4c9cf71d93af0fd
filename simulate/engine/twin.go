package engine

import (
	"rehearse/simulate/cohort"
	"rehearse/simulate/program"
	"rehearse/simulate/stats"
)

// Side is one of two runs that are compared: A is side 0, B side 1.
type Side struct {
	Program *program.Program
	Options Options
}

// Match says which records of two programs are the same: pairs of their numbers in A and in B, None where one program
// has no such record.
type Match struct{ Steps, Links, Scenarios, Goals, Rows [][2]int32 }

// TwinCount counts what people did at least once: people of both runs as a pair, the others who did it by the run they
// are in.
type TwinCount struct {
	stats.Paired
	Alone [2]int64
}

// TwinSum sums a quantity: over people of both runs as a pair, over the others by the run they are in.
type TwinSum struct {
	*stats.PairedSum
	Alone [2]int64
}

// TwinTally is what one worker counted of two runs, or all of them. Lists are in the order of the Match.
type TwinTally struct {
	// Both live in both runs, Alone in one only; Changed are those of Both for whom anything counted here differs.
	Both, Changed int64
	Alone         [2]int64

	// Visited a step, took a link, started a scenario, reached a goal, were sent a message on a channel, clicked it.
	Steps, Links, Scenarios, Goals, Received, Clickers []TwinCount
	// Conversions and their value by goal.
	Count, Value []TwinSum
	// Sends by message and channel.
	Sent, Delivered, Opened, Clicked []TwinSum
	Touches, Net                     TwinSum

	// Gained and Lost are people, by goal, who reached it in B only and in A only. A person is numbered as in A.
	Gained, Lost []*stats.Witnesses
}

// NewTwinTally makes room for the counts of a match.
func NewTwinTally(m *Match) *TwinTally {
	counts := func(records [][2]int32) []TwinCount { return make([]TwinCount, len(records)) }
	sums := func(n int) []TwinSum {
		list := make([]TwinSum, n)
		for i := range list {
			list[i].PairedSum = stats.NewPairedSum(stats.DefaultBatches)
		}
		return list
	}
	t := &TwinTally{
		Steps: counts(m.Steps), Links: counts(m.Links), Scenarios: counts(m.Scenarios), Goals: counts(m.Goals),
		Received: counts(m.Rows), Clickers: counts(m.Rows),
		Count: sums(len(m.Goals)), Value: sums(len(m.Goals)),
		Sent: sums(len(m.Rows)), Delivered: sums(len(m.Rows)), Opened: sums(len(m.Rows)), Clicked: sums(len(m.Rows)),
	}
	both := sums(2)
	t.Touches, t.Net = both[0], both[1]
	for range m.Goals {
		t.Gained, t.Lost = append(t.Gained, stats.NewWitnesses(4)), append(t.Lost, stats.NewWitnesses(4))
	}
	return t
}

// Merge adds another tally of the same match. The order of merging changes nothing.
func (t *TwinTally) Merge(o *TwinTally) {
	t.Both += o.Both
	t.Changed += o.Changed
	addAll(t.Alone[:], o.Alone[:])
	mine, others := t.counts(), o.counts()
	for i, list := range mine {
		for j := range list {
			list[j].Merge(others[i][j].Paired)
			addAll(list[j].Alone[:], others[i][j].Alone[:])
		}
	}
	sums, more := t.sums(), o.sums()
	for i, list := range sums {
		for j := range list {
			list[j].Merge(more[i][j].PairedSum)
			addAll(list[j].Alone[:], more[i][j].Alone[:])
		}
	}
	merge := func(to, from *TwinSum) {
		to.Merge(from.PairedSum)
		addAll(to.Alone[:], from.Alone[:])
	}
	merge(&t.Touches, &o.Touches)
	merge(&t.Net, &o.Net)
	for i := range t.Gained {
		t.Gained[i].Merge(o.Gained[i])
		t.Lost[i].Merge(o.Lost[i])
	}
}

func (t *TwinTally) counts() [][]TwinCount {
	return [][]TwinCount{t.Steps, t.Links, t.Scenarios, t.Goals, t.Received, t.Clickers}
}

func (t *TwinTally) sums() [][]TwinSum {
	return [][]TwinSum{t.Count, t.Value, t.Sent, t.Delivered, t.Opened, t.Clicked}
}

// outcome is what one person did in one run, in the order of a match.
type outcome struct {
	steps, links, scenarios                       []bool
	count, value, sent, delivered, opened, clicks []int64
	touches, net                                  int64
}

func newOutcome(m *Match) *outcome {
	numbers := func(n int) []int64 { return make([]int64, n) }
	return &outcome{
		steps: make([]bool, len(m.Steps)), links: make([]bool, len(m.Links)), scenarios: make([]bool, len(m.Scenarios)),
		count: numbers(len(m.Goals)), value: numbers(len(m.Goals)),
		sent: numbers(len(m.Rows)), delivered: numbers(len(m.Rows)), opened: numbers(len(m.Rows)), clicks: numbers(len(m.Rows)),
	}
}

// twin lives the lives of one worker's people in both runs, one after the other.
type twin struct {
	match *Match
	tally *TwinTally
	lives [2]*life
	// rowOf is the place of a send row in the match, by side.
	rowOf    [2][]int32
	outcomes [2]*outcome
}

// live lets one person live in the runs they are in and counts the difference.
func (w *twin) live(arrivals *[2]cohort.Arrival, in [2]bool) {
	for side, x := range w.lives {
		a := &arrivals[side]
		if in[side] = in[side] && x.counts(a); in[side] {
			x.run(*a)
			if in[side] = x.listed; x.listed {
				w.read(side)
			}
		}
	}
	switch {
	case in[0] && in[1]:
		w.pair()
	case in[0]:
		w.alone(0)
	case in[1]:
		w.alone(1)
	}
}

// read takes a life's outcome down after it has been lived. It only looks: a life without a twin is not slowed down.
func (w *twin) read(side int) {
	x, o := w.lives[side], w.outcomes[side]
	for i, n := range w.match.Steps {
		o.steps[i] = n[side] != program.None && x.seenStep[n[side]] == x.epoch
	}
	for i, n := range w.match.Links {
		o.links[i] = n[side] != program.None && x.seenLink[n[side]] == x.epoch
	}
	for i, n := range w.match.Scenarios {
		o.scenarios[i] = n[side] != program.None && x.started[n[side]].counted
	}
	for i, n := range w.match.Goals {
		o.count[i], o.value[i] = 0, 0
		if n[side] != program.None {
			o.count[i], o.value[i] = int64(x.goals[n[side]].count), x.goals[n[side]].value
		}
	}
	clear(o.sent)
	clear(o.delivered)
	clear(o.opened)
	clear(o.clicks)
	for i := x.sendsBefore; i < len(x.sends); i++ {
		s := &x.sends[i]
		row := w.rowOf[side][s.row]
		o.sent[row]++
		if s.delivered != never {
			o.delivered[row]++
		}
		if s.opened != never {
			o.opened[row]++
		}
		if s.clicked != never {
			o.clicks[row]++
		}
	}
	o.touches, o.net = int64(len(x.touches)-x.before), x.net
}

// pair counts a person who lived in both runs.
func (w *twin) pair() {
	t, a, b := w.tally, w.outcomes[0], w.outcomes[1]
	t.Both++
	changed := false
	did := func(list []TwinCount, before, after []bool) {
		for i := range list {
			list[i].Add(before[i], after[i])
			changed = changed || before[i] != after[i]
		}
	}
	did(t.Steps, a.steps, b.steps)
	did(t.Links, a.links, b.links)
	did(t.Scenarios, a.scenarios, b.scenarios)
	once := func(list []TwinCount, before, after []int64) {
		for i := range list {
			list[i].Add(before[i] > 0, after[i] > 0)
		}
	}
	once(t.Goals, a.count, b.count)
	once(t.Received, a.sent, b.sent)
	once(t.Clickers, a.clicks, b.clicks)
	x := w.lives[0].who
	batch := int(x.Number % stats.DefaultBatches)
	sum := func(list []TwinSum, before, after []int64) {
		for i := range list {
			list[i].Add(batch, before[i], after[i])
			changed = changed || before[i] != after[i]
		}
	}
	sum(t.Count, a.count, b.count)
	sum(t.Value, a.value, b.value)
	sum(t.Sent, a.sent, b.sent)
	sum(t.Delivered, a.delivered, b.delivered)
	sum(t.Opened, a.opened, b.opened)
	sum(t.Clicked, a.clicks, b.clicks)
	t.Touches.Add(batch, a.touches, b.touches)
	t.Net.Add(batch, a.net, b.net)
	if changed || a.touches != b.touches || a.net != b.net {
		t.Changed++
	}
	for i := range a.count {
		if (a.count[i] > 0) != (b.count[i] > 0) {
			list := t.Gained
			if a.count[i] > 0 {
				list = t.Lost
			}
			list[i].Offer(stats.Witness{Hash: uint64(x.Key), Person: x.Number})
		}
	}
}

// alone counts a person who lived in one run only.
func (w *twin) alone(side int) {
	t, o := w.tally, w.outcomes[side]
	t.Alone[side]++
	did := func(list []TwinCount, yes []bool) {
		for i := range list {
			if yes[i] {
				list[i].Alone[side]++
			}
		}
	}
	did(t.Steps, o.steps)
	did(t.Links, o.links)
	did(t.Scenarios, o.scenarios)
	once := func(list []TwinCount, times []int64) {
		for i := range list {
			if times[i] > 0 {
				list[i].Alone[side]++
			}
		}
	}
	once(t.Goals, o.count)
	once(t.Received, o.sent)
	once(t.Clickers, o.clicks)
	sum := func(list []TwinSum, numbers []int64) {
		for i, n := range numbers {
			list[i].Alone[side] += n
		}
	}
	sum(t.Count, o.count)
	sum(t.Value, o.value)
	sum(t.Sent, o.sent)
	sum(t.Delivered, o.delivered)
	sum(t.Opened, o.opened)
	sum(t.Clicked, o.clicks)
	t.Touches.Alone[side] += o.touches
	t.Net.Alone[side] += o.net
}
