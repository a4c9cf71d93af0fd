package check

import (
	"rehearse/journey"
	"rehearse/journey/finding"
)

// deadEnd finds steps of the main flow where everybody's way ends without a goal or an exit: an entry, a
// wait or a branch with nothing behind it, a touchpoint from which nobody can go on. In a scenario an
// unlinked port completes the scenario, which is no dead end.
var deadEnd = criterion{
	RuleInfo: finding.RuleInfo{ID: "J102", Name: "dead_end", Class: "structure", Severity: finding.Warning},
	find: func(s *study) []finding.Finding {
		var list []finding.Finding
		for _, step := range s.m.Steps {
			if step.Scenario != "" || !s.reached[step.ID] || len(s.out[step.ID]) > 0 {
				continue
			}
			switch step.Kind {
			case journey.StepEntry, journey.StepWait, journey.StepBranch, journey.StepSplit, journey.StepTouchpoint, journey.StepUpdate:
				if step.Kind == journey.StepTouchpoint && s.startsSomething(step) {
					continue
				}
				list = append(list, finding.Finding{
					Targets: []journey.Ref{stepRef(step.ID)},
					Args:    journey.Args{"Step": s.name(step.ID)},
				})
			}
		}
		return list
	},
}

// startsSomething reports whether the event of a touchpoint goes on elsewhere: it triggers or ends a
// scenario, or is a scenario's goal.
func (s *study) startsSomething(step *journey.Step) bool {
	event := step.Touchpoint.Event
	if event == "" {
		return false
	}
	for _, scenario := range s.m.Scenarios {
		if scenario.Trigger.Event == event || scenario.Goal.ID == event {
			return true
		}
		for _, exit := range scenario.Exits {
			if exit.Event == event {
				return true
			}
		}
	}
	return false
}
