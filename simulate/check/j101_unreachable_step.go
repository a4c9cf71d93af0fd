package check

import (
	"rehearse/journey"
	"rehearse/journey/finding"
)

// unreachableStep finds steps nobody can come to. Goals have a rule of their own.
var unreachableStep = criterion{
	RuleInfo: finding.RuleInfo{ID: "J101", Name: "unreachable_step", Class: "structure", Severity: finding.Warning},
	find: func(s *study) []finding.Finding {
		var list []finding.Finding
		for _, step := range s.m.Steps {
			if !step.Kind.Simulated() || step.Kind == journey.StepGoal || s.reached[step.ID] {
				continue
			}
			list = append(list, finding.Finding{
				Targets: []journey.Ref{stepRef(step.ID)},
				Args:    journey.Args{"Step": s.name(step.ID)},
			})
		}
		return list
	},
}
