package engine

import (
	"math/rand/v2"
	"slices"
	"testing"

	"rehearse/simulate/calendar"
)

// The place that is free first is found as in a list, however many there are and in whatever order they are taken.
func TestTheFirstFreePlaceIsFound(t *testing.T) {
	t.Parallel()
	r := rand.New(rand.NewPCG(4, 1))
	for _, most := range []int{1, 2, 3, 4, 5, 60, 1000} {
		var p places
		var list []int64
		for range 5000 {
			if at := r.Int64N(50); len(list) < most && r.IntN(3) == 0 {
				p.set(len(list), at)
				list = append(list, at)
			} else if len(list) > 0 {
				first := p.earliest()
				at += list[first]
				if r.IntN(50) == 0 {
					at = calendar.Never
				}
				list[first] = at
				p.set(first, at)
			}
			if len(list) > 0 && (p.next() != slices.Min(list) || list[p.earliest()] != p.next()) {
				t.Fatalf("of %d places the one free first is %d at %d: %v", len(list), p.earliest(), p.next(), list)
			}
			if len(list) > 0 && slices.Min(list) == calendar.Never { // adding to it would not do
				list, p = nil, places{}
			}
		}
	}
}
