package check

import (
	"strings"

	"rehearse/journey"
	"rehearse/journey/finding"
	"rehearse/journey/rule"
	"rehearse/simulate/reach"
)

// ways knows who can be where and when; nil for a map that cannot be run.
func (s *study) ways() *reach.Reach {
	if s.known.ways == nil && len(s.problems) == 0 && s.program != nil {
		s.known.ways = reach.Of(s.program)
		s.known.stays = map[journey.ID]reach.Stay{}
	}
	return s.known.ways
}

// stay is who can be at a step, and when; false for a map that cannot be run and for what is no step of a run.
func (s *study) stay(step journey.ID) (reach.Stay, bool) {
	ways := s.ways()
	if ways == nil {
		return reach.Stay{}, false
	}
	stay, known := s.known.stays[step]
	if !known {
		var ok bool
		if stay, ok = ways.Stay(step); !ok {
			return stay, false
		}
		s.known.stays[step] = stay
	}
	return stay, true
}

// example is somebody for whom rules hold together, which has been evaluated; nil where nobody was found. The rules
// name segments or not; a nil one asks for nothing.
func (s *study) example(persona journey.ID, rules ...rule.Expr) *finding.Example {
	var all []rule.Expr
	for _, x := range rules {
		if x != nil {
			all = append(all, x)
		}
	}
	if persona != "" {
		all = append(all, personaIs(persona))
	}
	if len(all) == 0 {
		return &finding.Example{}
	}
	whole := s.inline(rule.All(all...))
	if whole == nil {
		return nil
	}
	answer, who := rule.Satisfiable(whole, s.vocabulary)
	if answer != rule.Yes {
		return nil
	}
	example := &finding.Example{Persona: persona}
	var why []rule.Expr
	for _, x := range who.Why {
		if !rule.Same(x, personaIs(persona)) {
			why = append(why, x)
		}
	}
	if persona != "" {
		example.Facts = append(example.Facts, finding.Sentence{Message: "finding.fact.persona", Args: journey.Args{"Persona": s.name(persona)}})
	}
	for _, x := range why {
		example.Facts = append(example.Facts, finding.Sentence{Message: "finding.fact.rule", Args: journey.Args{"Rule": inWords(x)}})
	}
	return example
}

// inWords is a rule in the languages whose keywords there are.
func inWords(x rule.Expr) finding.Rule {
	var list finding.Rule
	for _, lang := range []rule.Lang{rule.English, rule.Russian} {
		list = append(list, finding.Written{Language: string(lang), Text: rule.Format(x, lang)})
	}
	return list
}

// personaIs is the rule that somebody is of a persona.
func personaIs(persona journey.ID) rule.Expr {
	return &rule.OneOf{Quality: rule.Persona, Values: []rule.Ref{{Kind: rule.PersonaName, ID: string(persona), Name: string(persona)}}}
}

// impossible tells that rules can hold together for nobody; a nil one asks for nothing.
func (s *study) impossible(rules ...rule.Expr) bool {
	var all []rule.Expr
	for _, x := range rules {
		if x != nil {
			all = append(all, x)
		}
	}
	if len(all) == 0 {
		return false
	}
	whole := s.inline(rule.All(all...))
	if whole == nil {
		return false
	}
	answer, _ := rule.Satisfiable(whole, s.vocabulary)
	return answer == rule.No
}

// segment is the rule of a segment as it is written; nil for none and for one with errors.
func (s *study) segment(id journey.ID) rule.Expr { return s.segments[string(id)] }

// list are names of records, at most so many, the rest as "…".
func (s *study) list(ids []journey.ID, most int) string {
	var names []string
	for i, id := range ids {
		if i == most {
			names = append(names, "…")
			break
		}
		names = append(names, s.name(id))
	}
	return strings.Join(names, ", ")
}
