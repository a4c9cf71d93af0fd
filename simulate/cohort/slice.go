package cohort

import (
	"math"
	"slices"
)

// Slice is a stretch of the run with the people who arrive in it. Every person of the plan is in one slice of Slices.
type Slice struct {
	// From (included) and Until (not included) bound the arrivals; the first slice also has whoever comes before.
	From, Until int64
	// cells of the days of the slice; people of them may arrive in another slice of the same day.
	cells []cell
	// Candidates is how many people have to be looked at to find those of the slice.
	Candidates int64
}

// comes is the day on which the people of a cell come: who is there at the start comes with those of the first day.
func (c *cell) comes() int32 { return max(0, c.day) }

// Slices cuts the run into stretches in which at most about so many people arrive, in order of time. A day is only cut
// into equal parts, so a crowd that comes at once is one slice.
func (p *Plan) Slices(people int64) []Slice {
	days := slices.Clone(p.cells)
	slices.SortStableFunc(days, func(a, b cell) int { return int(a.comes() - b.comes()) })
	var list []Slice
	for from := 0; from < len(days); {
		until, count := from, int64(0)
		for until < len(days) {
			today := until
			n := int64(0)
			for today < len(days) && days[today].comes() == days[until].comes() {
				n += days[today].count
				today++
			}
			if until > from && count+n > people {
				break
			}
			until, count = today, count+n
		}
		first, last := int64(days[from].comes())*day, int64(days[until-1].comes()+1)*day
		parts := max(1, min((count+people-1)/people, 24*60))
		for i := range parts {
			list = append(list, Slice{
				From: first + (last-first)*i/parts, Until: first + (last-first)*(i+1)/parts, cells: days[from:until], Candidates: count,
			})
		}
		from = until
	}
	if len(list) > 0 {
		list[0].From = math.MinInt64
	}
	return list
}

// WalkSlice visits the people of a slice among its candidates with the numbers from … until-1 (from 0, in no order of
// time), as long as visit says yes. What is visited is overwritten by the next.
func (p *Plan) WalkSlice(s *Slice, from, until int64, visit func(*Arrival) bool) {
	var a Arrival
	for i := range s.cells {
		c := &s.cells[i]
		at := p.arrivals(c.entry, c.day)
		for n := max(from, 0); n < min(until, c.count); n++ {
			if at.arrival(&a, n, c.first+n); a.At >= s.From && a.At < s.Until && !visit(&a) {
				return
			}
		}
		from, until = from-c.count, until-c.count
		if until <= 0 {
			return
		}
	}
}

// FillSlice writes the people of a slice among its candidates with the numbers from … until-1 (from 0, in no order of time) to a
// list with room for all of these candidates, and tells how many there are.
func (p *Plan) FillSlice(to []Arrival, s *Slice, from, until int64) (filled int) {
	earliest := max(s.From, -day*math.MaxInt32) // the first slice has whoever comes before
	for i := range s.cells {
		c := &s.cells[i]
		at := p.arrivals(c.entry, c.day)
		for n := max(from, 0); n < min(until, c.count); n++ {
			a := &to[filled]
			at.arrival(a, n, c.first+n)
			// 1 when it is of the slice, without a branch: as many are as are not.
			filled += int(uint64((a.At-s.Until)&^(a.At-earliest)) >> 63)
		}
		from, until = from-c.count, until-c.count
		if until <= 0 {
			break
		}
	}
	return filled
}
