package session

import (
	"context"
	"errors"
	"time"

	"rehearse/simulate"
)

// roughPatience is how long an edit waits for the first numbers of the new map, so that both are seen at once.
const roughPatience = 35 * time.Millisecond

// estimate is how a rough run ended.
type estimate struct {
	result *simulate.Result
	err    error
	took   time.Duration
}

// rough runs the newest map with a few people before the edit is shown. Where that takes longer than an edit can wait, or did
// the last time, the edit is shown at once and the numbers follow; done is then false, and the full run follows them. A newer
// edit gives the run up, so that numbers of an older map are never shown for those of the newest. After a run that was far too
// slow the next edits do without, the more of them the slower it was.
func (s *Session) rough() (done bool) {
	o := s.options
	switch {
	case s.doc == nil || o.RoughPeople == 0 || o.AutoPeople == 0 || o.Rehearse == nil:
		return true
	case s.now.Run.Running && !s.auto: // rehearseSoon knows what to do
		return true
	case s.roughly > roughLimit: // the machine may have had other things to do, or the map has become smaller: it is tried again
		s.roughly -= s.roughly / 4
		return true
	case SharesAgents(s.doc.Editor().Map()): // fewer people would find the agents idle
		return true
	}
	s.stop()
	ctx, cancel := context.WithCancel(context.Background())
	s.cancel, s.auto = cancel, true
	number, m, began := s.run, s.doc.Editor().Map(), o.Now()
	spec := simulate.Spec{People: o.RoughPeople, Seed: s.seed, Policy: s.policy}
	ended := make(chan estimate, 1)
	go func() {
		result, err := o.Rehearse(ctx, m, spec, func(simulate.Progress) {})
		cancel()
		ended <- estimate{result, err, o.Now().Sub(began)}
	}()
	take := func(e estimate) {
		s.cancel, s.roughly = nil, e.took
		switch {
		case errors.Is(e.err, context.Canceled):
		case e.err != nil:
			s.now.Run.Refused = e.err
		default:
			s.now.Run.Rough, s.now.Run.Refused = &Rough{e.result, m.Revision, int64(o.AutoPeople)}, nil
		}
	}
	if s.roughly <= roughPatience {
		select {
		case e := <-ended:
			take(e)
			return e.err == nil
		case <-time.After(roughPatience):
		}
	}
	go func() {
		e := <-ended
		s.post(func() {
			if number != s.run {
				return // given up for a newer map
			}
			take(e)
			s.publish()
			if e.err == nil {
				s.refine()
			}
		})
	}()
	return false
}

// refineAfter is how long the full run waits behind an estimate: the window has the processors to itself until it is seen.
const refineAfter = 70 * time.Millisecond

// refine runs the newest map with all people; behind an estimate a little later, unless there is a newer map by then.
func (s *Session) refine() {
	if s.now.Run.Rough == nil || s.now.Run.Rough.Revision != s.doc.Editor().Map().Revision {
		s.rehearseSoon()
		return
	}
	number := s.run
	time.AfterFunc(refineAfter, func() {
		s.post(func() {
			if number == s.run && s.doc != nil {
				s.rehearseSoon()
			}
		})
	})
}
