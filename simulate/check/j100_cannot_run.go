package check

import "rehearse/journey/finding"

// cannotRun passes on everything that keeps the map from being run.
var cannotRun = criterion{
	RuleInfo: finding.RuleInfo{ID: "J100", Name: "cannot_run", Class: "structure", Severity: finding.Error},
	find: func(s *study) []finding.Finding {
		var list []finding.Finding
		for _, p := range s.problems {
			f := finding.Finding{Message: p.Code, Args: p.Args, Field: p.Field}
			if !p.Record.IsZero() {
				f.Targets = append(f.Targets, p.Record)
			}
			list = append(list, f)
		}
		return list
	},
}
