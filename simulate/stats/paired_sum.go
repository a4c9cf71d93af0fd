package stats

// PairedSum holds a quantity of the same people in two runs, by batches of people: what it is before, after, and the
// difference of each pair. Differences of pairs vary far less than those of different people.
type PairedSum struct {
	before, after, difference *Batches
}

// NewPairedSum returns one of n empty batches, n ≥ 1.
func NewPairedSum(n int) *PairedSum {
	return &PairedSum{before: NewBatches(n), after: NewBatches(n), difference: NewBatches(n)}
}

// Add counts one person.
func (p *PairedSum) Add(batch int, before, after int64) {
	p.before.Add(batch, before, 1)
	p.after.Add(batch, after, 1)
	p.difference.Add(batch, after-before, 1)
}

// Merge adds the people of another tally of the same length.
func (p *PairedSum) Merge(other *PairedSum) {
	p.before.Merge(other.before)
	p.after.Merge(other.after)
	p.difference.Merge(other.difference)
}

// Before and After are the sums over all people in the two runs.
func (p *PairedSum) Before() int64 { return p.before.Sum() }

// After is the sum in the second run.
func (p *PairedSum) After() int64 { return p.after.Sum() }

// Interval returns the 95 % interval of the difference of the sums; false as in Batches.Interval.
func (p *PairedSum) Interval() (Interval, bool) { return p.difference.SumInterval() }

// Gain is how many times as many people two independent runs would need for an interval as narrow: the sum of the two
// variances over that of the difference. 0 where the pairs do not differ or nothing varies.
func (p *PairedSum) Gain() float64 {
	paired := p.difference.scatter()
	if paired == 0 {
		return 0
	}
	return (p.before.scatter() + p.after.scatter()) / paired
}

// Gain is how many times as many people two independent runs would need for an interval as narrow: the sum of the two
// variances over that of the difference. 0 where nobody gained or lost.
func (p Paired) Gain() float64 {
	n := float64(p.People())
	if p.Gained+p.Lost == 0 {
		return 0
	}
	before, after := float64(p.Both+p.Lost)/n, float64(p.Both+p.Gained)/n
	d := p.Difference()
	paired := float64(p.Gained+p.Lost)/n - float64(d*d)
	if paired <= 0 { // everybody gained, or everybody lost
		return 0
	}
	return (float64(before*(1-before)) + float64(after*(1-after))) / paired
}
