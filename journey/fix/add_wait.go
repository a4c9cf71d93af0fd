package fix

import (
	"rehearse/journey"
	"rehearse/journey/edit"
)

// AddWait puts a wait into a link.
type AddWait struct {
	Link journey.ID       `json:"link"`
	For  journey.Duration `json:"for"`
}

// Action is part of finding.Edit.
func (AddWait) Action() string { return "add_wait" }

// Apply is part of finding.Edit.
func (f AddWait) Apply(tx *edit.Tx) error {
	l := tx.Map().Link(f.Link)
	if l == nil {
		return gone(journey.Ref{Kind: journey.KindLink, ID: f.Link})
	}
	from, to := tx.Map().Step(l.From), tx.Map().Step(l.To)
	if from == nil || to == nil {
		return gone(journey.Ref{Kind: journey.KindLink, ID: f.Link})
	}
	x, y := between(tx, from, to)
	id, err := addWait(tx, from, x, y, f.For)
	if err != nil {
		return err
	}
	_, err = edit.SplitLink(tx, f.Link, id)
	return err
}

// addWait adds a wait of a fixed length, in the scenario and the stage of a step beside it.
func addWait(tx *edit.Tx, beside *journey.Step, x, y float64, length journey.Duration) (journey.ID, error) {
	id, err := edit.AddStep(tx, edit.NewStep{Kind: journey.StepWait, Scenario: beside.Scenario, Stage: beside.Stage, X: x, Y: y})
	if err != nil {
		return "", err
	}
	wait := journey.Clone(tx.Map().Step(id))
	wait.Wait.For = journey.Fixed(length)
	tx.Put(wait)
	return id, nil
}
