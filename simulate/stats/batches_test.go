package stats

import (
	"math"
	"math/rand/v2"
	"slices"
	"testing"

	"pgregory.net/rapid"
)

func TestStudentsPointsAreThePublishedOnes(t *testing.T) {
	t.Parallel()
	// NIST/SEMATECH e-Handbook of Statistical Methods, 1.3.6.7.2, column 0.975; the last by the normal law.
	for freedom, want := range map[int]float64{
		1: 12.706, 2: 4.303, 3: 3.182, 4: 2.776, 5: 2.571, 9: 2.262, 10: 2.228, 20: 2.086, 39: 2.023, 49: 2.010, 63: 1.998, 99: 1.984,
		1_000_000: 1.960,
	} {
		if got := studentT95(freedom); math.Abs(got-want) > 0.00051 {
			t.Errorf("%d degrees: %.5f, want %v", freedom, got, want)
		}
	}
	if a, b := studentT95(2000), studentT95(2001); a-b < 0 || a-b > 1e-5 {
		t.Errorf("a jump from %v to %v between the two formulas", a, b)
	}
}

func TestEqualBatchesGiveTheTextbookInterval(t *testing.T) {
	t.Parallel()
	b := NewBatches(5)
	for i, sum := range []int64{10, 12, 9, 11, 13} { // means 1.0 … 1.3 of 10 people
		b.Add(i, sum, 10)
	}
	got, ok := b.Interval()
	// mean 1.1, deviation of the batch means 0.158114, t(4) = 2.776445: ± 2.776445·0.158114/√5
	if !ok || !near(got.Low, 1.1-0.196324, 1e-5) || !near(got.High, 1.1+0.196324, 1e-5) {
		t.Errorf("%v", got)
	}
	if sum, ok := b.SumInterval(); !ok || !near(sum.Low, 50*got.Low, 1e-9) || !near(sum.High, 50*got.High, 1e-9) {
		t.Errorf("sum %v", sum)
	}
	if b.Len() != 5 || b.Sum() != 55 || b.People() != 50 || b.Mean() != 1.1 {
		t.Errorf("sum %d of %d people, mean %v", b.Sum(), b.People(), b.Mean())
	}
}

func TestOneBatchHasNoInterval(t *testing.T) {
	t.Parallel()
	b := NewBatches(3)
	if _, ok := b.Interval(); ok || b.Mean() != 0 {
		t.Error("nobody has an interval")
	}
	b.Add(1, 5, 2)
	if _, ok := b.SumInterval(); ok {
		t.Error("one batch has an interval")
	}
}

// Skewed values and batches of unequal size; the band is as for shares.
func TestIntervalsOfMeansHoldTheTruthAsOftenAsPromised(t *testing.T) {
	t.Parallel()
	for _, batches := range []int{20, DefaultBatches} {
		got := coverage(4000, func(chance *rand.Rand) bool {
			b := NewBatches(batches)
			for i := range batches {
				people := 40 + chance.Int64N(20)
				sum := int64(0)
				for range people {
					sum += int64(chance.ExpFloat64() * 1e6)
				}
				b.Add(i, sum, people)
			}
			interval, ok := b.Interval()
			return ok && interval.Holds(1e6-0.5)
		})
		if got < 0.93 || got > 0.97 {
			t.Errorf("%d batches: %.2f %% hold", batches, 100*got)
		}
	}
}

func TestMergedBatchesAreTheSameInAnyOrder(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		type add struct{ batch, sum, people int64 }
		adds := rapid.SliceOf(rapid.Custom(func(t *rapid.T) add {
			return add{rapid.Int64Range(0, 3).Draw(t, "batch"), rapid.Int64Range(-9, 9).Draw(t, "sum"), rapid.Int64Range(0, 9).Draw(t, "people")}
		})).Draw(t, "adds")
		one, left, right := NewBatches(4), NewBatches(4), NewBatches(4)
		for i, a := range adds {
			one.Add(int(a.batch), a.sum, a.people)
			part := left
			if i%3 == 0 {
				part = right
			}
			part.Add(int(a.batch), a.sum, a.people)
		}
		right.Merge(left)
		if !slices.Equal(one.sums, right.sums) || !slices.Equal(one.counts, right.counts) {
			t.Errorf("%v and %v", one, right)
		}
	})
}
