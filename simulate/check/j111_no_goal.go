package check

import (
	"rehearse/journey"
	"rehearse/journey/finding"
	"rehearse/journey/fix"
)

// fewSteps is how many steps a map has on which people are only just being let in: too early to ask for a goal.
const fewSteps = 3

// noGoal finds maps with people and no goal: nothing can be measured then. Where a scenario has an event for its goal, that
// is measured.
var noGoal = criterion{
	RuleInfo: finding.RuleInfo{ID: "J111", Name: "no_goal", Class: "structure", Severity: finding.Warning},
	find: func(s *study) []finding.Finding {
		if len(s.reached) < fewSteps {
			return nil
		}
		for _, step := range s.m.Steps {
			if step.Kind == journey.StepGoal {
				return nil
			}
		}
		for _, scenario := range s.m.Scenarios {
			if !scenario.Goal.IsZero() {
				return nil
			}
		}
		f := finding.Finding{Targets: []journey.Ref{{Kind: journey.KindSettings, ID: journey.SettingsID}}}
		if last := s.lastDeed(); last != nil {
			f.Fixes = []finding.Fix{{
				Message: "fix.add_goal", Args: journey.Args{"Step": s.name(last.ID)},
				Edit: fix.AddStep{After: last.ID, Port: journey.PortOut, Kind: journey.StepGoal},
			}}
		}
		return []finding.Finding{f}
	},
}

// lastDeed is the touchpoint of the main flow furthest to the right, else last drawn, from which nothing leads on; nil when
// there is none.
func (s *study) lastDeed() *journey.Step {
	var last *journey.Step
	for _, step := range s.m.Steps {
		if step.Touchpoint != nil && step.Scenario == "" && s.reached[step.ID] && s.open(step) && (last == nil || step.X >= last.X) {
			last = step
		}
	}
	return last
}
