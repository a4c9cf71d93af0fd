package fix

import (
	"rehearse/journey"
	"rehearse/journey/edit"
)

// Delete takes records off the map; what refers to them follows as with any deletion.
type Delete struct {
	Records []journey.Ref `json:"records"`
}

// Action is part of finding.Edit.
func (Delete) Action() string { return "delete" }

// Apply is part of finding.Edit.
func (f Delete) Apply(tx *edit.Tx) error {
	for _, r := range f.Records {
		if tx.Map().Lookup(r) == nil {
			return gone(r)
		}
	}
	return edit.DeleteRecords(tx, f.Records)
}
