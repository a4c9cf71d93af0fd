package check

import (
	"rehearse/journey"
	"rehearse/journey/finding"
)

// forgottenPersona finds personas who come in nowhere, or for whom no goal can be reached by any weight.
var forgottenPersona = criterion{
	RuleInfo: finding.RuleInfo{ID: "J106", Name: "forgotten_persona", Class: "structure", Severity: finding.Warning},
	find: func(s *study) []finding.Finding {
		var list []finding.Finding
		goals := 0
		for _, step := range s.m.Steps {
			if step.Kind == journey.StepGoal && s.reached[step.ID] {
				goals++
			}
		}
		if len(s.reached) == 0 {
			return nil // nobody comes in at all, which is a finding of its own
		}
		for _, persona := range s.m.Personas {
			f := finding.Finding{
				Targets: []journey.Ref{{Kind: journey.KindPersona, ID: persona.ID}},
				Args:    journey.Args{"Persona": s.name(persona.ID)},
			}
			reached := s.reach(persona.ID, func(entry *journey.Step) bool { return s.takes(entry, persona) })
			switch {
			case len(reached) == 0:
				f.Message = "finding.J106.message_nowhere"
			case goals > 0 && !s.reachesGoal(reached):
			default:
				continue
			}
			list = append(list, f)
		}
		return list
	},
}

func (s *study) reachesGoal(reached map[journey.ID]bool) bool {
	for _, step := range s.m.Steps {
		if step.Kind == journey.StepGoal && reached[step.ID] {
			return true
		}
	}
	return false
}
