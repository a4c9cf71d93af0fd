package check

import (
	"slices"

	"rehearse/journey"
	"rehearse/journey/finding"
	"rehearse/journey/fix"
	"rehearse/journey/rule"
)

// twinScenarios finds scenarios with the same trigger and the same goal whose segments can hold for one person: that person
// walks all of them at once. Scenarios for different personas are no twins, and triplets are one finding. What only serves
// (a notice that the account is open, a receipt) is owed to people whatever else they get, and is nobody's twin.
var twinScenarios = criterion{
	RuleInfo: finding.RuleInfo{ID: "J206", Name: "twin_scenarios", Class: "flooding", Severity: finding.Warning},
	find: func(s *study) []finding.Finding {
		var list []finding.Finding
		told := map[journey.ID]bool{}
		for i, a := range s.m.Scenarios {
			if told[a.ID] || a.Goal.IsZero() || s.onlyServes(a.ID) {
				continue
			}
			family := []*journey.Scenario{a}
			for _, b := range s.m.Scenarios[i+1:] {
				if !told[b.ID] && a.Trigger == b.Trigger && a.Goal == b.Goal && !s.onlyServes(b.ID) && s.canMeet(a.Segment, b.Segment) {
					family = append(family, b)
				}
			}
			if len(family) == 1 {
				continue
			}
			var ids []journey.ID
			for _, scenario := range family {
				told[scenario.ID] = true
				ids = append(ids, scenario.ID)
			}
			f := finding.Finding{
				Targets: s.scenarioRefs(ids),
				Args:    journey.Args{"Scenarios": s.senders(ids), "Count": len(ids), "Goal": s.name(a.Goal.ID)},
			}
			if len(family) == 2 {
				f.Fixes = s.separate(a, family[1])
			}
			list = append(list, f)
		}
		return list
	},
}

// onlyServes tells that a scenario sends messages, all of them of service or transactions, and calls nobody.
func (s *study) onlyServes(scenario journey.ID) bool {
	messages := 0
	for _, step := range s.m.Steps {
		if step.Scenario != scenario {
			continue
		}
		if step.Call != nil || step.Message != nil && step.Message.Class == journey.ClassMarketing {
			return false
		}
		if step.Message != nil {
			messages++
		}
	}
	return messages > 0
}

// separate offers to let the second of two scenarios leave out the people of the first, where these are not everybody, and
// to do without it.
func (s *study) separate(a, b *journey.Scenario) []finding.Fix {
	var list []finding.Fix
	if a.Segment != "" && a.Segment != b.Segment {
		list = append(list, finding.Fix{
			Message: "fix.exclude_segment", Args: journey.Args{"Scenario": s.name(b.ID), "Segment": s.name(a.Segment)},
			Edit: fix.Exclude{Scenario: b.ID, Segment: a.Segment, Name: s.name(b.ID) + " − " + s.name(a.Segment)},
		})
	}
	list = append(list, s.mergeTwins(a, b)...)
	return append(list, finding.Fix{
		Message: "fix.delete_scenario", Args: journey.Args{"Scenario": s.name(b.ID)},
		Edit: fix.Delete{Records: []journey.Ref{scenarioRef(b.ID)}},
	})
}

// mergeTwins offers to merge the only messages of two scenarios, where they say the same and one of the scenarios then has nothing
// left to do.
func (s *study) mergeTwins(a, b *journey.Scenario) []finding.Fix {
	var messages []journey.ID
	of := map[journey.ID]int{}
	for _, step := range s.m.Steps {
		if step.Message != nil && (step.Scenario == a.ID || step.Scenario == b.ID) {
			messages = append(messages, step.ID)
			of[step.Scenario]++
		}
	}
	ways := s.ways()
	if ways == nil || len(messages) != 2 || of[a.ID] != 1 {
		return nil
	}
	if pair, ok := ways.Pair(messages[0], messages[1]); !ok || len(pair.Alike) == 0 {
		return nil
	}
	offers := s.merge(messages, s.hadForSure)
	return slices.DeleteFunc(offers, func(f finding.Fix) bool { return len(f.Edit.(fix.MergeMessages).Scenarios) == 0 })
}

// canMeet reports whether it is shown that one person can be in both segments; "" is everybody.
func (s *study) canMeet(a, b journey.ID) bool {
	answer, _ := s.meeting(a, b)
	return answer == rule.Yes
}

// meeting asks whether one person can be in both segments, and for an example.
func (s *study) meeting(a, b journey.ID) (rule.Answer, *rule.Example) {
	var parts []rule.Expr
	for _, id := range []journey.ID{a, b} {
		if id == "" {
			continue
		}
		x := s.segments[string(id)]
		if x == nil {
			return rule.Maybe, nil
		}
		parts = append(parts, x)
	}
	if len(parts) == 0 {
		return rule.Yes, nil
	}
	whole, err := rule.Inline(rule.All(parts...), func(id string) rule.Expr { return s.segments[id] })
	if err != nil {
		return rule.Maybe, nil
	}
	return rule.Satisfiable(whole, s.vocabulary)
}
