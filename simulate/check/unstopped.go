package check

import (
	"slices"

	"rehearse/journey"
	"rehearse/journey/finding"
	"rehearse/journey/fix"
	"rehearse/journey/rule"
)

// remindsBuyers finds scenarios that name no goal and no exit, though what starts them says which goal their reminders and
// offers are for: a cart that is left lies on the way to the order. Whoever has ordered is reminded all the same. It speaks only
// where there is one such goal, and of reminders and offers alone: advice and thanks go on after the goal with good reason.
func (s *study) remindsBuyers() []finding.Finding {
	var list []finding.Finding
	for _, scenario := range s.m.Scenarios {
		if !scenario.Goal.IsZero() || len(scenario.Exits) > 0 {
			continue
		}
		goal := s.startedOnTheWayTo(scenario)
		if goal == "" || !s.reached[goal] || !s.stopsNothing(scenario, goal) {
			continue
		}
		messages := s.presses(scenario.ID)
		if len(messages) == 0 {
			continue
		}
		last := messages[len(messages)-1]
		list = append(list, finding.Finding{
			Targets: []journey.Ref{scenarioRef(scenario.ID), stepRef(last)}, Message: "finding.J205.message_reminded",
			Args: journey.Args{"Scenario": s.name(scenario.ID), "Goal": s.name(goal), "Message": s.name(last), "Messages": s.steps(messages), "Count": len(messages)},
			Fixes: []finding.Fix{
				{
					Message: "fix.add_exit", Args: journey.Args{"Scenario": s.name(scenario.ID), "Event": s.name(goal)},
					Edit: fix.AddExit{Scenario: scenario.ID, Event: goal},
				},
				{
					Message: "fix.set_goal", Args: journey.Args{"Scenario": s.name(scenario.ID), "Goal": s.name(goal)},
					Edit: fix.SetGoal{Scenario: scenario.ID, Goal: goal},
				},
			},
		})
	}
	return list
}

// presses are the reminders and offers of a scenario that come some time after it has begun, in map order. What has a goal
// of its own, or leads to one by its response, is judged by that.
func (s *study) presses(scenario journey.ID) []journey.ID {
	var list []journey.ID
	for _, step := range s.m.Steps {
		if step.Scenario != scenario || step.Message == nil || !s.reached[step.ID] {
			continue
		}
		msg := step.Message
		if msg.Class != journey.ClassMarketing || !msg.Goal.IsZero() || s.sells(step.ID) != "" || !s.later(step.ID) {
			continue
		}
		switch msg.Role {
		case journey.RoleReminder, journey.RoleOffer, journey.RoleReconnect:
			list = append(list, step.ID)
		}
	}
	return list
}

// startedOnTheWayTo is the one goal that lies behind the event with which a scenario begins, or whose lack is what it begins
// with; "" when there is none, or more than one.
func (s *study) startedOnTheWayTo(scenario *journey.Scenario) journey.ID {
	switch scenario.Trigger.Kind {
	case journey.TriggerEvent:
		return s.goalBehind(scenario.Trigger.Event)
	case journey.TriggerSegment:
		if scenario.Segment != "" && !scenario.KeepOutsideSegment {
			return "" // left with the segment
		}
		return s.goalMissed(s.m.Segment(scenario.Trigger.Segment))
	}
	return ""
}

// goalBehind is the only goal of the main flow that people come to from where an event happens.
func (s *study) goalBehind(event journey.ID) journey.ID {
	var queue []journey.ID
	for _, step := range s.m.Steps {
		if step.Scenario == "" && step.Touchpoint != nil && event != "" && step.Touchpoint.Event == event {
			queue = append(queue, step.ID)
		}
	}
	seen := map[journey.ID]bool{}
	var goals []journey.ID
	for len(queue) > 0 {
		at := queue[0]
		queue = queue[1:]
		if seen[at] {
			continue
		}
		seen[at] = true
		if step := s.step(at); step == nil || step.Goal != nil {
			goals = append(goals, at)
			continue // what comes after it begins anew
		}
		for _, l := range s.m.Links {
			if l.From == at {
				queue = append(queue, l.To)
			}
		}
	}
	if len(goals) != 1 {
		return ""
	}
	return goals[0]
}

// goalMissed is the only goal step a segment's rule asks for.
func (s *study) goalMissed(segment *journey.Segment) journey.ID {
	if segment == nil {
		return ""
	}
	x := s.read(segment.Rule)
	if x == nil {
		return ""
	}
	var goals []journey.ID
	asked := rule.References(x)
	for _, step := range s.m.Steps {
		if step.Goal != nil && slices.ContainsFunc(asked, func(r rule.Ref) bool {
			return r.ID != "" && (r.ID == string(step.ID) || r.ID == string(step.Goal.Event))
		}) {
			goals = append(goals, step.ID)
		}
	}
	if len(goals) != 1 {
		return ""
	}
	return goals[0]
}
