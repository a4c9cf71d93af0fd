package check

import (
	"rehearse/journey"
	"rehearse/journey/finding"
	"rehearse/simulate"
)

// flooded tells of people who get more messages in a day or in seven days than the policy wants (2 a day
// and 5 a week where it says nothing). It speaks when at least one person in a hundred is hit, or the
// map's own threshold.
var flooded = criterion{
	RuleInfo: finding.RuleInfo{ID: "J203", Name: "flooded", Class: "flooding", Severity: finding.Warning, Measured: true, Threshold: &finding.Threshold{Usual: 0.01, Min: 0, Max: 1, Unit: finding.UnitShare}},
	find: func(s *study) []finding.Finding {
		r := s.seen.Result
		day, week := 2, 5
		if s.m.Policy != nil && s.m.Policy.MostPerDay > 0 {
			day = s.m.Policy.MostPerDay
		}
		if s.m.Policy != nil && s.m.Policy.MostPerWeek > 0 {
			week = s.m.Policy.MostPerWeek
		}
		var list []finding.Finding
		list = s.over(list, r, r.Touches.WorstDay, day, "finding.J203.message", "most_in_day")
		return s.over(list, r, r.Touches.Worst7Days, week, "finding.J203.message_week", "most_in_7_days")
	},
}

func (s *study) over(list []finding.Finding, r *simulate.Result, d simulate.Distribution, most int, message, code string) []finding.Finding {
	var hit, touched int64
	for count, people := range d.Counts {
		if count > 0 {
			touched += people
		}
		if count > most {
			hit += people
		}
	}
	least := s.limit
	share := simulate.NewShare(hit, touched, "touched")
	if touched == 0 || hit == 0 || share.Share < least {
		return list
	}
	f := finding.Finding{
		Message: message,
		Args:    journey.Args{"Count": hit, "Share": finding.Percent(share.Share), "Most": most, "Worst": d.Worst},
		Numbers: []finding.Number{number("finding.number.touched", share, least)},
		Witness: witness(r, code),
	}
	for _, group := range r.Touches.ByScenario {
		if group.People > 0 && s.m.Scenario(group.ID) != nil {
			f.Targets = append(f.Targets, scenarioRef(group.ID))
		}
	}
	return append(list, f)
}
