package stats

// PairedSum holds a quantity of the same people in two runs, by batches of people: what it is before, after, and the
// difference of each pair. Differences of pairs vary far less than those of different people.
type PairedSum struct{ batches *Batches }

// Columns of a paired sum.
const (
	pairedPeople = iota
	pairedBefore
	pairedAfter
)

func pairedDifference(row []int64) float64 { return float64(row[pairedAfter] - row[pairedBefore]) }

// NewPairedSum returns one of n empty batches, n ≥ 1.
func NewPairedSum(n int) *PairedSum { return &PairedSum{NewBatches(n, 3)} }

// Add counts one person.
func (p *PairedSum) Add(batch int, before, after int64) {
	row := p.batches.Row(batch)
	row[pairedPeople]++
	row[pairedBefore] += before
	row[pairedAfter] += after
}

// Merge adds the people of another tally of the same length.
func (p *PairedSum) Merge(other *PairedSum) { p.batches.Merge(other.batches) }

// Before and After are the sums over all people in the two runs.
func (p *PairedSum) Before() int64 { return p.batches.Sum(pairedBefore) }

// After is the sum in the second run.
func (p *PairedSum) After() int64 { return p.batches.Sum(pairedAfter) }

// Interval returns the 95 % interval of the difference of the sums; false as in Batches.Ratio.
func (p *PairedSum) Interval() (Interval, bool) {
	i, ok := p.batches.Ratio(pairedDifference, Column(pairedPeople))
	people := float64(p.batches.Sum(pairedPeople))
	return Interval{i.Low * people, i.High * people}, ok
}

// Gain is how many times as many people two independent runs would need for an interval as narrow: the sum of the two
// variances over that of the difference. 0 where the pairs do not differ or nothing varies.
func (p *PairedSum) Gain() float64 {
	scatter := func(quantity func(row []int64) float64) float64 {
		_, _, _, squares := p.batches.deviations(quantity, Column(pairedPeople), false)
		return squares
	}
	paired := scatter(pairedDifference)
	if paired == 0 {
		return 0
	}
	return (scatter(Column(pairedBefore)) + scatter(Column(pairedAfter))) / paired
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
