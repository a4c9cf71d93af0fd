package check

import (
	"rehearse/journey"
	"rehearse/journey/finding"
	"rehearse/journey/fix"
)

// repeatsOnce finds scenarios that start at a date again and again, at least twice in the run, and let nobody in a second time:
// the newsletter of every Thursday of which each person gets one. It is information: a scenario may take in the new people of each
// week, and them once.
var repeatsOnce = criterion{
	RuleInfo: finding.RuleInfo{ID: "J116", Name: "repeats_once", Class: "structure", Severity: finding.Information},
	find: func(s *study) []finding.Finding {
		if s.program == nil {
			return nil
		}
		var list []finding.Finding
		for i, scenario := range s.m.Scenarios {
			if scenario.Trigger.Kind != journey.TriggerDate || scenario.Reentry != journey.ReentryNever {
				continue
			}
			times := len(s.program.Scenarios[i].Trigger.Instants)
			if times < 2 {
				continue
			}
			list = append(list, finding.Finding{
				Targets: []journey.Ref{scenarioRef(scenario.ID)}, Field: "reentry",
				Args: journey.Args{"Scenario": s.name(scenario.ID), "Count": times},
				Fixes: []finding.Fix{{
					Message: "fix.reentry_after_leaving", Args: journey.Args{"Scenario": s.name(scenario.ID)},
					Edit: fix.SetReentry{Scenario: scenario.ID, Reentry: journey.ReentryAfter},
				}},
			})
		}
		return list
	},
}
