package fix

import (
	"rehearse/journey"
	"rehearse/journey/edit"
)

// SetQuietHours replaces the windows of the quiet hours; their clock and what happens in them stay.
type SetQuietHours struct {
	Hours []journey.Hours `json:"hours"`
}

// Action is part of finding.Edit.
func (SetQuietHours) Action() string { return "set_quiet_hours" }

// Apply is part of finding.Edit.
func (f SetQuietHours) Apply(tx *edit.Tx) error {
	if tx.Map().Policy == nil || tx.Map().Policy.QuietHours == nil {
		return gone(journey.Ref{Kind: journey.KindPolicy, ID: journey.PolicyID})
	}
	policy := journey.Clone(tx.Map().Policy)
	policy.QuietHours.Hours = f.Hours
	tx.Put(policy)
	return nil
}
