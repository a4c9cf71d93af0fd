package check

import (
	"rehearse/journey"
	"rehearse/journey/finding"
)

// Lessons of projects that were lost to their own maps: launch with three scenarios, agree on seven.
const (
	mostInFirstPhase = 3
	mostInAll        = 7
)

// tooManyAtOnce finds plans that begin with more than three scenarios.
var tooManyAtOnce = criterion{
	RuleInfo: finding.RuleInfo{ID: "J601", Name: "too_many_at_once", Class: "plan", Severity: finding.Information},
	find: func(s *study) []finding.Finding {
		first := 0
		for _, scenario := range s.m.Scenarios {
			if scenario.Phase == 1 {
				first++
			}
		}
		most := int(s.threshold("J601", mostInFirstPhase))
		if first <= most {
			return nil
		}
		return []finding.Finding{{Args: journey.Args{"Count": first, "Most": most}}}
	},
}

// tooManyScenarios finds maps with more than seven scenarios.
var tooManyScenarios = criterion{
	RuleInfo: finding.RuleInfo{ID: "J602", Name: "too_many_scenarios", Class: "plan", Severity: finding.Information},
	find: func(s *study) []finding.Finding {
		most := int(s.threshold("J602", mostInAll))
		if len(s.m.Scenarios) <= most {
			return nil
		}
		return []finding.Finding{{Args: journey.Args{"Count": len(s.m.Scenarios), "Most": most}}}
	},
}

// scenarioWithoutGoal finds scenarios that send messages towards nothing that is measured.
var scenarioWithoutGoal = criterion{
	RuleInfo: finding.RuleInfo{ID: "J603", Name: "scenario_without_goal", Class: "plan", Severity: finding.Information},
	find: func(s *study) []finding.Finding {
		var list []finding.Finding
		for _, scenario := range s.m.Scenarios {
			if !scenario.Goal.IsZero() || !s.sends(scenario.ID) {
				continue
			}
			list = append(list, finding.Finding{
				Targets: []journey.Ref{scenarioRef(scenario.ID)}, Field: "goal",
				Args: journey.Args{"Scenario": s.name(scenario.ID)},
			})
		}
		return list
	},
}

func (s *study) sends(scenario journey.ID) bool {
	for _, step := range s.m.Steps {
		if step.Scenario == scenario && step.Kind == journey.StepMessage {
			return true
		}
	}
	return false
}
