package check

import (
	"rehearse/journey"
	"rehearse/journey/finding"
)

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
