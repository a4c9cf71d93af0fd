package fix

import (
	"rehearse/journey"
	"rehearse/journey/edit"
)

// SetReentry changes whether a person may start a scenario again.
type SetReentry struct {
	Scenario journey.ID      `json:"scenario"`
	Reentry  journey.Reentry `json:"reentry"`
	// Days is N of "after N days"; 0 otherwise.
	Days int `json:"days,omitempty"`
}

// Action is part of finding.Edit.
func (SetReentry) Action() string { return "set_reentry" }

// Apply is part of finding.Edit.
func (f SetReentry) Apply(tx *edit.Tx) error {
	scenario := tx.Map().Scenario(f.Scenario)
	if scenario == nil {
		return gone(journey.Ref{Kind: journey.KindScenario, ID: f.Scenario})
	}
	changed := journey.Clone(scenario)
	changed.Reentry, changed.ReentryDays = f.Reentry, f.Days
	tx.Put(changed)
	return nil
}
