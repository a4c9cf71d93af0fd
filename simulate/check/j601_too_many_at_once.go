package check

import (
	"cmp"
	"slices"

	"rehearse/journey"
	"rehearse/journey/finding"
	"rehearse/journey/fix"
)

// tooManyAtOnce finds plans that begin with more than three scenarios.
var tooManyAtOnce = criterion{
	RuleInfo: finding.RuleInfo{ID: "J601", Name: "too_many_at_once", Class: "plan", Severity: finding.Information, Threshold: &finding.Threshold{Usual: 3, Min: 1, Max: 99, Unit: finding.UnitCount}},
	find: func(s *study) []finding.Finding {
		var first []*journey.Scenario
		var targets []journey.Ref
		for _, scenario := range s.m.Scenarios {
			if scenario.Phase == 1 {
				first = append(first, scenario)
				targets = append(targets, scenarioRef(scenario.ID))
			}
		}
		most := int(s.limit)
		if len(first) <= most {
			return nil
		}
		return []finding.Finding{{
			Targets: targets, Args: journey.Args{"Count": len(first), "Most": most},
			Fixes: []finding.Fix{s.laterPhase(first, most)},
		}}
	},
}

// laterPhase offers to keep the scenarios of the highest priority in the first phase, of equals those that come first on
// the map, and to move the others to the second.
func (s *study) laterPhase(first []*journey.Scenario, most int) finding.Fix {
	order := slices.Clone(first)
	slices.SortStableFunc(order, func(a, b *journey.Scenario) int { return cmp.Compare(a.Rank(), b.Rank()) })
	var later []journey.ID
	var names finding.Names
	for _, scenario := range order[most:] {
		later = append(later, scenario.ID)
		names = append(names, finding.Name{Name: s.name(scenario.ID)})
	}
	return finding.Fix{
		Message: "fix.set_phase", Args: journey.Args{"Scenarios": names.Plain(), "Phase": 2},
		Edit: fix.SetPhase{Scenarios: later, Phase: 2},
	}
}
