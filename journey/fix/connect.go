package fix

import (
	"rehearse/journey"
	"rehearse/journey/edit"
)

// Connect draws a link from a port that leads nowhere yet.
type Connect struct {
	From journey.ID   `json:"from"`
	Port journey.Port `json:"port"`
	To   journey.ID   `json:"to"`
}

// Action is part of finding.Edit.
func (Connect) Action() string { return "connect" }

// Apply is part of finding.Edit.
func (f Connect) Apply(tx *edit.Tx) error {
	for _, id := range []journey.ID{f.From, f.To} {
		if tx.Map().Step(id) == nil {
			return gone(journey.Ref{Kind: journey.KindStep, ID: id})
		}
	}
	_, err := edit.Connect(tx, f.From, f.Port, f.To)
	return err
}
