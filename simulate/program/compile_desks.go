package program

import "rehearse/journey"

// mostAgents is the greatest number of agents of a step, and of cases one of them has at once.
const mostAgents = 1_000_000

func (c *compiler) support(r *journey.Support, of journey.Ref, number int32) Support {
	return Support{
		Desk: c.desk(Desk{
			Step: number, Agents: int64(r.Agents), Hours: c.hours(r.Opening, of, "support.opening"), CostPerHour: r.CostPerHour,
		}, max(1, r.CasesAtOnce), of, "support"),
		Handling: c.law(r.Handling, of, "support.handling"), Patience: c.law(r.Patience, of, "support.patience"),
		OwnPatience: !r.Patience.IsZero(), Within: int64(r.AnswerWithin) * tick, CostPerCase: r.CostPerCase,
	}
}

// desk adds a group of agents and returns its number.
func (c *compiler) desk(d Desk, casesAtOnce int, of journey.Ref, part string) int32 {
	args := journey.Args{"Name": c.nameOf(of), "Max": mostAgents}
	switch {
	case d.Agents < 1:
		c.problem("program.no_agents", of, part+".agents", args)
	case d.Agents > mostAgents:
		c.problem("program.too_many_agents", of, part+".agents", args)
	case casesAtOnce > mostAgents:
		c.problem("program.too_many_agents", of, part+".cases_at_once", args)
	}
	d.Places = d.Agents * int64(casesAtOnce)
	c.p.Desks = append(c.p.Desks, d)
	return int32(len(c.p.Desks) - 1)
}
