package exact

import (
	"math"

	"rehearse/simulate/program"
)

// sum is what a group of people does, weighted by the shares of its kinds.
type sum struct {
	share                   float64
	people, visits          []float64 // by step
	linkPeople, linkTokens  []float64 // by link
	goalPeople, goals, earn []float64 // by goal
}

// sums are the groups an answer tells apart.
type sums struct {
	all             *sum
	personas        []*sum
	entries         []*sum
	second, dropped []float64 // by step
}

func newSums(p *program.Program) *sums {
	one := func() *sum {
		return &sum{
			people: make([]float64, len(p.Steps)), visits: make([]float64, len(p.Steps)),
			linkPeople: make([]float64, len(p.Links)), linkTokens: make([]float64, len(p.Links)),
			goalPeople: make([]float64, len(p.Goals)), goals: make([]float64, len(p.Goals)), earn: make([]float64, len(p.Goals)),
		}
	}
	x := &sums{all: one(), second: make([]float64, len(p.Steps)), dropped: make([]float64, len(p.Steps))}
	for range p.Personas {
		x.personas = append(x.personas, one())
	}
	for range p.Entries {
		x.entries = append(x.entries, one())
	}
	return x
}

// add adds a kind of people, whose chain has been solved.
func (x *sums) add(solver *solver, k *person) {
	c := solver.chain
	for s, visits := range c.visits {
		if visits > 0 {
			x.second[s] += k.share * visits * (2*c.returns[s] - 1)
			x.dropped[s] += k.share * visits * c.dropped[s]
		}
	}
	for _, group := range []*sum{x.all, x.personas[k.persona], x.entries[k.entry]} {
		group.share += k.share
		for s, visits := range c.visits {
			if visits > 0 {
				group.visits[s] += k.share * visits
				group.people[s] += k.share * visits / c.returns[s]
			}
		}
		for n := range c.linkTokens {
			group.linkTokens[n] += k.share * c.linkTokens[n]
			group.linkPeople[n] += k.share * c.linkPeople[n]
		}
		for i := range solver.p.Goals {
			goal := &solver.p.Goals[i]
			if c.visits[goal.Step] == 0 {
				continue
			}
			reached := c.visits[goal.Step] / c.returns[goal.Step]
			count := reached
			if goal.EveryTime {
				count = c.visits[goal.Step]
			}
			group.goalPeople[i] += k.share * reached
			group.goals[i] += k.share * count
			group.earn[i] += k.share * count * solver.worth(goal, k)
		}
	}
}

// worth is the mean value of one conversion, in millionths of the currency.
func (x *solver) worth(goal *program.Goal, k *person) float64 {
	switch {
	case goal.Property != program.None:
		return k.find(x.aspects, property, goal.Property).mean
	case goal.Range:
		v := x.p.Map.Step(x.p.Steps[goal.Step].ID).Goal.Value
		return (float64(v.Low) + float64(v.Amount) + float64(v.High)) / 3 // the mean of a triangle
	default:
		return float64(goal.Amount)
	}
}

func (x *sums) answer(solver *solver) *Answer {
	p := solver.p
	a := &Answer{Kinds: len(solver.people)}
	for i, group := range x.personas {
		a.Personas = append(a.Personas, Share{p.Personas[i].ID, group.share})
	}
	for i, group := range x.entries {
		a.Entries = append(a.Entries, Share{p.Entries[i].ID, group.share})
	}
	for s := range p.Steps {
		if p.Steps[s].Scenario != program.None {
			continue
		}
		visits := x.all.visits[s]
		step := StepAnswer{
			Step: p.Steps[s].ID, People: x.all.people[s], Visits: visits, Dropped: x.dropped[s],
			Deviation: math.Sqrt(max(0, x.second[s]-visits*visits)),
		}
		step.ByPersona, step.ByEntry = x.groups(p, func(group *sum) (float64, float64) { return group.people[s], group.visits[s] })
		a.Steps = append(a.Steps, step)
	}
	for n := range p.Links {
		if p.Steps[p.Links[n].From].Scenario != program.None {
			continue
		}
		link := LinkAnswer{Link: p.Links[n].ID, People: x.all.linkPeople[n], Tokens: x.all.linkTokens[n]}
		link.ByPersona, link.ByEntry = x.groups(p, func(group *sum) (float64, float64) { return group.linkPeople[n], group.linkTokens[n] })
		a.Links = append(a.Links, link)
	}
	for i := range p.Goals {
		if p.Steps[p.Goals[i].Step].Scenario != program.None {
			continue
		}
		goal := GoalAnswer{Step: p.Steps[p.Goals[i].Step].ID, People: x.all.goalPeople[i], Count: x.all.goals[i], Value: x.all.earn[i]}
		goal.ByPersona, goal.ByEntry = x.groups(p, func(group *sum) (float64, float64) { return group.goalPeople[i], group.goals[i] })
		a.Goals = append(a.Goals, goal)
	}
	return a
}

// groups reads a quantity of each group, per person of it.
func (x *sums) groups(p *program.Program, read func(*sum) (people, expected float64)) (byPersona, byEntry []Number) {
	for i, group := range x.personas {
		people, expected := read(group)
		byPersona = append(byPersona, Number{p.Personas[i].ID, ratio(people, group.share), ratio(expected, group.share)})
	}
	for i, group := range x.entries {
		people, expected := read(group)
		byEntry = append(byEntry, Number{p.Entries[i].ID, ratio(people, group.share), ratio(expected, group.share)})
	}
	return byPersona, byEntry
}

func ratio(a, b float64) float64 {
	if b == 0 {
		return 0
	}
	return a / b
}
