package fix

import (
	"rehearse/journey"
	"rehearse/journey/edit"
)

// AddConsent lets people consent to a channel at the step that asks for their address.
type AddConsent struct {
	Step    journey.ID `json:"step"`
	Channel journey.ID `json:"channel"`
}

// Action is part of finding.Edit.
func (AddConsent) Action() string { return "add_consent" }

// Apply is part of finding.Edit.
func (f AddConsent) Apply(tx *edit.Tx) error {
	step := tx.Map().Step(f.Step)
	if step == nil || step.Touchpoint == nil && step.Update == nil {
		return gone(journey.Ref{Kind: journey.KindStep, ID: f.Step})
	}
	if tx.Map().Channel(f.Channel) == nil {
		return gone(journey.Ref{Kind: journey.KindChannel, ID: f.Channel})
	}
	changed := journey.Clone(step)
	consent := journey.Change{Kind: journey.ChangeAllowed, Target: f.Channel}
	if changed.Touchpoint != nil {
		changed.Touchpoint.Changes = append(changed.Touchpoint.Changes, consent)
	} else {
		changed.Update.Changes = append(changed.Update.Changes, consent)
	}
	tx.Put(changed)
	return nil
}
