package stats

import "math"

// DefaultBatches is how many batches of people a run is cut into for Student's interval; 40 to 64 are
// enough for the t law to be near the normal one and leave each batch large.
const DefaultBatches = 50

// Batches holds a sum of whole numbers per batch of people: money, touches, time. Between batches people
// must be independent; inside they need not be. Sums of a batch must stay below 2^63.
type Batches struct {
	sums, counts []int64
}

// NewBatches returns n empty batches, n ≥ 1.
func NewBatches(n int) *Batches {
	return &Batches{sums: make([]int64, n), counts: make([]int64, n)}
}

// Len returns the number of batches.
func (b *Batches) Len() int { return len(b.sums) }

// Add adds people with the sum of their values to the batch, from 0 to Len−1.
func (b *Batches) Add(batch int, sum, people int64) {
	b.sums[batch] += sum
	b.counts[batch] += people
}

// Merge adds the batches of another tally of the same length.
func (b *Batches) Merge(other *Batches) {
	for i := range other.sums {
		b.Add(i, other.sums[i], other.counts[i])
	}
}

// Sum returns the sum over all batches, and People how many people it is of.
func (b *Batches) Sum() int64 { return total(b.sums) }

// People returns the number of people in all batches.
func (b *Batches) People() int64 { return total(b.counts) }

// Mean returns the mean per person, 0 without people.
func (b *Batches) Mean() float64 {
	if b.People() == 0 {
		return 0
	}
	return float64(b.Sum()) / float64(b.People())
}

// Interval returns the 95 % interval of the mean per person, by Student's t over the batches; batches of
// unequal size count by their size (the ratio estimator, Cochran: Sampling Techniques, 6.4). It is false
// when fewer than two batches have people.
func (b *Batches) Interval() (Interval, bool) {
	used, squares := b.deviations()
	if used < 2 {
		return Interval{}, false
	}
	mean, n := b.Mean(), float64(used)
	half := float64(studentT95(used-1) * math.Sqrt(n/(n-1)*squares) / float64(b.People()))
	return Interval{mean - half, mean + half}, true
}

// deviations returns how many batches have people and the sum of the squares by which they miss their share of the sum.
func (b *Batches) deviations() (used int, squares float64) {
	mean := b.Mean()
	for i, count := range b.counts {
		if count == 0 {
			continue
		}
		used++
		expected := float64(mean * float64(count)) // conversions forbid fusing products with sums
		d := float64(b.sums[i]) - expected
		squares += float64(d * d)
	}
	return used, squares
}

// scatter is proportional to the variance of the sum, by the same factor for tallies of the same people.
func (b *Batches) scatter() float64 {
	_, squares := b.deviations()
	return squares
}

// SumInterval returns the 95 % interval of the sum over as many people; false as in Interval.
func (b *Batches) SumInterval() (Interval, bool) {
	i, ok := b.Interval()
	people := float64(b.People())
	return Interval{i.Low * people, i.High * people}, ok
}

func total(numbers []int64) (sum int64) {
	for _, n := range numbers {
		sum += n
	}
	return sum
}

// studentT95 returns the two-sided 95 % point of Student's t law with the given degrees of freedom, ≥ 1.
func studentT95(freedom int) float64 {
	if freedom > 2000 { // the first term of Fisher's expansion; the next is below 1e-6
		return z95 + (float64(z95*z95*z95)+z95)/float64(4*freedom)
	}
	share := solve(func(x float64) bool { return studentCentre(x*math.Pi/2, freedom) < 0.95 })
	return math.Sqrt(float64(freedom)) * math.Tan(share*math.Pi/2)
}

// studentCentre returns the probability that |t| ≤ √ν·tan(angle): the finite sums for whole degrees of
// freedom (Abramowitz and Stegun, Handbook of Mathematical Functions, 26.7.3 and 26.7.4).
func studentCentre(angle float64, freedom int) float64 {
	sin, cos := math.Sincos(angle)
	if freedom%2 == 0 {
		sum, term := 1.0, 1.0
		for k := 2; k < freedom; k += 2 {
			term *= cos * cos * float64(k-1) / float64(k)
			sum += term
		}
		return sin * sum
	}
	if freedom == 1 {
		return 2 * angle / math.Pi
	}
	sum, term := cos, cos
	for k := 3; k < freedom; k += 2 {
		term *= cos * cos * float64(k-1) / float64(k)
		sum += term
	}
	return (angle + float64(sin*sum)) * 2 / math.Pi
}
