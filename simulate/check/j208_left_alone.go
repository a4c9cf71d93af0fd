package check

import (
	"rehearse/journey"
	"rehearse/journey/finding"
	"rehearse/simulate"
)

// leftAlone tells that most people get fewer touches than the policy's least in the policy's days after they arrive, or in
// the whole run where the policy names no days. It keeps silent where the policy names no least, and where the run is
// shorter than the days.
var leftAlone = criterion{
	RuleInfo: finding.RuleInfo{ID: "J208", Name: "left_alone", Class: "flooding", Severity: finding.Warning, Measured: true, Threshold: &finding.Threshold{Usual: 0.5, Min: 0, Max: 1, Unit: finding.UnitShare}},
	find: func(s *study) []finding.Finding {
		r := s.seen.Result
		if s.m.Policy == nil || s.m.Policy.LeastTouches == 0 || r.HorizonDays < s.m.Policy.LeastTouchesDays {
			return nil
		}
		touches := r.Touches.PerPerson
		if s.m.Policy.LeastTouchesDays > 0 {
			touches = r.Touches.AfterArrival
		}
		var fewer, all int64
		for count, people := range touches.Counts {
			all += people
			if count < s.m.Policy.LeastTouches {
				fewer += people
			}
		}
		least := s.limit
		share := simulate.NewShare(fewer, all, "entry")
		if all == 0 || share.Share < least {
			return nil
		}
		return []finding.Finding{{
			Targets: []journey.Ref{{Kind: journey.KindPolicy, ID: journey.PolicyID}},
			Args:    journey.Args{"Share": finding.Percent(share.Share), "Least": s.m.Policy.LeastTouches, "Days": s.m.Policy.LeastTouchesDays},
			Numbers: []finding.Number{number("finding.number.people", share, least)},
		}}
	},
}
