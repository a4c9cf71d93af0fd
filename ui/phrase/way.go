package phrase

import (
	"strings"

	"rehearse/journey"
	"rehearse/journey/draw"
	"rehearse/journey/rule"
	"rehearse/ui/text"
)

// Way is what a way out of a step is called: an outcome by the language, a way of a branch or an arm of a split by its name.
// One without a name is called by what its rule means, and where that cannot be said by its number.
func Way(p *text.Printer, m *journey.Map, step *journey.Step, port journey.Port) string {
	return way(p, func() *rule.Vocabulary { return rule.VocabularyOf(m) }, step, port)
}

func way(p *text.Printer, vocabulary func() *rule.Vocabulary, step *journey.Step, port journey.Port) string {
	if step.Branch != nil {
		for i, r := range step.Branch.Rules {
			if journey.Port(r.ID) == port {
				if r.Name == "" {
					return meant(p, vocabulary, r.Rule, i)
				}
				return r.Name
			}
		}
	}
	if step.Split != nil {
		for i, a := range step.Split.Arms {
			if journey.Port(a.ID) == port {
				if a.Name == "" {
					return numbered(p, i)
				}
				return a.Name
			}
		}
	}
	return p.T("draw.port."+string(port), nil)
}

// meant is what a rule means, or the number of its way while it is not written or has mistakes.
func meant(p *text.Printer, vocabulary func() *rule.Vocabulary, source string, i int) string {
	if strings.TrimSpace(source) != "" {
		v := vocabulary()
		if x, faults := rule.Read(source, v); len(faults) == 0 {
			return Rule(p, v, x)
		}
	}
	return numbered(p, i)
}

func numbered(p *text.Printer, i int) string { return p.T("phrase.way", journey.Args{"Number": i + 1}) }

// Labels are the words of a drawing of a map: those of the language, and the ways that have no name of their own.
func Labels(p *text.Printer, m *journey.Map) draw.Labels {
	l := draw.LabelsOf(p)
	var known *rule.Vocabulary // made when it is asked for: most ways have names
	vocabulary := func() *rule.Vocabulary {
		if known == nil {
			known = rule.VocabularyOf(m)
		}
		return known
	}
	l.Way = func(step *journey.Step, port journey.Port) string { return way(p, vocabulary, step, port) }
	return l
}
