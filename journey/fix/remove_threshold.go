package fix

import (
	"slices"

	"rehearse/journey"
	"rehearse/journey/edit"
)

// RemoveThreshold takes a threshold out of the policy, so that the rule judges by its usual number.
type RemoveThreshold struct {
	Rule string `json:"rule"`
	At   int    `json:"at"` // which one of the policy
}

// Action is part of finding.Edit.
func (RemoveThreshold) Action() string { return "remove_threshold" }

// Apply is part of finding.Edit.
func (f RemoveThreshold) Apply(tx *edit.Tx) error {
	policy := tx.Map().Policy
	if policy == nil || f.At < 0 || f.At >= len(policy.Thresholds) || policy.Thresholds[f.At].Rule != f.Rule {
		return gone(journey.Ref{Kind: journey.KindPolicy, ID: journey.PolicyID})
	}
	changed := journey.Clone(policy)
	changed.Thresholds = slices.Delete(changed.Thresholds, f.At, f.At+1)
	tx.Put(changed)
	return nil
}
