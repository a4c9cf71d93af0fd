package fix

import (
	"rehearse/journey"
	"rehearse/journey/edit"
)

// SetHorizon changes how long a run lasts.
type SetHorizon struct {
	// Days is the new length, in whole days.
	Days int `json:"days"`
}

// Action is part of finding.Edit.
func (SetHorizon) Action() string { return "set_horizon" }

// Apply is part of finding.Edit.
func (f SetHorizon) Apply(tx *edit.Tx) error {
	settings := journey.Clone(tx.Map().Settings)
	settings.HorizonDays = f.Days
	tx.Put(settings)
	return nil
}
