package engine

import (
	"math/bits"
	"slices"

	"rehearse/simulate/program"
	"rehearse/simulate/random"
)

// outside queues the first moment of each event from outside.
func (x *life) outside() {
	for i := range x.p.Outside {
		o := &x.p.Outside[i]
		if len(o.Instants) > 0 {
			n, _ := slices.BinarySearch(o.Instants, x.now)
			x.queueOutsideDate(int32(i), uint32(n))
		}
		for layer := range o.Layers {
			x.queueOutside(int32(i), int32(layer), 0)
		}
	}
}

func (x *life) queueOutsideDate(i int32, n uint32) {
	if instants := x.p.Outside[i].Instants; int(n) < len(instants) {
		x.push(event{at: instants[n], cause: causeOutside, a: i, b: program.None, gen: n})
	}
}

// queueOutside queues the n-th moment, from 0, that a layer offers after now.
func (x *life) queueOutside(i, layer int32, n uint32) {
	o := &x.p.Outside[i]
	r := x.who.Key.Draw(o.Key.At(uint32(layer), n, random.Outside))
	if at := x.now + o.Layers[layer].Draw(uint32(r)); at < o.Until {
		x.push(event{at: at, cause: causeOutside, a: i, b: layer, gen: n})
	}
}

// outsideCame lets an event from outside happen, if this moment is one at which it does for this person.
func (x *life) outsideCame(i, layer int32, n uint32) {
	o := &x.p.Outside[i]
	happens := x.now >= o.From && x.holds(o.Segment)
	if layer == program.None {
		x.queueOutsideDate(i, n+1)
	} else {
		happens = happens && x.height(o, layer, n) < x.rate(o)
		x.queueOutside(i, layer, n+1)
	}
	if happens {
		x.emit(o.Event)
	}
}

// height is where in its layer a moment lies, in units of 2^-32 of the event's own rate.
func (x *life) height(o *program.Outside, layer int32, n uint32) uint64 {
	high := x.who.Key.Draw(o.Key.At(uint32(layer), n, random.Outside)) >> 32
	if layer == 0 {
		return high
	}
	return program.Same<<(layer-1) + high<<(layer-1)
}

// rate is the factor of the event's own rate for the person now, in units of 2^-32.
func (x *life) rate(o *program.Outside) uint64 {
	factor := program.Same
	for i := range o.Factors {
		if x.holds(o.Factors[i].Rule) {
			high, low := bits.Mul64(factor, o.Factors[i].Factor)
			factor = high<<32 | low>>32
		}
	}
	return factor
}
