package random

import (
	"math"
	"math/bits"
)

//go:generate go run tables_generate.go

// The tables hold a function at evenly spaced nodes, with one node more than needed, so that the curve
// between two nodes follows the second difference too. The error falls with the third power of the
// spacing: a few kilobytes that stay in the processor's nearest cache are enough.

// between returns the curve through three nodes, at share t of the way from the first to the second; t
// in units of 2^-25. Right shifts of negative numbers round down, on every processor.
func between(f0, f1, f2, t int64) int64 {
	curve := (t * (1<<25 - t)) >> 25
	return f0 + (2*(f1-f0)*t-(f2-2*f1+f0)*curve)>>26
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
	octave := bits.Len32(v) - 1
	place := v<<(31-octave) - 1<<31 // 31 bits: six choose the segment
	node := &normalTable[octave]
	i := place >> 25
	z := between(int64(node[i]), int64(node[i+1]), int64(node[i+2]), int64(place&(1<<25-1)))
	if u>>31 == 1 {
		return z
	}
	return -z
}

// exponentialQuantile returns −ln(1−q) for q = (u+½)/2^32 in units of 2^-32, from 1.2e-10 to 22.9: the
// leading zeros of 1−q count multiples of ln 2 and the table holds the rest.
func exponentialQuantile(u uint32) uint64 {
	const ln2 = 2977044472 // ln 2 · 2^32
	v := 2*uint64(^u) + 1  // 1−q in units of 2^-33
	octave := bits.Len64(v) - 1
	place := uint32(v<<(32-octave) - one)
	i := place >> 25
	part := between(logTable[i], logTable[i+1], logTable[i+2], int64(place&(1<<25-1)))
	return uint64(max(0, int64(33-octave)*ln2-part))
}

// powerOfTwo returns v·2^x to the nearest whole number, at most MaxDraw; x in units of 2^-32.
func powerOfTwo(v, x int64) int64 {
	whole := x >> 32
	place := uint32(x)
	i := place >> 25
	factor := one + uint64(between(powerTable[i], powerTable[i+1], powerTable[i+2], int64(place&(1<<25-1))))
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
