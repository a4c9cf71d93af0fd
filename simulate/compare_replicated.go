package simulate

import (
	"context"

	"rehearse/journey"
	"rehearse/simulate/engine"
	"rehearse/simulate/program"
	"rehearse/simulate/stats"
)

// replicated compares two runs in which people wait for the same agents: what one does moves the others, so that a person
// is no pair any more. Whole populations are, each run once in A and once in B with the same people: intervals are
// Student's t over the differences of the populations.
func (d *difference) replicated(ctx context.Context, progress func(Progress)) (*Comparison, error) {
	times, err := populationsOf(d.runs[0].spec, d.runs[1].spec)
	if err != nil {
		return nil, err
	}
	p, err := d.populations(ctx, times, progress)
	if err != nil {
		return nil, err
	}
	whole := p.whole
	c := d.begin([2]*Result{d.runs[0].result(whole[0]), d.runs[1].result(whole[1])})
	c.Replications = times
	c.Pairs = PairedWith{People: p.both()}
	p.fill(c)
	c.Net = p.money(func(_ int, r *Result) int64 { return int64(r.Money.Net) })
	touches := stats.NewPairedSum(times)
	for n := range times {
		touches.Add(n, whole[0].runs[n].Batches.Sum(engine.BatchTouches), whole[1].runs[n].Batches.Sum(engine.BatchTouches))
	}
	c.Touches = d.sum(&engine.TwinSum{PairedSum: touches})
	return c, nil
}

// populationsOf is how many whole populations specifications ask for, ten when they say nothing.
func populationsOf(specs ...Spec) (times int, err error) {
	times = specs[0].Batches
	for _, spec := range specs {
		if times != spec.Batches || times > 0 && times < stats.FewestBatches {
			return 0, journey.Problems{{Code: "program.compare_replications", Args: journey.Args{"Least": stats.FewestBatches}}}
		}
	}
	if times == 0 {
		times = stats.FewestBatches
	}
	return times, nil
}

// populations runs so many whole populations in A and in B.
func (d *difference) populations(ctx context.Context, times int, progress func(Progress)) (*populations, error) {
	p := &populations{difference: d}
	for side, r := range d.runs {
		tell := func(p Progress) {
			if progress != nil {
				progress(Progress{Done: int64(side)*p.Of + p.Done, Of: 2 * p.Of})
			}
		}
		f, err := r.replicate(ctx, nil, times, tell)
		if err != nil {
			return nil, err
		}
		p.whole[side] = f
		for n, tally := range f.runs {
			p.each[side] = append(p.each[side], r.result(r.single(tally, f.lived[n])))
		}
	}
	return p, nil
}

// populations are the results of every population in both runs, and what all of them counted.
type populations struct {
	*difference
	whole [2]*found
	each  [2][]*Result
}

// both is how many people of all populations lived in both runs.
func (p *populations) both() (people int64) {
	for n := range p.each[0] {
		people += min(p.each[0][n].Counted, p.each[1][n].Counted)
	}
	return people
}

// pair reads a number of every population.
func (p *populations) pair(read func(side int, r *Result) int64) *engine.TwinSum {
	sum := stats.NewPairedSum(len(p.each[0]))
	for n := range p.each[0] {
		sum.Add(n, read(0, p.each[0][n]), read(1, p.each[1][n]))
	}
	return &engine.TwinSum{PairedSum: sum}
}

func (p *populations) sum(read func(side int, r *Result) int64) SumDifference {
	return p.difference.sum(p.pair(read))
}

func (p *populations) money(read func(side int, r *Result) int64) MoneyDifference {
	return p.difference.money(p.pair(read))
}

// people compares the shares of a population who did something.
func (p *populations) people(read func(side int, r *Result) int64) PeopleDifference {
	n := p.pair(read)
	_, _, difference, interval := p.perHead(read)
	result := PeopleDifference{A: n.Before(), B: n.After(), TimesPeople: rounded(n.Gain()), Difference: difference}
	switch {
	case p.identical:
	case interval == nil:
		result.Low, result.High = -1, 1
	default:
		result.Low, result.High = interval.Low, interval.High
	}
	return result
}

// perHead compares a number per person who is counted: in A, in B, the difference and its interval, nil where there is none.
func (p *populations) perHead(read func(side int, r *Result) int64) (inA, inB, difference float64, interval *Interval) {
	// Populations differ in size: each misses the shares of all by what its people did more or less than those shares say.
	rows := stats.NewBatches(len(p.each[0]), 5)
	for i := range p.each[0] {
		row := rows.Row(i)
		row[0], row[1], row[2] = 1, read(0, p.each[0][i]), read(1, p.each[1][i])
		row[3], row[4] = p.each[0][i].Counted, p.each[1][i].Counted
	}
	times := float64(rows.Len())
	a, b := float64(rows.Sum(3))/times, float64(rows.Sum(4))/times
	shareA, shareB := float64(rows.Sum(1))/a/times, float64(rows.Sum(2))/b/times
	difference = rounded(shareB - shareA)
	found, ok := rows.Ratio(func(row []int64) float64 {
		missed := float64(float64(row[2])-float64(shareB*float64(row[4])))/b - float64(float64(row[1])-float64(shareA*float64(row[3])))/a
		return shareB - shareA + missed
	}, stats.Column(0))
	if ok {
		interval = &Interval{Low: min(difference, rounded(found.Low)), High: max(difference, rounded(found.High))}
	}
	return rounded(shareA), rounded(shareB), difference, interval
}

// fill compares every record.
func (p *populations) fill(c *Comparison) {
	m := p.match
	at := func(list [][2]int32, i int, read func(r *Result, n int32) int64) func(side int, r *Result) int64 {
		return func(side int, r *Result) int64 {
			if n := list[i][side]; n != program.None {
				return read(r, n)
			}
			return 0
		}
	}
	for i := range m.Steps {
		c.Steps[i].People = p.people(at(m.Steps, i, func(r *Result, n int32) int64 { return r.Steps[n].People }))
	}
	for i := range m.Links {
		c.Links[i].People = p.people(at(m.Links, i, func(r *Result, n int32) int64 { return r.Links[n].People }))
	}
	for i := range m.Scenarios {
		c.Scenarios[i].People = p.people(at(m.Scenarios, i, func(r *Result, n int32) int64 { return r.Scenarios[n].People }))
	}
	for i := range m.Goals {
		g := &c.Goals[i]
		g.People = p.people(at(m.Goals, i, func(r *Result, n int32) int64 { return r.Goals[n].People }))
		g.Count = p.sum(at(m.Goals, i, func(r *Result, n int32) int64 { return r.Goals[n].Count }))
		g.Value = p.money(at(m.Goals, i, func(r *Result, n int32) int64 { return int64(r.Goals[n].Value) }))
	}
	for i := range m.Rows {
		row := &c.Messages[i]
		row.People = p.people(at(m.Rows, i, func(r *Result, n int32) int64 { return r.Messages[n].People }))
		row.Sent = p.sum(at(m.Rows, i, func(r *Result, n int32) int64 { return r.Messages[n].Sent }))
		row.Delivered = p.sum(at(m.Rows, i, func(r *Result, n int32) int64 { return r.Messages[n].Delivered }))
		row.Opened = p.sum(at(m.Rows, i, func(r *Result, n int32) int64 { return r.Messages[n].Opened }))
		row.Clicked = p.sum(at(m.Rows, i, func(r *Result, n int32) int64 { return r.Messages[n].Clicked }))
	}
}
