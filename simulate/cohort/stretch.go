package cohort

import (
	"math/bits"
	"slices"

	"rehearse/simulate/radix"
	"rehearse/simulate/random"
)

// Stretch is a part of the run with the people who arrive in it. Everybody of the plan is in one stretch of Stretches.
type Stretch struct {
	from, until int64 // arrivals, until not included
	// cells of the days of the stretch, by day and entry; people of them may arrive in another stretch of the same day.
	cells      []cell
	candidates int64 // how many people have to be looked at to find those of the stretch
	// How many bits of a key name the cell, and the person in it, see Comers.
	cellBits, ordinalBits int
}

// Limits of a stretch.
const (
	keyBits  = 63      // of a key of Comers
	dayParts = 24 * 60 // into which a day is cut at most
)

// comes is the day on which the people of a cell come: who is there at the start comes with those of the first day.
func (c *cell) comes() int32 { return max(0, c.day) }

// Stretches cuts the run into stretches in order of time. Days are put together up to so many people; a day on which more than
// most come is cut into equal parts of about so many, but a crowd that comes at once is not.
func (p *Plan) Stretches(people, most int64) []Stretch {
	days := slices.Clone(p.cells)
	slices.SortStableFunc(days, func(a, b cell) int { return int(a.comes() - b.comes()) })
	var list []Stretch
	for len(days) > 0 {
		s := Stretch{}
		for n := 0; n < len(days); {
			next := s
			for first := n; n < len(days) && days[n].comes() == days[first].comes(); n++ {
				next.candidates += days[n].count
				next.ordinalBits = max(next.ordinalBits, bits.Len64(uint64(days[n].count)))
			}
			next.cells, next.cellBits = days[:n], bits.Len(uint(n))
			next.from, next.until = int64(days[0].comes())*day, int64(days[n-1].comes()+1)*day
			if len(s.cells) > 0 && (next.candidates > people || next.timeBits()+next.cellBits+next.ordinalBits > keyBits) {
				break
			}
			s = next
		}
		days = days[len(s.cells):]
		parts := int64(1)
		if s.candidates > most {
			parts = min((s.candidates+most-1)/most, dayParts)
		}
		for i := range parts {
			part := s
			part.from, part.until = s.from+(s.until-s.from)*i/parts, s.from+(s.until-s.from)*(i+1)/parts
			list = append(list, part)
		}
	}
	return list
}

// timeBits is how many bits a moment of the stretch takes.
func (s *Stretch) timeBits() int { return bits.Len64(uint64(s.until - s.from)) }

// Comers are the people of a stretch in order of time, those who come at one tick by their number: 16 bytes for each. The
// zero Comers are nobody.
type Comers struct {
	// keys are, from the highest bits on, when somebody comes, the cell, and the ordinal.
	keys                  []uint64
	sorter                radix.Sorter
	from                  int64
	cells                 []comersCell
	cellBits, ordinalBits int
}

type comersCell struct {
	arrivals
	first int64 // number of the first person
}

// Gather puts the people of a stretch in order. Those of before are forgotten.
func (c *Comers) Gather(p *Plan, s *Stretch) {
	c.from, c.cellBits, c.ordinalBits = s.from, s.cellBits, s.ordinalBits
	c.cells = c.cells[:0]
	c.keys = slices.Grow(c.keys[:0], int(s.candidates)/max(1, int(day/(s.until-s.from)))+comersRoom)
	for i := range s.cells {
		cell := &s.cells[i]
		mine := comersCell{arrivals: p.arrivals(cell.entry, cell.day), first: cell.first}
		c.cells = append(c.cells, mine)
		for from := int64(0); from < cell.count; from += comersRoom {
			c.keys = slices.Grow(c.keys, comersRoom)
			n, room := len(c.keys), c.keys[:len(c.keys)+comersRoom]
			n += mine.keys(room[n:], s, uint64(i), from, min(cell.count, from+comersRoom))
			c.keys = room[:n]
		}
	}
	c.keys = c.sorter.Sort(c.keys, s.timeBits()+s.cellBits+s.ordinalBits)
}

// comersRoom is for how many people room is made at once.
const comersRoom = 256

// keys writes the keys of those who come from the from-th to the one before the until-th in the stretch to a list with room for
// all, and tells how many there are.
func (x *comersCell) keys(to []uint64, s *Stretch, cell uint64, from, until int64) (n int) {
	timeShift, rest := uint(s.cellBits+s.ordinalBits)&63, cell<<s.ordinalBits
	earliest, length := s.from, s.until-s.from
	if x.cuts == nil {
		if at := x.at - earliest; at >= 0 && at < length {
			for ordinal := from; ordinal < until; ordinal++ {
				to[n] = uint64(at)<<timeShift | rest | uint64(ordinal)
				n++
			}
		}
		return n
	}
	source, key, day0, cuts, guide := x.source, x.key, int64(x.day)*day-earliest, (*[24]random.Threshold)(x.cuts), (*[1 << guideBits]uint8)(x.guide)
	today := x.day
	if int64(today)*day == s.from && length == day { // all are of the stretch
		to = to[:until-from]
		for i := range to {
			ordinal := from + int64(i)
			at := timeOfDay(cuts, guide, source.Person(today, uint32(ordinal)).Draw(key))
			to[i] = uint64(at)<<timeShift | rest | uint64(ordinal)
		}
		return len(to)
	}
	for ordinal := from; ordinal < until; ordinal++ {
		at := day0 + timeOfDay(cuts, guide, source.Person(today, uint32(ordinal)).Draw(key))
		to[n] = uint64(at)<<timeShift | rest | uint64(ordinal)
		// 1 when it is of the stretch, without a branch: in a day that is cut few are.
		n += int(uint64((at-length)&^at) >> 63)
	}
	return n
}

// Until is the tick before which everybody of the stretch comes, and from which on those of the next do.
func (s *Stretch) Until() int64 { return s.until }

// Len is how many there are.
func (c *Comers) Len() int { return len(c.keys) }

// Person is the n-th.
func (c *Comers) Person(n int) Arrival {
	var one [1]Arrival
	c.Fill(one[:], n)
	return one[0]
}

// Fill writes those from the n-th on to a list; there are as many.
func (c *Comers) Fill(to []Arrival, n int) {
	from, ordinalBits, cellBits, cells := c.from, uint(c.ordinalBits)&63, uint(c.cellBits)&63, c.cells
	for i, key := range c.keys[n : n+len(to)] {
		a := &to[i]
		ordinal, rest := key&(1<<ordinalBits-1), key>>ordinalBits
		x := &cells[rest&(1<<cellBits-1)]
		entry, today, source := x.entry, x.day, x.source
		a.Number, a.Entry, a.Day, a.Ordinal = x.first+int64(ordinal), entry, today, int64(ordinal)
		a.Key, a.At = source.Person(today, uint32(ordinal)), from+int64(rest>>cellBits)
	}
}
