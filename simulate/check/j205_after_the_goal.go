package check

import (
	"slices"

	"rehearse/journey"
	"rehearse/journey/finding"
	"rehearse/journey/fix"
	"rehearse/journey/rule"
	"rehearse/simulate/program"
)

// afterTheGoal tells of scenarios that go on selling people what they have bought. With a run it says to how many, when that
// is one in a hundred or the map's own share; without one it names scenarios in which nothing would stop the messages. A
// goal that counts every time may be sold again.
var afterTheGoal = criterion{
	RuleInfo: finding.RuleInfo{
		ID: "J205", Name: "after_the_goal", Class: "flooding", Severity: finding.Warning, Measured: true,
		Threshold: &finding.Threshold{Usual: 0.01, Min: 0, Max: 1, Unit: finding.UnitShare},
	},
	needs: func(Seen) bool { return true },
	find: func(s *study) []finding.Finding {
		if s.seen.Result == nil {
			return oncePerScenario(append(s.nothingStops(), s.remindsBuyers()...))
		}
		var list []finding.Finding
		for _, late := range s.seen.Result.AfterGoal {
			message := late.Messages[0].ID
			goal := s.sells(message)
			if late.People.Share < s.limit || goal == "" {
				continue
			}
			var messages []journey.ID
			for _, m := range late.Messages {
				messages = append(messages, m.ID)
			}
			f := finding.Finding{
				Targets: append(s.scenarioRefs([]journey.ID{late.Scenario}), s.targetsOf(messages)...),
				Args: journey.Args{
					"Share": finding.Percent(late.People.Share), "Scenario": s.senderName(late.Scenario), "Goal": s.name(goal), "Count": len(messages), "Message": s.name(message),
					"Messages": s.steps(messages),
				},
				Numbers: []finding.Number{number("finding.number.got_selling", late.People, s.limit)},
				Witness: witness(s.seen.Result, "after_goal", message),
			}
			if late.Scenario == "" {
				f.Message = "finding.J205.message_flow"
			} else {
				f.Fixes = s.stopSelling(late.Scenario, goal)
			}
			list = append(list, f)
		}
		return oncePerScenario(append(list, s.remindsBuyers()...))
	},
}

// oncePerScenario keeps the first finding of each scenario: what nothing stops and what was sent too late have one cause.
// The main flow, which is no scenario, keeps all.
func oncePerScenario(list []finding.Finding) []finding.Finding {
	told := map[journey.Ref]bool{}
	return slices.DeleteFunc(list, func(f finding.Finding) bool {
		first := f.Targets[0]
		if first.Kind != journey.KindScenario {
			return false
		}
		before := told[first]
		told[first] = true
		return before
	})
}

// stopSelling offers to keep people out who have reached the goal, and where nothing ends the scenario with it, to let it.
func (s *study) stopSelling(scenario, goal journey.ID) []finding.Fix {
	of := s.m.Scenario(scenario)
	if of == nil {
		return nil
	}
	var list []finding.Fix
	if !of.KeepOutsideSegment {
		list = append(list, finding.Fix{
			Message: "fix.exclude_reached", Args: journey.Args{"Scenario": s.name(scenario), "Goal": s.name(goal)},
			Edit: fix.Exclude{Scenario: scenario, Goal: goal, Name: s.name(scenario) + " − " + s.name(goal)},
		})
	}
	if s.stopsNothing(of, goal) && s.seen.Result == nil {
		list = append(list, finding.Fix{
			Message: "fix.add_exit", Args: journey.Args{"Scenario": s.name(scenario), "Event": s.name(goal)},
			Edit: fix.AddExit{Scenario: scenario, Event: goal},
		})
	}
	return list
}

// nothingStops finds scenarios that write to people over some time about a goal their responses lead to, while neither goal
// nor exit nor segment ends them when it is reached.
func (s *study) nothingStops() []finding.Finding {
	var list []finding.Finding
	for _, scenario := range s.m.Scenarios {
		goal, message, messages := journey.ID(""), journey.ID(""), 0
		for _, step := range s.m.Steps {
			if step.Scenario != scenario.ID || step.Message == nil || !s.reached[step.ID] {
				continue
			}
			messages++
			if sold := s.sells(step.ID); sold != "" && step.Message.Goal.IsZero() && s.reached[sold] && s.later(step.ID) {
				goal, message = sold, step.ID
			}
		}
		if goal == "" || !scenario.Goal.IsZero() || !s.stopsNothing(scenario, goal) {
			continue
		}
		list = append(list, finding.Finding{
			Targets: []journey.Ref{scenarioRef(scenario.ID), stepRef(message)}, Message: "finding.J205.message_unstopped",
			Args:  journey.Args{"Scenario": s.name(scenario.ID), "Goal": s.name(goal), "Message": s.name(message), "Count": messages},
			Fixes: s.stopSelling(scenario.ID, goal),
		})
	}
	return list
}

// stopsNothing tells that a scenario has neither an exit by a goal nor a segment that holds for nobody who has reached it.
func (s *study) stopsNothing(scenario *journey.Scenario, goal journey.ID) bool {
	step := s.step(goal)
	if slices.ContainsFunc(scenario.Exits, func(x journey.ExitCriterion) bool {
		return x.Event == goal || x.Event != "" && x.Event == step.Goal.Event || x.Rule != ""
	}) {
		return false
	}
	segment := s.m.Segment(scenario.Segment)
	if segment == nil || scenario.KeepOutsideSegment {
		return true
	}
	has := "not never(\"" + string(goal) + "\")"
	if step.Goal.Event != "" {
		has += " and not never(\"" + string(step.Goal.Event) + "\")"
	}
	inside, reached := s.read(segment.Rule), s.read(has)
	if inside == nil || reached == nil {
		return false
	}
	answer, _ := rule.Satisfiable(rule.All(inside, reached), s.vocabulary)
	return answer != rule.No
}

// later tells that time can have passed in the scenario before a message: something that takes time leads to it.
func (s *study) later(message journey.ID) bool {
	seen := map[journey.ID]bool{message: true}
	queue := []journey.ID{message}
	for len(queue) > 0 {
		to := queue[0]
		queue = queue[1:]
		for _, l := range s.m.Links {
			if l.To != to || seen[l.From] || s.scenarioOf(l.From) != s.scenarioOf(message) {
				continue
			}
			if s.takesTime(l) {
				return true
			}
			seen[l.From] = true
			queue = append(queue, l.From)
		}
	}
	return false
}

// sells is the goal step a message is to bring people to; "" when there is none, or it counts every time.
func (s *study) sells(message journey.ID) journey.ID {
	if s.program == nil {
		return ""
	}
	for i := range s.program.Messages {
		msg := &s.program.Messages[i]
		if s.program.Steps[msg.Step].ID == message && msg.Sells != program.None {
			return s.program.Steps[msg.Sells].ID
		}
	}
	return ""
}
