package alike

import (
	"math"
	"math/bits"
)

// sketch is a set of hashes from afar: for each of them one of 256 bits.
type sketch [4]uint64

func sketchOf(list []uint64) (s sketch) {
	for _, h := range list {
		s[h>>6&3] |= 1 << (h & 63)
	}
	return s
}

// only counts the bits that another sketch does not have: at least so many of the hashes are not in the other's list.
func (s *sketch) only(other *sketch) (n int) {
	for i := range s {
		n += bits.OnesCount64(s[i] &^ other[i])
	}
	return n
}

// mostInBoth bounds how many hashes can be in both of two lists, each in them once, without looking at them.
func mostInBoth(a, b []uint64, ofA, ofB *sketch) int {
	return min(len(a)-ofA.only(ofB), len(b)-ofB.only(ofA))
}

// inBothFor is how many must be in both of two lists for a share of so much of what is in either. What is lost in rounding
// makes it less, never more.
func inBothFor(share float64, a, b []uint64) int {
	return int(math.Ceil(share * float64(len(a)+len(b)) / (1 + share) * (1 - 1e-9)))
}
