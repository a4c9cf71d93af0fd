package check

import (
	"strconv"

	"rehearse/journey"
	"rehearse/journey/finding"
	"rehearse/journey/rule"
)

// ruleNeverHolds finds rules of segments and branches that nobody can meet, or that hold for everybody.
var ruleNeverHolds = criterion{
	RuleInfo: finding.RuleInfo{ID: "J107", Name: "rule_never_or_always", Class: "structure", Severity: finding.Warning},
	find: func(s *study) []finding.Finding {
		var list []finding.Finding
		for _, segment := range s.m.Segments {
			list = s.judge(list, segment.Rule, journey.Ref{Kind: journey.KindSegment, ID: segment.ID}, "rule", s.name(segment.ID))
		}
		for _, step := range s.m.Steps {
			if step.Branch == nil {
				continue
			}
			for i, r := range step.Branch.Rules {
				list = s.judge(list, r.Rule, stepRef(step.ID), "branch.rules["+strconv.Itoa(i)+"].rule", or(r.Name, r.ID))
			}
		}
		return list
	},
}

func (s *study) judge(list []finding.Finding, text string, of journey.Ref, field, name string) []finding.Finding {
	x := s.read(text)
	if x == nil {
		return list
	}
	f := finding.Finding{Targets: []journey.Ref{of}, Field: field, Args: journey.Args{"Name": name}}
	if answer, _ := rule.Satisfiable(x, s.vocabulary); answer == rule.No {
		return append(list, f)
	}
	if answer, _ := rule.Satisfiable(&rule.Not{X: x}, s.vocabulary); answer == rule.No {
		f.Message = "finding.J107.message_always"
		return append(list, f)
	}
	return list
}
