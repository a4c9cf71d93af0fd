package program

import "rehearse/simulate/random"

// Outside is when an event happens that the map does not emit: at Instants, or by chance at a rate.
//
// The rate of a person now is the event's own times the factors of all multipliers whose rule holds. Chance is laid
// out in layers: layer 0 offers moments at the event's own rate for the part of the rate from 0 to 1, layer j ≥ 1 at
// 2^(j−1) times that for the part from 2^(j−1) to 2^j. A moment offered at height y happens when y is below the
// factor now. So a changed multiplier or segment moves no moment of anybody for whom it does not hold: the moments
// offered stay, only more or fewer of them happen.
type Outside struct {
	Event   int32
	Segment *Rule // nil: everybody
	// From and Until are the ticks between which it can happen, Until not included.
	From, Until int64
	// Instants are the ticks of an event at dates, rising.
	Instants []int64
	// Layers are the laws of the time between moments offered, by layer; none for dates.
	Layers  []random.Law
	Factors []Factor
	Key     random.Key
}

// Factor multiplies a rate, in units of 2^-32, while Rule holds.
type Factor struct {
	Rule   *Rule
	Factor uint64
}

// Same is the factor 1.
const Same uint64 = 1 << 32
