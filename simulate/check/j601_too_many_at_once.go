package check

import (
	"rehearse/journey"
	"rehearse/journey/finding"
)

// tooManyAtOnce finds plans that begin with more than three scenarios.
var tooManyAtOnce = criterion{
	RuleInfo: finding.RuleInfo{ID: "J601", Name: "too_many_at_once", Class: "plan", Severity: finding.Information, Threshold: &finding.Threshold{Usual: 3, Min: 1, Max: 99, Unit: finding.UnitCount}},
	find: func(s *study) []finding.Finding {
		first := 0
		for _, scenario := range s.m.Scenarios {
			if scenario.Phase == 1 {
				first++
			}
		}
		most := int(s.limit)
		if first <= most {
			return nil
		}
		return []finding.Finding{{Args: journey.Args{"Count": first, "Most": most}}}
	},
}
