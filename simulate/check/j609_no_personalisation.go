package check

import (
	"slices"

	"rehearse/journey"
	"rehearse/journey/finding"
	"rehearse/journey/tag"
)

// noPersonalisation finds maps all of whose e-mails are the same for everybody: not one has the reader's name or anything
// else of the reader. It is one finding for the map, from three written e-mails on.
var noPersonalisation = criterion{
	RuleInfo: finding.RuleInfo{ID: "J609", Name: "no_personalisation", Class: "plan", Severity: finding.Information, Threshold: &finding.Threshold{Usual: 3, Min: 1, Max: 999, Unit: finding.UnitCount}},
	find: func(s *study) []finding.Finding {
		var targets []journey.Ref
		for _, step := range s.m.Steps {
			if step.Message == nil || !s.goesBy(step.Message, journey.MediumEmail) {
				continue
			}
			texts := written(step.Message)
			if slices.ContainsFunc(texts, func(c journey.Content) bool { return tag.Has(c.Subject) || tag.Has(c.Body) }) {
				return nil
			}
			if len(texts) > 0 {
				targets = append(targets, stepRef(step.ID))
			}
		}
		if len(targets) < int(s.limit) || len(targets) == 0 {
			return nil
		}
		return []finding.Finding{{Targets: targets, Args: journey.Args{"Count": len(targets)}}}
	},
}
