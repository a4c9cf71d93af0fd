package fix

import (
	"rehearse/journey"
	"rehearse/journey/edit"
)

// MoveMessage lets a message, and what follows it, come later: the wait of fixed length right before it, which leads nowhere
// else, becomes longer; where there is none, a new one is put before it, for all ways that lead to it.
type MoveMessage struct {
	Message journey.ID       `json:"message"`
	Later   journey.Duration `json:"later"`
}

// Action is part of finding.Edit.
func (MoveMessage) Action() string { return "move_message" }

// Apply is part of finding.Edit.
func (f MoveMessage) Apply(tx *edit.Tx) error {
	step := tx.Map().Step(f.Message)
	if step == nil || step.Message == nil || f.Later <= 0 {
		return gone(journey.Ref{Kind: journey.KindStep, ID: f.Message})
	}
	if wait := ownWait(tx.Map(), step); wait != nil {
		changed := journey.Clone(wait)
		was := changed.Wait.For.Value
		changed.Wait.For = journey.Fixed(was + f.Later)
		if changed.Name == was.String() {
			changed.Name = (was + f.Later).String()
		}
		tx.Put(changed)
		return nil
	}
	x, y := step.X, step.Y
	if !pushRight(tx, step) {
		x, y = free(tx.Map(), step.X-nextStep, step.Y)
	}
	id, err := addWait(tx, step, x, y, f.Later)
	if err != nil {
		return err
	}
	if err := lead(tx, step.ID, id); err != nil {
		return err
	}
	_, err = edit.Connect(tx, id, journey.PortOut, step.ID)
	return err
}

// ownWait is the wait of fixed length everybody passes right before a step, and nobody on another way; nil for none.
func ownWait(m *journey.Map, step *journey.Step) *journey.Step {
	if scenario := m.Scenario(step.Scenario); scenario != nil && scenario.Start == step.ID {
		return nil
	}
	var wait *journey.Step
	for _, l := range m.Links {
		if l.To != step.ID {
			continue
		}
		if wait != nil {
			return nil
		}
		if wait = m.Step(l.From); wait == nil || wait.Wait == nil || wait.Scenario != step.Scenario {
			return nil
		}
	}
	if wait == nil || wait.Wait.Kind != journey.WaitDuration || wait.Wait.For.Kind != journey.LawFixed {
		return nil
	}
	for _, l := range m.Links {
		if l.From == wait.ID && l.To != step.ID {
			return nil
		}
	}
	return wait
}
