package check

import (
	"math"
	"slices"

	"rehearse/journey"
	"rehearse/journey/finding"
	"rehearse/simulate"
	"rehearse/simulate/program"
)

// costAboveValue finds maps on which a conversion costs more than it brings. Costs that fall due once are apart: they are
// paid back in time or not, and that is only pointed out.
var costAboveValue = criterion{
	RuleInfo: finding.RuleInfo{ID: "J403", Name: "cost_above_value", Class: "load", Severity: finding.Warning, Measured: true, Threshold: &finding.Threshold{Usual: 1, Min: 0.01, Max: 100, Unit: finding.UnitRatio}},
	find: func(s *study) []finding.Finding {
		r := s.seen.Result
		b, ok := s.books(r)
		if !ok {
			return nil
		}
		running := b.cost - b.once
		f := finding.Finding{Targets: b.goals, Args: journey.Args{"Goal": s.name(b.goals[0].ID), "Count": len(b.goals), "Days": r.HorizonDays}}
		amount := func(x float64) finding.Amount {
			return finding.Amount{Money: journey.Money(math.Round(x)), Currency: r.Currency}
		}
		switch {
		case running > 0 && b.most*s.limit < running:
			f.Numbers = []finding.Number{{
				Name: "finding.number.cost_per_value", Value: ratio(running, b.value), Unit: finding.UnitRatio,
				Interval: around(ratio(running, b.most), ratio(running, b.least)), Threshold: s.limit,
			}}
			if b.conversions == 0 {
				f.Message, f.Args["Cost"] = "finding.J403.message_none", amount(running)
				f.Numbers[0] = finding.Number{Name: "finding.number.conversions", Unit: finding.UnitCount, Threshold: 1}
				break
			}
			f.Args["Cost"], f.Args["Value"] = amount(running/b.conversions), amount(b.value/b.conversions)
			if len(b.goals) > 1 {
				f.Message = "finding.J403.message_goals"
			}
		case b.once > 0 && b.most*s.limit < b.cost && b.value > running:
			f.Severity, f.Message = finding.Information, "finding.J403.message_once"
			f.Args["Once"], f.Args["Left"] = amount(b.once), amount(b.value-running)
			f.Args["Count"] = int(math.Ceil(b.once / (b.value - running) * float64(r.HorizonDays-r.WarmUpDays)))
			f.Numbers = []finding.Number{{
				Name: "finding.number.cost_per_value", Value: ratio(b.cost, b.value), Unit: finding.UnitRatio,
				Interval: around(ratio(b.cost, b.most), ratio(b.cost, b.least)), Threshold: s.limit,
			}}
		default:
			return nil
		}
		return []finding.Finding{f}
	},
}

// ratio is one amount per another, at most a million: results hold no infinite numbers.
func ratio(over, under float64) float64 {
	if under <= over/1e6 {
		return 1e6
	}
	return over / under
}

func around(low, high float64) *finding.Interval {
	if low == high {
		return nil
	}
	return &finding.Interval{Low: low, High: high, Of: finding.Luck}
}

// books are the amounts of a run as the map's own volumes would have them, in millionths of the currency.
type books struct {
	goals              []journey.Ref // that are worth money
	value, least, most float64       // what they brought, with its interval
	cost, once         float64       // all costs, and those of them that fall due once
	conversions        float64
}

// books reads the amounts of a run; false where no goal is worth money, nothing costs any, or the run says nothing: agents
// are there for the map's own number of people and not for another.
func (s *study) books(r *simulate.Result) (b books, ok bool) {
	p, problems := program.Compile(s.m)
	if len(problems) > 0 || r.Spec.People > 0 && len(r.Support) > 0 {
		return b, false
	}
	for _, step := range s.m.Steps {
		if step.Goal != nil && (step.Goal.Value.Amount > 0 || step.Goal.Value.High > 0 || step.Goal.Value.Property != "") {
			b.goals = append(b.goals, stepRef(step.ID))
		}
	}
	for _, g := range r.Goals {
		if slices.Contains(b.goals, stepRef(g.Step)) {
			b.conversions += float64(g.Count)
		}
	}
	// With another number of people than the map's own, what each brings and costs weighs more or less beside what is fixed.
	scale := 1.0
	if r.Spec.People > 0 && r.People > 0 {
		volume := 0.0
		for i := range p.Entries {
			volume += p.Entries[i].Volume
		}
		scale = volume / float64(r.People)
	}
	fixed, times := float64(r.Money.Fixed), float64(max(1, r.Intervals.Replications))
	each := float64(r.Money.Visits + r.Money.Sends + r.Money.Calls + r.Money.Support)
	b.conversions *= scale
	b.value, b.cost = float64(r.Money.Value)*scale, each*scale+fixed
	b.least, b.most = b.value, b.value
	if i := r.Money.ValueInterval; i != nil {
		b.least, b.most = float64(i.Low)*scale, float64(i.High)*scale
	}
	for _, c := range s.m.Costs {
		if c.Rhythm == journey.CostOnce && s.falls(c, &r.Spec) {
			b.once += float64(c.Amount) * times
		}
	}
	return b, len(b.goals) > 0 && b.cost > 0
}

// falls reports whether a cost is one of a run: those of scenarios that were left out are left out too.
func (s *study) falls(c *journey.Cost, spec *simulate.Spec) bool {
	scenario := s.m.Scenario(c.On.ID)
	if c.On.Kind != journey.KindScenario || scenario == nil {
		return true
	}
	return (len(spec.Phases) == 0 || slices.Contains(spec.Phases, scenario.Phase)) &&
		(len(spec.Statuses) == 0 || slices.Contains(spec.Statuses, scenario.Status)) && !slices.Contains(spec.Mute, scenario.ID)
}
