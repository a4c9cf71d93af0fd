package oracle

import (
	"container/heap"
	"math"

	"rehearse/journey"
)

// desk is a step whose agents people share: first come, first served.
type desk struct {
	step    *journey.Step
	places  int
	busy    int
	waiting []*request
	tally   map[string]float64
}

// request is a token at a desk.
type request struct {
	x       *person
	t       *token
	gen     int
	d       *desk
	asked   int64
	waiting bool
	call    bool
	serve   func(waited int64) // its turn has come
	giveUp  func()
	// Of somebody who is served: after how long, and how to count it again.
	served bool
	waited int64
}

// gone tells that the token is not at the desk any more.
func (q *request) gone() bool { return q.x.over || !q.t.alive || q.t.gen != q.gen }

// What happens between people at one instant: a service ends, then people give up; then come people's own affairs, and
// those who ask come last.
const (
	serviceEnds = iota
	givesUp
	asks
)

type sharedItem struct {
	at                   int64
	class, person, order int
	do                   func()
}

type sharedQueue []sharedItem

func (q sharedQueue) Len() int { return len(q) }
func (q sharedQueue) Less(i, j int) bool {
	a, b := q[i], q[j]
	switch {
	case a.at != b.at:
		return a.at < b.at
	case a.class != b.class:
		return a.class < b.class
	case a.person != b.person:
		return a.person < b.person
	}
	return a.order < b.order
}
func (q sharedQueue) Swap(i, j int) { q[i], q[j] = q[j], q[i] }
func (q *sharedQueue) Push(v any)   { *q = append(*q, v.(sharedItem)) }
func (q *sharedQueue) Pop() any {
	old := *q
	v := old[len(old)-1]
	*q = old[:len(old)-1]
	return v
}

// share plans something between people.
func (w *world) share(at int64, class int, x *person, do func()) {
	w.arrived++
	heap.Push(&w.shared, sharedItem{at, class, x.number, w.arrived, do})
}

func (w *world) openDesks() map[journey.ID]*desk {
	desks := map[journey.ID]*desk{}
	for _, s := range w.m.Steps {
		switch {
		case s.Kind == journey.StepSupport:
			desks[s.ID] = &desk{step: s, places: s.Support.Agents * max(1, s.Support.CasesAtOnce), tally: map[string]float64{}}
		case s.Kind == journey.StepCall && s.Call.Agents > 0:
			desks[s.ID] = &desk{step: s, places: s.Call.Agents, tally: map[string]float64{}}
		}
	}
	return desks
}

// due is when a person's own affairs call next; out of date when something else came before.
type due struct {
	at int64
	x  *person
}

type dueQueue []due

func (q dueQueue) Len() int { return len(q) }
func (q dueQueue) Less(i, j int) bool {
	return q[i].at < q[j].at || q[i].at == q[j].at && q[i].x.number < q[j].x.number
}
func (q dueQueue) Swap(i, j int) { q[i], q[j] = q[j], q[i] }
func (q *dueQueue) Push(v any)   { *q = append(*q, v.(due)) }
func (q *dueQueue) Pop() any {
	old := *q
	v := old[len(old)-1]
	*q = old[:len(old)-1]
	return v
}

// own notes when a person's own affairs call next.
func (x *person) own() {
	if at, ok := x.next(); ok {
		heap.Push(&x.w.affairs, due{at, x})
	}
}

// together lets everybody live at once, by one queue of people's own affairs and one of what happens between them.
func (w *world) together(people []*person) {
	for _, x := range people {
		if x.arrives < w.horizon {
			heap.Push(&w.affairs, due{x.arrives, x})
		}
	}
	for len(w.affairs) > 0 || len(w.shared) > 0 {
		if len(w.shared) > 0 {
			first := w.shared[0]
			if len(w.affairs) == 0 || first.at < w.affairs[0].at || first.at == w.affairs[0].at && first.class != asks {
				if first.at >= w.horizon {
					return
				}
				heap.Pop(&w.shared)
				first.do()
				continue
			}
		}
		x := heap.Pop(&w.affairs).(due)
		at, ok := x.x.next()
		switch {
		case !x.x.here:
			x.x.here = true
			x.x.begin(x.at)
		case ok && at == x.at:
			x.x.step()
		default: // out of date
			continue
		}
		x.x.own()
	}
}

// as does something as part of a person's life at a moment between people.
func (x *person) as(at int64, do func()) {
	if !x.over {
		x.now = at
		do()
		x.settle()
		x.own()
	}
}

// ask brings a token to the agents of a support step.
func (x *person) ask(t *token) {
	if x.silent(t) {
		x.leave(t, journey.PortClosed)
		return
	}
	d, s := x.w.desks[t.step.ID], t.step.Support
	at, gen := x.now, t.gen
	q := &request{x: x, t: t, gen: gen, d: d, asked: at}
	t.asked = q
	q.serve = func(waited int64) {
		q.served, q.waited = true, waited
		q.countService()
		end := at + waited + draw(x.r, s.Handling)
		x.w.share(end, serviceEnds, x, func() {
			x.as(end, func() {
				if !q.gone() && !x.leaving(t) {
					x.leave(t, journey.PortAnswered)
				}
			})
			d.free(end)
		})
	}
	q.giveUp = func() {
		if x.counting() {
			d.tally["gave_up"]++
		}
		if !x.leaving(t) {
			x.leave(t, journey.PortGaveUp)
		}
	}
	x.w.share(at, asks, x, func() {
		if q.gone() {
			return
		}
		if x.counting() {
			d.tally["cases"]++
		}
		closing, open := int64(math.MaxInt64), true
		if len(s.Opening) > 0 {
			closing, open = x.w.windowEnd(s.Opening, at, x.w.zone)
		}
		if !open {
			if x.counting() {
				d.tally["closed"]++
			}
			x.as(at, func() { x.leave(t, journey.PortClosed) })
			return
		}
		until := closing
		patience := s.Patience
		if patience.IsZero() {
			patience = x.persona.Patience
		}
		if !patience.IsZero() {
			until = min(until, at+draw(x.r, patience))
		}
		d.admit(q, until)
	})
}

// countService counts that somebody is served.
func (q *request) countService() {
	s := q.d.step.Support
	if s == nil || !q.x.counting() {
		return
	}
	q.d.tally["answered"]++
	q.d.tally["wait"] += float64(q.waited)
	if s.AnswerWithin > 0 && q.waited <= int64(s.AnswerWithin)*1000 {
		q.d.tally["within"]++
	}
	q.x.count("money/support", float64(s.CostPerCase))
}

// beginCounting counts a case that is going on when the warm-up ends.
func (q *request) beginCounting() {
	if !q.x.counting() {
		return
	}
	q.d.tally["cases"]++
	if q.served {
		q.countService()
	}
}

// admit serves a request or lets it wait, until a moment at most.
func (d *desk) admit(q *request, until int64) {
	if d.busy < d.places {
		d.busy++
		q.serve(0)
		return
	}
	q.waiting = true
	d.waiting = append(d.waiting, q)
	if until < math.MaxInt64 {
		q.x.w.share(until, givesUp, q.x, func() {
			if q.waiting {
				q.waiting = false
				q.x.as(until, func() {
					if !q.gone() {
						q.giveUp()
					}
				})
			}
		})
	}
}

// free gives a place that has become free to whoever waits longest.
func (d *desk) free(at int64) {
	d.busy--
	for len(d.waiting) > 0 {
		q := d.waiting[0]
		d.waiting = d.waiting[1:]
		if !q.waiting || q.gone() {
			continue
		}
		q.waiting = false
		d.busy++
		q.serve(at - q.asked)
		return
	}
}

// attempt waits for somebody who calls, as long as the person's calling hours last, and asks anew when they begin again.
func (x *person) attempt(t *token, c *journey.Call, number int) {
	d, at := x.w.desks[t.step.ID], x.now
	q := &request{x: x, t: t, gen: t.gen, d: d, asked: at, call: true}
	t.line = q
	q.serve = func(waited int64) {
		now := at + waited
		t.line = nil
		talk := int64(0)
		x.as(now, func() { talk = x.dial(t, c, number) })
		if talk > 0 {
			x.w.share(now+talk, serviceEnds, x, func() { d.free(now + talk) })
			return
		}
		d.free(now)
	}
	q.giveUp = func() {
		t.line = nil
		x.call(t, c, number)
	}
	x.w.share(at, asks, x, func() {
		if q.gone() {
			return
		}
		until := int64(math.MaxInt64)
		if len(c.Hours) > 0 {
			until, _ = x.w.windowEnd(c.Hours, at, x.zone)
		}
		d.admit(q, until)
	})
}

// endWhenTheWaitEnds ends an instance as soon as its token waits no more; standing in line to be called is no wait.
func (in *instance) endWhenTheWaitEnds() {
	in.leaving = true
	in.leaveTheLine()
}

// leaveTheLine ends an instance that is to end and stands in line to be called.
func (in *instance) leaveTheLine() {
	for _, t := range in.tokens {
		if t.alive && t.line != nil {
			in.withdraw("exit_criterion")
			return
		}
	}
}

// deskCounts are what desks counted.
func (w *world) deskCounts() map[string]float64 {
	tally := map[string]float64{}
	for id, d := range w.desks {
		for name, v := range d.tally {
			tally["support/"+string(id)+"/"+name] += v
		}
		if s := d.step.Support; s != nil {
			open := w.horizon - w.warmUp
			if len(s.Opening) > 0 {
				open = 0
				for ms := w.warmUp; ms < w.horizon; ms += 60_000 { // minute by minute
					if _, is := w.windowEnd(s.Opening, ms, w.zone); is {
						open += 60_000
					}
				}
			}
			tally["money/support"] += float64(open) / 3_600_000 * float64(s.Agents) * float64(s.CostPerHour)
		}
	}
	return tally
}
