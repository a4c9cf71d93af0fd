package check

import (
	"rehearse/journey"
	"rehearse/journey/finding"
)

// tooManyScenarios finds maps with more than seven scenarios.
var tooManyScenarios = criterion{
	RuleInfo: finding.RuleInfo{ID: "J602", Name: "too_many_scenarios", Class: "plan", Severity: finding.Information, Threshold: &finding.Threshold{Usual: 7, Min: 1, Max: 999, Unit: finding.UnitCount}},
	find: func(s *study) []finding.Finding {
		most := int(s.limit)
		if len(s.m.Scenarios) <= most {
			return nil
		}
		var targets []journey.Ref
		for _, scenario := range s.m.Scenarios {
			targets = append(targets, scenarioRef(scenario.ID))
		}
		return []finding.Finding{{Targets: targets, Args: journey.Args{"Count": len(s.m.Scenarios), "Most": most}}}
	},
}
