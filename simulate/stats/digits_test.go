package stats

import (
	"math"
	"testing"
)

func TestRoundingKeepsSixDigits(t *testing.T) {
	t.Parallel()
	for x, want := range map[float64]float64{
		0.123456789: 0.123457, 1234567: 1234570, 0: 0, 1: 1, -0.00000123456789: -0.00000123457, 99.99996: 100, 1e-300: 1e-300,
		math.MaxFloat64: 1.79769e308, math.Copysign(0, -1): 0,
	} {
		if got := Round6(x); got != want || math.Signbit(got) != (want < 0) {
			t.Errorf("Round6(%v) = %v, want %v", x, got, want)
		}
	}
	if !math.IsInf(Round6(math.Inf(1)), 1) || !math.IsNaN(Round6(math.NaN())) {
		t.Error("what is no number became one")
	}
}

// The digits below must come out for every GOARCH and GOAMD64; run the tests with those set.
func TestDerivedNumbersAreTheSameOnEveryProcessor(t *testing.T) {
	t.Parallel()
	b := NewBatches(10, 2)
	h := new(Histogram)
	for i := range int64(700) {
		v := (i*i*7919 + i*104_729) % 1_000_003
		row := b.Row(int(i % 10))
		row[0] += 1 + i%3
		row[1] += v
		h.Add(v * v)
	}
	mean, _ := b.Mean(1)
	paired := Paired{Both: 1201, Gained: 317, Lost: 269, Neither: 98_213}
	for i, c := range []struct{ got, want float64 }{
		{Share{3, 1_234_567}.Low(), 5.01125e-07}, {Share{3, 1_234_567}.High(), 7.10148e-06}, {Share{1_234_564, 1_234_567}.Low(), 0.999993},
		{Share{271_828, 3_141_592}.Low(), 0.0862152}, {Share{271_828, 3_141_592}.High(), 0.0868369},
		{paired.Interval().Low, 5.14752e-06}, {paired.Interval().High, 0.000954833}, {mean.Low, 231268}, {mean.High, 259939},
		{h.Mean(), 3.2727e+11}, {studentT95(49), 2.00958}, {studentT95(12), 2.17881},
	} {
		if got := Round6(c.got); got != c.want {
			t.Errorf("number %d is %v, want %v", i, got, c.want)
		}
	}
}
