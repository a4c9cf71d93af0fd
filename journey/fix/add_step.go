package fix

import (
	"rehearse/journey"
	"rehearse/journey/edit"
)

// AddStep puts a new step with usual values behind a port that leads nowhere yet.
type AddStep struct {
	After journey.ID       `json:"after"`
	Port  journey.Port     `json:"port"`
	Kind  journey.StepKind `json:"kind"`
}

// Action is part of finding.Edit.
func (AddStep) Action() string { return "add_step" }

// Apply is part of finding.Edit.
func (f AddStep) Apply(tx *edit.Tx) error {
	after := tx.Map().Step(f.After)
	if after == nil {
		return gone(journey.Ref{Kind: journey.KindStep, ID: f.After})
	}
	x, y := free(tx.Map(), after.X+nextStep, after.Y)
	id, err := edit.AddStep(tx, edit.NewStep{Kind: f.Kind, Scenario: after.Scenario, Stage: after.Stage, X: x, Y: y})
	if err != nil {
		return err
	}
	_, err = edit.Connect(tx, f.After, f.Port, id)
	return err
}
