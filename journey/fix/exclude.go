package fix

import (
	"rehearse/journey"
	"rehearse/journey/edit"
)

// Exclude keeps people out of a scenario, beside those its segment keeps out already. It makes a segment for that.
type Exclude struct {
	Scenario journey.ID `json:"scenario"`
	// Messages are what those who are kept out have received, less than Within ago.
	Messages []journey.ID     `json:"messages,omitempty"`
	Within   journey.Duration `json:"within,omitempty"`
	// Goal is the goal step those who are kept out have reached.
	Goal journey.ID `json:"goal,omitempty"`
	// Segment is the one those who are kept out are in.
	Segment journey.ID `json:"segment,omitempty"`
	// Name of the new segment.
	Name string `json:"name"`
}

// Action is part of finding.Edit.
func (Exclude) Action() string { return "exclude" }

// Apply is part of finding.Edit.
func (f Exclude) Apply(tx *edit.Tx) error {
	m := tx.Map()
	scenario := m.Scenario(f.Scenario)
	if scenario == nil {
		return gone(journey.Ref{Kind: journey.KindScenario, ID: f.Scenario})
	}
	rule := ""
	switch {
	case f.Goal != "":
		if m.Step(f.Goal) == nil {
			return gone(journey.Ref{Kind: journey.KindStep, ID: f.Goal})
		}
		rule = "never(" + named(m, journey.KindStep, f.Goal) + ")"
	case f.Segment != "":
		if m.Segment(f.Segment) == nil {
			return gone(journey.Ref{Kind: journey.KindSegment, ID: f.Segment})
		}
		rule = "not in_segment(" + named(m, journey.KindSegment, f.Segment) + ")"
	default:
		for _, id := range f.Messages {
			if m.Step(id) == nil {
				return gone(journey.Ref{Kind: journey.KindStep, ID: id})
			}
		}
		rule = "not (" + gotOneOf(m, f.Messages, f.Within) + ")"
	}
	if scenario.Segment != "" {
		rule = "in_segment(" + named(m, journey.KindSegment, scenario.Segment) + ") and " + rule
	}
	segment := &journey.Segment{ID: tx.NewID(), Name: f.Name, Rule: rule}
	tx.Put(segment)
	changed := journey.Clone(scenario)
	changed.Segment = segment.ID
	tx.Put(changed)
	return nil
}
