package simulate

import (
	"context"
	"runtime"
	"slices"

	"rehearse/journey"
	"rehearse/simulate/cohort"
	"rehearse/simulate/engine"
	"rehearse/simulate/preset"
	"rehearse/simulate/program"
)

// MaxPeople is the largest number of people of a run.
const MaxPeople = 100_000_000

// Run compiles a map, lets the people of the specification live in it and returns what was found. The error
// is journey.Problems when the map or the specification is at fault, the context's error when it was
// cancelled. Progress may be nil.
func Run(ctx context.Context, m *journey.Map, spec Spec, progress func(Progress)) (*Result, error) {
	r, err := prepare(m, spec)
	if err != nil {
		return nil, err
	}
	if need := r.memory(); spec.MaxMemory > 0 && need > spec.MaxMemory {
		return nil, journey.Problems{{Code: "program.memory", Args: journey.Args{"Need": need >> 20, "Max": spec.MaxMemory >> 20}}}
	}
	found, until, err := r.live(ctx, progress)
	if err != nil {
		return nil, err
	}
	result := r.result(found)
	result.Until = until
	if spec.Bands > 0 {
		if err := r.addBands(ctx, found, result, progress); err != nil {
			return nil, err
		}
	}
	return result, nil
}

// enough refuses a sum of money that could have overflowed.
func enough(t *engine.Tally) error {
	if t.Moved >= engine.MostMoved {
		return journey.Problems{{Code: "program.amounts", Args: journey.Args{"Max": int64(engine.MostMoved / int64(journey.Unit) / 1_000_000)}}}
	}
	return nil
}

// rehearsal is a run that is ready to go.
type rehearsal struct {
	m       *journey.Map
	spec    Spec
	program *program.Program
	plan    *cohort.Plan
	poisson bool // streams come by chance, though nobody shares agents in this run
	options engine.Options
}

func prepare(m *journey.Map, spec Spec) (*rehearsal, error) {
	under, err := preset.Under(m, spec.Policy)
	if err != nil {
		return nil, err
	}
	p, problems := Compile(under)
	if len(problems) > 0 {
		return nil, problems
	}
	r := &rehearsal{m: m, spec: spec, program: p}
	if err := r.choose(); err != nil {
		return nil, err
	}
	if spec.Batches < 0 || spec.Batches > MaxBatches {
		return nil, journey.Problems{{Code: "program.batches", Args: journey.Args{"Batches": spec.Batches, "Max": MaxBatches}}}
	}
	if spec.Bands != 0 && (spec.Bands < FewestDraws || spec.Bands > MostDraws) {
		return nil, journey.Problems{{Code: "program.bands", Args: journey.Args{"Draws": spec.Bands, "Min": FewestDraws, "Max": MostDraws}}}
	}
	if spec.People < 0 || spec.People > MaxPeople {
		return nil, journey.Problems{{Code: "program.people", Args: journey.Args{"People": spec.People, "Max": MaxPeople}}}
	}
	volume := 0.0
	for _, e := range p.Entries {
		volume += e.Volume
	}
	if spec.People == 0 && volume > MaxPeople {
		return nil, journey.Problems{{Code: "program.people", Args: journey.Args{"People": int64(volume), "Max": MaxPeople}}}
	}
	r.plan = r.newPlan(spec.Seed)
	if spec.Until != nil {
		if err := r.checkUntil(); err != nil {
			return nil, err
		}
		if err := r.begin(); err != nil {
			return nil, err
		}
	}
	if r.plan.People() == 0 {
		return nil, journey.Problems{{Code: "program.nobody"}}
	}
	if r.plan.PeopleFrom(int32(m.Settings.WarmUpDays)) == 0 {
		return nil, journey.Problems{{Code: "program.only_warm_up", Args: journey.Args{"Days": m.Settings.WarmUpDays}}}
	}
	return r, nil
}

// choose applies phases, statuses and muting.
func (r *rehearsal) choose() error {
	p, spec := r.program, r.spec
	if len(spec.Phases) > 0 || len(spec.Statuses) > 0 {
		r.options.Active = make([]bool, len(p.Scenarios))
		for i, s := range p.Scenarios {
			r.options.Active[i] = (len(spec.Phases) == 0 || slices.Contains(spec.Phases, s.Phase)) &&
				(len(spec.Statuses) == 0 || slices.Contains(spec.Statuses, s.Status))
		}
	}
	if len(spec.Mute) == 0 {
		return nil
	}
	r.options.MutedScenarios, r.options.MutedSteps = make([]bool, len(p.Scenarios)), make([]bool, len(p.Steps))
	for _, id := range spec.Mute {
		scenario := slices.IndexFunc(p.Scenarios, func(s program.Scenario) bool { return s.ID == id })
		step := slices.IndexFunc(p.Steps, func(s program.Step) bool {
			return s.ID == id && (s.Kind == program.KindMessage || s.Kind == program.KindCall)
		})
		switch {
		case scenario >= 0:
			r.options.MutedScenarios[scenario] = true
		case step >= 0:
			r.options.MutedSteps[step] = true
		default:
			return journey.Problems{{Code: "program.mute", Args: journey.Args{"ID": string(id)}}}
		}
	}
	return nil
}

// fixedCost sums the fixed costs of the map and of the scenarios that run: one that is muted is left out with its costs.
func (r *rehearsal) fixedCost() (sum journey.Money) {
	for _, cost := range r.program.Costs {
		s := cost.Scenario
		if s == program.None || (r.options.Active == nil || r.options.Active[s]) && (r.options.MutedScenarios == nil || !r.options.MutedScenarios[s]) {
			sum += cost.Amount
		}
	}
	return sum
}

func (r *rehearsal) workers() int {
	if r.spec.Workers > 0 {
		return r.spec.Workers
	}
	return runtime.GOMAXPROCS(0)
}

// memory estimates the bytes of a run: every worker's tallies, whatever the number of people.
func (r *rehearsal) memory() int64 {
	p := r.program
	context := int64(len(p.Steps)*88 + len(p.Links)*48)
	sends := int64(p.SendRows) * int64(120+8*(engine.Reasons(p)+len(p.Personas)+2*len(p.Goals)))
	goals := int64(len(p.Goals)) * int64(8*p.Profiles()+8192)
	tallies := int64(r.workers() + 1)
	if p.Shared() { // replications are kept until the end
		tallies += int64(r.spec.Batches)
	}
	return tallies*(int64(p.Profiles()*(len(p.Scenarios)+1))*context+sends+goals+1<<20) + int64(len(p.Entries))*(p.Horizon/3_600_000)*16
}
