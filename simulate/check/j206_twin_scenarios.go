package check

import (
	"rehearse/journey"
	"rehearse/journey/finding"
	"rehearse/journey/rule"
)

// twinScenarios finds two scenarios with the same trigger and the same goal whose segments can hold for
// one person: that person walks both at once.
var twinScenarios = criterion{
	RuleInfo: finding.RuleInfo{ID: "J206", Name: "twin_scenarios", Class: "flooding", Severity: finding.Warning},
	find: func(s *study) []finding.Finding {
		var list []finding.Finding
		for i, a := range s.m.Scenarios {
			for _, b := range s.m.Scenarios[i+1:] {
				if a.Trigger != b.Trigger || a.Goal != b.Goal || a.Goal.IsZero() || !s.canMeet(a.Segment, b.Segment) {
					continue
				}
				list = append(list, finding.Finding{
					Targets: []journey.Ref{scenarioRef(a.ID), scenarioRef(b.ID)},
					Args:    journey.Args{"A": s.name(a.ID), "B": s.name(b.ID)},
				})
			}
		}
		return list
	},
}

// canMeet reports whether it is shown that one person can be in both segments; "" is everybody.
func (s *study) canMeet(a, b journey.ID) bool {
	if a == b || a == "" || b == "" {
		return true
	}
	first, second := s.segments[string(a)], s.segments[string(b)]
	if first == nil || second == nil {
		return false
	}
	both, err := rule.Inline(rule.All(first, second), func(id string) rule.Expr { return s.segments[id] })
	if err != nil {
		return false
	}
	answer, _ := rule.Satisfiable(both, s.vocabulary)
	return answer == rule.Yes
}
