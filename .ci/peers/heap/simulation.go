//go:build peers

package main

import (
	"container/heap"
	"math/rand/v2"
)

const (
	hour = int64(3_600_000)
	day  = 24 * hour
	week = 7 * day
)

// event is something that will happen. At one instant the lower rank comes first, then what was planned first.
type event struct {
	at   int64
	rank int
	seq  int
	do   func()
}

type eventQueue []*event

func (q eventQueue) Len() int { return len(q) }
func (q eventQueue) Less(i, j int) bool {
	a, b := q[i], q[j]
	if a.at != b.at {
		return a.at < b.at
	}
	if a.rank != b.rank {
		return a.rank < b.rank
	}
	return a.seq < b.seq
}
func (q eventQueue) Swap(i, j int) { q[i], q[j] = q[j], q[i] }
func (q *eventQueue) Push(x any)   { *q = append(*q, x.(*event)) }
func (q *eventQueue) Pop() any {
	old := *q
	last := old[len(old)-1]
	old[len(old)-1] = nil
	*q = old[:len(old)-1]
	return last
}

// simulation is the clock and what is due.
type simulation struct {
	now   int64 // milliseconds
	queue eventQueue
	seq   int
	rng   *rand.Rand
}

func (s *simulation) after(delay int64, rank int, do func()) {
	s.seq++
	heap.Push(&s.queue, &event{at: s.now + delay, rank: rank, seq: s.seq, do: do})
}

// run lets happen what is due before the horizon; 0 for all.
func (s *simulation) run(horizon int64) {
	for len(s.queue) > 0 {
		e := heap.Pop(&s.queue).(*event)
		if horizon > 0 && e.at >= horizon {
			return
		}
		s.now = e.at
		e.do()
	}
}

// exp draws an exponential time.
func (s *simulation) exp(mean int64) int64 { return int64(s.rng.ExpFloat64()*float64(mean) + 0.5) }

// chosen returns the place of the share in which r lies, len(shares) for the rest.
func chosen(shares []float64, r float64) int {
	for i, share := range shares {
		if r < share {
			return i
		}
		r -= share
	}
	return len(shares)
}
