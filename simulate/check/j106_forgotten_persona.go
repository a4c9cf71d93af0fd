package check

import (
	"rehearse/journey"
	"rehearse/journey/finding"
	"rehearse/journey/fix"
)

// forgottenPersona finds personas who come in nowhere, or for whom no goal can be reached by any weight. One whose share
// was set to 0 may be meant for later: that is information.
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
			ref := journey.Ref{Kind: journey.KindPersona, ID: persona.ID}
			f := finding.Finding{Targets: []journey.Ref{ref}, Args: journey.Args{"Persona": s.name(persona.ID)}}
			reached := s.reach(persona.ID, func(entry *journey.Step) bool { return s.takes(entry, persona) })
			switch {
			case len(reached) == 0 && s.m.Value(persona.Share).Value > 0:
				f.Message = "finding.J106.message_nowhere"
			case len(reached) == 0:
				f.Severity, f.Message = finding.Information, "finding.J106.message_no_share"
				f.Fixes = []finding.Fix{{
					Message: "fix.delete_persona", Args: journey.Args{"Persona": s.name(persona.ID)},
					Edit: fix.Delete{Records: []journey.Ref{ref}},
				}}
			case goals > 0 && !s.reachesGoal(reached):
				f.Fixes = s.openForPersona(persona, reached)
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

// openForPersona offers the first link that leads to a goal from where a persona comes and that only this persona
// does not take.
func (s *study) openForPersona(persona *journey.Persona, reached map[journey.ID]bool) []finding.Fix {
	toGoal := s.leadsToGoal()
	for _, l := range s.m.Links {
		if reached[l.From] && toGoal[l.To] && s.canTake(l, "") && !s.canTake(l, persona.ID) && hasZero(s.m, l, persona.ID) {
			return []finding.Fix{{
				Message: "fix.open_link", Args: journey.Args{"Persona": s.name(persona.ID), "From": s.name(l.From), "To": s.name(l.To)},
				Edit: fix.OpenLink{Link: l.ID, Persona: persona.ID},
			}}
		}
	}
	return nil
}

func hasZero(m *journey.Map, l *journey.Link, persona journey.ID) bool {
	for _, w := range l.Weights {
		if w.Persona == persona && m.Value(w.Weight).Value == 0 {
			return true
		}
	}
	return false
}

// leadsToGoal are the steps from which links lead to a goal, and the goals.
func (s *study) leadsToGoal() map[journey.ID]bool {
	into := map[journey.ID][]journey.ID{}
	for _, l := range s.m.Links {
		if s.canTake(l, "") {
			into[l.To] = append(into[l.To], l.From)
		}
	}
	leads := map[journey.ID]bool{}
	var queue []journey.ID
	for _, step := range s.m.Steps {
		if step.Kind == journey.StepGoal {
			queue = append(queue, step.ID)
		}
	}
	for len(queue) > 0 {
		id := queue[0]
		queue = queue[1:]
		if !leads[id] {
			leads[id] = true
			queue = append(queue, into[id]...)
		}
	}
	return leads
}
