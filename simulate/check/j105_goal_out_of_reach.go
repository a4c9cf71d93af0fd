package check

import (
	"slices"

	"rehearse/journey"
	"rehearse/journey/finding"
	"rehearse/journey/fix"
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
		return append(list, s.reachedByNobody(list)...)
	},
}

// fewestToMiss is how many people a run must have before a goal that none of them reached is worth a word: with so many,
// less than four in a thousand reach it, 95 % of the time.
const fewestToMiss = 1000

// reachedByNobody tells of goals to which a way leads and which nobody of a run came to. A run without some of the
// scenarios says nothing about that.
func (s *study) reachedByNobody(told []finding.Finding) []finding.Finding {
	r := s.seen.Result
	if r == nil || r.People < fewestToMiss || len(r.Spec.Phases)+len(r.Spec.Statuses)+len(r.Spec.Mute) > 0 {
		return nil
	}
	var list []finding.Finding
	for _, g := range r.Goals {
		known := slices.ContainsFunc(told, func(f finding.Finding) bool { return slices.Contains(f.Targets, stepRef(g.Step)) })
		if g.People > 0 || known || !s.reached[g.Step] {
			continue
		}
		f := finding.Finding{
			Severity: finding.Warning, Message: "finding.J105.message_measured",
			Targets: []journey.Ref{stepRef(g.Step)},
			Args:    journey.Args{"Goal": s.name(g.Step), "Count": int(r.People), "Days": r.HorizonDays},
			Numbers: []finding.Number{number("finding.number.people", g.Rate, 0)},
		}
		s.tooShort(&f, g.Step)
		list = append(list, f)
	}
	return list
}

// tooShort says of a goal that nobody reached that the run ends before anybody can, and offers one in which all who come in
// what is a whole run now have the time.
func (s *study) tooShort(f *finding.Finding, goal journey.ID) {
	stay, ok := s.stay(goal)
	days := s.m.Settings.HorizonDays
	takes := journey.Duration(stay.SinceArrival.Least / 1000)
	if !ok || !stay.Possible || takes < journey.Duration(days)*journey.Day {
		return
	}
	f.Message = "finding.J105.message_short"
	f.Args["Takes"] = takes
	needed := int((takes+journey.Day-1)/journey.Day) + days
	if needed > journey.LongestRun {
		return
	}
	f.Fixes = []finding.Fix{{
		Message: "fix.set_horizon", Args: journey.Args{"Days": needed}, Edit: fix.SetHorizon{Days: needed},
	}}
}
