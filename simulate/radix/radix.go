// Package radix puts whole numbers in order by their digits, which for many of them is several times faster than
// comparing them with each other.
package radix

import (
	"math/bits"
	"slices"
)

// Limits of the number of piles into which numbers are dealt.
const (
	fewestBits = 4
	mostBits   = 14
)

// Sorter puts numbers in order. It keeps the memory this takes: as much again as the longest list has. The zero Sorter is
// ready.
type Sorter struct {
	spare  []uint64
	starts [1 << mostBits]uint32
}

// Sort returns numbers below 2^width in rising order. The list it is given is the Sorter's from then on; the one that it
// returns is the caller's.
func (s *Sorter) Sort(list []uint64, width int) []uint64 {
	if len(list) < 2 {
		return list
	}
	// About as many piles as numbers: where numbers are spread evenly, few lie on a pile.
	digits := min(max(fewestBits, bits.Len(uint(len(list)))), mostBits, width)
	shift, starts := uint(width-digits), s.starts[:1<<digits]
	clear(starts)
	for _, k := range list {
		starts[k>>shift&(1<<mostBits-1)]++
	}
	sum := uint32(0)
	for i, n := range starts {
		starts[i] = sum
		sum += n
	}
	s.spare = slices.Grow(s.spare[:0], len(list))[:len(list)]
	to := s.spare
	for _, k := range list {
		start := &starts[k>>shift&(1<<mostBits-1)]
		to[*start] = k
		*start++
	}
	s.spare = list
	// Within a pile they still lie as they came.
	moves := 4*len(to) + 64
	for i := 1; i < len(to); i++ {
		k := to[i]
		if to[i-1] <= k {
			continue
		}
		j := i
		for j > 0 && to[j-1] > k {
			to[j] = to[j-1]
			j--
		}
		to[j] = k
		if moves -= i - j; moves < 0 { // the piles are uneven
			slices.Sort(to)
			break
		}
	}
	return to
}
