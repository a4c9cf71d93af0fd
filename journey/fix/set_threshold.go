package fix

import (
	"slices"

	"rehearse/journey"
	"rehearse/journey/edit"
)

// SetThreshold gives a rule a threshold of the map's own, or the usual one again.
type SetThreshold struct {
	Rule  string   `json:"rule"`
	Value *float64 `json:"value"` // nil for the usual one
}

// Action is part of finding.Edit.
func (SetThreshold) Action() string { return "set_threshold" }

// Apply is part of finding.Edit.
func (f SetThreshold) Apply(tx *edit.Tx) error {
	policy := &journey.Policy{}
	if tx.Map().Policy != nil {
		policy = journey.Clone(tx.Map().Policy)
	}
	before := slices.Clone(policy.Thresholds)
	policy.Thresholds = slices.DeleteFunc(policy.Thresholds, func(t journey.Threshold) bool { return t.Rule == f.Rule })
	if f.Value != nil {
		policy.Thresholds = append(policy.Thresholds, journey.Threshold{Rule: f.Rule, Value: *f.Value})
	}
	if !slices.Equal(before, policy.Thresholds) {
		tx.Put(policy)
	}
	return nil
}
