package fix

import (
	"rehearse/journey"
	"rehearse/journey/edit"
)

// AddExit lets a scenario end for a person as soon as an event happens.
type AddExit struct {
	Scenario journey.ID `json:"scenario"`
	Event    journey.ID `json:"event"` // an event, or a goal step
}

// Action is part of finding.Edit.
func (AddExit) Action() string { return "add_exit" }

// Apply is part of finding.Edit.
func (f AddExit) Apply(tx *edit.Tx) error {
	scenario := tx.Map().Scenario(f.Scenario)
	if scenario == nil {
		return gone(journey.Ref{Kind: journey.KindScenario, ID: f.Scenario})
	}
	for _, exit := range scenario.Exits {
		if exit.Event == f.Event && exit.Rule == "" {
			return nil
		}
	}
	changed := journey.Clone(scenario)
	changed.Exits = append(changed.Exits, journey.ExitCriterion{Event: f.Event})
	tx.Put(changed)
	return nil
}
