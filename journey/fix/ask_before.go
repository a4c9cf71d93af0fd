package fix

import (
	"slices"

	"rehearse/journey"
	"rehearse/journey/edit"
)

// AskBefore lets a branch ask one of its rules before another one.
type AskBefore struct {
	Step   journey.ID `json:"step"`
	Rule   journey.ID `json:"rule"`
	Before journey.ID `json:"before"`
}

// Action is part of finding.Edit.
func (AskBefore) Action() string { return "ask_before" }

// Apply is part of finding.Edit.
func (f AskBefore) Apply(tx *edit.Tx) error {
	rules, from, err := branchRule(tx, f.Step, f.Rule)
	if err != nil {
		return err
	}
	_, to, err := branchRule(tx, f.Step, f.Before)
	if err != nil {
		return err
	}
	if to >= from {
		return gone(journey.Ref{Kind: journey.KindStep, ID: f.Step})
	}
	moved := rules[from]
	return edit.SetBranchRules(tx, f.Step, slices.Insert(slices.Delete(rules, from, from+1), to, moved))
}
