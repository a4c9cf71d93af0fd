package check

import (
	"strconv"

	"rehearse/journey"
	"rehearse/journey/finding"
	"rehearse/journey/fix"
)

// uselessThreshold finds thresholds of the policy that decide nothing: their rule does not exist or has no threshold, the
// number is outside of what it can be (the usual one holds then), or an earlier one for the same rule holds.
var uselessThreshold = criterion{
	RuleInfo: finding.RuleInfo{ID: "J611", Name: "useless_threshold", Class: "plan", Severity: finding.Information},
	find: func(s *study) []finding.Finding {
		if s.m.Policy == nil {
			return nil
		}
		var list []finding.Finding
		seen := map[string]bool{}
		for i, t := range s.m.Policy.Thresholds {
			f := finding.Finding{
				Targets: []journey.Ref{{Kind: journey.KindPolicy, ID: journey.PolicyID}}, Field: "thresholds." + strconv.Itoa(i),
				Args: journey.Args{"Rule": t.Rule},
				Fixes: []finding.Fix{{
					Message: "fix.remove_threshold", Args: journey.Args{"Rule": t.Rule}, Edit: fix.RemoveThreshold{Rule: t.Rule, At: i},
				}},
			}
			info, known := s.rule(t.Rule)
			switch {
			case !known:
			case info.Threshold == nil:
				f.Message = "finding.J611.message_none"
			case !info.Threshold.Holds(t.Value):
				f.Message = "finding.J611.message_range"
				for name, value := range map[string]float64{"Value": t.Value, "Low": info.Threshold.Min, "High": info.Threshold.Max, "Usual": info.Threshold.Usual} {
					f.Args[name] = finding.Measure{Value: value, Unit: info.Threshold.Unit}
				}
			case seen[t.Rule]:
				f.Message = "finding.J611.message_twice"
			default:
				seen[t.Rule] = true
				continue
			}
			list = append(list, f)
		}
		return list
	},
}
