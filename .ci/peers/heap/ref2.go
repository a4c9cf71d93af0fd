//go:build peers

package main

import "math/rand/v2"

// asker is one person of reference 2.
type asker struct {
	arrived int64
	gone    bool // answered or given up
}

type queueRun struct {
	simulation
	entered map[string]int
	free    int
	waiting []*asker // in order of arrival; those who gave up stay until their turn
	waits   []int64
	gaveUp  int
}

// reference2 is the support queue with impatient people.
func reference2(people int, rng *rand.Rand, _ bool) *report {
	const agents, casesAtOnce = 20, 3
	s := &queueRun{simulation: simulation{rng: rng}, entered: map[string]int{}, free: agents * casesAtOnce}
	var arrive func()
	came := 0
	arrive = func() {
		if came++; came < people {
			s.after(s.exp(hour/600), 0, arrive)
		}
		s.entered["arrive"]++
		s.entered["support"]++
		a := &asker{arrived: s.now}
		if s.free > 0 {
			s.answer(a)
			return
		}
		s.waiting = append(s.waiting, a)
		s.after(s.exp(3*hour/60), 1, func() {
			if !a.gone {
				a.gone = true
				s.gaveUp++
			}
		})
	}
	s.after(s.exp(hour/600), 0, arrive)
	s.run(0)
	wait := 0.0
	for _, w := range s.waits {
		wait += float64(w) / 1000 / float64(len(s.waits))
	}
	return &report{Entered: s.entered, Converted: s.entered["goal"], GaveUp: s.gaveUp, Wait: wait}
}

// answer begins a case, and the next one when it is done.
func (s *queueRun) answer(a *asker) {
	a.gone = true
	s.free--
	s.waits = append(s.waits, s.now-a.arrived)
	s.after(s.exp(6*hour/60), 0, func() {
		if s.rng.Float64() < 0.85 {
			s.entered["goal"]++
		}
		s.free++
		for len(s.waiting) > 0 {
			next := s.waiting[0]
			s.waiting[0] = nil
			s.waiting = s.waiting[1:]
			if !next.gone {
				s.answer(next)
				return
			}
		}
	})
}
