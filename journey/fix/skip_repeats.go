package fix

import (
	"slices"

	"rehearse/journey"
	"rehearse/journey/edit"
)

// SkipRepeats lets people pass by messages when they have received another one of them a short while ago: a branch before
// each, which leads to what follows the message.
type SkipRepeats struct {
	Messages []journey.ID     `json:"messages"`
	Within   journey.Duration `json:"within"`
}

// Action is part of finding.Edit.
func (SkipRepeats) Action() string { return "skip_repeats" }

// Apply is part of finding.Edit.
func (f SkipRepeats) Apply(tx *edit.Tx) error {
	for _, id := range f.Messages {
		if step := tx.Map().Step(id); step == nil || step.Message == nil {
			return gone(journey.Ref{Kind: journey.KindStep, ID: id})
		}
	}
	for _, id := range f.Messages {
		others := slices.DeleteFunc(slices.Clone(f.Messages), func(other journey.ID) bool { return other == id && len(f.Messages) > 1 })
		if err := f.before(tx, tx.Map().Step(id), others); err != nil {
			return err
		}
	}
	return nil
}

// before puts the branch before a message.
func (f SkipRepeats) before(tx *edit.Tx, step *journey.Step, others []journey.ID) error {
	m := tx.Map()
	x, y := step.X, step.Y
	if !pushRight(tx, step) {
		x, y = free(m, step.X-nextStep, step.Y)
	}
	id, err := edit.AddStep(tx, edit.NewStep{Kind: journey.StepBranch, Scenario: step.Scenario, Stage: step.Stage, X: x, Y: y})
	if err != nil {
		return err
	}
	branch := journey.Clone(tx.Map().Step(id))
	branch.Branch.Rules[0].Rule = gotOneOf(m, others, f.Within)
	tx.Put(branch)
	if err := lead(tx, step.ID, id); err != nil {
		return err
	}
	if _, err := edit.Connect(tx, id, journey.PortOtherwise, step.ID); err != nil {
		return err
	}
	if next := behind(tx.Map(), step); next != "" {
		_, err = edit.Connect(tx, id, journey.Port(branch.Branch.Rules[0].ID), next)
	}
	return err
}

// lead lets everything that leads to a step lead to another one.
func lead(tx *edit.Tx, from, to journey.ID) error {
	for _, l := range tx.Map().Links {
		if l.To == from && l.From != to {
			if err := edit.Reconnect(tx, l.ID, edit.LinkTarget, to, ""); err != nil {
				return err
			}
		}
	}
	if scenario := tx.Map().Scenario(tx.Map().Step(to).Scenario); scenario != nil && scenario.Start == from {
		changed := journey.Clone(scenario)
		changed.Start = to
		tx.Put(changed)
	}
	return nil
}

// behind is where people go who are not sent a message: by "not sent", else by "out"; "" for nowhere.
func behind(m *journey.Map, step *journey.Step) journey.ID {
	for _, port := range []journey.Port{journey.PortNotSent, journey.PortOut} {
		for _, l := range m.Links {
			if l.From == step.ID && l.Port == port {
				return l.To
			}
		}
	}
	return ""
}
