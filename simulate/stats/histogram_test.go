package stats

import (
	"math"
	"math/big"
	"math/rand/v2"
	"reflect"
	"slices"
	"testing"

	"pgregory.net/rapid"
)

// values draws numbers of every size.
func values(t *rapid.T, label string) []int64 {
	return rapid.SliceOfN(rapid.OneOf(rapid.Int64(), rapid.Int64Range(-300, 300), rapid.Int64Range(0, 1<<40)), 0, 60).Draw(t, label)
}

func counted(values ...int64) *Histogram {
	h := new(Histogram)
	for _, v := range values {
		h.Add(v)
	}
	return h
}

func TestQuantilesAreWithinTheStatedErrorOfTheOrderedValues(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		all := values(t, "values")
		if len(all) == 0 {
			return
		}
		h := counted(all...)
		slices.Sort(all)
		q := rapid.Float64Range(0, 1).Draw(t, "q")
		rank := min(max(1, int(math.Ceil(q*float64(len(all))-1e-9))), len(all))
		exact, got := float64(all[rank-1]), float64(h.Quantile(q))
		if math.Abs(got-exact) > math.Abs(exact)/256 || math.Abs(exact) < 256 && got != exact && rank > 1 && rank < len(all) {
			t.Errorf("quantile %v is %v, exactly %v", q, got, exact)
		}
		if h.Min() != all[0] || h.Max() != all[len(all)-1] || h.Count() != int64(len(all)) {
			t.Errorf("%d values from %d to %d, not %v", h.Count(), h.Min(), h.Max(), all)
		}
		low, high := h.QuantileInterval(q)
		if low > h.Quantile(q) || high < h.Quantile(q) || low < h.Min() || high > h.Max() {
			t.Errorf("quantile %v is %d, not in %d..%d", q, h.Quantile(q), low, high)
		}
	})
}

func TestMeanIsExactHoweverLargeTheSum(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		h, sum, n := new(Histogram), new(big.Int), int64(0)
		for _, v := range values(t, "values") {
			times := rapid.Int64Range(-1, 1<<40).Draw(t, "times")
			h.AddTimes(v, times)
			if times > 0 {
				sum.Add(sum, new(big.Int).Mul(big.NewInt(v), big.NewInt(times)))
				n += times
			}
		}
		if n == 0 {
			return
		}
		want, _ := new(big.Rat).SetFrac(sum, big.NewInt(n)).Float64()
		if got := h.Mean(); math.Abs(got-want) > 1e-12*math.Abs(want) {
			t.Errorf("mean %v, exactly %v", got, want)
		}
	})
}

func TestHistogramsMergeToTheSameInAnyOrder(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		a, b, c := values(t, "a"), values(t, "b"), values(t, "c")
		together := counted(slices.Concat(a, b, c)...)
		left := counted(a...)
		left.Merge(counted(b...))
		left.Merge(counted(c...))
		right := counted(c...)
		inner := counted(b...)
		inner.Merge(counted(a...))
		right.Merge(inner)
		if !reflect.DeepEqual(together, left) || !reflect.DeepEqual(together, right) {
			t.Errorf("%+v\n%+v\n%+v", together, left, right)
		}
	})
}

func TestBucketsCoverEveryNumberOnceAndStayNarrow(t *testing.T) {
	t.Parallel()
	next := uint64(0)
	for i := 0; next < 1<<63; i++ {
		low, high := edges(i)
		if low != next || bucket(low) != i || bucket(high) != i {
			t.Fatalf("bucket %d holds %d..%d, expected from %d", i, low, high, next)
		}
		if (high-low)*128 > low {
			t.Fatalf("bucket %d of %d..%d is too wide", i, low, high)
		}
		next = high + 1
	}
}

func TestExtremeNumbersAreCounted(t *testing.T) {
	t.Parallel()
	h := counted(math.MinInt64, math.MaxInt64, 0)
	if h.Quantile(0) > -9.1e18 || h.Quantile(1) < 9.1e18 || h.Quantile(0.5) != 0 {
		t.Errorf("quantiles %d %d %d", h.Quantile(0), h.Quantile(0.5), h.Quantile(1))
	}
	empty := new(Histogram)
	low, high := empty.QuantileInterval(0.5)
	if empty.Quantile(0.5) != 0 || empty.Mean() != 0 || low != 0 || high != 0 || empty.CountAbove(-1) != 0 {
		t.Error("an empty histogram has values")
	}
}

func TestCountAboveIsExactForSmallNumbers(t *testing.T) {
	t.Parallel()
	h := counted(-3, 0, 0, 1, 2, 7, 200, 100_000)
	for v, want := range map[int64]int64{-4: 8, -3: 7, 0: 5, 1: 4, 7: 2, 199: 2, 200: 1, 100_500: 0} {
		if got := h.CountAbove(v); got != want {
			t.Errorf("%d values above %d, want %d", got, v, want)
		}
	}
}

// The band is as for shares. 90 % quantiles of 500 exponential values.
func TestIntervalsOfQuantilesHoldTheTruthAsOftenAsPromised(t *testing.T) {
	t.Parallel()
	for _, q := range []float64{0.25, 0.5, 0.9} {
		truth := int64(-1e7 * math.Log(1-q))
		got := coverage(4000, func(chance *rand.Rand) bool {
			var h Histogram
			for range 500 {
				h.Add(int64(chance.ExpFloat64() * 1e7))
			}
			low, high := h.QuantileInterval(q)
			return low <= truth && truth <= high
		})
		if got < 0.94 || got > 0.985 { // rounding outwards to ranks and buckets adds a little
			t.Errorf("quantile %v: %.2f %% hold", q, 100*got)
		}
	}
}

func TestWitnessesAreTheLeastHashesInAnyOrder(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		most := rapid.IntRange(1, 6).Draw(t, "most")
		offers := rapid.SliceOf(rapid.Custom(func(t *rapid.T) Witness {
			person := rapid.Int64Range(0, 12).Draw(t, "person")
			return Witness{Hash: uint64(person*7%13) / 2, Person: person, At: rapid.Int64Range(0, 50).Draw(t, "at")}
		})).Draw(t, "offers")
		var parts [3]*Witnesses
		for i := range parts {
			parts[i] = NewWitnesses(most)
		}
		first := make(map[int64]Witness)
		for i, w := range offers {
			parts[i%3].Offer(w)
			if seen, ok := first[w.Person]; !ok || w.At < seen.At {
				first[w.Person] = w
			}
		}
		var want []Witness
		for _, w := range first {
			want = append(want, w)
		}
		slices.SortFunc(want, Witness.compare)
		want = want[:min(most, len(want))]
		merged, other := NewWitnesses(most), NewWitnesses(most)
		for i := range parts {
			merged.Merge(parts[i])
			other.Merge(parts[2-i])
		}
		if !slices.Equal(merged.List(), want) || !slices.Equal(other.List(), want) {
			t.Errorf("kept %v and %v, want %v", merged.List(), other.List(), want)
		}
	})
}

func TestOfferingAWitnessDoesNotAllocate(t *testing.T) {
	s := NewWitnesses(8)
	hash := uint64(1)
	if n := testing.AllocsPerRun(1000, func() {
		hash = hash*6364136223846793005 + 1442695040888963407
		s.Offer(Witness{Hash: hash >> 8, Person: int64(hash >> 40)})
	}); n != 0 {
		t.Errorf("%v allocations", n)
	}
}

// Waits of one day and of ten, in seconds: people read "10 days", not the middle of the bucket that holds it. In any order of
// merging; another value in the bucket, and it is the middle again.
func TestQuantilesOfAFewFixedValuesAreThoseValues(t *testing.T) {
	t.Parallel()
	const day = 86_400
	var a, b, both, turned Histogram
	a.AddTimes(day, 40)
	a.Add(-3 * day)
	for range 60 {
		b.Add(10 * day)
	}
	both.Merge(&a)
	both.Merge(&b)
	turned.Merge(&b)
	turned.Merge(&a)
	for q, want := range map[float64]int64{0: -3 * day, 0.2: day, 0.5: 10 * day, 0.9: 10 * day} {
		if x, y := both.Quantile(q), turned.Quantile(q); x != want || y != want {
			t.Errorf("quantile %v is %d and %d, want %d", q, x, y, want)
		}
	}
	if low, high := both.QuantileInterval(0.7); low != 10*day || high != 10*day {
		t.Errorf("from %d to %d", low, high)
	}
	both.Add(10*day + 1)
	turned.AddTimes(10*day+1, 1)
	if x := both.Quantile(0.9); x == 10*day || x < 10*day-10*day/256 || x > 10*day+10*day/256 || x != turned.Quantile(0.9) {
		t.Errorf("the middle of a bucket with two values is %d", x)
	}
}

func TestManyValuesAtOnceAreCountedAsOneByOne(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		first, second := values(t, "first"), values(t, "second")
		h := new(Histogram)
		h.AddAll(first)
		h.AddAll(second)
		if want := counted(append(slices.Clone(first), second...)...); !reflect.DeepEqual(h, want) {
			t.Fatalf("%v and %v at once are counted as %+v, one by one as %+v", first, second, h, want)
		}
	})
}
