package check

import (
	"slices"
	"strings"

	"rehearse/journey"
	"rehearse/journey/finding"
)

// parts are the numbers of a record that have a word of their own in sentences about assumptions.
var parts = []string{"known", "allowed", "per_day", "hard_bounce", "soft_bounce", "opened", "clicked", "unsubscribed", "rate", "answered", "refused"}

// place is what people call the place of an assumption: the record, and which of its numbers.
func (s *study) place(p journey.AssumptionPlace) finding.Name {
	switch r := s.index.Get(p.Record.ID).(type) {
	case *journey.Link:
		return finding.Name{Name: s.name(r.From) + " → " + s.name(r.To)}
	case *journey.Policy:
		if strings.HasPrefix(p.Field, "fatigue.") {
			return finding.Name{Part: "finding.part.fatigue"}
		}
		return finding.Name{Part: journey.Word("text.kind." + string(journey.KindPolicy))}
	}
	n := finding.Name{Name: s.name(p.Record.ID)}
	last := p.Field[strings.LastIndexByte(p.Field, '.')+1:]
	switch {
	case p.Record.Kind == journey.KindPersona && p.Field == "share":
		n.Part = "sensitivity.of.audience"
	case slices.Contains(parts, last):
		n.Part = journey.Word("sensitivity.of." + last)
	}
	return n
}

// unfounded tells that nothing stands behind a number: nobody says more than that it is a guess, or no source is named.
func unfounded(a journey.Assumption) bool {
	return a.Evidence == journey.EvidenceGuess || a.Evidence == "" || strings.TrimSpace(a.Source) == ""
}
