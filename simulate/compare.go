package simulate

import (
	"context"
	"fmt"
	"reflect"

	"rehearse/journey"
	"rehearse/journey/codec"
	"rehearse/simulate/cohort"
	"rehearse/simulate/engine"
	"rehearse/simulate/program"
	"rehearse/simulate/stats"
)

// SideError is a problem of one of two runs that are compared: "a" or "b".
type SideError struct {
	Side Presence
	Err  error
}

func (e SideError) Error() string { return e.Err.Error() }

// Unwrap returns the problem itself.
func (e SideError) Unwrap() error { return e.Err }

// Compare lets the same people live in two maps, or in one map run in two ways, and returns what differs. A person is the
// same by seed, entry, day of arrival and number that day, and meets the same luck at every record that is in both
// maps; records are the same by their ids. The specifications must have the same seed. Workers and the limit of memory
// are those of A's. Where people share agents, whole populations are the pairs: Batches of them in either run, ten when it is
// 0. Errors are as Run's, of type SideError when one of the two runs is at fault. Progress may be nil.
func Compare(ctx context.Context, a, b *journey.Map, specA, specB Spec, progress func(Progress)) (*Comparison, error) {
	var tell func(done, of int64)
	if progress != nil {
		tell = func(done, of int64) { progress(Progress{Done: done, Of: of}) }
	}
	d, shared, err := newDifference(a, b, specA, specB)
	if err != nil {
		return nil, err
	}
	runs, people := d.runs, cohort.NewJoint(d.runs[0].plan, d.runs[1].plan)
	if shared {
		if people.Both() == 0 {
			return nil, nobody(a, b)
		}
		return d.replicated(ctx, progress)
	}
	if specA.Batches != 0 || specB.Batches != 0 {
		return nil, journey.Problems{{Code: "program.compare_sure"}}
	}
	sides := [2]engine.Side{{Program: runs[0].program, Options: runs[0].options}, {Program: runs[1].program, Options: runs[1].options}}
	tallies, pairs, err := engine.RunTwins(ctx, sides, d.match, people, runs[0].workers(), tell)
	if err != nil {
		return nil, fmt.Errorf("simulate: compare: %w", err)
	}
	if pairs.Both == 0 {
		return nil, nobody(a, b)
	}
	for _, t := range tallies {
		if t.Moved >= engine.MostMoved {
			return nil, journey.Problems{{Code: "program.amounts", Args: journey.Args{"Max": int64(engine.MostMoved / int64(journey.Unit) / 1_000_000)}}}
		}
	}
	d.pairs = pairs
	return d.comparison(tallies), nil
}

// newDifference prepares two runs of the same people; shared tells that they wait for the same agents in one of them.
func newDifference(a, b *journey.Map, specA, specB Spec) (d *difference, shared bool, err error) {
	if specA.Seed != specB.Seed {
		return nil, false, journey.Problems{{Code: "program.compare_seeds", Args: journey.Args{"A": fmt.Sprint(specA.Seed), "B": fmt.Sprint(specB.Seed)}}}
	}
	var runs [2]*rehearsal
	if err := paired(specA, specB); err != nil {
		return nil, false, err
	}
	for side, m := range []*journey.Map{a, b} {
		r, err := prepare(m, []Spec{specA, specB}[side])
		if err != nil {
			return nil, false, SideError{[]Presence{InAOnly, InBOnly}[side], err}
		}
		runs[side] = r
	}
	if from, to := a.Settings.Currency, b.Settings.Currency; from != to {
		return nil, false, journey.Problems{{Code: "program.compare_currencies", Args: journey.Args{"A": from, "B": to}}}
	}
	if need := runs[0].memory() + runs[1].memory(); specA.MaxMemory > 0 && need > specA.MaxMemory {
		return nil, false, journey.Problems{{Code: "program.memory", Args: journey.Args{"Need": need >> 20, "Max": specA.MaxMemory >> 20}}}
	}
	d = &difference{runs: runs, match: matched(runs[0].program, runs[1].program)}
	shared = runs[0].program.Shared() || runs[1].program.Shared()
	for _, r := range runs {
		if shared && !r.program.Shared() { // people come as they do in the other run
			r.poisson = true
			r.plan = r.newPlan(r.spec.Seed)
		}
	}
	return d, shared, nil
}

// nobody is the problem of two maps without people in common.
func nobody(a, b *journey.Map) error {
	return journey.Problems{{Code: "program.compare_nobody", Args: journey.Args{"A": a.Settings.Name, "B": b.Settings.Name}}}
}

// paired refuses what a specification asks for that two runs of the same people cannot give.
func paired(specs ...Spec) error {
	for _, spec := range specs {
		if spec.Until != nil || spec.Bands > 0 {
			return journey.Problems{{Code: "program.compare_sure"}}
		}
	}
	return nil
}

// matched pairs the records of two programs by their ids: those of A in order, then those only B has.
func matched(a, b *program.Program) *engine.Match {
	rows := func(p *program.Program) (list []rowKey) {
		for i := range p.Messages {
			for _, channel := range p.Messages[i].Channels {
				list = append(list, rowKey{p.Steps[p.Messages[i].Step].ID, p.Channels[channel].ID})
			}
		}
		return list
	}
	return &engine.Match{
		Steps:     matchBy(a.Steps, b.Steps, func(s program.Step) journey.ID { return s.ID }),
		Links:     matchBy(a.Links, b.Links, func(l program.Link) journey.ID { return l.ID }),
		Scenarios: matchBy(a.Scenarios, b.Scenarios, func(s program.Scenario) journey.ID { return s.ID }),
		Goals:     matchGoals(a, b),
		Rows:      matchBy(rows(a), rows(b), func(k rowKey) rowKey { return k }),
	}
}

// rowKey names a message on a channel.
type rowKey struct{ step, channel journey.ID }

func matchGoals(a, b *program.Program) [][2]int32 {
	ids := func(p *program.Program) (list []journey.ID) {
		for i := range p.Goals {
			list = append(list, p.Steps[p.Goals[i].Step].ID)
		}
		return list
	}
	return matchBy(ids(a), ids(b), func(id journey.ID) journey.ID { return id })
}

func matchBy[R any, K comparable](a, b []R, key func(R) K) [][2]int32 {
	inB := make(map[K]int32, len(b))
	for i, r := range b {
		inB[key(r)] = int32(i)
	}
	var list [][2]int32
	for i, r := range a {
		pair := [2]int32{int32(i), program.None}
		if n, ok := inB[key(r)]; ok {
			pair[1] = n
			delete(inB, key(r))
		}
		list = append(list, pair)
	}
	for i, r := range b {
		if _, left := inB[key(r)]; left {
			list = append(list, [2]int32{program.None, int32(i)})
		}
	}
	return list
}

// difference turns what was counted of pairs into what is shown.
type difference struct {
	runs  [2]*rehearsal
	match *engine.Match
	pairs *engine.TwinTally
	// identical tells that both runs are the same in every respect: their difference is nothing, without any chance.
	identical bool
}

// begin names the two runs and every record of the comparison.
func (d *difference) begin(results [2]*Result) *Comparison {
	m := d.match
	var sides [2]Compared
	for i, r := range d.runs {
		sides[i] = Compared{Map: results[i].Map, Fingerprint: codec.Fingerprint(r.m), Spec: r.spec, Result: results[i]}
	}
	one, other := sides[0].Spec, sides[1].Spec
	one.Workers, one.MaxMemory = other.Workers, other.MaxMemory
	d.identical = sides[0].Fingerprint == sides[1].Fingerprint && reflect.DeepEqual(one, other)
	c := &Comparison{
		Engine: EngineVersion, A: sides[0], B: sides[1], Currency: d.runs[0].m.Settings.Currency,
		Steps: []StepDifference{}, Links: []LinkDifference{}, Scenarios: []ScenarioDifference{}, Goals: []GoalDifference{}, Messages: []MessageDifference{},
	}
	for _, n := range m.Steps {
		side, in := where(n)
		c.Steps = append(c.Steps, StepDifference{Step: d.runs[side].program.Steps[n[side]].ID, In: in})
	}
	for _, n := range m.Links {
		side, in := where(n)
		c.Links = append(c.Links, LinkDifference{Link: d.runs[side].program.Links[n[side]].ID, In: in})
	}
	for _, n := range m.Scenarios {
		side, in := where(n)
		c.Scenarios = append(c.Scenarios, ScenarioDifference{Scenario: d.runs[side].program.Scenarios[n[side]].ID, In: in})
	}
	for _, n := range m.Goals {
		side, in := where(n)
		p := d.runs[side].program
		c.Goals = append(c.Goals, GoalDifference{Step: p.Steps[p.Goals[n[side]].Step].ID, In: in})
	}
	for _, n := range m.Rows {
		side, in := where(n)
		row := d.row(side, n[side])
		c.Messages = append(c.Messages, MessageDifference{Step: row.step, Channel: row.channel, In: in})
	}
	return c
}

// comparison shows what was counted of pairs.
func (d *difference) comparison(tallies [2]*engine.Tally) *Comparison {
	t := d.pairs
	var results [2]*Result
	for i, r := range d.runs {
		results[i] = r.result(r.single(tallies[i], r.plan.People()))
	}
	c := d.begin(results)
	c.Pairs = PairedWith{People: t.Both, Changed: t.Changed, OnlyA: t.Alone[0], OnlyB: t.Alone[1]}
	c.Touches, c.Net = d.sum(&t.Touches), d.money(&t.Net)
	for side, net := range []*journey.Money{&c.Net.A, &c.Net.B} {
		*net -= d.runs[side].fixedCost()
	}
	fixed := d.runs[1].fixedCost() - d.runs[0].fixedCost()
	c.Net.Difference -= fixed
	if c.Net.Interval != nil {
		c.Net.Interval.Low, c.Net.Interval.High = c.Net.Interval.Low-fixed, c.Net.Interval.High-fixed
	}
	for i := range c.Steps {
		c.Steps[i].People = d.people(&t.Steps[i])
	}
	for i := range c.Links {
		c.Links[i].People = d.people(&t.Links[i])
	}
	for i := range c.Scenarios {
		c.Scenarios[i].People = d.people(&t.Scenarios[i])
	}
	for i := range c.Goals {
		g := &c.Goals[i]
		g.People, g.Count, g.Value = d.people(&t.Goals[i]), d.sum(&t.Count[i]), d.money(&t.Value[i])
		g.GainedBy, g.LostBy = d.refs(t.Gained[i]), d.refs(t.Lost[i])
	}
	for i := range c.Messages {
		row := &c.Messages[i]
		row.People, row.Clickers = d.people(&t.Received[i]), d.people(&t.Clickers[i])
		row.Sent, row.Delivered, row.Opened, row.Clicked = d.sum(&t.Sent[i]), d.sum(&t.Delivered[i]), d.sum(&t.Opened[i]), d.sum(&t.Clicked[i])
	}
	return c
}

// where tells by which side a record is named, and in which maps it is.
func where(numbers [2]int32) (side int, in Presence) {
	switch {
	case numbers[0] == program.None:
		return 1, InBOnly
	case numbers[1] == program.None:
		return 0, InAOnly
	default:
		return 0, InBoth
	}
}

func (d *difference) row(side int, row int32) rowKey {
	p := d.runs[side].program
	for i := range p.Messages {
		if msg := &p.Messages[i]; row >= msg.FirstRow && row < msg.FirstRow+int32(len(msg.Channels)) {
			return rowKey{p.Steps[msg.Step].ID, p.Channels[msg.Channels[row-msg.FirstRow]].ID}
		}
	}
	return rowKey{}
}

func (d *difference) people(n *engine.TwinCount) PeopleDifference {
	result := PeopleDifference{
		A: n.Both + n.Lost + n.Alone[0], B: n.Both + n.Gained + n.Alone[1], Gained: n.Gained, Lost: n.Lost, OnlyA: n.Alone[0], OnlyB: n.Alone[1],
		Difference: rounded(n.Difference()), TimesPeople: rounded(n.Gain()),
	}
	if interval := n.Interval(); !d.identical {
		result.Low, result.High = min(result.Difference, rounded(interval.Low)), max(result.Difference, rounded(interval.High))
	}
	return result
}

func (d *difference) sum(n *engine.TwinSum) SumDifference {
	result := SumDifference{
		A: n.Before() + n.Alone[0], B: n.After() + n.Alone[1], OnlyA: n.Alone[0], OnlyB: n.Alone[1], Difference: n.After() - n.Before(),
		TimesPeople: rounded(n.Gain()),
	}
	interval, ok := n.Interval()
	switch sum := float64(result.Difference); {
	case d.identical:
		result.Interval = &Interval{}
	case ok: // rounding may not push an end past the sum itself
		result.Interval = &Interval{Low: min(sum, rounded(interval.Low)), High: max(sum, rounded(interval.High))}
	}
	return result
}

func (d *difference) money(n *engine.TwinSum) MoneyDifference {
	s := d.sum(n)
	result := MoneyDifference{
		A: journey.Money(s.A), B: journey.Money(s.B), OnlyA: journey.Money(s.OnlyA), OnlyB: journey.Money(s.OnlyB),
		Difference: journey.Money(s.Difference), TimesPeople: s.TimesPeople,
	}
	if s.Interval != nil {
		result.Interval = &MoneyInterval{Low: bounded(s.Interval.Low), High: bounded(s.Interval.High)}
	}
	return result
}

// refs names people kept as witnesses, by their number in A.
func (d *difference) refs(set *stats.Witnesses) (list []PersonRef) {
	for _, w := range set.List() {
		list = append(list, d.runs[0].ref(d.runs[0].plan.Arrival(w.Person)))
	}
	return list
}
