package check

import (
	"rehearse/journey"
	"rehearse/journey/finding"
)

// noGoal finds maps with people and no goal: nothing can be measured then.
var noGoal = criterion{
	RuleInfo: finding.RuleInfo{ID: "J111", Name: "no_goal", Class: "structure", Severity: finding.Warning},
	find: func(s *study) []finding.Finding {
		entries := 0
		for _, step := range s.m.Steps {
			if step.Kind == journey.StepGoal {
				return nil
			}
			if step.Kind == journey.StepEntry {
				entries++
			}
		}
		if entries == 0 {
			return nil
		}
		return []finding.Finding{{Targets: []journey.Ref{{Kind: journey.KindSettings, ID: journey.SettingsID}}}}
	},
}
