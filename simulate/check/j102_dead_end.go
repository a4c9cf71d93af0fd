package check

import (
	"rehearse/journey"
	"rehearse/journey/edit"
	"rehearse/journey/finding"
	"rehearse/journey/fix"
)

// deadEnd finds steps of the main flow where everybody's way ends without a goal or an exit: an entry, a
// wait or a branch with nothing behind it, a touchpoint from which nobody can go on. In a scenario an
// unlinked port completes the scenario, which is no dead end; nor is what comes behind a goal, nor a step whose people others
// still do something with: a deed something listens to, people who are there for scenarios that come by themselves. An
// update has done what it is for.
var deadEnd = criterion{
	RuleInfo: finding.RuleInfo{ID: "J102", Name: "dead_end", Class: "structure", Severity: finding.Warning},
	find: func(s *study) []finding.Finding {
		var list []finding.Finding
		before := s.beforeGoals()
		for _, step := range s.m.Steps {
			if step.Scenario != "" || !before[step.ID] || len(s.out[step.ID]) > 0 {
				continue
			}
			switch step.Kind {
			case journey.StepEntry:
				if s.comesByItself() {
					continue
				}
			case journey.StepTouchpoint:
				if s.heard(step.Touchpoint.Event) || s.asksForAny(step.Touchpoint.Changes) {
					continue
				}
			case journey.StepWait, journey.StepBranch, journey.StepSplit:
			default:
				continue
			}
			list = append(list, finding.Finding{
				Targets: []journey.Ref{stepRef(step.ID)},
				Args:    journey.Args{"Step": s.name(step.ID)},
				Fixes:   s.goOn(step),
			})
		}
		return list
	},
}

// beforeGoals are the steps people come to without having reached a goal on the way: whoever has reached one has arrived.
func (s *study) beforeGoals() map[journey.ID]bool {
	seen := map[journey.ID]bool{}
	var queue []journey.ID
	for _, step := range s.m.Steps {
		if step.Kind == journey.StepEntry {
			queue = append(queue, step.ID)
		}
	}
	for _, scenario := range s.m.Scenarios {
		if s.reached[scenario.Start] && (s.step(scenario.Trigger.Event) == nil || scenario.Trigger.Kind != journey.TriggerEvent) {
			queue = append(queue, scenario.Start)
		}
	}
	for len(queue) > 0 {
		id := queue[0]
		queue = queue[1:]
		if step := s.step(id); step != nil && !seen[id] && s.reached[id] {
			seen[id] = true
			if step.Kind != journey.StepGoal {
				queue = append(queue, s.ledTo(step)...)
			}
		}
	}
	return seen
}

// comesByItself tells that some scenario finds people wherever they are: at a date, in a segment, by an event from outside.
func (s *study) comesByItself() bool {
	for _, scenario := range s.m.Scenarios {
		if scenario.Trigger.Kind != journey.TriggerEvent {
			return true
		}
		if event := s.m.Event(scenario.Trigger.Event); event != nil && event.Source == journey.EventOutside {
			return true
		}
	}
	return false
}

// goOn offers to lead on from a step: to what nobody comes to yet, and to an exit.
func (s *study) goOn(step *journey.Step) []finding.Fix {
	var fixes []finding.Fix
	port := edit.MainPort(step)
	for _, part := range s.lostParts() {
		if part.head.Scenario == "" && !part.weightless && s.openBefore(part.head) == step {
			fixes = append(fixes, finding.Fix{
				Message: "fix.connect",
				Args:    journey.Args{"From": s.name(step.ID), "To": s.name(part.head.ID)},
				Edit:    fix.Connect{From: step.ID, Port: port, To: part.head.ID},
			})
			break
		}
	}
	if step.Kind == journey.StepEntry || step.Kind == journey.StepSplit {
		return fixes // who has just come is not sent away; one of several arms would be no answer
	}
	return append(fixes, finding.Fix{
		Message: "fix.add_exit_step", Args: journey.Args{"Step": s.name(step.ID)},
		Edit: fix.AddStep{After: step.ID, Port: port, Kind: journey.StepExit},
	})
}
