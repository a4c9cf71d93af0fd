package engine

import (
	"math/bits"

	"rehearse/simulate/radix"
	"rehearse/simulate/random"
)

// plea is the first request of a person.
type plea struct {
	request
	number int64
	// lean: it is of a lean life, which goes on behind the desk when it is answered: who it is, when it arrived, what it has
	// spent. The answer takes the place of what was asked.
	lean, answered bool
	profile        int32
	key            random.Person
	arrived, spent int64
}

// give answers the plea of a lean life.
func (p *plea) give(a answer) { p.handling, p.until, p.answered = a.from, a.until, true }

// answer is what give gave.
func (p *plea) answer() answer { return answer{from: p.handling, until: p.until} }

// moment is a place in the order in which requests are answered: by time, then by person.
type moment struct{ at, number int64 }

func (m moment) before(o moment) bool { return m.at < o.at || (m.at == o.at && m.number < o.number) }

func (p *plea) moment() moment { return moment{p.at, p.number} }

// pleaOrder puts pleas in order.
type pleaOrder struct {
	sorter radix.Sorter
	keys   []uint64
	of     []int32
}

// sort returns the numbers of the pleas of a list that come before a moment, in order.
func (o *pleaOrder) sort(list []plea, until moment) []int32 {
	o.of, o.keys = o.of[:0], o.keys[:0]
	if len(list) == 0 {
		return nil
	}
	sorted, least, most := true, list[0].at, int64(0)
	for i := range list {
		if !list[i].moment().before(until) {
			continue
		}
		if n := len(o.of); n > 0 && list[i].moment().before(list[o.of[n-1]].moment()) {
			sorted = false
		}
		least, most = min(least, list[i].at), max(most, list[i].at)
		o.of = append(o.of, int32(i))
	}
	if sorted {
		return o.of
	}
	width := bits.Len(uint(len(list)))
	for _, i := range o.of {
		o.keys = append(o.keys, uint64(list[i].at-least)<<width|uint64(i))
	}
	o.keys = o.sorter.Sort(o.keys, bits.Len64(uint64(most-least))+width)
	for i, key := range o.keys {
		n := int32(key & (1<<width - 1))
		j := i
		for j > 0 && list[n].moment().before(list[o.of[j-1]].moment()) { // equal times, by the number of the person
			o.of[j] = o.of[j-1]
			j--
		}
		o.of[j] = n
	}
	return o.of
}

// latePleas are pleas of lean lives that are made later than those of the batch they came with are answered: a heap, the first on top.
type latePleas struct{ heap []plea }

func (l *latePleas) push(p *plea) {
	l.heap = append(l.heap, *p)
	h, at := l.heap, p.moment()
	i := len(h) - 1
	for i > 0 && at.before(h[(i-1)/2].moment()) {
		h[i] = h[(i-1)/2]
		i = (i - 1) / 2
	}
	h[i] = *p
}

// pop appends those before a moment to a list.
func (l *latePleas) pop(to []plea, until moment) []plea {
	for len(l.heap) > 0 && l.heap[0].moment().before(until) {
		h := l.heap
		to = append(to, h[0])
		last := &h[len(h)-1]
		h = h[:len(h)-1]
		l.heap = h
		i := 0
		for {
			child := 2*i + 1
			if child >= len(h) {
				break
			}
			if child+1 < len(h) && h[child+1].moment().before(h[child].moment()) {
				child++
			}
			if !h[child].moment().before(last.moment()) {
				break
			}
			h[i] = h[child]
			i = child
		}
		if len(h) > 0 {
			h[i] = *last
		}
	}
	return to
}
