package check

import (
	"rehearse/journey"
	"rehearse/journey/finding"
	"rehearse/journey/fix"
)

// unreachableStep finds steps nobody can come to; of a chain of them only the first is named, since the
// others follow from it. Chains with a goal have a rule of their own.
var unreachableStep = criterion{
	RuleInfo: finding.RuleInfo{ID: "J101", Name: "unreachable_step", Class: "structure", Severity: finding.Warning},
	find: func(s *study) []finding.Finding {
		var list []finding.Finding
		for _, part := range s.lostParts() {
			if part.goal() != nil {
				continue
			}
			f := finding.Finding{
				Targets: []journey.Ref{stepRef(part.head.ID)},
				Args:    journey.Args{"Step": s.name(part.head.ID), "Count": len(part.steps)},
				Fixes:   append(s.connect(part.head), s.deletePart(part)),
			}
			switch chain := len(part.steps) > 1; {
			case part.weightless && chain:
				f.Message = "finding.J101.message_weight_chain"
			case part.weightless:
				f.Message = "finding.J101.message_weight"
			case chain:
				f.Message = "finding.J101.message_chain"
			}
			if part.weightless { // the link is there
				f.Fixes = f.Fixes[len(f.Fixes)-1:]
			}
			list = append(list, f)
		}
		return list
	},
}

// goal is the first goal of a part; nil when it has none.
func (p *lostPart) goal() *journey.Step {
	for _, step := range p.steps {
		if step.Kind == journey.StepGoal {
			return step
		}
	}
	return nil
}

// deletePart offers to take a part nobody comes to off the map.
func (s *study) deletePart(part lostPart) finding.Fix {
	var records []journey.Ref
	for _, step := range part.steps {
		records = append(records, stepRef(step.ID))
	}
	if len(records) == 1 {
		return finding.Fix{Message: "fix.delete_step", Args: journey.Args{"Step": s.name(part.head.ID)}, Edit: fix.Delete{Records: records}}
	}
	return finding.Fix{
		Message: "fix.delete_steps", Args: journey.Args{"Step": s.name(part.head.ID), "Count": len(records)}, Edit: fix.Delete{Records: records},
	}
}
