package engine

import (
	"context"

	"rehearse/simulate/cohort"
	"rehearse/simulate/program"
)

// Run lets everybody of a plan live and returns what was counted. Progress, when not nil, is called from
// the calling goroutine, a thousand times at most. Workers share nothing but the program.
func Run(ctx context.Context, p *program.Program, plan *cohort.Plan, opt Options, workers int, progress func(done, of int64)) (*Tally, error) {
	people := plan.People()
	blocks := (people + blockSize - 1) / blockSize
	workers = int(max(1, min(int64(workers), blocks)))
	l := newLayout(p, opt)
	if p.Shared() {
		return runShared(ctx, l, plan, workers, progress)
	}
	lives, arrived := make([]*life, workers), make([][]cohort.Arrival, workers)
	inBlocks(people, workers, progress, func() bool { return ctx.Err() == nil }, func(worker int, from, until int64) {
		if lives[worker] == nil { // made by the worker itself: what two of them write to is never side by side in memory
			lives[worker], arrived[worker] = newLife(l, NewTally(p, opt.rows())), make([]cohort.Arrival, crowdSize)
			if l.tables != nil {
				lives[worker].lean = newLeanLife(lives[worker])
				if l.tables.pool != nil {
					lives[worker].lean.pool, arrived[worker] = newPool(lives[worker].lean), make([]cohort.Arrival, poolArrivals)
				}
			} else if l.crowds {
				lives[worker].crowd = newCrowd(p)
			}
		}
		for from < until && ctx.Err() == nil {
			came := arrived[worker][:min(int64(len(arrived[worker])), until-from)]
			came = came[:plan.Fill(came, from)]
			from += int64(len(came))
			if x := lives[worker]; x.lean != nil && x.lean.pool != nil {
				x.lean.pool.come(came)
			} else {
				x.come(came)
			}
		}
	})
	if err := ctx.Err(); err != nil {
		return nil, err
	}
	total := NewTally(p, opt.rows())
	for _, x := range lives {
		if x != nil {
			if x.lean != nil {
				if x.lean.pool != nil {
					x.lean.pool.end()
				}
				x.lean.fold()
			}
			x.tally.fold(p)
			total.Merge(x.tally)
		}
	}
	return total, total.check(p)
}

// come lets people live who arrive one after the other.
func (x *life) come(people []cohort.Arrival) {
	rows := x.tally.Batches.Len()
	row := int(people[0].Number % int64(rows))
	for i := range people {
		a := &people[i]
		mine := row
		if row++; row == rows {
			row = 0
		}
		switch {
		case !x.counts(a):
		case x.lean != nil && x.p.Entries[a.Entry].Base == nil:
			x.lean.live(a, x.tally.Batches.Row(mine))
		case x.crowd != nil && x.mayJoin(a):
			x.join(a, x.tally.Batches.Row(mine), nil)
		case x.lean != nil:
			x.lean.whole(a)
		default:
			x.run(*a)
		}
	}
	if x.crowd != nil {
		x.walk()
	}
}

// Replay lets one person of a plan live and returns the story and who it was. Where people share agents, that takes
// the requests of all of them.
func Replay(ctx context.Context, p *program.Program, plan *cohort.Plan, opt Options, a cohort.Arrival, workers int) (*Story, *cohort.Person, error) {
	l := newLayout(p, opt)
	x := newLife(l, NewTally(p, opt.rows()))
	if p.Shared() {
		answers, err := answersOf(ctx, l, plan, a, workers)
		if err != nil {
			return nil, nil, err
		}
		x.answers = answers
	}
	x.story = &Story{}
	x.run(a)
	return x.story, x.who, nil
}
