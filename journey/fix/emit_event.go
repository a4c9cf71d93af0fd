package fix

import (
	"rehearse/journey"
	"rehearse/journey/edit"
)

// EmitEvent lets a touchpoint that emits nothing yet emit an event.
type EmitEvent struct {
	Step  journey.ID `json:"step"`
	Event journey.ID `json:"event"`
}

// Action is part of finding.Edit.
func (EmitEvent) Action() string { return "emit_event" }

// Apply is part of finding.Edit.
func (f EmitEvent) Apply(tx *edit.Tx) error {
	step := tx.Map().Step(f.Step)
	if step == nil || step.Touchpoint == nil || step.Touchpoint.Event != "" {
		return gone(journey.Ref{Kind: journey.KindStep, ID: f.Step})
	}
	if tx.Map().Event(f.Event) == nil {
		return gone(journey.Ref{Kind: journey.KindEvent, ID: f.Event})
	}
	changed := journey.Clone(step)
	changed.Touchpoint.Event = f.Event
	tx.Put(changed)
	return nil
}
