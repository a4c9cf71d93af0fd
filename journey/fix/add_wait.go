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
	id, err := edit.AddStep(tx, edit.NewStep{Kind: journey.StepWait, Scenario: from.Scenario, Stage: from.Stage, X: x, Y: y})
	if err != nil {
		return err
	}
	step := journey.Clone(tx.Map().Step(id))
	step.Wait.For = journey.Fixed(f.For)
	tx.Put(step)
	_, err = edit.SplitLink(tx, f.Link, id)
	return err
}
