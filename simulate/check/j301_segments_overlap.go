package check

import (
	"rehearse/journey"
	"rehearse/journey/finding"
	"rehearse/journey/fix"
	"rehearse/journey/rule"
)

// segmentsOverlap finds scenarios that are meant as alternatives and that one person can get both of. Alternatives start at the
// same moment and are told apart by conditions about the same thing (points up to 25 here, from 20 on there), neither of
// which takes in the other: a special segment inside a general one is no alternative to it, nor are segments about different
// things. Scenarios with one aim are twins, which is a finding of its own.
var segmentsOverlap = criterion{
	RuleInfo: finding.RuleInfo{ID: "J301", Name: "segments_overlap", Class: "audience", Severity: finding.Warning},
	find: func(s *study) []finding.Finding {
		var list []finding.Finding
		for _, family := range s.families() {
			for i := range family {
				for j := i + 1; j < len(family); j++ {
					if f, found := s.overlap(&family[i], &family[j]); found {
						list = append(list, f)
					}
				}
			}
		}
		return list
	},
}

func (s *study) overlap(a, b *chooser) (finding.Finding, bool) {
	if a.segment == nil || b.segment == nil || a.segment == b.segment ||
		a.scenario.Trigger == b.scenario.Trigger && a.scenario.Goal == b.scenario.Goal && !a.scenario.Goal.IsZero() {
		return finding.Finding{}, false
	}
	for _, m := range shared(a, b) {
		here, _ := a.about(m)
		there, _ := b.about(m)
		one, two := rule.All(here...), rule.All(there...)
		if s.impossible(one, two) || s.impossible(one, &rule.Not{X: two}) || s.impossible(two, &rule.Not{X: one}) {
			continue
		}
		if s.example("", a.whole, b.whole) == nil {
			continue
		}
		example := s.withValue(here[0], []rule.Expr{a.whole, b.whole}, false)
		f := finding.Finding{
			Targets: []journey.Ref{
				scenarioRef(a.scenario.ID), scenarioRef(b.scenario.ID),
				{Kind: journey.KindSegment, ID: a.segment.ID}, {Kind: journey.KindSegment, ID: b.segment.ID},
			},
			Args: journey.Args{
				"A": s.name(a.scenario.ID), "B": s.name(b.scenario.ID), "SegmentA": s.name(a.segment.ID), "SegmentB": s.name(b.segment.ID),
				"Here": rule.Format(one, languageOf(a.segment.Rule)), "There": rule.Format(two, languageOf(b.segment.Rule)),
			},
			Example: example,
		}
		if a.scenario.Rank() < b.scenario.Rank() { // who is less important gives way
			a, b = b, a
		}
		f.Fixes = append(s.exclude(a.segment, b.segment), s.exclude(b.segment, a.segment)...)
		return f, true
	}
	return finding.Finding{}, false
}

// exclude offers to keep the people of one segment out of another, where that makes no circle.
func (s *study) exclude(from, out *journey.Segment) []finding.Fix {
	mine, theirs := s.segment(from.ID), s.segment(out.ID)
	if mine == nil || theirs == nil || s.asksForSegment(theirs, from.ID, 0) {
		return nil
	}
	not := &rule.Not{X: &rule.Is{Fact: rule.InSegment, Of: rule.Ref{Kind: rule.SegmentName, ID: string(out.ID), Name: s.ruleName(out.ID)}}}
	return []finding.Fix{{
		Message: "fix.leave_segment_out", Args: journey.Args{"Segment": s.name(from.ID), "Other": s.name(out.ID)},
		Edit: fix.SetRule{Segment: from.ID, Was: from.Rule, Text: rule.Format(rule.All(mine, not), languageOf(from.Rule))},
	}}
}

// asksForSegment tells that a rule asks for a segment, itself or by another one.
func (s *study) asksForSegment(x rule.Expr, segment journey.ID, depth int) bool {
	for _, ref := range rule.References(x) {
		if ref.Kind != rule.SegmentName {
			continue
		}
		inner := s.segment(journey.ID(ref.ID))
		if ref.ID == string(segment) || depth > len(s.m.Segments) || inner != nil && s.asksForSegment(inner, segment, depth+1) {
			return true
		}
	}
	return false
}
