package engine

import (
	"context"
	"fmt"
	"math/rand/v2"
	"reflect"
	"slices"
	"testing"

	"rehearse/simulate/calendar"
	"rehearse/simulate/cohort"
	"rehearse/simulate/program"
	"rehearse/simulate/trial"
)

// The reference lets everybody live at once, in one loop over everything that happens to anybody, in the order of the
// contract: (time; service ends before giving up before requests; person). Lives are kept, not run again; agents are a list
// of the services they are busy with; the line is a list. It is slow and as plain as possible; all it shares with the engine is
// what happens within one life at one moment.
type reference struct {
	p      *program.Program
	people []*refPerson
	desks  []refDesk
	now    int64
}

type refPerson struct {
	*life
	number int64
	done   bool
}

type refDesk struct {
	busy           []int64 // ends of services
	line           []refCase
	used, overtime int64
}

type refCase struct {
	who     *refPerson
	number  int // of the request
	request request
}

func newReference(p *program.Program, plan *cohort.Plan, opt Options) (*reference, *Tally) {
	r := &reference{p: p, desks: make([]refDesk, len(p.Desks))}
	counted, other := NewTally(p, opt.rows()), NewTally(p, opt.rows())
	l := newLayout(p, opt)
	for n := range plan.People() {
		a := plan.Arrival(n)
		if a.At >= p.Horizon {
			continue
		}
		x := newLife(l, other)
		if x.counts(&a) {
			x.tally = counted
		}
		who := &refPerson{life: x, number: n}
		who.expect()
		r.people = append(r.people, who)
		x.now = a.At - 1 // nothing has happened yet
		x.who.Arrival = a
	}
	return r, counted
}

// expect makes room for the answer to the next request.
func (w *refPerson) expect() {
	w.answers = append(w.answers, answer{from: calendar.Never, until: gaveUp, open: true})
}

// next is when something happens to the person.
func (w *refPerson) next() int64 {
	switch {
	case w.done:
		return calendar.Never
	case w.instances == nil:
		return w.who.At
	case w.over || w.queue.empty():
		return calendar.Never
	}
	return w.queue.due[len(w.queue.due)-1].at
}

// step lets the next thing happen to the person.
func (r *reference) step(w *refPerson) {
	asked := w.asked
	if w.instances == nil {
		a := w.who.Arrival
		w.begin(a)
		w.main = w.newToken(0, r.p.Entries[a.Entry].Step, 0)
		w.advance(w.main)
	} else {
		e := w.queue.pop()
		if e.at > w.now {
			w.now, w.moments = e.at, 0
		}
		w.handle(&e)
	}
	w.settle()
	w.still = false
	if w.asked > asked {
		w.expect()
		r.ask(w, asked)
	}
	if w.stopped { // the desk does not know
		return
	}
	for i := range r.desks {
		d := &r.desks[i]
		d.line = slices.DeleteFunc(d.line, func(c refCase) bool { return c.who == w && !w.stands(c.number) })
	}
}

// stands tells that the token of a request still waits.
func (w *refPerson) stands(number int) bool {
	return slices.ContainsFunc(w.tokens, func(t token) bool { return t.state == tokenAtStep && t.line == int32(number)+1 })
}

// ask is a new request. Its token may be gone already; then the desk hears nothing more of it than that.
func (r *reference) ask(w *refPerson, number int) {
	d, c := &r.desks[w.request.desk], refCase{w, number, w.request}
	if int64(len(d.busy)) < r.p.Desks[w.request.desk].Places && len(d.line) == 0 {
		r.serve(c)
		return
	}
	w.answers[number].from = c.request.until
	w.move(number, c.request.until)
	d.line = append(d.line, c)
}

// serve begins a service now.
func (r *reference) serve(c refCase) {
	number := c.request.desk
	d, h := &r.desks[number], r.p.Desks[number].Hours
	end := r.now + c.request.handling
	d.busy = append(d.busy, end)
	from, until := max(r.now, r.p.WarmUp), min(end, r.p.Horizon)
	for at := from; at < until; {
		change := until
		inside := h.Empty() || h.Covers(r.p.Zones[0], at)
		if inside && !h.Empty() {
			change = min(until, h.NextOutside(r.p.Zones[0], at))
		} else if !inside {
			change = min(until, h.NextInside(r.p.Zones[0], at))
		}
		if inside {
			d.used += change - at
		} else {
			d.overtime += change - at
		}
		at = change
	}
	c.who.answers[c.number] = answer{from: r.now, until: end}
	wake := end
	if r.p.Steps[r.p.Desks[number].Step].Kind == program.KindCall {
		wake = r.now
	}
	c.who.move(c.number, wake)
}

// move wakes the token of a request at another time; its place among what happens at that time stays.
func (w *refPerson) move(number int, at int64) {
	t := slices.IndexFunc(w.tokens, func(t token) bool { return t.state == tokenAtStep && t.line == int32(number)+1 })
	if t < 0 {
		return
	}
	i := slices.IndexFunc(w.queue.due, func(e event) bool {
		return e.cause == causeToken && e.a == int32(t) && e.gen == w.tokens[t].gen
	})
	e := w.queue.due[i]
	e.at = at
	w.queue.due = slices.Delete(w.queue.due, i, i+1)
	w.queue.push(e)
	w.tokens[t].due = at
}

// run lets everything happen.
func (r *reference) run() {
	for {
		at, class := calendar.Never, 0
		var desk int
		var place int
		var who *refPerson
		for i := range r.desks {
			for j, end := range r.desks[i].busy {
				if end < at || (end == at && class > 0) {
					at, class, desk, place = end, 0, i, j
				}
			}
			for j, c := range r.desks[i].line {
				if c.request.until < at || (c.request.until == at && class > 1) {
					at, class, desk, place = c.request.until, 1, i, j
				}
			}
		}
		for _, w := range r.people {
			if next := w.next(); next < at {
				at, class, who = next, 2, w
			}
		}
		if at >= r.p.Horizon {
			break
		}
		r.now = at
		d := &r.desks[desk]
		switch class {
		case 0:
			d.busy = slices.Delete(d.busy, place, place+1)
			if i := slices.IndexFunc(d.line, func(c refCase) bool { return c.request.accepts(at) }); i >= 0 {
				c := d.line[i]
				d.line = slices.Delete(d.line, i, i+1)
				r.serve(c)
			}
		case 1:
			c := d.line[place]
			d.line = slices.Delete(d.line, place, place+1)
			c.who.answers[c.number].open = false
		default:
			r.step(who)
		}
	}
	for _, w := range r.people {
		if w.instances != nil {
			w.goOn()
		}
	}
}

// Random maps with desks, run by the engine in every way it has, count to the bit what the reference counts: with answers
// given at the request or left open, slices of any size and any number of workers.
func TestDesksAreTheReferenceToTheBit(t *testing.T) {
	old, oldMost, oldBlock := stretchSize, stretchMost, blockSize
	defer func() { stretchSize, stretchMost, blockSize = old, oldMost, oldBlock }()
	waited, withdrawn, gave, closed, calls, several, walked := int64(0), int64(0), int64(0), int64(0), 0, 0, 0
	for seed := range uint64(600) {
		pick := rand.New(rand.NewPCG(seed, 11))
		features := []trial.Feature{trial.SharedAgents}
		if seed%3 == 1 {
			features = append(features, trial.WarmUp, trial.BasePeople, trial.OutsideEvents)
		}
		m := trial.Map(pick.IntN, features...)
		p, problems := program.Compile(m)
		if len(problems) > 0 {
			t.Fatalf("seed %d: %v", seed, problems)
		}
		if !p.Shared() {
			continue
		}
		plan := cohort.NewPlan(p, seed, 60)
		ref, counted := newReference(p, plan, Options{stepByStep: true})
		ref.run()
		want := NewTally(p, Options{}.rows())
		counted.fold(p)
		want.Merge(counted)
		for i := range ref.desks {
			want.Desks[i].Busy, want.Desks[i].Overtime = ref.desks[i].used, ref.desks[i].overtime
		}
		for _, way := range []struct {
			careful bool
			stretch int64
			block   int64
			workers int
		}{{false, old, oldBlock, 1}, {true, old, oldBlock, 1}, {false, 1, 1, 2}, {true, 7, 3, 3}, {false, 20, 5, 1}} {
			stretchSize, stretchMost, blockSize = way.stretch, way.stretch, way.block
			got, err := Run(context.Background(), p, plan, Options{careful: way.careful}, way.workers, nil)
			if err != nil {
				t.Fatalf("seed %d, %+v: %v", seed, way, err)
			}
			if !reflect.DeepEqual(got, want) {
				t.Errorf("seed %d, %+v: %s", seed, way, difference(p, got, want))
			}
		}
		asks := 0
		l := newLayout(p, Options{})
		for i := range want.Desks {
			d := &want.Desks[i]
			waited += d.Answered - d.Wait.Count() + d.Wait.CountAbove(0)
			withdrawn, gave, closed = withdrawn+d.Withdrawn, gave+d.GaveUp, closed+d.Closed
			if p.Steps[p.Desks[i].Step].Kind == program.KindCall && d.Cases > 0 {
				calls++
			}
			if d.Cases > 0 {
				asks++
			}
			if d.Cases > 0 && l.crowds && l.strides[p.Desks[i].Step].kind == strideDesk {
				walked++
			}
		}
		if asks > 1 {
			several++
		}
	}
	t.Logf("%d waited, %d withdrawn, %d gave up, %d closed, %d desks of calls, %d maps with several desks, %d desks for walkers", waited, withdrawn, gave, closed, calls, several, walked)
	if waited < 500 || withdrawn < 20 || gave < 500 || closed < 100 || calls < 20 || several < 50 || walked < 20 {
		t.Error("the maps are too tame")
	}
}

// difference names the first desks and steps whose counts differ.
func difference(p *program.Program, got, want *Tally) string {
	text := ""
	for i := range want.Desks {
		g, w := &got.Desks[i], &want.Desks[i]
		if !reflect.DeepEqual(g, w) {
			text += fmt.Sprintf("desk %s: %d cases, %d answered, %d gave up, %d closed, %d withdrawn, %d waiting, %d busy; reference %d %d %d %d %d %d %d; ",
				p.Steps[p.Desks[i].Step].ID, g.Cases, g.Answered, g.GaveUp, g.Closed, g.Withdrawn, g.Waiting, g.Busy,
				w.Cases, w.Answered, w.GaveUp, w.Closed, w.Withdrawn, w.Waiting, w.Busy)
		}
	}
	return text + "something else differs"
}
