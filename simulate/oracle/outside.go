package oracle

import (
	"rehearse/journey"
)

// outside plans what happens to somebody from outside the map, from now on.
func (x *person) outside() {
	for _, e := range x.w.m.Events {
		if e.Source != journey.EventOutside || e.Outside == nil {
			continue
		}
		from, until := x.now, x.w.horizon
		if e.Outside.From != "" {
			from = max(from, x.w.tick(date(e.Outside.From), 0, x.w.zone))
		}
		if e.Outside.Until != "" {
			until = min(until, x.w.tick(date(e.Outside.Until).AddDate(0, 0, 1), 0, x.w.zone))
		}
		if e.Outside.PerDay != nil {
			x.arrivals(e, float64(from), float64(until))
			continue
		}
		for _, on := range e.Outside.Dates {
			if at := x.w.tick(date(on), 0, x.w.zone); at >= from && at < until {
				x.at(at, 0, func() { x.comes(e, 1) })
			}
		}
	}
}

// arrivals plans the next candidate of a Poisson process that is as fast as it can get; it counts with the share of the rate
// that holds at its moment.
func (x *person) arrivals(e *journey.Event, from, until float64) {
	fastest := x.w.m.Value(*e.Outside.PerDay).Value
	for _, f := range e.Outside.Multipliers {
		fastest *= max(1, f.Factor)
	}
	if fastest <= 0 {
		return
	}
	next := from + x.r.ExpFloat64()*day/fastest
	if next >= until {
		return
	}
	x.at(int64(next), 0, func() {
		now := x.w.m.Value(*e.Outside.PerDay).Value
		for _, f := range e.Outside.Multipliers {
			if x.holds(f.Rule) {
				now *= f.Factor
			}
		}
		x.comes(e, now/fastest)
		x.arrivals(e, next, until)
	})
}

// comes lets the event happen with a chance, to those in its segment.
func (x *person) comes(e *journey.Event, chance float64) {
	if x.r.Float64() < chance && x.inSegment(e.Outside.Segment) {
		x.emit(string(e.ID))
	}
}
