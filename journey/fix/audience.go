package fix

import (
	"rehearse/journey"
	"rehearse/journey/edit"
)

// SetSegment says which segment may be in a scenario; "" is everybody who comes to it.
type SetSegment struct {
	Scenario journey.ID `json:"scenario"`
	Segment  journey.ID `json:"segment"`
}

// Action is part of finding.Edit.
func (SetSegment) Action() string { return "set_segment" }

// Apply is part of finding.Edit.
func (f SetSegment) Apply(tx *edit.Tx) error {
	if f.Segment != "" && tx.Map().Segment(f.Segment) == nil {
		return gone(journey.Ref{Kind: journey.KindSegment, ID: f.Segment})
	}
	return eachScenario(tx, []journey.ID{f.Scenario}, func(s *journey.Scenario) { s.Segment = f.Segment })
}

// NewSegment makes a segment and lets only its people be in a scenario.
type NewSegment struct {
	Scenario journey.ID `json:"scenario"`
	Name     string     `json:"name"`
	Rule     string     `json:"rule"`
}

// Action is part of finding.Edit.
func (NewSegment) Action() string { return "new_segment" }

// Apply is part of finding.Edit.
func (f NewSegment) Apply(tx *edit.Tx) error {
	if tx.Map().Scenario(f.Scenario) == nil {
		return gone(journey.Ref{Kind: journey.KindScenario, ID: f.Scenario})
	}
	segment := &journey.Segment{ID: tx.NewID(), Name: f.Name, Rule: f.Rule}
	tx.Put(segment)
	return eachScenario(tx, []journey.ID{f.Scenario}, func(s *journey.Scenario) { s.Segment = segment.ID })
}

// MeanFor says which personas a scenario is meant for.
type MeanFor struct {
	Scenario journey.ID   `json:"scenario"`
	Personas []journey.ID `json:"personas"`
}

// Action is part of finding.Edit.
func (MeanFor) Action() string { return "mean_for" }

// Apply is part of finding.Edit.
func (f MeanFor) Apply(tx *edit.Tx) error {
	for _, id := range f.Personas {
		if tx.Map().Persona(id) == nil {
			return gone(journey.Ref{Kind: journey.KindPersona, ID: id})
		}
	}
	return eachScenario(tx, []journey.ID{f.Scenario}, func(s *journey.Scenario) { s.Personas = f.Personas })
}
