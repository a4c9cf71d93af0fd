package session

import (
	"context"
	"sync/atomic"
	"time"

	"rehearse/journey"
	"rehearse/simulate"
)

// Play is the last run being played back.
type Play struct {
	// Map is the one that was run, Result what the run counted.
	Map    *journey.Map
	Result *simulate.Result
	// Sample is nil while Done of Of people are replayed, and when Refused says why they cannot be.
	Sample   *simulate.Sample
	Refused  error
	Done, Of int64
}

// PlayBack replays at most so many people of the last run, to be seen on the map.
func (s *Session) PlayBack(most int) {
	s.post(func() {
		if s.doc == nil || s.options.Sample == nil || s.now.Run.Result == nil {
			return
		}
		s.endPlay()
		p := Play{Map: s.now.Run.Map, Result: s.now.Run.Result}
		s.now.Play = &p
		ctx, cancel := context.WithCancel(context.Background())
		s.play = cancel
		s.publish()
		next := func(change func(*Play)) {
			s.post(func() {
				if ctx.Err() != nil || s.now.Play == nil {
					return // ended, or begun anew
				}
				now := *s.now.Play
				change(&now)
				s.now.Play = &now
				s.publish()
			})
		}
		var newest atomic.Pointer[simulate.Progress]
		told := make(chan struct{})
		go func() {
			tick := time.NewTicker(progressEvery)
			defer tick.Stop()
			for {
				select {
				case <-told:
					return
				case <-tick.C:
					if done := newest.Swap(nil); done != nil {
						next(func(p *Play) { p.Done, p.Of = done.Done, done.Of })
					}
				}
			}
		}()
		go func() {
			sample, err := s.options.Sample(ctx, p.Map, p.Result.Spec, most, func(done simulate.Progress) { newest.Store(&done) })
			close(told)
			next(func(p *Play) { p.Sample, p.Refused = sample, err })
		}()
	})
}

// EndPlay ends playing back.
func (s *Session) EndPlay() {
	s.post(func() {
		if s.now.Play != nil {
			s.endPlay()
			s.publish()
		}
	})
}

func (s *Session) endPlay() {
	if s.play != nil {
		s.play()
		s.play = nil
	}
	s.now.Play = nil
}

// judgePlay ends playing back what belongs to another map, or to an older run.
func (s *Session) judgePlay() {
	if p := s.now.Play; p != nil && (s.doc == nil || p.Result != s.now.Run.Result || s.now.Map != nil && s.doc.Editor().Map() != s.now.Map) {
		s.endPlay()
	}
}
