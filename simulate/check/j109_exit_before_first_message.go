package check

import (
	"slices"

	"rehearse/journey"
	"rehearse/journey/finding"
	"rehearse/journey/fix"
)

// exitBeforeFirstMessage finds scenarios that end before they have said anything: started by a goal whose other event is an
// exit, or with an exit that people meet on every way to the first message. Where the event that starts a scenario once
// is also its exit, whoever does it a second time is dropped for good; that is information.
var exitBeforeFirstMessage = criterion{
	RuleInfo: finding.RuleInfo{ID: "J109", Name: "exit_before_first_message", Class: "structure", Severity: finding.Warning},
	find: func(s *study) []finding.Finding {
		var list []finding.Finding
		for _, scenario := range s.m.Scenarios {
			f := finding.Finding{Targets: []journey.Ref{scenarioRef(scenario.ID)}, Args: journey.Args{"Scenario": s.name(scenario.ID)}}
			exits := map[journey.ID]bool{}
			for _, exit := range scenario.Exits {
				if exit.Event != "" && exit.Rule == "" {
					exits[exit.Event] = exits[exit.Event] || exit.When != journey.ExitAfterTheWait
				}
			}
			trigger := scenario.Trigger
			switch goal := s.step(trigger.Event); {
			case trigger.Kind == journey.TriggerEvent && goal != nil && goal.Goal != nil && exits[goal.Goal.Event]:
				f.Args["Event"], f.Args["Goal"] = s.name(goal.Goal.Event), s.name(goal.ID)
				f.Fixes = []finding.Fix{s.removeExit(scenario, goal.Goal.Event)}
			case s.exitOnTheWay(scenario, exits) != "":
				event := s.exitOnTheWay(scenario, exits)
				f.Message = "finding.J109.message_on_the_way"
				f.Args["Event"] = s.name(event)
				f.Fixes = []finding.Fix{s.removeExit(scenario, event)}
			case trigger.Kind == journey.TriggerEvent && exits[trigger.Event] && scenario.Reentry == journey.ReentryNever && s.messageAfterTime(scenario):
				f.Severity, f.Message = finding.Information, "finding.J109.message_again"
				f.Args["Event"] = s.name(trigger.Event)
				f.Fixes = []finding.Fix{{
					Message: "fix.reentry_after_leaving", Args: journey.Args{"Scenario": s.name(scenario.ID)},
					Edit: fix.SetReentry{Scenario: scenario.ID, Reentry: journey.ReentryAfter},
				}, s.removeExit(scenario, trigger.Event)}
			default:
				continue
			}
			list = append(list, f)
		}
		return list
	},
}

// exitOnTheWay is an exit that a step emits on every way to a message of the scenario; "" where some way has none, or
// where the scenario sends nothing.
func (s *study) exitOnTheWay(scenario *journey.Scenario, exits map[journey.ID]bool) journey.ID {
	if len(exits) == 0 || !s.sends(scenario.ID) {
		return ""
	}
	ends := func(step *journey.Step) journey.ID {
		if step.Message != nil {
			return ""
		}
		for _, event := range emitted(step) {
			if exits[event] {
				return event
			}
		}
		return ""
	}
	var met journey.ID
	seen := map[journey.ID]bool{}
	queue := []journey.ID{scenario.Start}
	for len(queue) > 0 {
		step := s.step(queue[0])
		queue = queue[1:]
		if step == nil || seen[step.ID] || step.Scenario != scenario.ID {
			continue
		}
		seen[step.ID] = true
		if step.Message != nil || step.Call != nil {
			return ""
		}
		if event := ends(step); event != "" {
			met = event
			continue
		}
		queue = append(queue, s.ledTo(step)...)
	}
	return met
}

// messageAfterTime tells that a message of the scenario comes later than its start.
func (s *study) messageAfterTime(scenario *journey.Scenario) bool {
	seen := map[journey.ID]bool{}
	at := []journey.ID{scenario.Start}
	for len(at) > 0 { // the steps come to at once
		id := at[0]
		at = at[1:]
		if seen[id] {
			continue
		}
		seen[id] = true
		for _, l := range s.out[id] {
			if !s.takesTime(l) {
				at = append(at, l.To)
			}
		}
	}
	return slices.ContainsFunc(s.m.Steps, func(step *journey.Step) bool {
		return step.Scenario == scenario.ID && step.Message != nil && s.reached[step.ID] && !seen[step.ID]
	})
}
