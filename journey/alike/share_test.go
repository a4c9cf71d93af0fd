package alike

import (
	"testing"

	"pgregory.net/rapid"
)

// Giving up early changes no answer.
func TestShareFromIsThatOfCommonWhereItIsGreatEnough(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		list := rapid.Custom(func(t *rapid.T) []uint64 {
			var rising []uint64
			for n := uint64(0); n < 24; n++ {
				if rapid.Bool().Draw(t, "in") {
					rising = append(rising, n)
				}
			}
			return rising
		})
		a, b := list.Draw(t, "a"), list.Draw(t, "b")
		_, share := common(a, b)
		got := shareFrom(a, b, NearShingles)
		if share >= NearShingles && got != share || share < NearShingles && got >= NearShingles {
			t.Fatalf("%v and %v: %v, want %v", a, b, got, share)
		}
	})
}
