package simulate

import (
	"context"
	"fmt"
	"time"

	"rehearse/journey"
	"rehearse/simulate/calendar"
	"rehearse/simulate/cohort"
	"rehearse/simulate/engine"
)

// Sample are the stories of some people of a run, evenly from the first to the last.
type Sample struct {
	Stories []*Story
	// Of is how many people the run has, Every tells that each so-manieth was taken.
	Of, Every int64
	// From and Horizon are when people begin to be counted and when the run ends, in milliseconds since the map's start.
	From, Horizon int64

	zone *calendar.Zone
}

// Clock is what the map's own clock shows at a moment, in milliseconds since the map's start, as a time in UTC.
func (s *Sample) Clock(at int64) time.Time {
	wall := s.zone.Wall(at)
	year, month, day := wall.Day.Date()
	return time.Date(year, month, day, 0, 0, 0, 0, time.UTC).Add(time.Duration(wall.Milli) * time.Millisecond)
}

// ReplaySample tells the stories of at most so many people of a run, every k-th of it by number: the same people for the same
// map and specification. Errors are those of Run. Progress may be nil; it is called from the calling goroutine.
func ReplaySample(ctx context.Context, m *journey.Map, spec Spec, most int, progress func(Progress)) (*Sample, error) {
	r, err := prepare(m, spec)
	if err != nil {
		return nil, err
	}
	p := r.program
	first := int32(p.WarmUp / (24 * 3600 * 1000))
	counted := r.plan.PeopleFrom(first)
	s := &Sample{Of: counted, Every: max(1, (counted+int64(most)-1)/int64(max(1, most))), From: p.WarmUp, Horizon: p.Horizon, zone: p.Zones[0]}
	var people []cohort.Arrival
	met := int64(0)
	r.plan.Walk(0, r.plan.People(), func(a cohort.Arrival) bool {
		if a.Day >= first || a.Day == cohort.BaseDay {
			if met%s.Every == 0 {
				people = append(people, a)
			}
			met++
		}
		return ctx.Err() == nil
	})
	var tell func(done, of int64)
	if progress != nil {
		tell = func(done, of int64) { progress(Progress{Done: done, Of: of}) }
	}
	err = engine.ReplaySome(ctx, p, r.plan, r.options, people, r.workers(), func(a *cohort.Arrival, told *engine.Story, who *cohort.Person) {
		s.Stories = append(s.Stories, r.story(a, told, who))
	}, tell)
	if err != nil {
		return nil, fmt.Errorf("simulate: replay: %w", err)
	}
	return s, nil
}
