package check

import (
	"rehearse/journey"
	"rehearse/journey/finding"
)

// goalOutOfReach finds goals to which no way leads.
var goalOutOfReach = criterion{
	RuleInfo: finding.RuleInfo{ID: "J105", Name: "goal_out_of_reach", Class: "structure", Severity: finding.Error},
	find: func(s *study) []finding.Finding {
		var list []finding.Finding
		for _, step := range s.m.Steps {
			if step.Kind == journey.StepGoal && !s.reached[step.ID] {
				list = append(list, finding.Finding{
					Targets: []journey.Ref{stepRef(step.ID)},
					Args:    journey.Args{"Goal": s.name(step.ID)},
				})
			}
		}
		return list
	},
}
