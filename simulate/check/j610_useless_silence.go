package check

import (
	"slices"

	"rehearse/journey"
	"rehearse/journey/finding"
	"rehearse/journey/fix"
)

// uselessSilence finds silences that keep nothing quiet: their rule does not exist, their record is gone, or the rule has
// nothing to say there. A silence of a rule that was not asked (it needs a run, or the day) is not judged.
var uselessSilence = finding.RuleInfo{ID: "J610", Name: "useless_silence", Class: "plan", Severity: finding.Information}

func useless(s *study, found []finding.Finding) []finding.Finding {
	unasked := map[string]bool{}
	for _, r := range catalogue() {
		unasked[r.ID] = !r.asked(s.seen)
	}
	var list []finding.Finding
	for _, quiet := range s.m.Silences {
		_, known := Rule(quiet.Rule)
		gone := !quiet.Target.IsZero() && s.m.Lookup(quiet.Target) == nil
		if known && !gone {
			if unasked[quiet.Rule] || slices.ContainsFunc(found, func(f finding.Finding) bool { return f.SilencedBy(quiet) }) {
				continue
			}
		}
		ref := journey.Ref{Kind: journey.KindSilence, ID: quiet.ID}
		f := finding.Finding{
			Targets: []journey.Ref{ref}, Args: journey.Args{"Rule": quiet.Rule},
			Fixes: []finding.Fix{{Message: "fix.delete_silence", Args: journey.Args{"Rule": quiet.Rule}, Edit: fix.Delete{Records: []journey.Ref{ref}}}},
		}
		if known && !gone {
			f.Message = "finding.J610.message_nothing"
		}
		list = append(list, f)
	}
	return list
}
