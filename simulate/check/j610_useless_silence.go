package check

import (
	"rehearse/journey"
	"rehearse/journey/finding"
)

// uselessSilence finds silences that name a rule that does not exist or a record that is gone. A
// silence that only matches nothing today may be for a measured finding, so it is left alone.
var uselessSilence = criterion{
	RuleInfo: finding.RuleInfo{ID: "J610", Name: "useless_silence", Class: "plan", Severity: finding.Information},
	find: func(s *study) []finding.Finding {
		var list []finding.Finding
		for _, silence := range s.m.Silences {
			known := false
			for _, info := range ruleIDs() {
				known = known || info == silence.Rule
			}
			if known && (silence.Target.IsZero() || s.m.Lookup(silence.Target) != nil) {
				continue
			}
			list = append(list, finding.Finding{
				Targets: []journey.Ref{{Kind: journey.KindSilence, ID: silence.ID}},
				Args:    journey.Args{"Rule": silence.Rule},
			})
		}
		return list
	},
}

// ruleIDs lists the ids a silence may name. It is written out because the catalogue holds this rule
// itself; a test keeps both equal.
func ruleIDs() []string {
	return []string{
		"J100", "J101", "J102", "J104", "J105", "J106", "J107", "J108", "J109", "J110", "J111", "J112",
		"J201", "J203", "J206", "J208", "J302", "J303", "J601", "J602", "J603", "J610",
	}
}
