package random

import (
	"math"
	"math/bits"
)

//go:generate go run tables_generate.go

// The tables hold a function at evenly spaced nodes; a few kilobytes that stay in the processor's nearest cache are enough. Most have one
// node more than needed, so that the curve between two nodes follows the second difference too and the error falls with the third
// power of the spacing. The logarithm, which is asked for most often, has more nodes and straight lines between them.

// node is the curve from one node of a table to the next, through a third: what does not depend on the place between
// them is worked out before.
type node struct{ f, slope, bend int64 }

func newNode(f0, f1, f2 int64) node {
	return node{f: f0, slope: 2 * (f1 - f0), bend: f2 - 2*f1 + f0}
}

// at is the value of the curve at share t of the way; t in units of 2^-25. Right shifts of negative numbers round
// down, on every processor.
func (n *node) at(t int64) int64 {
	curve := (t * (1<<25 - t)) >> 25
	return n.f + (n.slope*t-n.bend*curve)>>26
}

// The tables as curves.
var (
	powerNodes = nodesOf(powerTable[:])
	// normalNodes are in rows of 64, one an octave.
	normalNodes = func() (all [32 * 64]node) {
		for octave := range normalTable {
			row := &normalTable[octave]
			for i := range 64 {
				all[octave<<6|i] = newNode(int64(row[i]), int64(row[i+1]), int64(row[i+2]))
			}
		}
		return all
	}()
)

func nodesOf(table []int64) (all [128]node) {
	for i := range all {
		all[i] = newNode(table[i], table[i+1], table[i+2])
	}
	return all
}

// normalQuantile returns the standard normal quantile of (u+½)/2^32 in units of 2^-28, from −6.34 to
// 6.34; exactly antisymmetric.
//
// The tail probability is v/2^33 with v odd; its leading zeros choose an octave, so the far tail is as
// finely divided as the middle.
func normalQuantile(u uint32) int64 {
	w := u
	if u>>31 == 1 {
		w = ^u
	}
	v := 2*w + 1
	zeros := uint32(bits.LeadingZeros32(v))
	place := v << (zeros & 31) << 1 >> 1 // 31 bits behind the leading one: six choose the segment
	z := normalNodes[(31-zeros)<<6|place>>25].at(int64(place & (1<<25 - 1)))
	if u>>31 == 1 {
		return z
	}
	return -z
}

// lnLines holds ln(1+segment/1024) in units of 2^-32 in the upper half and what it grows by up to the next in the lower: what a straight
// line needs, in one word.
var lnLines = func() (all [1024]uint64) {
	for i := range all {
		all[i] = uint64(lnTable[i])<<32 | uint64(lnTable[i+1]-lnTable[i])
	}
	return all
}()

// exponentialQuantile returns −ln(1−q) for q = (u+½)/2^32 in units of 2^-32, from 1.2e-10 to 22.9: the leading zeros of 1−q count
// multiples of ln 2, straight lines give the rest, which is taken off. A line is at most 1.2e-7 below the logarithm, so the length
// is never below the exact one but for rounding, which may bring it below 0.
func exponentialQuantile(u uint32) int64 {
	const ln2 = 2977044472 // ln 2 · 2^32
	// 1−q in units of 2^-33, as a floating-point number: that is exact, and finds the leading one.
	v := math.Float64bits(float64(2*int64(^u) + 1))
	// 32 bits behind the leading one: ten choose the segment.
	line := lnLines[v>>42&1023]
	return 1056*ln2 - int64(v>>52)*ln2 - int64(line>>32) - int64(line&math.MaxUint32)*int64(v>>20&(1<<22-1))>>22
}

// powerOfTwo returns v·2^x to the nearest whole number, at most MaxDraw; x in units of 2^-32.
func powerOfTwo(v, x int64) int64 {
	whole := x >> 32
	place := uint32(x)
	factor := one + uint64(powerNodes[place>>25].at(int64(place&(1<<25-1))))
	if v == 0 || whole < -50 {
		return 0
	}
	if whole > 50 {
		return MaxDraw
	}
	high, low := bits.Mul64(uint64(v), factor) // v·2^frac·2^32, below 2^78
	shift := 32 - int(whole)                   // −18..82
	switch {
	case shift <= 0:
		if high > 0 || low > math.MaxInt64>>(-shift) {
			return MaxDraw
		}
		return min(MaxDraw, int64(low<<(-shift)))
	case shift <= 64:
		low, carry := bits.Add64(low, 1<<(shift-1), 0)
		high += carry
		if shift < 64 && high>>shift != 0 {
			return MaxDraw
		}
		result := high<<(64-shift) | low>>shift // a shift by 64 gives 0
		return int64(min(MaxDraw, result))
	default:
		shift -= 64
		return int64((high + 1<<(shift-1)) >> shift)
	}
}
