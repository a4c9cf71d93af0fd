package exact

import (
	"slices"

	"rehearse/journey"
	"rehearse/simulate/program"
)

// Slope is how fast a goal moves with a probability: the derivatives of the probability of reaching it, of how often it
// counts in the mean, and of its mean value in millionths of the currency, all per person who arrives.
type Slope struct{ People, Count, Value float64 }

func (s *Slope) add(share, people, count, value float64) {
	s.People += share * people
	s.Count += share * count
	s.Value += share * value
}

// Slopes are the derivatives of one goal with respect to every probability of the main flow that a number of the map sets.
type Slopes struct {
	Goal journey.ID
	// Links is by the share of a link among those who leave by its port, for the people of one profile (persona × entry as
	// in program.Profile): Links[link][profile]. Links nobody walks have nil.
	Links [][]Slope
	// Arms is by the share of an arm of a split that is in no loop: Arms[split][arm].
	Arms [][]Slope
}

// Gradient computes the derivatives of a goal step where Solve has an answer. For one kind of people with starts b, N =
// (I − Q)^-1, x = b N, u the probability of reaching the goal g and f_j = N_jg / N_gg that from step j, a matrix
// identity (dN = N dQ N) gives
//
//	d x_g / d q_ij = x_i N_jg                  visits of the goal
//	d u / d q_ij   = f_j (x_i − u N_gi)        people who reach it: visits of i before it, times reaching it from j
//
// so one walk from the entry, one from the goal and one backwards answer for all links together (the adjoint method).
func Gradient(p *program.Program, goal journey.ID) (*Slopes, journey.Problems) {
	number := slices.IndexFunc(p.Goals, func(g program.Goal) bool { return p.Steps[g.Step].ID == goal })
	if number < 0 || p.Steps[p.Goals[number].Step].Scenario != program.None {
		return nil, journey.Problems{{Code: "exact.no_goal", Args: journey.Args{"ID": string(goal)}}}
	}
	x, _, problems := newSolver(p, true, true)
	if len(problems) > 0 {
		return nil, problems
	}
	s := &Slopes{Goal: goal, Links: make([][]Slope, len(p.Links)), Arms: make([][]Slope, len(p.Splits))}
	a := &adjoint{solver: x, goal: &p.Goals[number], slopes: s, before: make([]float64, len(p.Steps)), reach: make([]float64, len(p.Steps))}
	for i := range x.people {
		if !a.kind(&x.people[i]) {
			return nil, journey.Problems{x.endless()}
		}
	}
	return s, nil
}

// adjoint adds up the derivatives, kind by kind.
type adjoint struct {
	*solver
	goal   *program.Goal
	slopes *Slopes
	// before are the visits of a step before the goal is reached first, reach the probability of reaching it from a step.
	before, reach []float64
}

func (a *adjoint) kind(k *person) bool {
	g, c := a.goal.Step, a.chain
	if !a.walk(k) {
		return false
	}
	visits := slices.Clone(c.visits)
	if !a.walkFrom(k, g) {
		return false
	}
	again := c.visits[g] // N_gg
	reached := visits[g] / again
	for s := range a.before {
		a.before[s] = visits[s] - reached*c.visits[s]
	}
	a.backwards(g)
	for s := range a.reach {
		a.reach[s] /= again
	}
	worth := a.worth(a.goal, k)
	for s := range a.p.Steps {
		if visits[s] > 0 {
			a.step(int32(s), k, visits[s], again, worth)
		}
	}
	return true
}

// step adds what the ways out of a step contribute.
func (a *adjoint) step(s int32, k *person, visits, again, worth float64) {
	profile := a.p.Profile(k.persona, k.entry)
	step := &a.p.Steps[s]
	slope := func(to int32) (people, count float64) {
		people = a.reach[to] * a.before[s]
		if count = people; a.goal.EveryTime {
			count = visits * a.reach[to] * again
		}
		return people, count
	}
	a.taken(s, k, func(port int32, q float64) {
		way := &a.p.Ports[port]
		if len(way.Links) == 0 {
			return
		}
		var arm *Slope
		if step.Kind == program.KindSplit && !a.g.inLoop(s) {
			if a.slopes.Arms[step.Index] == nil {
				a.slopes.Arms[step.Index] = make([]Slope, step.PortCount)
			}
			arm = &a.slopes.Arms[step.Index][port-step.FirstPort]
		}
		for i, link := range way.Links {
			people, count := slope(a.p.Links[link].To)
			share := 1.0
			if !way.Fork && !way.Race {
				share = width(way.CutsFor(profile), i).Probability()
				if a.slopes.Links[link] == nil {
					a.slopes.Links[link] = make([]Slope, a.p.Profiles())
				}
				a.slopes.Links[link][profile].add(k.share*q, people, count, count*worth)
			}
			if arm != nil {
				arm.add(k.share*share, people, count, count*worth)
			}
		}
	})
}

// backwards leaves the column of the goal in N in reach: the expected visits of the goal from each step. From a loop
// that nobody can leave it is 0: Solve has an answer only when nobody gets there.
func (a *adjoint) backwards(goal int32) {
	c, graph := a.chain, a.g
	clear(a.reach)
	for b := len(graph.blocks) - 1; b >= 0; b-- {
		block := graph.blocks[b]
		n := len(block)
		right := make([]float64, n)
		for i, s := range block {
			c.place[s] = int32(i)
			if s == goal {
				right[i] = 1
			}
			for _, w := range c.ways[s] {
				if to := a.p.Links[w.link].To; graph.blockOf[to] != int32(b) {
					right[i] += w.q * a.reach[to]
				}
			}
		}
		if !graph.looped[b] {
			a.reach[block[0]] = right[0]
			continue
		}
		m := a.within(block)
		if !invert(m, n) {
			continue
		}
		for i, s := range block {
			for j := range block {
				a.reach[s] += m[i*2*n+n+j] * right[j]
			}
		}
	}
}
