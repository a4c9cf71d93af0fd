package engine

import (
	"context"

	"rehearse/simulate/cohort"
	"rehearse/simulate/program"
)

// ReplaySome lets some people of a plan live and tells of each of them in the given order; those whom Run does not count are left out.
// The story is overwritten by the next person's. Where people share agents, the requests of all are answered once, before the first is
// told of. Progress, when not nil, hears how many are told of; both are called from the calling goroutine. The error is the context's.
func ReplaySome(ctx context.Context, p *program.Program, plan *cohort.Plan, opt Options, people []cohort.Arrival, workers int,
	tell func(a *cohort.Arrival, story *Story, who *cohort.Person), progress func(done, of int64)) error {
	l := newLayout(p, opt)
	var desks *ready
	if p.Shared() {
		var err error
		if desks, err = answersOfAll(ctx, l, plan, workers); err != nil {
			return err
		}
	}
	x := newLife(l, NewTally(p, opt.rows()))
	x.story = &Story{}
	for i := range people {
		if err := ctx.Err(); err != nil {
			return err
		}
		if a := &people[i]; x.counts(a) {
			x.story.clear()
			if desks != nil {
				x.answers = desks.find(a.Number)
			}
			x.run(*a)
			tell(a, x.story, x.who)
		}
		if progress != nil {
			progress(int64(i+1), int64(len(people)))
		}
	}
	return nil
}
