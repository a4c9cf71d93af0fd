package check

import (
	"rehearse/journey"
	"rehearse/journey/finding"
)

// unreachableStep finds steps nobody can come to; of a chain of them only the first is named, since the
// others follow from it. Goals have a rule of their own.
var unreachableStep = criterion{
	RuleInfo: finding.RuleInfo{ID: "J101", Name: "unreachable_step", Class: "structure", Severity: finding.Warning},
	find: func(s *study) []finding.Finding {
		lost := func(step *journey.Step) bool { return step != nil && step.Kind.Simulated() && !s.reached[step.ID] }
		led := map[journey.ID]bool{} // by another lost step
		for _, l := range s.m.Links {
			if l.From != l.To && lost(s.m.Step(l.From)) {
				led[l.To] = true
			}
		}
		var list []finding.Finding
		told := map[journey.ID]bool{}
		var tell func(id journey.ID)
		tell = func(id journey.ID) {
			if !told[id] {
				told[id] = true
				for _, l := range s.out[id] {
					tell(l.To)
				}
			}
		}
		// First those no lost step leads to; what is left then are circles, of which the first step is named.
		for _, circles := range []bool{false, true} {
			for _, step := range s.m.Steps {
				if !lost(step) || told[step.ID] || !circles && led[step.ID] {
					continue
				}
				tell(step.ID)
				if step.Kind != journey.StepGoal {
					list = append(list, finding.Finding{
						Targets: []journey.Ref{stepRef(step.ID)},
						Args:    journey.Args{"Step": s.name(step.ID)},
					})
				}
			}
		}
		return list
	},
}
