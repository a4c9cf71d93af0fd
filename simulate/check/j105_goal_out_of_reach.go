package check

import (
	"rehearse/journey"
	"rehearse/journey/finding"
)

// goalOutOfReach finds goals to which no way leads. Of several goals that hang on the same missing link the first is
// named.
var goalOutOfReach = criterion{
	RuleInfo: finding.RuleInfo{ID: "J105", Name: "goal_out_of_reach", Class: "structure", Severity: finding.Error},
	find: func(s *study) []finding.Finding {
		var list []finding.Finding
		for _, part := range s.lostParts() {
			goal := part.goal()
			if goal == nil {
				continue
			}
			f := finding.Finding{
				Targets: []journey.Ref{stepRef(goal.ID)},
				Args:    journey.Args{"Goal": s.name(goal.ID), "Step": s.name(part.head.ID)},
				Fixes:   s.connect(part.head),
			}
			if goal != part.head {
				f.Message = "finding.J105.message_behind"
				f.Targets = append(f.Targets, stepRef(part.head.ID))
			}
			if part.weightless {
				f.Message, f.Fixes = "finding.J105.message_weight", nil
			}
			list = append(list, f)
		}
		return list
	},
}
