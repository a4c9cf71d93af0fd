package check

import (
	"math"

	"rehearse/journey"
	"rehearse/journey/finding"
	"rehearse/journey/fix"
	"rehearse/simulate"
)

// expected is within what 42 % of people expect an answer.
const expected = journey.Hour

// answerTargetMissed finds support that answers too few of its cases within its own target. Where it has none, it is pointed
// out that half of the people wait longer than many expect.
var answerTargetMissed = criterion{
	RuleInfo: finding.RuleInfo{ID: "J402", Name: "answer_target_missed", Class: "load", Severity: finding.Warning, Measured: true, Threshold: &finding.Threshold{Usual: 0.8, Min: 0.01, Max: 1, Unit: finding.UnitShare}},
	find: func(s *study) []finding.Finding {
		var list []finding.Finding
		for i := range s.seen.Result.Support {
			d := &s.seen.Result.Support[i]
			step := s.m.Step(d.Step)
			if step == nil || step.Support == nil || d.Answered+d.GaveUp < fewestCases {
				continue
			}
			f := finding.Finding{
				Targets: []journey.Ref{stepRef(step.ID)}, Field: "support.answer_within",
				Args: journey.Args{"Step": s.name(step.ID), "Wait": journey.Duration(math.Round(d.Wait.Mean)), "Median": journey.Duration(d.Wait.Median)},
			}
			if target := step.Support.AnswerWithin; target > 0 {
				if sure(d.Within).High >= s.limit {
					continue
				}
				f.Args["Target"], f.Args["Share"], f.Args["Wanted"] = target, finding.Percent(d.Within.Share), finding.Percent(s.limit)
				// Told as what is missed, so that the number speaks from its threshold on, as all others do.
				late := d.Within
				late.Num, late.Share, late.Low, late.High = late.Den-late.Num, 1-late.Share, 1-late.High, 1-late.Low
				f.Numbers = []finding.Number{number("finding.number.late", late, 1-s.limit)}
				f.Fixes = s.agentsInTime(step, d, target)
			} else {
				if d.Wait.N < fewestCases || d.Wait.Median <= int64(expected) {
					continue
				}
				f.Severity, f.Message, f.Args["Target"] = finding.Information, "finding.J402.message_no_target", expected
				f.Numbers = []finding.Number{{Name: "finding.number.wait", Value: d.Wait.Mean, Unit: finding.UnitTime, Threshold: float64(expected)}}
				if i := d.WaitInterval; i != nil {
					f.Numbers[0].Interval = &finding.Interval{Low: i.Low, High: i.High, Of: finding.Luck}
				}
				f.Fixes = []finding.Fix{{
					Message: "fix.set_target", Args: journey.Args{"Step": f.Args["Step"], "Target": expected},
					Edit: fix.SetTarget{Step: step.ID, Within: expected},
				}}
			}
			list = append(list, f)
		}
		return list
	},
}

// agentsInTime offers as many agents as Erlang's formula asks for, where people come evenly over the opening hours.
func (s *study) agentsInTime(step *journey.Step, d *simulate.SupportResult, target journey.Duration) []finding.Fix {
	agents, atOnce := agentsOf(step)
	l, ok := loadOf(d, agents, atOnce, d.GaveUp+d.Waiting)
	if !ok {
		return nil
	}
	wanted := min(0.995, s.limit+0.05) // luck must not bring the finding back
	hours := float64(target) / float64(journey.Hour)
	if n := enough(agents, func(n int) bool { return l.inTime(n, hours) >= wanted }); n > 0 {
		return []finding.Fix{s.moreAgents(step, n)}
	}
	return nil
}
