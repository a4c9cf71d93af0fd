package check

import (
	"slices"
	"strings"

	"rehearse/journey"
	"rehearse/journey/finding"
)

// missingLanguage finds messages that have contents, but not in a language that people of the map speak,
// and no fallback either.
var missingLanguage = criterion{
	RuleInfo: finding.RuleInfo{ID: "J302", Name: "missing_language", Class: "audience", Severity: finding.Warning},
	find: func(s *study) []finding.Finding {
		spoken := s.spoken()
		var list []finding.Finding
		for _, step := range s.m.Steps {
			if step.Message == nil || len(step.Message.Contents) == 0 {
				continue
			}
			var written, missing []string
			for _, c := range step.Message.Contents {
				written = append(written, c.Language)
			}
			if s.m.Settings.FallbackLanguage != "" && slices.Contains(written, s.m.Settings.FallbackLanguage) {
				continue
			}
			for _, language := range spoken {
				if !slices.Contains(written, language) {
					missing = append(missing, language)
				}
			}
			if len(missing) > 0 {
				list = append(list, finding.Finding{
					Targets: []journey.Ref{stepRef(step.ID)}, Field: "message.contents",
					Args: journey.Args{"Step": s.name(step.ID), "Languages": strings.Join(missing, ", ")},
				})
			}
		}
		return list
	},
}

// spoken are the languages somebody on the map speaks, in map order.
func (s *study) spoken() []string {
	var all []string
	add := func(language string) {
		if language != "" && !slices.Contains(all, language) {
			all = append(all, language)
		}
	}
	for _, p := range s.m.Personas {
		if len(p.Languages) == 0 && len(s.m.Settings.Languages) > 0 {
			add(s.m.Settings.Languages[0])
		}
		for _, w := range p.Languages {
			if s.m.Value(w.Share).Value > 0 {
				add(w.Value)
			}
		}
	}
	return all
}
