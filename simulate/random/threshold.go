package random

import (
	"math"
	"math/bits"
	"sort"
)

// one is the threshold that always passes, 2^32: probabilities have a resolution of 2.3·10⁻¹⁰.
const one = 1 << 32

// Threshold is a probability as a whole number of 2^-32, 0..2^32.
type Threshold uint64

// Always passes every draw; Never passes none.
const (
	Never  Threshold = 0
	Always Threshold = one
)

// NewThreshold rounds a probability to the nearest threshold. p = 0 never passes and p = 1 always. The
// map's checks have refused numbers outside 0..1; what rounding leaves beside the ends is taken as the
// end, and not-a-number as Never.
func NewThreshold(p float64) Threshold {
	switch {
	case p >= 1:
		return Always
	case p > 0:
		return Threshold(math.RoundToEven(p * one)) // a product with a power of two is exact
	default:
		return Never
	}
}

// Passes reports whether the draw's high half is below the threshold. Two thresholds decide the same
// for every draw that is not between them.
func (t Threshold) Passes(r uint64) bool { return r>>32 < uint64(t) }

// Probability returns the probability the threshold stands for.
func (t Threshold) Probability() float64 { return float64(t) / one }

// sumSlack is how far shares may miss 1 and still mean "everybody".
const sumSlack = 1e-9

// Cumulative returns the running sums of shares as thresholds: outcome i is chosen by the draws from
// cut i−1 up to cut i. When the shares sum to 1 ± 1e-9 nobody is left over; else the rest is outcome
// len(shares). A changed share moves only the draws whose cut moved.
func Cumulative(shares []float64) []Threshold {
	cuts := make([]Threshold, len(shares))
	sum := 0.0
	for i, share := range shares {
		if share > 0 {
			sum += share
		}
		cuts[i] = NewThreshold(sum)
		if sum >= 1-sumSlack {
			cuts[i] = Always
		}
	}
	return cuts
}

// Choose returns the outcome a draw's high half chooses among cumulative cuts: the number of cuts at or
// below it, from 0 to len(cuts).
func Choose(cuts []Threshold, r uint64) int {
	high := r >> 32
	if len(cuts) > 16 {
		return sort.Search(len(cuts), func(i int) bool { return uint64(cuts[i]) > high })
	}
	n := 0
	for _, cut := range cuts {
		// 1 when cut ≤ high; both are at most 2^32, so the difference borrows exactly then. No branch: the
		// outcome is unpredictable by design.
		n += int(1 - (high-uint64(cut))>>63)
	}
	return n
}

// Odds returns the probability whose odds are multiplier times those of p. It keeps 0 and 1 and never
// leaves 0..1, which is why a persona's multipliers act on odds.
func Odds(p, multiplier float64) float64 {
	won := float64(p * multiplier) // the conversion forbids fusing the product with the sum
	if p <= 0 || won <= 0 {
		return 0
	}
	if p >= 1 {
		return 1
	}
	return won / (float64(1-p) + won)
}

// Apportion splits n over the weights by the largest remainder, ties to the lower index, so the parts
// sum to n exactly. Weights of 0 or less get nothing; without any positive weight all parts are 0.
func Apportion(n int, weights []int64) []int {
	parts := make([]int, len(weights))
	if n <= 0 {
		return parts
	}
	total, shift := sumOf(weights)
	if total == 0 {
		return parts
	}
	order := make([]int, 0, len(weights))
	rest := make([]uint64, len(weights))
	left := n
	for i, w := range weights {
		if w <= 0 {
			continue
		}
		high, low := bits.Mul64(uint64(n), uint64(w)>>shift)
		whole, remainder := bits.Div64(high, low, total) // n·w/total ≤ n: no overflow
		parts[i], rest[i] = int(whole), remainder
		left -= parts[i]
		order = append(order, i)
	}
	sort.SliceStable(order, func(a, b int) bool { return rest[order[a]] > rest[order[b]] })
	for _, i := range order[:left] {
		parts[i]++
	}
	return parts
}

// sumOf returns the sum of the positive weights, all shifted right by as many bits as keep it below 2^64.
func sumOf(weights []int64) (total uint64, shift uint) {
	for ; ; shift++ {
		total = 0
		overflow := false
		for _, w := range weights {
			if w > 0 {
				var carry uint64
				total, carry = bits.Add64(total, uint64(w)>>shift, 0)
				overflow = overflow || carry != 0
			}
		}
		if !overflow {
			return total, shift
		}
	}
}
