package check

import (
	"rehearse/journey"
	"rehearse/journey/finding"
	"rehearse/journey/fix"
)

// goalForEverybody finds messages that lead straight to a goal by "next" alone: people go on at the decision to send, so
// that everybody counts who passes by, whether the message was sent, opened, clicked or not. Behind a transactional message that
// is usual: it confirms what was reached.
var goalForEverybody = criterion{
	RuleInfo: finding.RuleInfo{ID: "J115", Name: "goal_for_everybody", Class: "structure", Severity: finding.Warning},
	find: func(s *study) []finding.Finding {
		var list []finding.Finding
		for _, step := range s.m.Steps {
			if step.Message == nil || step.Message.Class == journey.ClassTransactional || !s.reached[step.ID] {
				continue
			}
			var to *journey.Link
			for _, l := range s.out[step.ID] {
				if l.Port != journey.PortOut {
					to = nil
					break
				}
				if goal := s.step(l.To); to == nil && goal != nil && goal.Goal != nil {
					to = l
				}
			}
			if to == nil {
				continue
			}
			list = append(list, finding.Finding{
				Targets: []journey.Ref{stepRef(step.ID), stepRef(to.To)},
				Args:    journey.Args{"Message": s.name(step.ID), "Goal": s.name(to.To)},
				Fixes: []finding.Fix{{
					Message: "fix.leave_by_click", Args: journey.Args{"Message": s.name(step.ID), "Goal": s.name(to.To)},
					Edit: fix.LeaveByClick{Link: to.ID},
				}},
			})
		}
		return list
	},
}
