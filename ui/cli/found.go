package cli

import (
	"strings"

	"rehearse/journey"
	"rehearse/journey/finding"
	"rehearse/simulate"
	"rehearse/simulate/check"
	"rehearse/ui/review"
)

// checked is what `check --json` prints. docs/pipeline.md explains every field.
type checked struct {
	File     string  `json:"file"`
	Map      string  `json:"map"`
	Count    counts  `json:"count"`
	Findings []found `json:"findings"`
}

// counts are how many findings there are of each severity, those apart that the map silences.
type counts struct {
	Error       int `json:"error"`
	Warning     int `json:"warning"`
	Information int `json:"information"`
	Silenced    int `json:"silenced"`
}

// found is a finding as programs read it: codes and IDs that stay, beside sentences in the user's language.
type found struct {
	Rule     string   `json:"rule"`
	Name     string   `json:"name"`
	Class    string   `json:"class"`
	Severity string   `json:"severity"`
	Measured bool     `json:"measured"`
	Title    string   `json:"title"`
	Message  string   `json:"message"`
	Scenario string   `json:"scenario,omitempty"`
	Targets  []target `json:"targets"`
	Field    string   `json:"field,omitempty"`
	// MessageID and Args are what Message was made from.
	MessageID   string         `json:"message_id"`
	Args        journey.Args   `json:"args,omitempty"`
	Numbers     []foundNumber  `json:"numbers,omitempty"`
	Example     string         `json:"example,omitempty"`
	Ways        [][]journey.ID `json:"ways,omitempty"`
	Witness     *foundWitness  `json:"witness,omitempty"`
	Fixes       []foundFix     `json:"fixes,omitempty"`
	Silenced    string         `json:"silenced,omitempty"`
	SilencedBy  string         `json:"silenced_by,omitempty"`
	SilencedOn  string         `json:"silenced_on,omitempty"`
	Fingerprint string         `json:"fingerprint"`
}

type target struct {
	Kind string `json:"kind"`
	ID   string `json:"id"`
	Name string `json:"name,omitempty"`
}

type foundNumber struct {
	finding.Number
	Label string `json:"label"`
}

type foundWitness struct {
	Person string `json:"person"`
	Replay string `json:"replay"`
}

type foundFix struct {
	Number int    `json:"number"`
	Text   string `json:"text"`
	Action string `json:"action"`
	Edit   any    `json:"edit"`
}

// count counts findings.
func count(list []finding.Finding) counts {
	var c counts
	for _, f := range list {
		switch {
		case f.Silenced != "":
			c.Silenced++
		case f.Severity == finding.Error:
			c.Error++
		case f.Severity == finding.Warning:
			c.Warning++
		default:
			c.Information++
		}
	}
	return c
}

// found puts findings of a map into the form for programs. Replay is the command that tells the story of a person, to
// which only the person is added.
func (s *session) found(m *journey.Map, list []finding.Finding, replay string) []found {
	index := journey.NewIndex(m)
	all := make([]found, 0, len(list))
	for _, f := range list {
		rule, _ := check.Rule(f.Rule)
		scenario, _ := review.ScenarioOf(m, f)
		one := found{
			Rule: f.Rule, Name: rule.Name, Class: rule.Class, Severity: string(f.Severity), Measured: rule.Measured,
			Title: s.ruleTitle(rule), Message: review.Said(s.text, m, f.Message, f.Args), Scenario: string(scenario), Field: f.Field,
			MessageID: f.Message, Args: f.Args, Example: review.Example(s.text, m, f), Silenced: f.Silenced, Targets: []target{}, Fingerprint: fingerprint(f),
		}
		if quiet := silenceOf(m, f); quiet != nil {
			one.SilencedBy, one.SilencedOn = quiet.Who, string(quiet.When)
		}
		for _, t := range f.Targets {
			one.Targets = append(one.Targets, target{string(t.Kind), string(t.ID), journey.NameOf(index.Get(t.ID))})
		}
		for _, n := range f.Numbers {
			one.Numbers = append(one.Numbers, foundNumber{n, s.text.T(n.Name, nil)})
		}
		for _, way := range f.Ways {
			one.Ways = append(one.Ways, way.Steps)
		}
		if person, ok := f.Witness.(simulate.PersonRef); ok {
			one.Witness = &foundWitness{person.String(), replay + person.String()}
		}
		for i, offer := range f.Fixes {
			one.Fixes = append(one.Fixes, foundFix{i + 1, review.Said(s.text, m, offer.Message, offer.Args), offer.Edit.Action(), offer.Edit})
		}
		all = append(all, one)
	}
	return all
}

// fingerprint tells findings apart over many versions of a map: the rule, which of its sentences, and the IDs it is about.
// Renaming, moving and other numbers do not change it.
func fingerprint(f finding.Finding) string {
	parts := []string{f.Rule, strings.TrimPrefix(f.Message, "finding."+f.Rule+".")}
	for _, t := range f.Targets {
		parts = append(parts, string(t.Kind)+":"+string(t.ID))
	}
	if f.Field != "" {
		parts = append(parts, f.Field)
	}
	return strings.Join(parts, "/")
}
