package check

import (
	"slices"

	"rehearse/journey"
	"rehearse/journey/finding"
	"rehearse/journey/fix"
	"rehearse/journey/rule"
)

// segmentsContradict finds scenarios nobody can be in because what starts them and whom they take exclude each other: the
// segment entered and the scenario's own; or the event that has just happened and a segment of people to whom it never has.
var segmentsContradict = criterion{
	RuleInfo: finding.RuleInfo{ID: "J308", Name: "segments_contradict", Class: "audience", Severity: finding.Warning},
	find: func(s *study) []finding.Finding {
		var list []finding.Finding
		for _, scenario := range s.m.Scenarios {
			own, started := s.segment(scenario.Segment), s.startFact(scenario)
			if own == nil || started == nil || s.impossible(own) || s.impossible(started) || !s.impossible(own, started) {
				continue
			}
			segment := s.m.Segment(scenario.Segment)
			f := finding.Finding{
				Targets: []journey.Ref{scenarioRef(scenario.ID), {Kind: journey.KindSegment, ID: segment.ID}},
				Args:    journey.Args{"Scenario": s.name(scenario.ID), "Segment": s.name(segment.ID)},
				Fixes:   s.loosen(scenario, segment, started),
			}
			if scenario.Trigger.Kind == journey.TriggerSegment {
				f.Args["Entered"] = s.name(scenario.Trigger.Segment)
				f.Targets = append(f.Targets, journey.Ref{Kind: journey.KindSegment, ID: scenario.Trigger.Segment})
			} else {
				f.Message = "finding.J308.message_event"
				f.Args["Event"] = s.name(scenario.Trigger.Event)
			}
			list = append(list, f)
		}
		return list
	},
}

// startFact is what holds of everybody at the moment a scenario starts: they are in the segment they enter; the event has
// happened this very moment, for it is remembered before anything starts. Nil where nothing is known.
func (s *study) startFact(scenario *journey.Scenario) rule.Expr {
	switch scenario.Trigger.Kind {
	case journey.TriggerSegment:
		return s.triggerRule(scenario)
	case journey.TriggerEvent:
		of := rule.Ref{Kind: rule.EventName, ID: string(scenario.Trigger.Event), Name: s.name(scenario.Trigger.Event)}
		if step := s.step(scenario.Trigger.Event); step != nil {
			of.Kind = rule.GoalName
		}
		if s.index.Get(scenario.Trigger.Event) == nil {
			return nil
		}
		return &rule.Compare{Quantity: rule.Last, Of: of, Op: rule.Less, Duration: rule.Duration{N: 1, Unit: rule.Second}}
	default:
		return nil
	}
}

// loosen offers to leave the one condition out of a segment that excludes whoever starts its scenario, where no other
// scenario uses the segment, and else to take everybody.
func (s *study) loosen(scenario *journey.Scenario, segment *journey.Segment, started rule.Expr) []finding.Fix {
	and, ok := s.segment(segment.ID).(*rule.And)
	if ok && s.usesOf(segment.ID) == 1 {
		for _, x := range and.Terms {
			rest := slices.DeleteFunc(slices.Clone(and.Terms), func(y rule.Expr) bool { return x == y })
			if !s.impossible(rule.All(rest...), started) {
				return s.without(ruleText{
					text: segment.Rule, name: s.name(segment.ID), set: fix.SetRule{Segment: segment.ID, Was: segment.Rule},
				}, []rule.Expr{x})
			}
		}
	}
	return s.takeEverybody(scenario)
}

// takeEverybody offers to do without the segment of a scenario.
func (s *study) takeEverybody(scenario *journey.Scenario) []finding.Fix {
	return []finding.Fix{{
		Message: "fix.take_everybody", Args: journey.Args{"Scenario": s.name(scenario.ID), "Segment": s.name(scenario.Segment)},
		Edit: fix.SetSegment{Scenario: scenario.ID},
	}}
}
