package check

import (
	"rehearse/journey"
	"rehearse/journey/finding"
	"rehearse/simulate"
)

// sameMessageTwice tells of people who got the same topic or the same content twice within the
// duplicate window. A message that may be repeated (repeat_ok) does not count against itself.
var sameMessageTwice = criterion{
	RuleInfo: finding.RuleInfo{ID: "J201", Name: "same_message_twice", Class: "flooding", Severity: finding.Warning, Measured: true, Threshold: &finding.Threshold{Usual: 0.01, Min: 0, Max: 1, Unit: finding.UnitShare}},
	find: func(s *study) []finding.Finding {
		r := s.seen.Result
		least := s.limit
		var list []finding.Finding
		for _, pair := range r.Pairs {
			if s.mayRepeat(pair) || s.oneSeries(pair) || pair.Of == 0 {
				continue
			}
			share := simulate.NewShare(pair.People, pair.Of, "person")
			if share.Share < least {
				continue
			}
			f := finding.Finding{
				Targets: []journey.Ref{stepRef(pair.A), stepRef(pair.B)},
				Args:    journey.Args{"A": s.name(pair.A), "B": s.name(pair.B), "Count": pair.People, "Share": finding.Percent(share.Share), "Window": s.duplicateWindow()},
				Numbers: []finding.Number{number("finding.number.people", share, least)},
				Witness: witness(r, pair.Code, pair.A, pair.B),
			}
			if pair.A == pair.B {
				f.Targets = f.Targets[:1]
				f.Message = "finding.J201.message_self"
			}
			list = append(list, f)
		}
		return list
	},
}

func (s *study) mayRepeat(pair simulate.PairResult) bool {
	a, b := s.m.Step(pair.A), s.m.Step(pair.B)
	return a == nil || b == nil || a.Message != nil && a.Message.RepeatOK || b.Message != nil && b.Message.RepeatOK
}

// oneSeries reports whether two messages of one topic stand in one scenario: a series about one topic
// is what a scenario is. The same content twice is told in any case.
func (s *study) oneSeries(pair simulate.PairResult) bool {
	if pair.Code != "same_topic" || pair.A == pair.B {
		return false
	}
	a, b := s.m.Step(pair.A), s.m.Step(pair.B)
	return a.Scenario != "" && a.Scenario == b.Scenario
}

func (s *study) duplicateWindow() journey.Duration {
	if s.m.Policy != nil && s.m.Policy.DuplicateWindow > 0 {
		return s.m.Policy.DuplicateWindow
	}
	return 7 * journey.Day
}

// number is a share as a finding shows it.
func number(name string, share simulate.Share, threshold float64) finding.Number {
	return finding.Number{Name: name, Value: share.Share, Low: share.Low, High: share.High, Threshold: threshold, Per: share.Per}
}
