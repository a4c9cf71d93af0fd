package fix

import (
	"rehearse/journey"
	"rehearse/journey/edit"
)

// TakeOut takes a message out of its way: who would have come to it goes on to what follows it.
type TakeOut struct {
	Message journey.ID `json:"message"`
}

// Action is part of finding.Edit.
func (TakeOut) Action() string { return "take_out" }

// Apply is part of finding.Edit.
func (f TakeOut) Apply(tx *edit.Tx) error {
	step := tx.Map().Step(f.Message)
	if step == nil || step.Message == nil {
		return gone(journey.Ref{Kind: journey.KindStep, ID: f.Message})
	}
	if next := behind(tx.Map(), step); next != "" && next != step.ID {
		if err := lead(tx, step.ID, next); err != nil {
			return err
		}
	}
	return edit.DeleteRecords(tx, []journey.Ref{{Kind: journey.KindStep, ID: step.ID}})
}
