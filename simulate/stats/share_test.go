package stats

import (
	"math"
	"math/rand/v2"
	"testing"

	"pgregory.net/rapid"
)

func near(a, b, within float64) bool { return math.Abs(a-b) <= within }

func TestSharesHaveThePublishedIntervals(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		num, den  int64
		low, high float64
	}{
		// Newcombe, "Two-sided confidence intervals for the single proportion", Statistics in Medicine 1998,
		// table I: Wilson (method 3) and Clopper–Pearson (method 5).
		{81, 263, 0.2553, 0.3662},
		{15, 148, 0.0624, 0.1605},
		{0, 20, 0, 0.1684},
		{1, 29, 0.0009, 0.1776},
		// By their closed forms: 1−0.025^(1/n) and its mirror.
		{0, 1, 0, 0.975},
		{1, 1, 0.025, 1},
		{10, 10, 0.6915, 1},
		// The rule of three, "at most", for many people.
		{0, 100_000_000, 0, 3.6889e-8},
	} {
		got := Share{c.num, c.den}.Interval()
		within := 0.00006
		if c.high < 1e-6 {
			within = 1e-12
		}
		if !near(got.Low, c.low, within) || !near(got.High, c.high, within) {
			t.Errorf("%d of %d: %.6g–%.6g, want %v–%v", c.num, c.den, got.Low, got.High, c.low, c.high)
		}
	}
}

func TestShareOfNobodyIsUnknown(t *testing.T) {
	t.Parallel()
	if s := (Share{}); s.Value() != 0 || s.Low() != 0 || s.High() != 1 {
		t.Errorf("%v: %v %v", s, s.Value(), s.Interval())
	}
	if got := (Share{1, 4}).Plus(Share{2, 4}); got != (Share{3, 8}) || got.Value() != 0.375 {
		t.Errorf("sum is %v", got)
	}
}

func TestIntervalHoldsItsShareAndMirrors(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		den := rapid.Int64Range(1, 1_000_000_000).Draw(t, "den")
		num := rapid.Int64Range(0, min(den, 12)).Draw(t, "num")
		if rapid.Bool().Draw(t, "large") {
			num = rapid.Int64Range(0, den).Draw(t, "num2")
		}
		s, mirror := Share{num, den}, Share{den - num, den}
		i, j := s.Interval(), mirror.Interval()
		if !i.Holds(s.Value()) || i.Low < 0 || i.High > 1 || i.Width() <= 0 {
			t.Errorf("%v: %v", s, i)
		}
		if !near(i.Low, 1-j.High, 1e-12) || !near(i.High, 1-j.Low, 1e-12) {
			t.Errorf("%v: %v, its mirror %v", s, i, j)
		}
		if num == 0 && i.Low != 0 || num == den && i.High != 1 {
			t.Errorf("%v: %v", s, i)
		}
	})
}

// coverage returns how often the interval held the true value in the given number of repetitions.
func coverage(repetitions int, holds func(chance *rand.Rand) bool) float64 {
	chance := rand.New(rand.NewPCG(11, 12))
	held := 0
	for range repetitions {
		if holds(chance) {
			held++
		}
	}
	return float64(held) / float64(repetitions)
}

// binomial draws by geometric gaps between cases, which is quick for small p.
func binomial(chance *rand.Rand, n int64, p float64) int64 {
	k, at := int64(0), int64(0)
	for {
		at += 1 + int64(math.Log(1-chance.Float64())/math.Log1p(-p))
		if at > n {
			return k
		}
		k++
	}
}

// The share of 10,000 repetitions that hold has a deviation of 0.22 points: a band of two points above
// and below 95 % is left by chance once in 10^18. Where cases are few the exact interval may hold more.
func TestIntervalsOfSharesHoldTheTruthAsOftenAsPromised(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		n         int64
		p         float64
		low, high float64
	}{
		{400, 0.5, 0.93, 0.97}, {400, 0.1, 0.93, 0.97}, {5000, 0.02, 0.93, 0.97}, {5000, 0.97, 0.93, 0.97}, {300, 0.05, 0.93, 0.97},
		{1000, 0.002, 0.94, 1}, {10_000, 0.00005, 0.95, 1},
	} {
		got := coverage(10_000, func(chance *rand.Rand) bool {
			return Share{binomial(chance, c.n, c.p), c.n}.Interval().Holds(c.p)
		})
		if got < c.low || got > c.high {
			t.Errorf("n = %d, p = %v: %.2f %% hold", c.n, c.p, 100*got)
		}
	}
}

func TestPairedDifferencesHoldTheTruthAsOftenAsPromised(t *testing.T) {
	t.Parallel()
	for _, c := range []struct{ gained, lost float64 }{{0.1, 0.05}, {0.02, 0.02}, {0.3, 0.1}, {0.05, 0.001}} {
		got := coverage(4000, func(chance *rand.Rand) bool {
			var p Paired
			for range 1000 {
				switch x := chance.Float64(); {
				case x < c.gained:
					p.Add(false, true)
				case x < c.gained+c.lost:
					p.Add(true, false)
				default:
					p.Add(x < 0.6, x < 0.6)
				}
			}
			return p.Interval().Holds(c.gained - c.lost)
		})
		if got < 0.93 || got > 0.97 {
			t.Errorf("gained %v, lost %v: %.2f %% hold", c.gained, c.lost, 100*got)
		}
	}
}

func TestPairedCountsPeople(t *testing.T) {
	t.Parallel()
	var p, q Paired
	p.Add(true, true)
	p.Add(false, true)
	q.Add(true, false)
	q.Add(false, true)
	q.Add(false, false)
	p.Merge(q)
	if p != (Paired{Both: 1, Gained: 2, Lost: 1, Neither: 1}) || p.People() != 5 || p.Difference() != 0.2 || !p.Interval().Holds(0.2) {
		t.Errorf("%+v differs by %v, %v", p, p.Difference(), p.Interval())
	}
	if none := (Paired{}); none.Difference() != 0 || none.Interval() != (Interval{-1, 1}) {
		t.Error("nobody differs")
	}
	// Without any change the interval must still not be a point.
	if i := (Paired{Neither: 1000}).Interval(); i.Low >= 0 || i.High <= 0 {
		t.Errorf("no change in 1,000 people: %v", i)
	}
}
