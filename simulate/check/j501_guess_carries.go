package check

import (
	"math"

	"rehearse/journey"
	"rehearse/journey/finding"
	"rehearse/simulate"
)

// GuessCarries is the rule that asks for a sensitivity analysis.
const GuessCarries = "J501"

// guessCarries finds the numbers that nobody has measured and that move the main goal most: the answer of the map is no
// surer than they are. It looks at a sensitivity analysis, exact where the map has no memory. However many there are, it is
// one finding. The weights of a split are a choice and no guess.
var guessCarries = criterion{
	RuleInfo: finding.RuleInfo{ID: GuessCarries, Name: "guess_carries", Class: "assumptions", Severity: finding.Information, Measured: true, Threshold: &finding.Threshold{Usual: 0.15, Min: 0.01, Max: 100, Unit: finding.UnitShare}},
	needs:    func(seen Seen) bool { return seen.Sensitivity != nil },
	find: func(s *study) []finding.Finding {
		t := s.seen.Sensitivity
		if t.Base <= 0 {
			return nil
		}
		var names finding.Names
		f := finding.Finding{}
		for i := range t.Rows {
			row := &t.Rows[i]
			step := s.m.Step(row.Record.ID)
			if !unfounded(row.Fact) || !sureSwing(t, row) || math.Abs(row.Swing) < s.limit*t.Base || step != nil && step.Split != nil {
				continue
			}
			if len(names) == 0 {
				f.Field = row.Field
				f.Args = s.carried(t, row)
				f.Numbers = []finding.Number{{
					Name: "finding.number.goal", Value: t.Base, Unit: finding.UnitShare,
					Interval: &finding.Interval{Low: min(row.AtLow, row.AtHigh), High: max(row.AtLow, row.AtHigh), Of: finding.Range},
				}}
			}
			names = append(names, s.place(row.AssumptionPlace))
			f.Targets = append(f.Targets, row.Record)
		}
		if len(names) == 0 {
			return nil
		}
		f.Args["Names"], f.Args["Count"] = names, len(names)
		if len(names) > 1 {
			f.Message = "finding.J501.message_several"
		}
		return []finding.Finding{f}
	},
}

// sureSwing tells that a swing is not the luck of the people it was measured on.
func sureSwing(t *simulate.Sensitivity, row *simulate.SensitivityRow) bool {
	return t.Method == simulate.MethodExact || row.Interval != nil && row.Interval.Low*row.Interval.High > 0
}

// carried says how far one number moves the goal, each in its own unit.
func (s *study) carried(t *simulate.Sensitivity, row *simulate.SensitivityRow) journey.Args {
	of := func(value float64, share bool) finding.Measure {
		if share {
			return finding.Measure{Value: value, Unit: finding.UnitShare}
		}
		return finding.Measure{Value: value, Unit: finding.UnitCount}
	}
	share := row.Most == 1
	low, high := row.AtLow, row.AtHigh
	return journey.Args{
		"Name": finding.Names{s.place(row.AssumptionPlace)}, "Goal": s.name(t.Goal), "Low": of(row.Low, share), "High": of(row.High, share),
		"AtLow": of(low, !t.EveryTime), "AtHigh": of(high, !t.EveryTime), "Now": of(t.Base, !t.EveryTime),
	}
}
