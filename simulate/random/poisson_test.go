package random

import (
	"math"
	"testing"
)

func TestPoissonHasItsProbabilities(t *testing.T) {
	t.Parallel()
	for _, mean := range []float64{0.001, 0.5, 1, 2.5, 17, 300, 1000} {
		cuts := Poisson(mean)
		before, expected := 0.0, 0.0
		for k, cut := range cuts {
			p := cut.Probability() - before
			before = cut.Probability()
			log, _ := math.Lgamma(float64(k + 1))
			want := math.Exp(float64(k)*math.Log(mean) - mean - log)
			if math.Abs(p-want) > 2e-9 { // the end of the table, and two roundings of 2^-33
				t.Errorf("mean %v: P(%d) = %v, want %v", mean, k, p, want)
			}
			expected += float64(k) * p
		}
		if cuts[len(cuts)-1] != Always || math.Abs(expected-mean) > 1e-5*mean+1e-7 {
			t.Errorf("mean %v: the table gives %v and ends at %v", mean, expected, cuts[len(cuts)-1])
		}
	}
	if len(Poisson(0)) != 0 || Choose(Poisson(0), math.MaxUint64) != 0 {
		t.Error("a mean of 0 is not always 0")
	}
}
