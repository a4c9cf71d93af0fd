package stats

import "math"

// z95 is the two-sided 95 % point of the standard normal law.
const z95 = 1.959963984540054

// Few is the number of cases, or of cases missing, below which a share's interval is the exact one.
const Few = 5

// Interval is a range that holds the true number in 95 of 100 runs.
type Interval struct{ Low, High float64 }

// Width returns the length of the interval.
func (i Interval) Width() float64 { return i.High - i.Low }

// Holds reports whether x lies in the interval, its ends included.
func (i Interval) Holds(x float64) bool { return i.Low <= x && x <= i.High }

// Share is how many of how many: Num of Den independent people, 0 ≤ Num ≤ Den.
type Share struct{ Num, Den int64 }

// Value returns the share as a number 0..1; 0 when there is nobody to share.
func (s Share) Value() float64 {
	if s.Den <= 0 {
		return 0
	}
	return float64(s.Num) / float64(s.Den)
}

// Plus returns the share of both groups together.
func (s Share) Plus(other Share) Share { return Share{s.Num + other.Num, s.Den + other.Den} }

// Interval returns the 95 % interval: Wilson's score interval, or Clopper and Pearson's exact one when
// fewer than five did it or fewer than five did not. With nobody to share it is 0..1: nothing is known.
func (s Share) Interval() Interval {
	switch {
	case s.Den <= 0:
		return Interval{0, 1}
	case s.Num < Few:
		return few(s.Num, s.Den)
	case s.Den-s.Num < Few:
		i := few(s.Den-s.Num, s.Den)
		return Interval{1 - i.High, 1 - i.Low}
	default:
		return s.wilson()
	}
}

// Low returns the lower end of Interval.
func (s Share) Low() float64 { return s.Interval().Low }

// High returns the upper end of Interval.
func (s Share) High() float64 { return s.Interval().High }

// wilson returns Wilson's score interval (Wilson 1927; recommended by Brown, Cai and DasGupta, "Interval
// estimation for a binomial proportion", Statistical Science 2001).
func (s Share) wilson() Interval {
	const zz = z95 * z95
	n, k := float64(s.Den), float64(s.Num)
	middle := (k + zz/2) / (n + zz)
	spread := math.Sqrt(k*(n-k)/n + zz/4)
	half := float64(z95 / (n + zz) * spread) // the conversion forbids fusing the product with the sums below
	return Interval{max(0, middle-half), min(1, middle+half)}
}

// few returns the interval of Clopper and Pearson (1934) for a small count k of n: the shares for which k
// or more, and k or fewer, is no rarer than 2.5 %.
func few(k, n int64) Interval {
	var i Interval
	if k > 0 {
		i.Low = solve(func(p float64) bool { return 1-atMost(k-1, n, p) < 0.025 })
	}
	i.High = 1
	if k < n {
		i.High = solve(func(p float64) bool { return atMost(k, n, p) > 0.025 })
	}
	return i
}

// atMost returns the probability of k or fewer of n at share p; for small k, where it is a short sum
// without cancellation.
func atMost(k, n int64, p float64) float64 {
	term := math.Exp(float64(n) * math.Log1p(-p))
	sum := term
	odds := p / (1 - p)
	for j := range k {
		term *= float64(n-j) / float64(j+1) * odds
		sum += term
	}
	return sum
}

// solve returns the p in 0..1 up to which below holds, to the last bit but a few.
func solve(below func(p float64) bool) float64 {
	low, high := 0.0, 1.0
	for range 200 {
		middle := (low + high) / 2
		if middle == low || middle == high {
			break
		}
		if below(middle) {
			low = middle
		} else {
			high = middle
		}
	}
	return low
}

// Paired counts what the same people did in two runs, before and after a change. Differences of pairs
// need far fewer people than differences of independent runs.
type Paired struct {
	// Both did it before and after, Gained only after, Lost only before, Neither not at all.
	Both, Gained, Lost, Neither int64
}

// Add counts one person.
func (p *Paired) Add(before, after bool) {
	switch {
	case before && after:
		p.Both++
	case after:
		p.Gained++
	case before:
		p.Lost++
	default:
		p.Neither++
	}
}

// Merge adds the people of another tally.
func (p *Paired) Merge(other Paired) {
	p.Both += other.Both
	p.Gained += other.Gained
	p.Lost += other.Lost
	p.Neither += other.Neither
}

// People returns how many people were counted.
func (p Paired) People() int64 { return p.Both + p.Gained + p.Lost + p.Neither }

// Difference returns the share after minus the share before, −1..1.
func (p Paired) Difference() float64 {
	if p.People() == 0 {
		return 0
	}
	return float64(p.Gained-p.Lost) / float64(p.People())
}

// Interval returns the 95 % interval of the difference: Wald's with half a person added to each of the
// four cells (Agresti and Min, "Simple improved confidence intervals for comparing matched proportions",
// Statistics in Medicine 2005). Without people it is −1..1.
func (p Paired) Interval() Interval {
	if p.People() == 0 {
		return Interval{-1, 1}
	}
	n := float64(p.People()) + 2
	gained, lost := float64(p.Gained)+0.5, float64(p.Lost)+0.5
	difference := (gained - lost) / n
	square := (gained - lost) * (gained - lost) / n
	half := float64(z95 * math.Sqrt(gained+lost-square) / n)
	return Interval{max(-1, difference-half), min(1, difference+half)}
}
