package radix

import (
	"math/bits"
	"math/rand/v2"
	"slices"
	"testing"
)

// Numbers come into order whether they are spread evenly, lie in one heap, in two, or are there already.
func TestNumbersComeIntoOrderHoweverTheyAreSpread(t *testing.T) {
	t.Parallel()
	r := rand.New(rand.NewPCG(1, 1))
	spreads := map[string]func(i, n int) uint64{
		"all equal":       func(int, int) uint64 { return 5 },
		"in order":        func(i, _ int) uint64 { return uint64(i) },
		"in wrong order":  func(i, n int) uint64 { return uint64(n - i) },
		"narrow":          func(int, int) uint64 { return r.Uint64N(7) },
		"wide":            func(int, int) uint64 { return r.Uint64() },
		"two heaps":       func(i, n int) uint64 { return uint64(i%2)<<40 + r.Uint64N(1000) },
		"one far from it": func(i, _ int) uint64 { return uint64(i+1) / 1000 << 50 },
	}
	var s Sorter
	for name, spread := range spreads {
		for _, n := range []int{0, 1, 2, 3, 100, 5000, 40_000} {
			var list []uint64
			most := uint64(0)
			for i := range n {
				list = append(list, spread(i, n))
				most = max(most, list[i])
			}
			want := slices.Sorted(slices.Values(list))
			if got := s.Sort(list, bits.Len64(most)); !slices.Equal(got, want) {
				t.Errorf("%s: %d numbers are not in order", name, n)
			}
		}
	}
}
