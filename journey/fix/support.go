package fix

import (
	"rehearse/journey"
	"rehearse/journey/edit"
)

// SetAgents gives a support or call step another number of agents.
type SetAgents struct {
	Step   journey.ID `json:"step"`
	Agents int        `json:"agents"`
}

// Action is part of finding.Edit.
func (SetAgents) Action() string { return "set_agents" }

// Apply is part of finding.Edit.
func (f SetAgents) Apply(tx *edit.Tx) error {
	step := tx.Map().Step(f.Step)
	if step == nil || step.Support == nil && step.Call == nil {
		return gone(journey.Ref{Kind: journey.KindStep, ID: f.Step})
	}
	changed := journey.Clone(step)
	if changed.Support != nil {
		changed.Support.Agents = f.Agents
	} else {
		changed.Call.Agents = f.Agents
	}
	tx.Put(changed)
	return nil
}

// SetTarget says within what time a support step is to answer.
type SetTarget struct {
	Step   journey.ID       `json:"step"`
	Within journey.Duration `json:"within"`
}

// Action is part of finding.Edit.
func (SetTarget) Action() string { return "set_target" }

// Apply is part of finding.Edit.
func (f SetTarget) Apply(tx *edit.Tx) error {
	step := tx.Map().Step(f.Step)
	if step == nil || step.Support == nil {
		return gone(journey.Ref{Kind: journey.KindStep, ID: f.Step})
	}
	changed := journey.Clone(step)
	changed.Support.AnswerWithin = f.Within
	tx.Put(changed)
	return nil
}
