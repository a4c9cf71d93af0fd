package engine

import (
	"cmp"
	"context"
	"slices"
	"sync"

	"rehearse/simulate/cohort"
	"rehearse/simulate/program"
)

// hand is what one worker of a run with shared agents has.
type hand struct {
	ask, count *life     // runs people to their first request, uncounted; counts whole lives
	lean       *leanLife // lives lean lives to the desk and on behind it, counted; nil where there are none
	pleas      []plea
	arrived    []cohort.Arrival // some of those of a batch
}

// sharedRun is a run of people who share agents.
type sharedRun struct {
	*coupling
	turns
	hands []hand
	// mixed tells that there are people whom the pool does not take.
	mixed bool
}

func newSharedRun(l *layout, plan *cohort.Plan, workers int) *sharedRun {
	r := &sharedRun{coupling: newCoupling(l, plan), hands: make([]hand, workers)}
	r.turns.init(plan, workers, l.p.Horizon)
	r.mixed = l.p.WarmUp > 0 || slices.ContainsFunc(l.p.Entries, func(e program.Entry) bool { return e.Base != nil })
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

// run lets everybody live; it stops early when the person asked for is found.
func (r *sharedRun) run(ctx context.Context, progress func(done, of int64)) {
	told, people := int64(0), r.plan.People()
	tell := func(done int64) {
		if progress != nil && people > 0 && done*1000/people != told { // chance may have brought nobody
			told = done * 1000 / people
			progress(done, people)
		}
	}
	var wait sync.WaitGroup
	for i := 1; i < len(r.hands); i++ {
		wait.Go(func() { r.work(ctx, &r.hands[i], func(int64) {}) })
	}
	r.work(ctx, &r.hands[0], tell) // progress is told from the calling goroutine
	wait.Wait()
	tell(r.people)
}

// work does what is to be done, until nothing is.
func (r *sharedRun) work(ctx context.Context, h *hand, tell func(done int64)) {
	for {
		j, b, l := r.next(ctx)
		switch j {
		case jobOver:
			return
		case jobGather:
			l.comers.Gather(r.plan, &r.stretches[l.number])
		case jobAsk:
			r.askAll(ctx, h, b)
		case jobAnswer:
			r.answer(ctx, b)
			if r.found != nil {
				r.stop()
			}
		case jobGoOn:
			r.countAll(h, b)
			r.serveAll(h, b)
		}
		tell(r.finished(j, b, l))
	}
}

// askAll runs the people of a batch to their first request. Those who ask nothing are counted at once.
func (r *sharedRun) askAll(ctx context.Context, h *hand, b *batch) {
	h.pleas = b.pleas[:0]
	pool := r.poolOf(h)
	for from := b.from; from < b.until && ctx.Err() == nil; {
		came := h.arrived[:min(len(h.arrived), b.until-from)]
		b.line.comers.Fill(came, from)
		from += len(came)
		if pool != nil {
			r.askPool(h, pool, came)
			continue
		}
		for i := range came {
			r.askOne(h, &came[i])
		}
	}
	if pool != nil {
		pool.end()
	} else {
		r.askCrowd(h)
	}
	h.countCrowd()
	b.pleas = h.pleas
}

// poolOf is the pool that takes those who ask; nil where there is none.
func (r *sharedRun) poolOf(h *hand) *pool {
	if h.lean == nil || r.keeps || r.wanted >= 0 {
		return nil
	}
	return h.lean.pool
}

// askOne runs somebody to the first request, alone or with the crowd.
func (r *sharedRun) askOne(h *hand, a *cohort.Arrival) {
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
}

// askPool lets people come to the pool: it takes all but people of a base and those who come in the warm-up.
func (r *sharedRun) askPool(h *hand, pool *pool, came []cohort.Arrival) {
	p := r.l.p
	pool.pleas = &h.pleas
	apart := func(a cohort.Arrival) bool { return a.At < p.WarmUp || p.Entries[a.Entry].Base != nil }
	for len(came) > 0 {
		n := -1
		if r.mixed {
			n = slices.IndexFunc(came, apart)
		}
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

// countAll counts people of a batch whose requests are all answered; those of the warm-up have only been in the others' way.
func (r *sharedRun) countAll(h *hand, b *batch) {
	for _, f := range b.ready.people {
		a := r.plan.Arrival(f.number)
		r.countOne(h, &a, b.ready.of(f))
	}
	h.countCrowd()
	b.ready.people, b.ready.answers = b.ready.people[:0], b.ready.answers[:0]
}

// serveAll lets lean lives of a batch go on that desks have answered.
func (r *sharedRun) serveAll(h *hand, b *batch) {
	if pool := r.poolOf(h); pool != nil {
		for served := range slices.Chunk(b.pleas, poolSize/2) {
			pool.comeBack(served)
		}
		pool.end()
		return
	}
	for i := range b.pleas {
		f := &b.pleas[i]
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
