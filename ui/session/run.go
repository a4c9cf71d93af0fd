package session

import (
	"context"
	"errors"
	"sync/atomic"
	"time"

	"rehearse/journey"
	"rehearse/simulate"
)

// How long an automatic run may take to be repeated with the next edit, which gives it up: a full one behind everything else,
// and a rough one, whose numbers somebody waits for.
const (
	autoLimit  = 5 * time.Second
	roughLimit = 700 * time.Millisecond
)

// progressEvery is how often progress makes a new snapshot.
const progressEvery = 50 * time.Millisecond

// Rehearse runs the newest map. A run under way is given up.
func (s *Session) Rehearse(spec simulate.Spec) {
	s.post(func() {
		s.seed = spec.Seed
		s.slow = false
		s.start(spec, false)
	})
}

// Under chooses whose sending rules the map runs under from now on: a preset by name, or "" for the map's own policy. It
// holds through edits, until it is chosen anew or another file is opened. The map is rehearsed again by itself, as after
// an edit.
func (s *Session) Under(policy string) {
	s.post(func() {
		if s.doc == nil || s.policy == policy {
			return
		}
		s.policy = policy
		s.publish()
		s.rehearseSoon()
	})
}

// Cancel gives up the run under way; its people are forgotten and the last result stays.
func (s *Session) Cancel() {
	s.post(func() {
		if s.now.Run.Running {
			s.stop()
			s.publish()
		}
	})
}

// stop gives up the run under way without showing it.
func (s *Session) stop() {
	if s.cancel != nil {
		s.cancel()
		s.cancel = nil
	}
	s.run++
	s.now.Run.Running = false
}

// rehearseSoon runs the newest map by itself, unless such runs are slow.
func (s *Session) rehearseSoon() {
	if s.doc == nil || s.options.AutoPeople == 0 {
		return
	}
	if s.slow {
		if s.auto {
			s.stop()
		}
		return
	}
	if s.now.Run.Running && !s.auto {
		// The map a person wanted to see run has changed under it: its numbers would be stale at birth.
		s.stop()
		s.publish()
	}
	s.start(simulate.Spec{People: s.options.AutoPeople, Seed: s.seed}, true)
}

func (s *Session) start(spec simulate.Spec, auto bool) {
	if s.doc == nil || s.options.Rehearse == nil {
		return
	}
	spec.Policy = s.policy
	s.stop()
	ctx, cancel := context.WithCancel(context.Background())
	s.cancel, s.auto = cancel, auto
	number, m, began := s.run, s.doc.Editor().Map(), s.options.Now()
	if auto && SharesAgents(m) { // fewer people would find the agents idle
		spec.People = UsualPeople
	}
	spec = Loaded(m, spec)
	if !auto {
		s.now.Run.Running, s.now.Run.Done, s.now.Run.Of = true, 0, int64(spec.People)
		s.publish()
	}
	var newest atomic.Pointer[simulate.Progress]
	if !auto {
		go s.watch(ctx, number, &newest)
	}
	go func() {
		result, err := s.options.Rehearse(ctx, m, spec, func(p simulate.Progress) { newest.Store(&p) })
		cancel()
		s.post(func() {
			if number != s.run {
				return // given up, or another file
			}
			s.now.Run.Running, s.cancel = false, nil
			s.slow = auto && s.options.Now().Sub(began) > autoLimit
			switch {
			case errors.Is(err, context.Canceled):
			case err != nil:
				s.now.Run.Refused = err
			default:
				s.ran(m, result, auto)
			}
			s.check(checkPatience)
			s.publish()
		})
	}()
}

// ran takes the result of a map.
func (s *Session) ran(m *journey.Map, result *simulate.Result, auto bool) {
	s.now.Run.Result, s.now.Run.Revision, s.now.Run.Map, s.now.Run.Auto, s.now.Run.Rough, s.now.Run.Refused = result, m.Revision, m, auto, nil, nil
	if s.sameNumbers() { // only moved, or silenced, while it ran
		s.now.Run.Map = s.doc.Editor().Map()
		s.now.Run.Revision = s.now.Run.Map.Revision
	}
}

// watch shows the progress of a run until it ends.
func (s *Session) watch(ctx context.Context, number int64, newest *atomic.Pointer[simulate.Progress]) {
	tick := time.NewTicker(progressEvery)
	defer tick.Stop()
	for {
		select {
		case <-ctx.Done():
			return
		case <-tick.C:
			p := newest.Swap(nil)
			if p == nil {
				continue
			}
			s.post(func() {
				if number == s.run && s.now.Run.Running {
					s.now.Run.Done, s.now.Run.Of = p.Done, p.Of
					s.publish()
				}
			})
		}
	}
}
