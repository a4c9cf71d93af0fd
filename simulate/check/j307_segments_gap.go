package check

import (
	"slices"

	"rehearse/journey"
	"rehearse/journey/finding"
	"rehearse/journey/fix"
	"rehearse/journey/rule"
)

// segmentsGap finds people between two alternatives: scenarios that start at the same moment and divide people by one thing,
// with a part in the middle that neither of them nor another scenario takes. Where the two borders are the same number and both
// leave it out it is a slip and a warning; a wider part may be meant, which is information.
var segmentsGap = criterion{
	RuleInfo: finding.RuleInfo{ID: "J307", Name: "segments_gap", Class: "audience", Severity: finding.Information},
	find: func(s *study) []finding.Finding {
		var list []finding.Finding
		for _, family := range s.families() {
			if slices.ContainsFunc(family, func(c chooser) bool { return c.whole == nil }) {
				continue // one of them takes everybody
			}
			for i := range family {
				for j := range family {
					if i != j {
						list = append(list, s.gap(&family[i], &family[j], family)...)
					}
				}
			}
		}
		return list
	},
}

// gap looks for people above what one scenario takes and below what another does.
func (s *study) gap(below, above *chooser, family []chooser) []finding.Finding {
	for _, m := range shared(below, above) {
		if m.choice {
			continue
		}
		mine, rest := below.about(m)
		theirs, others := above.about(m)
		upper, lower := border(mine, true), border(theirs, false)
		if upper == nil || lower == nil || !s.impossible(upper, lower) || m.quantity.IsTime() && upper.Duration == lower.Duration {
			continue
		}
		between := []rule.Expr{&rule.Not{X: upper}, &rule.Not{X: lower}, hasValue(upper)}
		between = append(append(between, rest...), others...)
		for i := range family {
			between = append(between, &rule.Not{X: family[i].whole})
		}
		if s.example("", between...) == nil {
			continue
		}
		f := finding.Finding{
			Targets: []journey.Ref{scenarioRef(below.scenario.ID), scenarioRef(above.scenario.ID)},
			Args: journey.Args{
				"A": s.name(below.scenario.ID), "B": s.name(above.scenario.ID),
				"Here": rule.Format(upper, languageOf(below.segment.Rule)), "There": rule.Format(lower, languageOf(above.segment.Rule)),
			},
			Example: s.withValue(upper, between, true),
			Fixes:   s.reachUpTo(below, upper, lower),
		}
		if !m.quantity.IsTime() && upper.Number == lower.Number {
			f.Severity, f.Message = finding.Warning, "finding.J307.message_border"
		}
		return []finding.Finding{f}
	}
	return nil
}

// border is the only upper, or lower, bound among conditions; nil where there is none.
func border(conditions []rule.Expr, upper bool) *rule.Compare {
	var found *rule.Compare
	for _, x := range conditions {
		c, ok := x.(*rule.Compare)
		if !ok {
			return nil
		}
		if is := c.Op == rule.Less || c.Op == rule.LessOrEqual; is == upper && (is || c.Op == rule.Greater || c.Op == rule.GreaterOrEqual) {
			found = c
		}
	}
	return found
}

// hasValue holds for whoever has a value at all: never happened and not set are in no order.
func hasValue(c *rule.Compare) rule.Expr {
	low, high := *c, *c
	low.Op, high.Op = rule.Less, rule.GreaterOrEqual
	return rule.Any(&low, &high)
}

// reachUpTo offers to let one segment reach up to where the other begins.
func (s *study) reachUpTo(below *chooser, upper, lower *rule.Compare) []finding.Fix {
	parsed := s.segment(below.segment.ID)
	terms := []rule.Expr{parsed}
	if and, ok := parsed.(*rule.And); ok {
		terms = slices.Clone(and.Terms)
	}
	at := slices.IndexFunc(terms, func(x rule.Expr) bool { return rule.Same(x, upper) })
	if at < 0 {
		return nil
	}
	moved := *lower
	moved.Op = lower.Op.Negated()
	terms[at] = &moved
	return []finding.Fix{{
		Message: "fix.reach_up_to", Args: journey.Args{"Segment": s.name(below.segment.ID), "Condition": rule.Format(&moved, languageOf(below.segment.Rule))},
		Edit: fix.SetRule{Segment: below.segment.ID, Was: below.segment.Rule, Text: rule.Format(rule.All(terms...), languageOf(below.segment.Rule))},
	}}
}
