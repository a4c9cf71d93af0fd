package main

import (
	"math"
	"strings"
	"testing"
)

func TestTailsAreThoseOfTheTables(t *testing.T) {
	// Abramowitz and Stegun, tables 26.1, 26.8 and 26.10.
	for what, c := range map[string]struct{ got, want float64 }{
		"normal 1.96":                 {twoSided(1.959964), 0.05},
		"chi-square 3.841, 1 degree":  {chiSquareTail(3.841459, 1), 0.05},
		"chi-square 5.991, 2 degrees": {chiSquareTail(5.991465, 2), 0.05},
		"chi-square 20.52, 5 degrees": {chiSquareTail(20.5150, 5), 0.001},
		"Student 12.706, 1 degree":    {studentTail(12.7062, 1), 0.05},
		"Student 3.182, 3 degrees":    {studentTail(3.182446, 3), 0.05},
		"Student 2.201, 11 degrees":   {studentTail(2.200985, 11), 0.05},
	} {
		if math.Abs(c.got-c.want) > 1e-5 {
			t.Errorf("%s: %.6f, want %.6f", what, c.got, c.want)
		}
	}
	// The critical value at 5 % is 1.3581: two even samples so far apart.
	a, b := make([]float64, 10_000), make([]float64, 10_000)
	for i := range a {
		a[i], b[i] = float64(i), float64(i)+191.5 // distance 0.0192, times √5000
	}
	if p := kolmogorovSmirnov(a, b); math.Abs(p-0.05) > 0.001 {
		t.Errorf("Kolmogorov and Smirnov: %.4f, want 0.05", p)
	}
}

func TestOneHistogramWithOnePerCentMovedIsNoticed(t *testing.T) {
	a := []int64{400_000, 300_000, 200_000, 100_000, 3, 1}
	if p := homogeneous(a, a); p < 0.999 {
		t.Errorf("the same histogram: p = %g", p)
	}
	if p := homogeneous(a, []int64{396_000, 304_000, 200_000, 100_000, 3, 1}); p > 1e-6 {
		t.Errorf("one per cent moved: p = %g", p)
	}
}

func TestAVerdictNamesWhatDiffers(t *testing.T) {
	if line, agree := verdict("model", []test{{"visits", 0.5}, {"times", 0.001}}); !agree || !strings.Contains(line, "2 tests") {
		t.Errorf("%v: %s", agree, line)
	}
	if line, agree := verdict("model", []test{{"visits", 0.5}, {"times", 0.0004}}); agree || !strings.Contains(line, "times") {
		t.Errorf("%v: %s", agree, line)
	}
}
