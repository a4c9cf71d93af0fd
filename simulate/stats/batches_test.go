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
	b := NewBatches(10, 2)
	for i, sum := range []int64{10, 12, 9, 11, 13, 10, 12, 9, 11, 13} { // means 0.9 … 1.3 of 10 people
		b.Row(i)[0], b.Row(i)[1] = 10, sum
	}
	got, ok := b.Mean(1)
	// mean 1.1, deviation of the batch means √(0.2/9) = 0.149071, t(9) = 2.262157: ± 2.262157·0.149071/√10
	if !ok || !near(got.Low, 1.1-0.106640, 1e-5) || !near(got.High, 1.1+0.106640, 1e-5) {
		t.Errorf("%v", got)
	}
	if b.Len() != 10 || b.Sum(1) != 110 || b.Sum(0) != 100 {
		t.Errorf("sum %d of %d people", b.Sum(1), b.Sum(0))
	}
}

func TestNineBatchesHaveNoInterval(t *testing.T) {
	t.Parallel()
	b := NewBatches(20, 2)
	for i := range 9 {
		b.Row(2 * i)[0] = 5
	}
	if _, ok := b.Mean(1); ok {
		t.Error("nine batches with people have an interval")
	}
	b.Row(1)[0] = 5
	if i, ok := b.Mean(1); !ok || i != (Interval{}) {
		t.Errorf("ten batches of nothing: %v, %v", i, ok)
	}
	if _, ok := b.Ratio(Column(0), Column(1)); ok {
		t.Error("a ratio to nothing has an interval")
	}
}

// Skewed values and batches of unequal size; the band is as for shares.
func TestIntervalsOfMeansHoldTheTruthAsOftenAsPromised(t *testing.T) {
	t.Parallel()
	for _, batches := range []int{10, 20, DefaultBatches} {
		got := coverage(4000, func(chance *rand.Rand) bool {
			b := NewBatches(batches, 2)
			for i := range batches {
				row := b.Row(i)
				row[0] = 40 + chance.Int64N(20)
				for range row[0] {
					row[1] += int64(chance.ExpFloat64() * 1e6)
				}
			}
			interval, ok := b.Mean(1)
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
		type add struct {
			batch  int
			column int
			n      int64
		}
		adds := rapid.SliceOf(rapid.Custom(func(t *rapid.T) add {
			return add{rapid.IntRange(0, 3).Draw(t, "batch"), rapid.IntRange(0, 2).Draw(t, "column"), rapid.Int64Range(-9, 9).Draw(t, "n")}
		})).Draw(t, "adds")
		one, left, right := NewBatches(4, 3), NewBatches(4, 3), NewBatches(4, 3)
		for i, a := range adds {
			one.Row(a.batch)[a.column] += a.n
			part := left
			if i%3 == 0 {
				part = right
			}
			part.Row(a.batch)[a.column] += a.n
		}
		right.Merge(left)
		if !slices.Equal(one.cells, right.cells) {
			t.Errorf("%v and %v", one, right)
		}
	})
}
