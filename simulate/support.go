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
	offered := func(part func(n *engine.DeskCount) int64) Share {
		return v.share("offered", func(v *view) (num, den int64) {
			n := &v.t.Desks[desk]
			return part(n), n.Answered + n.GaveUp
		})
	}
	result := SupportResult{
		Step: s.ID, Cases: n.Cases, Answered: n.Answered, GaveUp: n.GaveUp, Closed: n.Closed, Withdrawn: n.Withdrawn,
		Waiting: n.Waiting, InService: n.InService,
		Abandoned: offered(func(n *engine.DeskCount) int64 { return n.GaveUp }),
		Wait:      seconds(&n.Wait), GaveUpAfter: seconds(&n.GaveUpWait),
	}
	if s.Kind == program.KindSupport && v.p.Supports[s.Index].Within > 0 {
		result.Within = offered(func(n *engine.DeskCount) int64 { return n.Within })
	}
	open := float64(engine.OpenTime(v.p, desk)) * float64(v.times())
	if places := open * float64(d.Places); places > 0 {
		result.Utilisation = rounded(float64(n.Busy) / places)
		each := places / float64(v.times())
		result.UtilisationInterval = v.replicated(func(run *view) (over, under float64) { return float64(run.t.Desks[desk].Busy), each })
	}
	result.WaitInterval = v.replicated(func(run *view) (over, under float64) {
		wait := &run.t.Desks[desk].Wait
		return wait.Mean() * float64(wait.Count()), 1000 * float64(wait.Count())
	})
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

// replicated is the interval of a quantity per another, from replications; nil when there are too few.
func (v *view) replicated(of func(run *view) (over, under float64)) *Interval {
	if v.sampling.None != "" || len(v.runs) == 0 {
		return nil
	}
	rows := stats.NewBatches(len(v.runs), 1) // a row only knows its number, from 1: rows of zeros are nobody's
	for i := range v.runs {
		rows.Row(i)[0] = int64(i) + 1
	}
	column := func(n int) func(row []int64) float64 {
		return func(row []int64) float64 {
			over, under := of(v.runs[row[0]-1])
			return []float64{over, under}[n]
		}
	}
	interval, ok := rows.Ratio(column(0), column(1))
	if !ok {
		return nil
	}
	return &Interval{Low: rounded(interval.Low), High: rounded(interval.High)}
}
