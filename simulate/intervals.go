package simulate

import (
	"rehearse/journey"
	"rehearse/simulate/engine"
	"rehearse/simulate/stats"
)

// share counts a share with its interval: Wilson's of independent people, or from the differences between replications.
// count is asked of the whole run, and of each replication.
func (v *view) share(per string, count func(v *view) (num, den int64)) Share {
	num, den := count(v)
	s := NewShare(num, den, per)
	switch {
	case v.sampling.Replications == 0 && v.sampling.None != NoneSharedAgents:
		return s
	case den == 0:
		return s
	}
	if v.sampling.None != "" {
		return s.within(stats.Interval{}, false)
	}
	rows := stats.NewBatches(len(v.runs), 3)
	for i, run := range v.runs {
		row := rows.Row(i)
		row[0] = 1
		row[1], row[2] = count(run)
	}
	return s.within(rows.Ratio(stats.Column(1), stats.Column(2)))
}

// sends is the share of what became of a message's sends. When some people had more than one (several), those of a person
// hang together, so the interval comes from batches of people.
func (v *view) sends(per string, row int, several bool, over, under int) Share {
	first := v.t.BatchSends(row)
	num, den := v.t.Batches.Sum(first+over), v.t.Batches.Sum(first+under)
	s := NewShare(num, den, per)
	switch {
	case den == 0 || v.sampling.None == "" && v.sampling.Replications == 0 && !several:
		return s
	case v.sampling.None != "" && (several || v.sampling.None != NoneFewBatches):
		return s.within(stats.Interval{}, false)
	case v.sampling.None != "":
		return s
	}
	return s.within(v.t.Batches.Ratio(stats.Column(first+over), stats.Column(first+under)))
}

// within is the share with an interval from batches or replications; without one nothing is known of it. Rows that all
// found next to nothing do not show that there is nothing: then the interval is at least that of independent people.
func (s Share) within(interval stats.Interval, ok bool) Share {
	s.Low, s.High = 0, 1
	if !ok {
		return s
	}
	if few := (stats.Share{Num: s.Num, Den: s.Den}).Interval(); s.Num < stats.Few || s.Den-s.Num < stats.Few {
		interval = stats.Interval{Low: min(interval.Low, few.Low), High: max(interval.High, few.High)}
	}
	s.Low, s.High = rounded(max(0, interval.Low)), rounded(min(1, interval.High))
	return s
}

// The reasons of Sampling.None.
const (
	NoneFewBatches      = "few_batches"
	NoneFewReplications = "few_replications"
	NoneSharedAgents    = "shared_agents"
)

// interval is the interval of a quantity per another, by batches; nil when there is none.
func (v *view) interval(over, under func(row []int64) float64) *stats.Interval {
	if v.sampling.None != "" {
		return nil
	}
	ratio := v.t.Batches.Ratio
	if v.sampling.Replications > 0 {
		ratio = v.t.Batches.RatioOfAll
	}
	interval, ok := ratio(over, under)
	if !ok {
		return nil
	}
	return &interval
}

// mean is the interval of a column's mean per person.
func (v *view) mean(column int) *Interval {
	i := v.interval(stats.Column(column), stats.Column(engine.BatchPeople))
	if i == nil {
		return nil
	}
	return &Interval{Low: rounded(i.Low), High: rounded(i.High)}
}

// size is what sums grow with, and how much of it there is: people, so that a sum is that of as many of them; but whole populations
// where those are what is repeated: how many people one brings is luck as well.
func (v *view) size() (of func(row []int64) float64, all float64) {
	if v.sampling.Replications > 0 {
		return func([]int64) float64 { return 1 }, float64(v.sampling.Replications)
	}
	return stats.Column(engine.BatchPeople), float64(v.t.Batches.Sum(engine.BatchPeople))
}

// total is the interval of a column's sum over as many people, or populations, a count: not below 0.
func (v *view) total(column int) *Interval {
	size, all := v.size()
	i := v.interval(stats.Column(column), size)
	if i == nil {
		return nil
	}
	return &Interval{Low: rounded(max(0, i.Low*all)), High: rounded(i.High * all)}
}

// amount is the interval of a sum of money and a fixed amount.
func (v *view) amount(column int, fixed journey.Money) *MoneyInterval {
	sum := journey.Money(v.t.Batches.Sum(column))
	size, all := v.size()
	return v.money95(stats.Column(column), size, sum+fixed, fixed, all)
}

// money95 is the interval of times × over / under + more, where this is the sum itself: rounding may not push an end
// past it.
func (v *view) money95(over, under func(row []int64) float64, itself, more journey.Money, times float64) *MoneyInterval {
	i := v.interval(over, under)
	if i == nil {
		return nil
	}
	return &MoneyInterval{Low: min(itself, bounded(i.Low*times)+more), High: max(itself, bounded(i.High*times)+more)}
}

// net is the interval of what is left: fixed costs are no matter of luck.
func (v *view) net(net, fixed journey.Money) *MoneyInterval {
	left := func(row []int64) float64 { return float64(row[engine.BatchValue] - row[engine.BatchSpent]) }
	size, all := v.size()
	return v.money95(left, size, net, -fixed, all)
}

// cost is what a batch costs, with its part of the fixed costs.
func (v *view) cost(fixed journey.Money) func(row []int64) float64 {
	size, all := v.size()
	each := float64(fixed) / max(1, all)
	return func(row []int64) float64 {
		part := float64(each * size(row)) // the conversion forbids fusing the product with the sum
		return float64(row[engine.BatchSpent]) + part
	}
}

// returned is the interval of net per cost.
func (v *view) returned(fixed journey.Money) *Interval {
	i := v.interval(stats.Column(engine.BatchValue), v.cost(fixed))
	if i == nil {
		return nil
	}
	return &Interval{Low: rounded(i.Low - 1), High: rounded(i.High - 1)}
}

// perGoal is the interval of the cost per conversion.
func (v *view) perGoal(itself, fixed journey.Money) *MoneyInterval {
	return v.money95(v.cost(fixed), stats.Column(engine.BatchReached), itself, 0, 1)
}

// bounded is an amount as results show it, within what whole numbers hold: a few batches can make an interval much
// wider than the sum.
func bounded(x float64) journey.Money {
	const most = float64(engine.MostMoved)
	return journey.Money(max(-most, min(most, rounded(x))))
}
