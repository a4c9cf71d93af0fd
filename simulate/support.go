package simulate

import (
	"math/bits"

	"rehearse/journey"
	"rehearse/simulate/engine"
	"rehearse/simulate/program"
	"rehearse/simulate/stats"
)

// hourTicks is an hour in ticks.
const hourTicks = 3_600_000

// runs tells that a step belongs to what runs.
func (r *rehearsal) runs(step int32) bool {
	scenario := r.program.Steps[step].Scenario
	return scenario == program.None || r.options.Active == nil || r.options.Active[scenario]
}

// agentsCost is what the agents of all desks cost in a run for being there.
func (r *rehearsal) agentsCost() (sum journey.Money) {
	for i := range r.program.Desks {
		if r.runs(r.program.Desks[i].Step) {
			sum = journey.Money(min(engine.MostMoved, int64(sum)+int64(deskCost(r.program, i))))
		}
	}
	return sum
}

// deskCost is what the agents of a desk cost: its hours in the counted time × agents, to the nearest millionth.
func deskCost(p *program.Program, desk int) journey.Money {
	d := &p.Desks[desk]
	high, low := bits.Mul64(uint64(engine.OpenTime(p, desk)), uint64(d.Agents))
	if high > 0 {
		return journey.Money(engine.MostMoved)
	}
	high, low = bits.Mul64(low, uint64(max(0, d.CostPerHour)))
	low, carry := bits.Add64(low, hourTicks/2, 0)
	high += carry
	if high >= hourTicks {
		return journey.Money(engine.MostMoved)
	}
	cost, _ := bits.Div64(high, low, hourTicks)
	return journey.Money(min(cost, uint64(engine.MostMoved)))
}

// support is what is known of a desk.
func (v *view) support(desk int) SupportResult {
	d, n := &v.p.Desks[desk], &v.t.Desks[desk]
	s := &v.p.Steps[d.Step]
	offered := n.Answered + n.GaveUp
	result := SupportResult{
		Step: s.ID, Cases: n.Cases, Answered: n.Answered, GaveUp: n.GaveUp, Closed: n.Closed, Withdrawn: n.Withdrawn,
		Waiting: n.Waiting, InService: n.InService, Abandoned: NewShare(n.GaveUp, offered, "offered"),
		Wait: seconds(&n.Wait), GaveUpAfter: seconds(&n.GaveUpWait),
	}
	if s.Kind == program.KindSupport && v.p.Supports[s.Index].Within > 0 {
		result.Within = NewShare(n.Within, offered, "offered")
	}
	open := float64(engine.OpenTime(v.p, desk)) * float64(v.times())
	if places := open * float64(d.Places); places > 0 {
		result.Utilisation = rounded(float64(n.Busy) / places)
	}
	result.AgentHours = rounded(open * float64(d.Agents) / hourTicks)
	result.OvertimeHours = rounded(float64(n.Overtime) / hourTicks * float64(d.Agents) / float64(d.Places))
	return result
}

// times is how many whole populations were counted.
func (v *view) times() int { return max(1, len(v.runs)) }

// seconds are quantiles of lengths of time counted in ticks.
func seconds(h *stats.Histogram) Quantiles {
	if h.Count() == 0 {
		return Quantiles{}
	}
	at := func(q float64) int64 { return (h.Quantile(q) + 500) / 1000 }
	return Quantiles{N: h.Count(), Mean: rounded(h.Mean() / 1000), Q25: at(0.25), Median: at(0.5), Q75: at(0.75), Q90: at(0.9)}
}
