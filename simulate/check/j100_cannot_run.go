package check

import (
	"rehearse/journey"
	"rehearse/journey/finding"
)

// cannotRun passes on everything that keeps the map from being run and that has no rule of its own.
var cannotRun = criterion{
	RuleInfo: finding.RuleInfo{ID: "J100", Name: "cannot_run", Class: "structure", Severity: finding.Error},
	find: func(s *study) []finding.Finding {
		var list []finding.Finding
		for _, p := range s.problems {
			if p.Code == codeOverOne {
				continue
			}
			f := finding.Finding{Message: p.Code, Args: p.Args, Field: p.Field}
			if !p.Record.IsZero() {
				f.Targets = append(f.Targets, p.Record)
			}
			if p.Code == codeNotOne {
				f.Fixes = []finding.Fix{s.scaleWeights(p.Record.ID, journey.Port(p.Args["Port"].(string)))}
			}
			list = append(list, f)
		}
		return list
	},
}
