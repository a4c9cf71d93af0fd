package engine

import (
	"math/rand/v2"
	"slices"
	"testing"
)

// Requests are answered by time, then by person, whatever the range of their times.
func TestPleasComeInOrder(t *testing.T) {
	t.Parallel()
	r := rand.New(rand.NewPCG(1, 1))
	var p pleas
	for _, span := range []int64{1, 3, 1 << 11, 1<<22 + 5, 1 << 50} {
		for _, n := range []int{0, 1, 2, 1000} {
			p.clear()
			for i := range n {
				p.list = append(p.list, plea{request: request{at: 7 + r.Int64N(span)}, number: int64(n - i)})
			}
			p.sort()
			if len(p.order) != n {
				t.Fatalf("%d of %d are in order", len(p.order), n)
			}
			if !slices.IsSortedFunc(p.order, func(a, b pleaKey) int {
				if p.list[b.of].before(&p.list[a.of]) {
					return 1
				}
				return -1
			}) {
				t.Errorf("%d times of a range of %d are out of order", n, span)
			}
		}
	}
}
