package fix

import (
	"rehearse/journey"
	"rehearse/journey/edit"
)

// AddCap adds a frequency cap over all messages of a person, or those of some topics.
type AddCap struct {
	Max    int               `json:"max"`
	Window journey.CapWindow `json:"window"`
	// Length is that of a rolling window; 0 for the calendar's.
	Length journey.Duration  `json:"length,omitempty"`
	Hit    journey.CapAction `json:"hit"`
	// Topics it counts together; empty for all messages.
	Topics []journey.ID `json:"topics,omitempty"`
}

// Action is part of finding.Edit.
func (AddCap) Action() string { return "add_cap" }

// Apply is part of finding.Edit.
func (f AddCap) Apply(tx *edit.Tx) error {
	policy := &journey.Policy{}
	if tx.Map().Policy != nil {
		policy = journey.Clone(tx.Map().Policy)
	}
	added := journey.Cap{ID: tx.NewID(), Max: f.Max, Window: f.Window, Length: f.Length, Hit: f.Hit}
	if len(f.Topics) > 0 {
		added.Scope, added.Of = journey.ScopeTopic, f.Topics
	}
	policy.Caps = append(policy.Caps, added)
	tx.Put(policy)
	return nil
}
