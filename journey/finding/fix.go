package finding

import (
	"encoding/json"
	"fmt"

	"rehearse/journey"
	"rehearse/journey/edit"
)

// Edit is what a fix does to a map: a value with exported fields that describe it whole. Package fix has them.
type Edit interface {
	// Action names the kind of edit, "add_exit".
	Action() string
	// Apply makes the edit. It is an error, and nothing changes, where the map is no longer what the fix was meant for.
	Apply(tx *edit.Tx) error
}

// Fix is an edit that would help: a verb phrase and the edit.
type Fix struct {
	// Message is the id of a verb phrase ("fix.add_exit"), Args what it is filled with.
	Message string
	Args    journey.Args
	Edit    Edit
}

// MarshalJSON writes the verb phrase, the name of the action and its fields.
func (f Fix) MarshalJSON() ([]byte, error) {
	data, err := json.Marshal(struct {
		Message string       `json:"message"`
		Args    journey.Args `json:"args,omitempty"`
		Action  string       `json:"action"`
		Edit    Edit         `json:"edit"`
	}{f.Message, f.Args, f.Edit.Action(), f.Edit})
	if err != nil {
		return nil, fmt.Errorf("finding: fix %s: %w", f.Message, err)
	}
	return data, nil
}
