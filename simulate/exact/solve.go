package exact

import (
	"rehearse/journey"
	"rehearse/simulate/program"
)

// Limits of an answer that is to be ready at once.
const (
	maxKinds = 10_000
	maxLoop  = 400        // steps in one loop
	maxWork  = 50_000_000 // kinds × (links + cubes of loops)
)

// Solve answers what people do in the main flow by the horizon. With problems there is no answer; each
// names what has a memory or may not end in time, and where.
func Solve(p *program.Program) (*Answer, journey.Problems) { return solve(p, true, true) }

// Settled answers what people do in the main flow if they are given all the time they need: the horizon
// stops nobody.
func Settled(p *program.Program) (*Answer, journey.Problems) { return solve(p, false, true) }

// Alone answers what people do in the main flow with no message at all: as if no scenario ran, and with all the
// time they need. A run with every scenario muted and a horizon long enough finds the same.
func Alone(p *program.Program) (*Answer, journey.Problems) { return solve(p, false, false) }

type solver struct {
	p       *program.Program
	g       *graph
	aspects []aspect
	people  []person
	chain   *chain
}

func solve(p *program.Program, horizon, scenarios bool) (*Answer, journey.Problems) {
	x, longest, problems := newSolver(p, horizon, scenarios)
	if len(problems) > 0 {
		return nil, problems
	}
	sums := newSums(p)
	for i := range x.people {
		k := &x.people[i]
		if !x.walk(k) {
			return nil, journey.Problems{x.endless()}
		}
		sums.add(x, k)
	}
	answer := sums.answer(x)
	answer.Longest = longest
	return answer, nil
}

// newSolver tells the kinds of people apart and looks whether there is an answer; longest is Answer.Longest.
func newSolver(p *program.Program, horizon, scenarios bool) (x *solver, longest int64, problems journey.Problems) {
	x = &solver{p: p, g: newGraph(p)}
	problems = memory(p, x.g, scenarios)
	longest, late := x.inTime(horizon)
	if problems = append(problems, late...); len(problems) > 0 {
		return nil, 0, problems
	}
	x.aspects = aspects(p, x.g)
	if problem := x.kinds(); problem != nil {
		return nil, 0, journey.Problems{*problem}
	}
	x.chain = newChain(p)
	return x, longest, nil
}

// inTime computes the longest way and tells which entries' people may still be on the way at the horizon.
func (x *solver) inTime(horizon bool) (int64, journey.Problems) {
	times := x.g.longest()
	longest := int64(0)
	var problems journey.Problems
	for i := range x.p.Entries {
		e := &x.p.Entries[i]
		if e.Volume <= 0 {
			continue
		}
		takes := times[e.Step]
		longest = max(longest, takes)
		if !horizon || add(latest(e), takes) < x.p.Horizon {
			continue
		}
		ref := journey.Ref{Kind: journey.KindStep, ID: e.ID}
		if takes == endless {
			problems = append(problems, journey.Problem{Code: "exact.loop_with_time", Record: ref, Args: journey.Args{"Name": stepName(x.p, e.Step)}})
			continue
		}
		problem := journey.Problem{Code: "exact.horizon", Record: ref, Args: journey.Args{"Name": stepName(x.p, e.Step), "Horizon": x.p.Horizon / day}}
		needed := add(latest(e), takes) // whole days, rounded up, are enough
		if latest(e) >= x.p.Horizon-hour {
			problem.Code, needed = "exact.arrivals", takes // a longer run would bring more of them
		}
		problem.Args["Count"] = needed/day + 1
		problems = append(problems, problem)
	}
	if longest == endless {
		longest = -1
	}
	return longest, problems
}

// endless is the problem of a loop that is not left in time.
func (x *solver) endless() journey.Problem {
	for b, block := range x.g.blocks {
		if x.g.looped[b] && !x.leaves(block) {
			s := block[0]
			return journey.Problem{
				Code: "exact.endless_loop", Record: journey.Ref{Kind: journey.KindStep, ID: x.p.Steps[s].ID},
				Args: journey.Args{"Name": stepName(x.p, s)},
			}
		}
	}
	return journey.Problem{Code: "exact.too_large"}
}

// kinds lists the kinds of people.
func (x *solver) kinds() *journey.Problem {
	volume := 0.0
	for i := range x.p.Entries {
		volume += x.p.Entries[i].Volume
	}
	for e := range x.p.Entries {
		entry := &x.p.Entries[e]
		if entry.Volume <= 0 {
			continue
		}
		for _, v := range mixed(&entry.Mix) {
			if v.share <= 0 {
				continue
			}
			first := person{persona: int32(v.value), entry: int32(e), share: entry.Volume / volume * v.share}
			if problem := x.vary(first); problem != nil {
				return problem
			}
		}
	}
	return x.tooLarge()
}

// vary appends every combination of the variants of a kind.
func (x *solver) vary(first person) *journey.Problem {
	list := []person{first}
	for _, a := range x.aspects {
		var finer []person
		choice := variants(x.p, x.g, a, first.persona)
		for _, k := range list {
			for _, v := range choice {
				if v.share <= 0 {
					continue
				}
				different := k
				different.share *= v.share
				different.values = append(append([]variant(nil), k.values...), v)
				finer = append(finer, different)
			}
		}
		if list = finer; len(list)+len(x.people) > maxKinds {
			return &journey.Problem{Code: "exact.too_many_kinds", Args: journey.Args{"Max": maxKinds}}
		}
	}
	x.people = append(x.people, list...)
	return nil
}

func (x *solver) tooLarge() *journey.Problem {
	work := float64(len(x.p.Links) + len(x.p.Steps))
	for b, block := range x.g.blocks {
		if n := float64(len(block)); x.g.looped[b] {
			if n > maxLoop {
				return &journey.Problem{Code: "exact.too_large"}
			}
			work += n * n * n
		}
	}
	if work*float64(len(x.people)) > max(maxWork, 4*maxLoop*maxLoop*maxLoop) {
		return &journey.Problem{Code: "exact.too_large"}
	}
	return nil
}
