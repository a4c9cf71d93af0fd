package check

import (
	"rehearse/journey"
	"rehearse/journey/finding"
	"rehearse/journey/rule"
)

// exitBeforeFirstMessage finds scenarios that end as they begin: an exit criterion is the trigger itself,
// or the segment contradicts the segment whose entering starts it.
var exitBeforeFirstMessage = criterion{
	RuleInfo: finding.RuleInfo{ID: "J109", Name: "exit_before_first_message", Class: "structure", Severity: finding.Warning},
	find: func(s *study) []finding.Finding {
		var list []finding.Finding
		for _, scenario := range s.m.Scenarios {
			f := finding.Finding{Targets: []journey.Ref{scenarioRef(scenario.ID)}, Args: journey.Args{"Scenario": s.name(scenario.ID)}}
			for _, exit := range scenario.Exits {
				if exit.Event != "" && scenario.Trigger.Kind == journey.TriggerEvent && exit.Event == scenario.Trigger.Event && scenario.Reentry != journey.ReentryAnyTime {
					list = append(list, f)
					break
				}
			}
			if scenario.Trigger.Kind != journey.TriggerSegment || scenario.Segment == "" {
				continue
			}
			entered, held := s.segments[string(scenario.Trigger.Segment)], s.segments[string(scenario.Segment)]
			if entered == nil || held == nil {
				continue
			}
			both, err := rule.Inline(rule.All(entered, held), func(id string) rule.Expr { return s.segments[id] })
			if err != nil {
				continue
			}
			if answer, _ := rule.Satisfiable(both, s.vocabulary); answer == rule.No {
				f.Message = "finding.J109.message_segment"
				list = append(list, f)
			}
		}
		return list
	},
}
