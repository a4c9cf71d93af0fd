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

// Texts are told apart from afar only where they are: never fewer can be in both than are, nor does a share need more.
func TestSketchesBoundWhatIsInBoth(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		list := rapid.Custom(func(t *rapid.T) []uint64 {
			var rising []uint64
			for n := range uint64(24) {
				if rapid.Bool().Draw(t, "in") {
					rising = append(rising, n*37) // some share a bit
				}
			}
			return rising
		})
		a, b := list.Draw(t, "a"), list.Draw(t, "b")
		ofA, ofB := sketchOf(a), sketchOf(b)
		both, share := common(a, b)
		if most := mostInBoth(a, b, &ofA, &ofB); most < both {
			t.Fatalf("%v and %v: %d in both, at most %d", a, b, both, most)
		}
		if need := inBothFor(share, a, b); need > both {
			t.Fatalf("%v and %v: %d in both, %d needed for a share of %v", a, b, both, need, share)
		}
	})
}
