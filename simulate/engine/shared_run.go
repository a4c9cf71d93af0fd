package engine

import (
	"cmp"
	"context"
	"slices"
	"sync"
	"sync/atomic"

	"rehearse/simulate/cohort"
)

// sliceSize is how many people arrive in a stretch of the run whose requests are answered together. It changes no result;
// a test sets it to show that.
var sliceSize = int64(1 << 13)

// hand is what one worker of a run with shared agents has.
type hand struct {
	ask, count *life     // runs people to their first request, uncounted; counts whole lives
	lean       *leanLife // lives lean lives to the desk and on behind it, counted; nil where there are none
	pleas      []plea
	people     int64            // who arrived
	arrived    []cohort.Arrival // some of them, who go to the pool together
}

// sharedRun is a run of people who share agents. It goes in rounds: while the requests of one slice are answered, by one
// worker, the others run the people of the next slice to their first request, and count those who were finished in
// the round before.
type sharedRun struct {
	*coupling
	hands  []hand
	slices []cohort.Slice
	firsts pleas
	count  ready  // to be counted
	served []plea // of lean lives, which go on
	// keeps: nobody is counted; the answers of all are kept in coupling.ready.
	keeps bool
}

func newSharedRun(l *layout, plan *cohort.Plan, workers int) *sharedRun {
	r := &sharedRun{coupling: newCoupling(l, plan), slices: plan.Slices(sliceSize), hands: make([]hand, workers)}
	for i := range r.hands {
		h := &r.hands[i]
		h.arrived = make([]cohort.Arrival, poolSize/4)
		h.ask, h.count = newLife(l, NewTally(l.p, l.opt.rows())), newLife(l, NewTally(l.p, l.opt.rows()))
		if l.crowds {
			h.ask.crowd, h.count.crowd = newCrowd(l.p), newCrowd(l.p)
		}
		if l.tables != nil {
			h.lean = newLeanLife(newLife(l, h.count.tally))
			if l.tables.pool != nil {
				h.lean.pool = newPool(h.lean)
			}
		}
	}
	return r
}

// run goes through the rounds; it stops early when the person asked for is found.
func (r *sharedRun) run(ctx context.Context, progress func(done, of int64)) {
	told := int64(-1)
	for n := 0; n <= len(r.slices)+1 && ctx.Err() == nil && r.found == nil; n++ {
		r.round(ctx, n)
		done := int64(0)
		for i := range r.hands {
			done += r.hands[i].people
		}
		if people := r.plan.People(); progress != nil && people > 0 && done*1000/people != told { // chance may have brought nobody
			told = done * 1000 / people
			progress(done, people)
		}
	}
}

// round answers slice n−1, runs slice n to the first requests and counts who is ready.
func (r *sharedRun) round(ctx context.Context, n int) {
	asked, counted, served := int64(0), int64(len(r.count.people)), int64(len(r.served))
	if n < len(r.slices) {
		asked = r.slices[n].Candidates
	}
	blocks := func(people int64) int64 { return (people + blockSize - 1) / blockSize }
	asks, counts, serves := blocks(asked), blocks(counted), blocks(served)
	var next atomic.Int64
	work := func(h *hand) {
		for ctx.Err() == nil {
			switch task := next.Add(1) - 1; {
			case task == 0:
				r.answerSlice(ctx, n-1)
			case task <= asks:
				r.askAll(ctx, h, &r.slices[n], (task-1)*blockSize, min(task*blockSize, asked))
			case task <= asks+counts:
				r.countAll(h, (task-asks-1)*blockSize, min((task-asks)*blockSize, counted))
			case task <= asks+counts+serves:
				r.serveAll(h, (task-asks-counts-1)*blockSize, min((task-asks-counts)*blockSize, served))
			default:
				return
			}
		}
	}
	if len(r.hands) == 1 {
		work(&r.hands[0])
	} else {
		var wait sync.WaitGroup
		for i := range r.hands {
			wait.Go(func() { work(&r.hands[i]) })
		}
		wait.Wait()
	}
	r.count.people, r.count.answers = r.count.people[:0], r.count.answers[:0]
	if !r.keeps {
		r.count, r.ready = r.ready, r.count
	}
	if r.served = r.served[:0]; r.hands[0].lean != nil {
		r.served, r.firsts.list = append(r.firsts.list, r.later...), r.served
		r.later = r.later[:0]
	}
	r.firsts.clear()
	for i := range r.hands {
		if i == 0 { // what is large is not to be moved
			r.firsts.list, r.hands[i].pleas = r.hands[i].pleas, r.firsts.list
			continue
		}
		r.firsts.list = append(r.firsts.list, r.hands[i].pleas...)
		r.hands[i].pleas = r.hands[i].pleas[:0]
	}
	r.firsts.sort()
}

// answerSlice answers what is asked until the next slice begins.
func (r *sharedRun) answerSlice(ctx context.Context, n int) {
	switch {
	case n < 0 || n >= len(r.slices):
	case n+1 < len(r.slices):
		r.answer(ctx, r.firsts.list, r.firsts.order, min(r.slices[n+1].From, r.l.p.Horizon))
	default:
		r.answer(ctx, r.firsts.list, r.firsts.order, r.l.p.Horizon)
		r.close()
	}
}

// askAll runs candidates of a slice to their first request. Those who ask nothing are counted at once.
func (r *sharedRun) askAll(ctx context.Context, h *hand, s *cohort.Slice, from, until int64) {
	if h.lean != nil && !r.keeps && r.wanted < 0 && h.lean.pool != nil {
		r.askPool(h, s, from, until)
		return
	}
	r.plan.WalkSlice(s, from, until, func(a *cohort.Arrival) bool {
		h.people++
		switch {
		case a.At >= r.l.p.Horizon:
		case h.lean != nil && !r.keeps && r.wanted < 0 && a.At >= r.l.p.WarmUp && r.l.p.Entries[a.Entry].Base == nil:
			asks, whole := h.lean.untilDesk(a, h.lean.x.batchOf(a.Number))
			switch {
			case whole:
				r.askAlone(h, a)
			case asks:
				h.pleas = append(h.pleas, h.lean.plea())
			}
		case !r.sharing.asks[a.Entry]:
			r.countOne(h, a, nil)
		case h.ask.mayJoin(a):
			if h.ask.join(a, h.ask.tally.Batches.Row(0), nil); h.ask.crowd.size == crowdSize {
				r.askCrowd(h)
			}
		default:
			r.askAlone(h, a)
		}
		return a.Number%64 != 0 || ctx.Err() == nil
	})
	r.askCrowd(h)
	h.countCrowd()
}

// askPool is askAll where there is a pool: it takes all but people of a base and those who come in the warm-up.
func (r *sharedRun) askPool(h *hand, s *cohort.Slice, from, until int64) {
	pool, p := h.lean.pool, r.l.p
	pool.pleas = &h.pleas
	for from < until {
		next := min(until, from+int64(len(h.arrived)))
		came := h.arrived[:r.plan.FillSlice(h.arrived, s, from, next)]
		from = next
		h.people += int64(len(came))
		for len(came) > 0 {
			apart := func(a cohort.Arrival) bool { return a.At < p.WarmUp || p.Entries[a.Entry].Base != nil }
			n := slices.IndexFunc(came, apart)
			if n < 0 {
				n = len(came)
			}
			pool.come(came[:n])
			for came = came[n:]; len(came) > 0 && apart(came[0]); came = came[1:] {
				if a := &came[0]; r.sharing.asks[a.Entry] {
					r.askAlone(h, a)
				} else {
					r.countOne(h, a, nil)
				}
			}
		}
	}
	pool.end()
	h.countCrowd()
}

// askAlone runs somebody to the first request.
func (r *sharedRun) askAlone(h *hand, a *cohort.Arrival) {
	h.ask.answers = nil
	if h.ask.run(*a); h.ask.still {
		h.pleas = append(h.pleas, plea{request: h.ask.request, number: a.Number})
		return
	}
	r.countOne(h, a, nil)
}

// askCrowd runs those who walk side by side to their first requests.
func (r *sharedRun) askCrowd(h *hand) {
	k := h.ask.crowd
	if k == nil || k.size == 0 {
		return
	}
	h.ask.paces()
	for i := range k.size {
		k.cases[i].done = true
	}
	for _, i := range k.asks {
		k.cases[i].done = false
		h.pleas = append(h.pleas, plea{request: k.cases[i].request, number: k.walkers[i].Number})
	}
	for _, i := range k.rest {
		k.cases[i].done = false
		r.askAlone(h, &k.walkers[i].Arrival)
	}
	for i := range k.size {
		if k.cases[i].done {
			r.countOne(h, &k.walkers[i].Arrival, nil)
		}
	}
	k.leave()
}

// countAll counts people whose requests are all answered; those of the warm-up have only been in the others' way.
func (r *sharedRun) countAll(h *hand, from, until int64) {
	for _, f := range r.count.people[from:until] {
		a := r.plan.Arrival(f.number)
		r.countOne(h, &a, r.count.of(f))
	}
	h.countCrowd()
}

// serveAll lets lean lives go on that desks have answered.
func (r *sharedRun) serveAll(h *hand, from, until int64) {
	if pool := h.lean.pool; pool != nil {
		pool.comeBack(r.served[from:until])
		pool.end()
		return
	}
	for i := from; i < until; i++ {
		f := &r.served[i]
		if !f.answered {
			continue // it is not lean, or is answered later
		}
		batch := h.lean.x.batchOf(f.number)
		if h.lean.behindDesk(f, batch) {
			continue
		}
		a := r.plan.Arrival(f.number)
		h.lean.try(&a, batch, -1)
		h.lean.x.answers = []answer{f.answer()}
		if h.lean.whole(&a); h.lean.x.still {
			h.lean.x.tally.Fault = unanswered
		}
	}
}

// countOne counts somebody with the answers to all that is asked, now or with the crowd.
func (r *sharedRun) countOne(h *hand, a *cohort.Arrival, answers []answer) {
	x := h.count
	switch {
	case r.wanted >= 0 || r.keeps || !x.counts(a):
	case x.mayJoin(a):
		if x.join(a, x.batchOf(a.Number), answers); x.crowd.size == crowdSize {
			x.walk()
		}
	default:
		x.answers = answers
		if x.run(*a); x.still {
			x.tally.Fault = unanswered
		}
	}
}

// countCrowd counts those who joined the crowd last.
func (h *hand) countCrowd() {
	if h.count.crowd != nil {
		h.count.walk()
	}
}

// runShared is Run for programs with desks.
func runShared(ctx context.Context, l *layout, plan *cohort.Plan, workers int, progress func(done, of int64)) (*Tally, error) {
	r := newSharedRun(l, plan, workers)
	r.run(ctx, progress)
	if err := ctx.Err(); err != nil {
		return nil, err
	}
	total := NewTally(l.p, l.opt.rows())
	for i := range r.hands {
		t := r.hands[i].count.tally
		if r.hands[i].lean != nil {
			r.hands[i].lean.fold()
		}
		t.fold(l.p)
		total.Merge(t)
	}
	for i := range r.desks {
		total.Desks[i].Busy, total.Desks[i].Overtime = r.desks[i].busy, r.desks[i].overtime
	}
	return total, total.check(l.p)
}

// answersOfAll are what desks answered everybody of a plan, by number: some 40 bytes for everybody who asks.
func answersOfAll(ctx context.Context, l *layout, plan *cohort.Plan, workers int) (*ready, error) {
	r := newSharedRun(l, plan, workers)
	r.keeps = true
	r.run(ctx, nil)
	slices.SortFunc(r.ready.people, func(a, b finished) int { return cmp.Compare(a.number, b.number) })
	return &r.ready, ctx.Err()
}

// answersOf are what desks answered one person of a plan.
func answersOf(ctx context.Context, l *layout, plan *cohort.Plan, a cohort.Arrival, workers int) ([]answer, error) {
	x := newLife(l, NewTally(l.p, l.opt.rows()))
	if x.run(a); !x.still {
		return nil, nil // the person asks nothing
	}
	r := newSharedRun(l, plan, workers)
	r.wanted = a.Number
	if r.run(ctx, nil); r.found == nil {
		return nil, ctx.Err()
	}
	return *r.found, nil
}
