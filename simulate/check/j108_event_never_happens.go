package check

import (
	"strings"

	"rehearse/journey"
	"rehearse/journey/finding"
	"rehearse/journey/fix"
)

// eventNeverHappens finds events that something waits for, or a rule asks for, but that nothing on the map makes happen.
// A goal that hangs on a scenario which therefore never starts makes it an error.
var eventNeverHappens = criterion{
	RuleInfo: finding.RuleInfo{ID: "J108", Name: "event_never_happens", Class: "structure", Severity: finding.Warning},
	find: func(s *study) []finding.Finding {
		past := map[journey.ID]bool{}
		for _, step := range s.m.Steps {
			if step.Entry != nil && step.Entry.Base != nil {
				for _, before := range step.Entry.Base.Events {
					past[before.Event] = true
				}
			}
		}
		var list []finding.Finding
		for _, e := range s.m.Events {
			if !s.neverHappens(e.ID) {
				continue
			}
			f := finding.Finding{Args: journey.Args{"Event": s.name(e.ID)}}
			by, waits := s.waitsFor(e.ID)
			if !waits {
				// The past triggers nothing, but rules know of it.
				source, asks := s.asks().records[e.ID]
				if !asks || past[e.ID] {
					continue
				}
				by, f.Message = source.Record, "finding.J108.message_rule"
			}
			f.Targets = []journey.Ref{{Kind: journey.KindEvent, ID: e.ID}, by}
			f.Args["By"] = s.name(by.ID)
			if s.m.Scenario(by.ID) != nil && s.keepsGoal(s.m.Scenario(by.ID), e.ID) {
				f.Severity = finding.Error
			}
			f.Fixes = append(s.emitters(e), s.removeExits(e)...)
			list = append(list, f)
		}
		return list
	},
}

// neverHappens tells that nothing on the map makes an event happen and that it does not come from outside.
func (s *study) neverHappens(event journey.ID) bool {
	if s.known.happens == nil {
		s.known.happens = map[journey.ID]bool{}
		for _, e := range s.m.Events {
			s.known.happens[e.ID] = e.Source == journey.EventOutside
		}
		for _, step := range s.m.Steps {
			for _, id := range emitted(step) {
				s.known.happens[id] = true
			}
		}
	}
	return !s.known.happens[event]
}

// keepsGoal tells that a goal is out of reach because a scenario is never started by an event.
func (s *study) keepsGoal(scenario *journey.Scenario, event journey.ID) bool {
	if scenario.Trigger.Event != event {
		return false
	}
	seen := map[journey.ID]bool{}
	queue := []journey.ID{scenario.Start}
	for len(queue) > 0 {
		step := s.step(queue[0])
		queue = queue[1:]
		if step == nil || seen[step.ID] || s.reached[step.ID] {
			continue
		}
		seen[step.ID] = true
		if step.Kind == journey.StepGoal {
			return true
		}
		queue = append(queue, s.ledTo(step)...)
	}
	return false
}

// emitters offers touchpoints that emit nothing and are called like the event: those whose name shares a word with
// it, or the only one there is. Two at most.
func (s *study) emitters(event *journey.Event) []finding.Fix {
	var silent, alike []*journey.Step
	for _, step := range s.m.Steps {
		if step.Touchpoint == nil || step.Touchpoint.Event != "" || !s.reached[step.ID] {
			continue
		}
		silent = append(silent, step)
		if shareWord(step.Name, event.Name) {
			alike = append(alike, step)
		}
	}
	if len(alike) == 0 && len(silent) == 1 {
		alike = silent
	}
	var fixes []finding.Fix
	for _, step := range alike[:min(2, len(alike))] {
		fixes = append(fixes, finding.Fix{
			Message: "fix.emit_event", Args: journey.Args{"Step": s.name(step.ID), "Event": s.name(event.ID)},
			Edit: fix.EmitEvent{Step: step.ID, Event: event.ID},
		})
	}
	return fixes
}

// shareWord tells that two names have words that begin alike: "Registers" and "registered".
func shareWord(a, b string) bool {
	const letters = 5
	for _, x := range strings.Fields(strings.ToLower(a)) {
		for _, y := range strings.Fields(strings.ToLower(b)) {
			p, q := []rune(x), []rune(y)
			n := min(len(p), len(q), letters)
			if n >= 4 && string(p[:n]) == string(q[:n]) || x == y {
				return true
			}
		}
	}
	return false
}

// removeExits offers to take exits that never come off their scenario, where that is all that waits for the event.
func (s *study) removeExits(event *journey.Event) []finding.Fix {
	var of []*journey.Scenario
	for _, scenario := range s.m.Scenarios {
		if scenario.Trigger.Event == event.ID || scenario.Goal.ID == event.ID {
			return nil
		}
		for _, exit := range scenario.Exits {
			if exit.Event == event.ID {
				of = append(of, scenario)
				break
			}
		}
	}
	_, asked := s.asks().records[event.ID]
	if len(of) != 1 || asked || s.stepWaits(event.ID) != "" {
		return nil
	}
	return []finding.Fix{s.removeExit(of[0], event.ID)}
}

func (s *study) removeExit(scenario *journey.Scenario, event journey.ID) finding.Fix {
	return finding.Fix{
		Message: "fix.remove_exit", Args: journey.Args{"Scenario": s.name(scenario.ID), "Event": s.name(event)},
		Edit: fix.RemoveExit{Scenario: scenario.ID, Event: event},
	}
}

// waitsFor finds the first record that needs an event to happen.
func (s *study) waitsFor(event journey.ID) (journey.Ref, bool) {
	for _, scenario := range s.m.Scenarios {
		if scenario.Trigger.Kind == journey.TriggerEvent && scenario.Trigger.Event == event {
			return scenarioRef(scenario.ID), true
		}
		for _, exit := range scenario.Exits {
			if exit.Event == event {
				return scenarioRef(scenario.ID), true
			}
		}
		if scenario.Goal.ID == event {
			return scenarioRef(scenario.ID), true
		}
	}
	if id := s.stepWaits(event); id != "" {
		return stepRef(id), true
	}
	return journey.Ref{}, false
}

// stepWaits is the first step that waits for an event, or from it on; "" for none.
func (s *study) stepWaits(event journey.ID) journey.ID {
	for _, step := range s.m.Steps {
		if step.Wait != nil && (step.Wait.Event == event || step.Wait.Anchor != nil && step.Wait.Anchor.Kind == journey.AnchorEvent && step.Wait.Anchor.Of == event) {
			return step.ID
		}
	}
	return ""
}
