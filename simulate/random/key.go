package random

import "math/bits"

// gamma is the odd step of SplitMix64, 2^64 divided by the golden ratio (Steele, Lea, Flood: "Fast
// splittable pseudorandom number generators", OOPSLA 2014).
const gamma = 0x9E3779B97F4A7C15

// mix64 is the finaliser of SplitMix64: a bijection in which every input bit moves every output bit
// with a probability close to one half.
func mix64(z uint64) uint64 {
	z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9
	z = (z ^ (z >> 27)) * 0x94D049BB133111EB
	return z ^ (z >> 31)
}

// Hash returns the stable hash of a record's id: FNV-1a with 64 bits over the bytes of the text, then
// the finaliser, because FNV alone leaves similar ids with similar hashes. It is frozen: a record's
// chance hangs on it.
func Hash(id string) uint64 {
	const offset, prime = 0xCBF29CE484222325, 0x00000100000001B3
	h := uint64(offset)
	for i := 0; i < len(id); i++ {
		h = (h ^ uint64(id[i])) * prime
	}
	return mix64(h)
}

// Source makes the people of one entry under one seed.
type Source uint64

// NewSource returns the source of people of the entry whose id hashes to entry.
func NewSource(seed, entry uint64) Source {
	return Source(mix64(mix64(seed+gamma) + gamma*entry))
}

// Person returns the key of the person who is the ordinal-th, from 0, to arrive on the given day,
// counted from the map's start (negative for people who were there before). A changed volume or mix
// renumbers nobody else.
func (s Source) Person(day int32, ordinal uint32) Person {
	return Person(mix64(uint64(s) + gamma*(uint64(uint32(day))<<32|uint64(ordinal))))
}

// Person is the key of one synthetic person: all their luck follows from it.
type Person uint64

// Key names a decision, whoever takes it. Make it once with NewKey for each record and derive the rest
// with At; it is only worth something in Draw.
type Key uint64

// The largest instance and visit that have draws of their own; beyond them numbers repeat. The engine
// stops a person long before (65,535 visits of a step).
const (
	MaxInstance = 1<<24 - 1
	MaxVisit    = 1<<32 - 1
)

// NewKey returns the key of a record by the hash of its id, for instance 0, visit 0 and purpose 0.
func NewKey(record uint64) Key { return Key(gamma * record) }

// At returns the key of one decision at the record: in which instance of the scenario (0 in the main
// flow), at which visit of the step, what for. k must come from NewKey.
func (k Key) At(instance, visit uint32, purpose Purpose) Key {
	return k + Key(gamma*(uint64(instance)<<40|uint64(visit)<<8|uint64(purpose)))
}

// For returns the key of a decision taken once per person and record, such as a property's value.
func (k Key) For(purpose Purpose) Key { return k + Key(gamma*uint64(purpose)) }

// Draw returns the person's 64 random bits for the decision. By convention the high half chooses an
// outcome (Threshold, Choose) and the low half a length of time (Law.Draw), so one draw serves both.
func (p Person) Draw(k Key) uint64 { return mix64(uint64(p) + uint64(k)) }

// Below returns a whole number from 0 to n−1 that follows from the draw r; n must be 1 or more. Its
// bias is below n/2^64.
func Below(r uint64, n uint64) uint64 {
	high, _ := bits.Mul64(r, n)
	return high
}
