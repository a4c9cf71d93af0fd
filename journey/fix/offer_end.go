package fix

import (
	"rehearse/journey"
	"rehearse/journey/edit"
)

// MoveOfferEnd lets an offer end later or earlier after what it counts from.
type MoveOfferEnd struct {
	Offer  journey.ID       `json:"offer"`
	Offset journey.Duration `json:"offset"`
}

// Action is part of finding.Edit.
func (MoveOfferEnd) Action() string { return "move_offer_end" }

// Apply is part of finding.Edit.
func (f MoveOfferEnd) Apply(tx *edit.Tx) error {
	for _, offer := range tx.Map().Offers {
		if offer.ID == f.Offer && offer.Expires != nil {
			changed := journey.Clone(offer)
			changed.Expires.Offset = f.Offset
			tx.Put(changed)
			return nil
		}
	}
	return gone(journey.Ref{Kind: journey.KindOffer, ID: f.Offer})
}

// SetWait gives a wait another fixed length.
type SetWait struct {
	Step journey.ID       `json:"step"`
	For  journey.Duration `json:"for"`
}

// Action is part of finding.Edit.
func (SetWait) Action() string { return "set_wait" }

// Apply is part of finding.Edit.
func (f SetWait) Apply(tx *edit.Tx) error {
	step := tx.Map().Step(f.Step)
	if step == nil || step.Wait == nil || step.Wait.Kind != journey.WaitDuration {
		return gone(journey.Ref{Kind: journey.KindStep, ID: f.Step})
	}
	changed := journey.Clone(step)
	changed.Wait.For = journey.Fixed(f.For)
	tx.Put(changed)
	return nil
}
