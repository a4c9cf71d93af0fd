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
		return []finding.Finding{{Args: journey.Args{"Count": len(s.m.Scenarios), "Most": most}}}
	},
}
