package stats

import (
	"math"
	"testing"
)

// Shapes 1 and 5, 5 and 1 have closed forms: with the mode at an end the law is 1 − (1 − x)^5, or x^5. In the middle the
// shapes are 3 and 3: 10x³ − 15x⁴ + 6x⁵.
func TestPERTHasTheQuantilesOfItsBetaLaw(t *testing.T) {
	t.Parallel()
	for _, u := range []float64{0.001, 0.025, 0.3, 0.5, 0.975, 0.9999} {
		if got, want := (PERT{0, 0, 1}).Quantile(u), 1-math.Pow(1-u, 0.2); !near(got, want, 2e-6) {
			t.Errorf("mode at the low end, %v: %v, want %v", u, got, want)
		}
		if got, want := (PERT{10, 20, 20}).Quantile(u), 10+10*math.Pow(u, 0.2); !near(got, want, 1e-4) {
			t.Errorf("mode at the high end, %v: %v, want %v", u, got, want)
		}
		if x := (PERT{0, 0.5, 1}).Quantile(u); !near(x*x*x*(10-15*x+6*x*x), u, 1e-5) {
			t.Errorf("symmetric, %v: %v", u, x)
		}
	}
	p := PERT{0.1, 0.2, 0.4}
	if p.Quantile(0) != 0.1 || p.Quantile(1) != 0.4 || (PERT{3, 3, 3}).Quantile(0.7) != 3 {
		t.Error("the ends are not the ends")
	}
	// What docs/results.md says of it, by summing its density in 200,000 steps.
	if low, high := p.Quantile(0.025), p.Quantile(0.975); !near(low, 0.123792, 2e-6) || !near(high, 0.33016, 2e-6) {
		t.Errorf("95 %% lie between %v and %v", low, high)
	}
	// The mean of the quantiles is the mean of the law: (0.1 + 0.8 + 0.4)/6.
	mean := 0.0
	const n = 20_000
	for i := range n {
		mean += p.Quantile((float64(i)+0.5)/n) / n
	}
	if !near(mean, 1.3/6, 1e-5) || !near(p.Mean(), 1.3/6, 1e-15) {
		t.Errorf("mean %v, want %v", mean, 1.3/6)
	}
}
