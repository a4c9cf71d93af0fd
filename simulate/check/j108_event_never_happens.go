package check

import (
	"rehearse/journey"
	"rehearse/journey/finding"
)

// eventNeverHappens finds events that something waits for but that nothing on the map makes happen.
var eventNeverHappens = criterion{
	RuleInfo: finding.RuleInfo{ID: "J108", Name: "event_never_happens", Class: "structure", Severity: finding.Warning},
	find: func(s *study) []finding.Finding {
		happens := map[journey.ID]bool{}
		for _, e := range s.m.Events {
			happens[e.ID] = e.Source == journey.EventOutside
		}
		for _, step := range s.m.Steps {
			for _, id := range emitted(step) {
				happens[id] = true
			}
		}
		var list []finding.Finding
		for _, e := range s.m.Events {
			by, used := s.waitsFor(e.ID)
			if happens[e.ID] || !used {
				continue
			}
			list = append(list, finding.Finding{
				Targets: []journey.Ref{{Kind: journey.KindEvent, ID: e.ID}, by},
				Args:    journey.Args{"Event": s.name(e.ID), "By": s.name(by.ID)},
			})
		}
		return list
	},
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
	for _, step := range s.m.Steps {
		if step.Wait != nil && (step.Wait.Event == event || step.Wait.Anchor != nil && step.Wait.Anchor.Kind == journey.AnchorEvent && step.Wait.Anchor.Of == event) {
			return stepRef(step.ID), true
		}
	}
	return journey.Ref{}, false
}
