package fix

import (
	"rehearse/journey"
	"rehearse/journey/edit"
)

// SetPhase plans scenarios for another phase.
type SetPhase struct {
	Scenarios []journey.ID `json:"scenarios"`
	Phase     int          `json:"phase"`
}

// Action is part of finding.Edit.
func (SetPhase) Action() string { return "set_phase" }

// Apply is part of finding.Edit.
func (f SetPhase) Apply(tx *edit.Tx) error {
	return eachScenario(tx, f.Scenarios, func(s *journey.Scenario) { s.Phase = f.Phase })
}

// SetOwner says who answers for scenarios.
type SetOwner struct {
	Scenarios []journey.ID `json:"scenarios"`
	Owner     string       `json:"owner"`
}

// Action is part of finding.Edit.
func (SetOwner) Action() string { return "set_owner" }

// Apply is part of finding.Edit.
func (f SetOwner) Apply(tx *edit.Tx) error {
	return eachScenario(tx, f.Scenarios, func(s *journey.Scenario) { s.Owner = f.Owner })
}

// SetGoal measures a scenario against a goal step.
type SetGoal struct {
	Scenario journey.ID `json:"scenario"`
	Goal     journey.ID `json:"goal"`
}

// Action is part of finding.Edit.
func (SetGoal) Action() string { return "set_goal" }

// Apply is part of finding.Edit.
func (f SetGoal) Apply(tx *edit.Tx) error {
	if step := tx.Map().Step(f.Goal); step == nil || step.Goal == nil {
		return gone(journey.Ref{Kind: journey.KindStep, ID: f.Goal})
	}
	return eachScenario(tx, []journey.ID{f.Scenario}, func(s *journey.Scenario) { s.Goal = journey.Ref{Kind: journey.KindStep, ID: f.Goal} })
}

// eachScenario changes scenarios, or none of them where one is gone.
func eachScenario(tx *edit.Tx, ids []journey.ID, change func(s *journey.Scenario)) error {
	for _, id := range ids {
		if tx.Map().Scenario(id) == nil {
			return gone(journey.Ref{Kind: journey.KindScenario, ID: id})
		}
	}
	for _, id := range ids {
		s := journey.Clone(tx.Map().Scenario(id))
		change(s)
		tx.Put(s)
	}
	return nil
}
