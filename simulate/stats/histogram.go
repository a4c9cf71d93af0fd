package stats

import (
	"math"
	"math/bits"
	"slices"
)

// precision is the number of bits kept of a value behind its leading one: values below 2^(precision+1)
// have a bucket of their own, above it a bucket is at most 1/2^precision of its values wide.
const precision = 7

// Histogram counts whole numbers of any size in buckets at most 1/128 of their values wide (as in Gil
// Tene's HdrHistogram), exact below 256, and where all values of a bucket are the same. Minimum, maximum, count and sum are exact. Merging gives the
// same as counting everything in one, in any order. The zero Histogram is empty and ready.
type Histogram struct {
	// positive counts values from 0 on by bucket, negative the others by the bucket of their size.
	positive, negative []slot
	count              int64
	least, greatest    int64
	sum                wide
}

// slot is what is in a bucket: how many values, and their size when it is the same for all (else mixed).
type slot struct {
	count int64
	only  uint64
}

// mixed is no size of a value: those are at most 2^63.
const mixed = math.MaxUint64

// add counts n ≥ 1 values of a size, or mixed ones.
func (s *slot) add(size uint64, n int64) {
	switch {
	case s.count == 0:
		s.only = size
	case s.only != size:
		s.only = mixed
	}
	s.count += n
}

// wide is a sum of 128 bits in two's complement.
type wide struct {
	high int64
	low  uint64
}

func (w *wide) add(high int64, low uint64) {
	var carry uint64
	w.low, carry = bits.Add64(w.low, low, 0)
	w.high += high + int64(carry)
}

func (w wide) float() float64 {
	if w.high < 0 { // the size of a negative number
		low, borrow := bits.Sub64(0, w.low, 0)
		return -(math.Ldexp(float64(uint64(-w.high)-borrow), 64) + float64(low))
	}
	return math.Ldexp(float64(w.high), 64) + float64(w.low)
}

// bucket returns the index of a value's bucket.
func bucket(v uint64) int {
	if v < 1<<(precision+1) {
		return int(v)
	}
	shift := bits.Len64(v) - precision - 1
	return shift<<precision + int(v>>shift)
}

// edges returns the least and the greatest value of a bucket.
func edges(index int) (low, high uint64) {
	if index < 1<<(precision+1) {
		return uint64(index), uint64(index)
	}
	shift := index>>precision - 1
	low = uint64(index-shift<<precision) << shift
	return low, low + 1<<shift - 1
}

// edges are the least and the greatest size of what is in the slot of a bucket, as far as is known.
func (s *slot) edges(index int) (low, high uint64) {
	if s.only != mixed {
		return s.only, s.only
	}
	return edges(index)
}

// Add counts one value.
func (h *Histogram) Add(v int64) {
	if v >= 0 {
		if i := bucket(uint64(v)); i < len(h.positive) { // not the first value: least and greatest hold
			h.positive[i].add(uint64(v), 1)
			h.count++
			h.least, h.greatest = min(h.least, v), max(h.greatest, v)
			h.sum.add(0, uint64(v))
			return
		}
	}
	h.AddTimes(v, 1)
}

// AddAll counts many values.
func (h *Histogram) AddAll(values []int64) {
	for len(values) > 0 {
		n := h.addMost(values)
		if values = values[n:]; len(values) > 0 {
			h.Add(values[0])
			values = values[1:]
		}
	}
}

// addMost counts values up to the first that Add must make room for, and tells how many; sums are kept in registers meanwhile.
func (h *Histogram) addMost(values []int64) (n int) {
	least, greatest, sum, slots := h.least, h.greatest, h.sum, h.positive
	for n < len(values) {
		v := values[n]
		at := bucket(uint64(v)) // of a negative number beyond all
		if at >= len(slots) {
			break
		}
		slots[at].add(uint64(v), 1)
		least, greatest = min(least, v), max(greatest, v)
		sum.add(0, uint64(v))
		n++
	}
	h.least, h.greatest, h.sum = least, greatest, sum
	h.count += int64(n)
	return n
}

// AddTimes counts a value n times; n of 0 or less counts nothing.
func (h *Histogram) AddTimes(v, n int64) {
	if n <= 0 {
		return
	}
	if h.count == 0 || v < h.least {
		h.least = v
	}
	if h.count == 0 || v > h.greatest {
		h.greatest = v
	}
	h.count += n
	if v >= 0 {
		h.positive = grown(h.positive, bucket(uint64(v)))
		h.positive[bucket(uint64(v))].add(uint64(v), n)
		high, low := bits.Mul64(uint64(v), uint64(n))
		h.sum.add(int64(high), low)
		return
	}
	size := -uint64(v)
	h.negative = grown(h.negative, bucket(size))
	h.negative[bucket(size)].add(size, n)
	high, low := bits.Mul64(size, uint64(n))
	low, borrow := bits.Sub64(0, low, 0)
	h.sum.add(-int64(high)-int64(borrow), low)
}

// grown returns the counts with room for the index.
func grown(slots []slot, index int) []slot {
	if index < len(slots) {
		return slots
	}
	return append(slots, make([]slot, index+1-len(slots))...)
}

// Merge adds the values of another histogram.
func (h *Histogram) Merge(other *Histogram) {
	if other.count == 0 {
		return
	}
	if h.count == 0 || other.least < h.least {
		h.least = other.least
	}
	if h.count == 0 || other.greatest > h.greatest {
		h.greatest = other.greatest
	}
	h.count += other.count
	h.sum.add(other.sum.high, other.sum.low)
	h.positive = grown(h.positive, len(other.positive)-1)
	for i, s := range other.positive {
		if s.count > 0 {
			h.positive[i].add(s.only, s.count)
		}
	}
	h.negative = grown(h.negative, len(other.negative)-1)
	for i, s := range other.negative {
		if s.count > 0 {
			h.negative[i].add(s.only, s.count)
		}
	}
}

// Count returns how many values were counted.
func (h *Histogram) Count() int64 { return h.count }

// Min returns the least value, exactly; 0 when empty.
func (h *Histogram) Min() int64 { return h.least }

// Max returns the greatest value, exactly; 0 when empty.
func (h *Histogram) Max() int64 { return h.greatest }

// Mean returns the mean of the values; 0 when empty.
func (h *Histogram) Mean() float64 {
	if h.count == 0 {
		return 0
	}
	return h.sum.float() / float64(h.count)
}

// Quantile returns the value of rank ⌈q·n⌉ in order, q in 0..1: exact below 256 and where the values around
// it are all the same, elsewhere the middle of its bucket, at most 1/256 from it. 0 when empty.
func (h *Histogram) Quantile(q float64) int64 {
	low, high := h.ranked(h.rank(q))
	return low + (high-low)/2
}

// QuantileInterval returns values between which the quantile lies in 95 of 100 runs: the order statistics
// whose ranks are 1.96 binomial deviations away, rounded outwards to the edges of their buckets. 0, 0
// when empty.
func (h *Histogram) QuantileInterval(q float64) (low, high int64) {
	n := float64(h.count)
	q = min(max(q, 0), 1)
	middle := float64(q * n) // conversions forbid fusing products with sums
	spread := float64(z95 * math.Sqrt(middle*(1-q)))
	low, _ = h.ranked(int64(max(1, math.Floor(middle-spread))))
	_, high = h.ranked(int64(min(n, math.Ceil(middle+spread)+1)))
	return low, high
}

// CountAbove returns how many values are greater than v: exact when v is below 255, elsewhere as if each
// value were the greatest of its bucket.
func (h *Histogram) CountAbove(v int64) int64 {
	n := int64(0)
	h.each(func(_, high, count int64) bool {
		if high > v {
			n += count
		}
		return true
	})
	return n
}

// rank returns ⌈q·n⌉, at least 1 and at most n.
func (h *Histogram) rank(q float64) int64 {
	exact := float64(q * float64(h.count))
	return min(max(1, int64(math.Ceil(exact-1e-9))), h.count) // 0.07·100 must stay 7
}

// ranked returns the edges of the bucket that holds the value of a rank, not beyond the least and
// greatest value counted.
func (h *Histogram) ranked(rank int64) (low, high int64) {
	h.each(func(from, to, count int64) bool {
		rank -= count
		low, high = from, to
		return rank > 0
	})
	return min(max(low, h.least), h.greatest), max(min(high, h.greatest), h.least)
}

// each visits the buckets that are not empty in rising order, with the edges of what is in them, until visit says no.
func (h *Histogram) each(visit func(low, high, count int64) bool) {
	for i, s := range slices.Backward(h.negative) {
		if s.count == 0 {
			continue
		}
		near, far := s.edges(i)
		far = min(far, 1<<63) // the most negative number
		if !visit(-int64(far), -int64(near), s.count) {
			return
		}
	}
	for i, s := range h.positive {
		if s.count == 0 {
			continue
		}
		if low, high := s.edges(i); !visit(int64(low), int64(high), s.count) {
			return
		}
	}
}
