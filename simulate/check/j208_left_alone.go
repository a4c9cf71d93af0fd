package check

import (
	"rehearse/journey"
	"rehearse/journey/finding"
)

// leftAlone tells that most people get fewer touches than the policy's least in the policy's days after they arrive, or in
// the whole run where the policy names no days. It keeps silent where the policy names no least, and where the run is
// shorter than the days.
var leftAlone = criterion{
	RuleInfo: finding.RuleInfo{
		ID: "J208", Name: "left_alone", Class: "flooding", Severity: finding.Warning, Measured: true,
		Threshold: &finding.Threshold{Usual: 0.5, Min: 0, Max: 1, Unit: finding.UnitShare},
	},
	find: func(s *study) []finding.Finding {
		t := &s.seen.Result.Touches
		if t.Under == nil || !s.over(*t.Under) {
			return nil
		}
		f := finding.Finding{
			Targets: []journey.Ref{{Kind: journey.KindPolicy, ID: journey.PolicyID}}, Field: "least_touches",
			Args:    journey.Args{"Share": finding.Percent(t.Under.Share.Share), "Least": t.Under.Limit, "Count": t.WithinDays},
			Numbers: []finding.Number{number("finding.number.people", t.Under.Share, s.limit)},
			Witness: witness(s.seen.Result, "left_alone"),
		}
		if s.m.Policy.LeastTouchesDays == 0 {
			f.Message = "finding.J208.message_run"
			f.Numbers = append(f.Numbers, spread("", t.PerPerson)...)
		} else {
			f.Numbers = append(f.Numbers, spread("", t.AfterArrival)...)
		}
		return []finding.Finding{f}
	},
}
