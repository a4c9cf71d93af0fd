package oracle

import (
	"math"
	"slices"

	"rehearse/journey"
)

// poisson is how often something happens that happens so often on average: as many exponential gaps as fit.
func (x *person) poisson(mean float64) int {
	n := 0
	for sum := x.r.ExpFloat64(); sum < mean; sum += x.r.ExpFloat64() {
		n++
	}
	return n
}

// past gives somebody who is there at the start what happened before: it triggers nothing and is not counted.
func (x *person) past(b *journey.BasePeople) {
	if b == nil {
		b = &journey.BasePeople{}
	}
	age := int64(365) * day
	if !b.Age.IsZero() {
		age = draw(x.r, b.Age)
	}
	type row struct {
		event string
		last  int64
		n     int
	}
	var rows []row
	for _, e := range b.Events {
		if n := x.poisson(e.Mean); n > 0 {
			last := draw(x.r, e.Last)
			rows = append(rows, row{string(e.Event), last, n})
			age = max(age, last) // who did something has been there as long
		}
	}
	for _, e := range rows {
		times := []int64{-e.last}
		for range e.n - 1 {
			times = append(times, -e.last-int64(x.r.Float64()*float64(age-e.last)))
		}
		slices.Sort(times)
		x.happened[e.event] = times
	}
	x.came = -age
	for _, kind := range x.w.m.Scores { // what fades later keeps the rhythm of the last deed
		deed, some := x.came, false
		for _, p := range kind.Points {
			if times := x.happened[string(p.Event)]; len(times) > 0 {
				if last := times[len(times)-1]; !some || last > deed {
					deed, some = last, true
				}
			}
		}
		mine := x.scores[kind.ID]
		mine.deed = deed
		if kind.DecayAfter > 0 && kind.DecayPoints > 0 {
			every := int64(kind.DecayEvery) * 1000
			if every == 0 {
				every = day
			}
			mine.deed += x.fades(kind) * every
		}
	}
	for _, s := range b.Score {
		mine := x.scores[s.Score]
		mine.points = float64(s.Low + x.r.IntN(s.High-s.Low+1))
		for _, kind := range x.w.m.Scores {
			if kind.ID != s.Score {
				continue
			}
			if kind.Floor != nil {
				mine.points = math.Max(mine.points, float64(*kind.Floor))
			}
			if kind.Ceiling != nil {
				mine.points = math.Min(mine.points, float64(*kind.Ceiling))
			}
		}
	}
	for range x.poisson(b.Messages) {
		x.before = append(x.before, -int64(x.r.Float64()*30*day))
	}
	slices.Sort(x.before)
	x.happened["received:"] = slices.Clone(x.before)
	for _, u := range b.Unsubscribed {
		if x.r.Float64() < x.w.m.Value(u.Share).Value {
			x.off[journey.ID(u.Value)] = true
		}
	}
}

// pastChannel is the channel by which what a base was sent came: the first that sends and counts towards caps.
func (w *world) pastChannel() journey.ID {
	for _, c := range w.m.Channels {
		if c.Use != journey.ChannelEntry && !c.CapsExempt {
			return c.ID
		}
	}
	return ""
}
