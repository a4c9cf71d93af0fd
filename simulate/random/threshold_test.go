package random

import (
	"math"
	"slices"
	"testing"

	"pgregory.net/rapid"
)

func TestCertaintyAlwaysPassesAndImpossibilityNever(t *testing.T) {
	t.Parallel()
	for _, r := range []uint64{0, 1, math.MaxUint32, 1 << 32, math.MaxUint64 - 1, math.MaxUint64} {
		if !NewThreshold(1).Passes(r) || !NewThreshold(1.0000000001).Passes(r) {
			t.Errorf("probability 1 refused draw %#x", r)
		}
		if NewThreshold(0).Passes(r) || NewThreshold(-0.1).Passes(r) || NewThreshold(math.NaN()).Passes(r) {
			t.Errorf("probability 0 let draw %#x pass", r)
		}
	}
	if half := NewThreshold(0.5); !half.Passes(1<<63-1) || half.Passes(1<<63) {
		t.Error("probability ½ does not cut the draws in halves")
	}
}

func TestThresholdKeepsItsProbability(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		p := rapid.Float64Range(0, 1).Draw(t, "p")
		if got := NewThreshold(p).Probability(); math.Abs(got-p) > 0.5/one {
			t.Errorf("%v became %v", p, got)
		}
	})
}

func TestChoiceAgreesWithRunningSums(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		weights := rapid.SliceOfN(rapid.Float64Range(0, 1), 1, 40).Draw(t, "weights")
		sum := 0.0
		for _, w := range weights {
			sum += w
		}
		if sum > 1 {
			for i := range weights {
				weights[i] /= sum
			}
		}
		cuts := Cumulative(weights)
		r := rapid.Uint64().Draw(t, "r")
		want := 0
		for want < len(cuts) && uint64(cuts[want]) <= r>>32 {
			want++
		}
		if got := Choose(cuts, r); got != want {
			t.Errorf("Choose(%v, %#x) = %d, want %d", cuts, r, got, want)
		}
		if !slices.IsSorted(cuts) {
			t.Errorf("cuts fall: %v", cuts)
		}
	})
}

func TestSharesThatSumToOneLeaveNobodyOver(t *testing.T) {
	t.Parallel()
	for _, shares := range [][]float64{
		{0.1, 0.2, 0.3, 0.4}, {1.0 / 3, 1.0 / 3, 1.0 / 3}, {0.7, 0.3 - 5e-10}, {0.5, 0.5, 0}, {1},
	} {
		cuts := Cumulative(shares)
		if got := Choose(cuts, math.MaxUint64); got >= len(cuts) {
			t.Errorf("shares %v leave somebody over: cuts %v", shares, cuts)
		}
	}
	if cuts := Cumulative([]float64{0.5, 0.4}); Choose(cuts, math.MaxUint64) != 2 {
		t.Errorf("shares of 0.9 take everybody: cuts %v", cuts)
	}
	if cuts := Cumulative([]float64{0, 1}); Choose(cuts, 0) != 1 {
		t.Error("a share of 0 is chosen")
	}
}

func TestAChangedShareMovesOnlyTheDrawsBetweenItsCuts(t *testing.T) {
	t.Parallel()
	before, after := Cumulative([]float64{0.3, 0.3, 0.2}), Cumulative([]float64{0.3, 0.32, 0.18})
	const n = 200_000
	moved := 0
	source, key := NewSource(4, Hash("site")), NewKey(Hash("home"))
	for i := range uint32(n) {
		r := source.Person(0, i).Draw(key)
		a, b := Choose(before, r), Choose(after, r)
		if a != b {
			moved++
			if a != 2 || b != 1 {
				t.Fatalf("draw %#x moved from outcome %d to %d", r, a, b)
			}
		}
	}
	if z := (float64(moved) - 0.02*n) / math.Sqrt(0.02*0.98*n); math.Abs(z) > alarm {
		t.Errorf("%d of %d people moved, expected 2 %%", moved, n)
	}
}

func TestOddsMultiplyAndStayProbabilities(t *testing.T) {
	t.Parallel()
	for _, c := range []struct{ p, m, want float64 }{
		{0.5, 1, 0.5}, {0.5, 3, 0.75}, {0.2, 4, 0.5}, {0, 9, 0}, {1, 0.1, 1}, {0.3, 0, 0}, {0.9, 1e9, 1},
	} {
		if got := Odds(c.p, c.m); math.Abs(got-c.want) > 1e-9 {
			t.Errorf("Odds(%v, %v) = %v, want %v", c.p, c.m, got, c.want)
		}
	}
}

func TestApportionedPartsAreWithinOneOfTheirQuotaAndSumToTheWhole(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		n := rapid.IntRange(0, 1_000_000_000).Draw(t, "n")
		weights := rapid.SliceOfN(rapid.Int64Range(-5, math.MaxInt64), 1, 12).Draw(t, "weights")
		parts := Apportion(n, weights)
		total := 0.0
		for _, w := range weights {
			total += float64(max(w, 0))
		}
		sum := 0
		for i, part := range parts {
			sum += part
			quota := 0.0
			if total > 0 {
				quota = float64(n) * float64(max(weights[i], 0)) / total
			}
			if math.Abs(float64(part)-quota) > 1.001 || weights[i] <= 0 && part != 0 {
				t.Errorf("part %d is %d, its quota %v", i, part, quota)
			}
		}
		if total > 0 && sum != n {
			t.Errorf("parts %v sum to %d, not %d", parts, sum, n)
		}
	})
}

func TestApportionGivesTiesToTheFirst(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		n       int
		weights []int64
		want    []int
	}{
		{10, []int64{1, 1, 1}, []int{4, 3, 3}},
		{2, []int64{1, 1, 1}, []int{1, 1, 0}},
		{7, []int64{0, 5, 0}, []int{0, 7, 0}},
		{7, []int64{0, 0}, []int{0, 0}},
		{100, []int64{60, 25, 15}, []int{60, 25, 15}},
		{-1, []int64{1}, []int{0}},
	} {
		if got := Apportion(c.n, c.weights); !slices.Equal(got, c.want) {
			t.Errorf("Apportion(%d, %v) = %v, want %v", c.n, c.weights, got, c.want)
		}
	}
}
