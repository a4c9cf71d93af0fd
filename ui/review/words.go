package review

import (
	"slices"
	"strings"

	"rehearse/journey"
	"rehearse/journey/finding"
	"rehearse/ui/text"
)

// Sentence is a finding in one line: rule and sentence.
func Sentence(p *text.Printer, m *journey.Map, f finding.Finding) string {
	return f.Rule + "  " + Said(p, m, f.Message, f.Args)
}

// Group is the head of a group of findings.
func Group(p *text.Printer, m *journey.Map, r Row) string {
	return p.T("review.group", journey.Args{
		"Severity": p.T("review.severity."+string(r.Severity), nil), "Scenario": ScenarioName(p, m, r.Scenario), "Count": r.Count,
	})
}

// ScenarioName is what a scenario is called; "" is the map.
func ScenarioName(p *text.Printer, m *journey.Map, id journey.ID) string {
	if id == Several {
		return p.T("check.several", nil)
	}
	if s := m.Scenario(id); s != nil {
		return Name(p, s)
	}
	return p.T("review.the_map", nil)
}

// ClassName is what a part of the catalogue is called.
func ClassName(p *text.Printer, class string) string {
	if id := "review.class." + class; p.Has(id) {
		return p.T(id, nil)
	}
	return class
}

// Paragraph is a part of what is told of a finding, under a head of its own.
type Paragraph struct{ Head, Text string }

// About explains the rule of a finding: what it finds, why it hurts, an example, how to fix it, where the threshold comes
// from. What the language files do not have is left out.
func About(p *text.Printer, rule string) (list []Paragraph) {
	for _, part := range []string{"why", "remedy", "what", "example", "threshold"} {
		if id := "finding." + rule + "." + part; p.Has(id) {
			list = append(list, Paragraph{p.T("review.about."+part, nil), p.T(id, nil)})
		}
	}
	return list
}

// Numbers are the measured numbers of a finding, each with its interval and from where on the rule speaks.
func Numbers(p *text.Printer, f finding.Finding) (list []string) {
	for _, n := range f.Numbers {
		list = append(list, p.Measured(n))
	}
	return list
}

// Example is the person a static rule imagined, in words; "" for none.
func Example(p *text.Printer, m *journey.Map, f finding.Finding) string {
	if f.Example == nil {
		return ""
	}
	var parts []string
	told := slices.ContainsFunc(f.Example.Facts, func(fact finding.Sentence) bool { return fact.Message == "finding.fact.persona" })
	if who := m.Persona(f.Example.Persona); who != nil && !told {
		parts = append(parts, Name(p, who))
	}
	for _, fact := range f.Example.Facts {
		parts = append(parts, Said(p, m, fact.Message, fact.Args))
	}
	return strings.Join(parts, "; ")
}

// WayWords is a way through the map by the names of its steps.
func WayWords(p *text.Printer, m *journey.Map, w finding.Way) string {
	names := make([]string, 0, len(w.Steps))
	for _, id := range w.Steps {
		if s := m.Step(id); s != nil {
			names = append(names, Name(p, s))
		}
	}
	return strings.Join(names, " → ")
}
