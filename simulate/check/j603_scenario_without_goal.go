package check

import (
	"rehearse/journey"
	"rehearse/journey/finding"
	"rehearse/journey/fix"
)

// scenarioWithoutGoal finds scenarios that send messages towards nothing that is measured: neither the scenario has a goal
// nor any of its messages.
var scenarioWithoutGoal = criterion{
	RuleInfo: finding.RuleInfo{ID: "J603", Name: "scenario_without_goal", Class: "plan", Severity: finding.Information},
	find: func(s *study) []finding.Finding {
		var list []finding.Finding
		for _, scenario := range s.m.Scenarios {
			if !scenario.Goal.IsZero() || !s.sends(scenario.ID) || s.messagesHaveGoals(scenario.ID) {
				continue
			}
			list = append(list, finding.Finding{
				Targets: []journey.Ref{scenarioRef(scenario.ID)}, Field: "goal",
				Args: journey.Args{"Scenario": s.name(scenario.ID)}, Fixes: s.onlyGoal(scenario),
			})
		}
		return list
	},
}

// messagesHaveGoals reports whether every message of a scenario is measured against a goal of its own.
func (s *study) messagesHaveGoals(scenario journey.ID) bool {
	for _, step := range s.m.Steps {
		if step.Scenario == scenario && step.Message != nil && step.Message.Goal.IsZero() {
			return false
		}
	}
	return true
}

// onlyGoal offers the goal of the map where there is no choice between several.
func (s *study) onlyGoal(scenario *journey.Scenario) []finding.Fix {
	var goal *journey.Step
	for _, step := range s.m.Steps {
		if step.Goal == nil {
			continue
		}
		if goal != nil {
			return nil
		}
		goal = step
	}
	if goal == nil {
		return nil
	}
	return []finding.Fix{{
		Message: "fix.set_goal", Args: journey.Args{"Scenario": s.name(scenario.ID), "Goal": s.name(goal.ID)},
		Edit: fix.SetGoal{Scenario: scenario.ID, Goal: goal.ID},
	}}
}

// sends tells that a scenario has a message or a call.
func (s *study) sends(scenario journey.ID) bool {
	for _, step := range s.m.Steps {
		if step.Scenario == scenario && (step.Kind == journey.StepMessage || step.Kind == journey.StepCall) {
			return true
		}
	}
	return false
}
