package oracle

import (
	"math"
	"sort"

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
		return
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
		sort.Slice(times, func(i, j int) bool { return times[i] < times[j] })
		x.happened[e.event] = times
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
	if c := x.w.firstChannel(); c != nil {
		for range x.poisson(b.Messages) {
			x.before = append(x.before, attempted{at: -int64(x.r.Float64() * 30 * day), channel: c.ID})
		}
		sort.Slice(x.before, func(i, j int) bool { return x.before[i].at < x.before[j].at })
	}
	for _, u := range b.Unsubscribed {
		if x.r.Float64() < x.w.m.Value(u.Share).Value {
			x.off[journey.ID(u.Value)] = true
		}
	}
}

// firstChannel is the first channel that sends.
func (w *world) firstChannel() *journey.Channel {
	for _, c := range w.m.Channels {
		if c.Use != journey.ChannelEntry {
			return c
		}
	}
	return nil
}
