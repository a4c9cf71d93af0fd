package check

import (
	"slices"

	"rehearse/journey"
	"rehearse/journey/finding"
)

// uselessSilence finds silences that keep nothing quiet: their rule does not exist, their record is gone, or the rule has
// nothing to say there. A silence for a measured rule is judged only with a result.
var uselessSilence = finding.RuleInfo{ID: "J610", Name: "useless_silence", Class: "plan", Severity: finding.Information}

func useless(s *study, found []finding.Finding) []finding.Finding {
	var list []finding.Finding
	for _, quiet := range s.m.Silences {
		info, known := Rule(quiet.Rule)
		gone := !quiet.Target.IsZero() && s.m.Lookup(quiet.Target) == nil
		if known && !gone {
			unknown := info.Measured && s.seen.Result == nil // whether it matches
			if unknown || slices.ContainsFunc(found, func(f finding.Finding) bool { return silences(quiet, f) }) {
				continue
			}
		}
		f := finding.Finding{
			Targets: []journey.Ref{{Kind: journey.KindSilence, ID: quiet.ID}},
			Args:    journey.Args{"Rule": quiet.Rule},
		}
		if known && !gone {
			f.Message = "finding.J610.message_nothing"
		}
		list = append(list, f)
	}
	return list
}
