package fix

import (
	"slices"

	"rehearse/journey"
	"rehearse/journey/edit"
)

// RemoveExit takes the exit criteria of a scenario that name an event away.
type RemoveExit struct {
	Scenario journey.ID `json:"scenario"`
	Event    journey.ID `json:"event"`
}

// Action is part of finding.Edit.
func (RemoveExit) Action() string { return "remove_exit" }

// Apply is part of finding.Edit.
func (f RemoveExit) Apply(tx *edit.Tx) error {
	scenario := tx.Map().Scenario(f.Scenario)
	if scenario == nil {
		return gone(journey.Ref{Kind: journey.KindScenario, ID: f.Scenario})
	}
	changed := journey.Clone(scenario)
	changed.Exits = slices.DeleteFunc(changed.Exits, func(exit journey.ExitCriterion) bool { return exit.Event == f.Event })
	tx.Put(changed)
	return nil
}
