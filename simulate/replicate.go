package simulate

import (
	"context"
	"fmt"

	"rehearse/journey"
	"rehearse/simulate/cohort"
	"rehearse/simulate/engine"
	"rehearse/simulate/random"
	"rehearse/simulate/stats"
)

// MaxBatches is the greatest number of batches of people, or of replications.
const MaxBatches = 1000

// FewestReplications is the least number of replications that intervals are stated for.
const FewestReplications = stats.FewestBatches

// found is what a run counted, and how the luck of its people was measured.
type found struct {
	tally    *engine.Tally
	sampling Sampling
	// people is how many lived, those who are not counted too.
	people int64
	// runs are the tallies of the replications, lived how many people lived in each.
	runs  []*engine.Tally
	lived []int64
}

// times is how many whole populations were counted.
func (f *found) times() int64 { return int64(max(1, f.sampling.Replications)) }

// live lets everybody live: once, or as many times as the specification asks for where people share agents; or until it is
// sure enough.
func (r *rehearsal) live(ctx context.Context, progress func(Progress)) (f *found, until *UntilResult, err error) {
	switch {
	case r.spec.Until != nil:
		return r.until(ctx, progress)
	case r.spec.Batches > 0 && r.program.Shared():
		f, err = r.replicate(ctx, nil, r.spec.Batches, progress)
	default:
		f, err = r.once(ctx, progress)
	}
	return f, nil, err
}

// once lets one population live; its batches are blocks of people.
func (r *rehearsal) once(ctx context.Context, progress func(Progress)) (*found, error) {
	options := r.options
	options.Batches = r.spec.Batches
	var tell func(done, of int64)
	if progress != nil {
		tell = func(done, of int64) { progress(Progress{Done: done, Of: of}) }
	}
	tally, err := r.engine(ctx, r.plan, options, tell)
	if err != nil {
		return nil, err
	}
	return r.single(tally, r.plan.People()), nil
}

// single is what one population of so many people counted.
func (r *rehearsal) single(tally *engine.Tally, people int64) *found {
	f := &found{tally: tally, people: people, sampling: Sampling{Batches: tally.Batches.Len()}}
	switch {
	case r.program.Shared():
		f.sampling = Sampling{None: NoneSharedAgents}
	case f.sampling.Batches < stats.FewestBatches:
		f.sampling.None = NoneFewBatches
	}
	return f
}

// replicate adds whole replications to those of an earlier call (nil for none) until there are so many. Each has its own
// people at full load; the first has those of the plain seed, and only its people are witnesses.
func (r *rehearsal) replicate(ctx context.Context, f *found, times int, progress func(Progress)) (*found, error) {
	if f == nil {
		f = &found{}
	}
	options, people := r.options, r.plan.People()
	options.Batches = 1
	for n := len(f.runs); n < times; n++ {
		plan := r.plan
		if n > 0 {
			plan = r.newPlan(random.Replication(r.spec.Seed, n))
		}
		var tell func(done, of int64)
		if progress != nil {
			tell = func(done, _ int64) { progress(Progress{Done: int64(n)*people + done, Of: int64(times) * people}) }
		}
		tally, err := r.engine(ctx, plan, options, tell)
		if err != nil {
			return nil, err
		}
		if n > 0 {
			clear(tally.Witnesses)
		}
		f.runs, f.lived = append(f.runs, tally), append(f.lived, plan.People())
		f.people += plan.People()
	}
	f.tally = engine.NewTally(r.program, times)
	for n, run := range f.runs {
		f.tally.Replicated(run, n)
	}
	f.sampling = Sampling{Replications: times}
	if times < stats.FewestBatches {
		f.sampling.None = NoneFewReplications
	}
	return f, enough(f.tally)
}

// newPlan plans who arrives with a seed.
func (r *rehearsal) newPlan(seed uint64) *cohort.Plan {
	if r.poisson {
		return cohort.NewPoissonPlan(r.program, seed, r.spec.People)
	}
	return cohort.NewPlan(r.program, seed, r.spec.People)
}

// engine runs a plan.
func (r *rehearsal) engine(ctx context.Context, plan *cohort.Plan, options engine.Options, tell func(done, of int64)) (*engine.Tally, error) {
	tally, err := engine.Run(ctx, r.program, plan, options, r.workers(), tell)
	if err != nil {
		return nil, fmt.Errorf("simulate: run: %w", err)
	}
	return tally, enough(tally)
}

// view reads what was found. Fixed costs fall due in every replication.
func (r *rehearsal) view(f *found) *view {
	v := &view{p: r.program, t: f.tally, fixed: r.fixedCost() * journey.Money(f.times()), agents: r.agentsCost() * journey.Money(f.times()), sampling: f.sampling}
	for _, run := range f.runs {
		v.runs = append(v.runs, &view{p: r.program, t: run})
	}
	return v
}
