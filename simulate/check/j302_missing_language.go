package check

import (
	"slices"
	"strings"

	"rehearse/journey"
	"rehearse/journey/finding"
	"rehearse/journey/fix"
)

// missingLanguage finds messages that have contents, but not in a language of people who can come to them, and no fallback
// either. Messages that lack the same languages are one finding. A map that names no languages refuses nothing for them.
var missingLanguage = criterion{
	RuleInfo: finding.RuleInfo{ID: "J302", Name: "missing_language", Class: "audience", Severity: finding.Warning},
	find: func(s *study) []finding.Finding {
		if len(s.m.Settings.Languages) == 0 {
			return nil
		}
		type gap struct {
			languages []string
			steps     []journey.ID
			personas  []journey.ID // of the first step
		}
		var gaps []*gap
		for _, step := range s.m.Steps {
			if step.Message == nil || len(step.Message.Contents) == 0 {
				continue
			}
			var in []string
			for _, c := range step.Message.Contents {
				in = append(in, c.Language)
			}
			if fallback := s.m.Settings.FallbackLanguage; fallback != "" && slices.Contains(in, fallback) {
				continue
			}
			stay, ok := s.stay(step.ID)
			if !ok || !stay.Possible {
				continue
			}
			missing := slices.DeleteFunc(slices.Clone(stay.Languages), func(language string) bool { return slices.Contains(in, language) })
			if len(missing) == 0 {
				continue
			}
			slices.Sort(missing)
			at := slices.IndexFunc(gaps, func(g *gap) bool { return slices.Equal(g.languages, missing) })
			if at < 0 {
				at, gaps = len(gaps), append(gaps, &gap{languages: missing, personas: stay.Personas})
			}
			gaps[at].steps = append(gaps[at].steps, step.ID)
		}
		var list []finding.Finding
		for _, g := range gaps {
			languages := strings.Join(g.languages, ", ")
			f := finding.Finding{
				Args:    journey.Args{"Step": s.name(g.steps[0]), "Languages": languages, "Count": len(g.steps), "Steps": s.list(g.steps, 4)},
				Example: s.speaks(g.personas, g.languages[0]),
				Fixes: []finding.Fix{{
					Message: "fix.add_languages", Args: journey.Args{"Languages": languages, "Steps": s.list(g.steps, 4)},
					Edit: fix.AddLanguages{Steps: g.steps, Languages: g.languages},
				}},
			}
			if f.Field = "message.contents"; len(g.steps) > 1 {
				f.Field, f.Message = "", "finding.J302.message_several"
			}
			for _, id := range g.steps {
				f.Targets = append(f.Targets, stepRef(id))
			}
			list = append(list, f)
		}
		return list
	},
}

// speaks is somebody of one of the personas who speaks a language.
func (s *study) speaks(personas []journey.ID, language string) *finding.Example {
	for _, id := range personas {
		persona := s.m.Persona(id)
		has := len(persona.Languages) == 0 && s.m.Settings.Languages[0] == language
		for _, w := range persona.Languages {
			has = has || w.Value == language && s.m.Value(w.Share).Value > 0
		}
		if has {
			return &finding.Example{Persona: id, Facts: []finding.Sentence{
				{Message: "finding.fact.persona", Args: journey.Args{"Persona": s.name(id)}},
				{Message: "finding.fact.language", Args: journey.Args{"Language": language}},
			}}
		}
	}
	return nil
}
