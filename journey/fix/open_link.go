package fix

import (
	"slices"

	"rehearse/journey"
	"rehearse/journey/edit"
)

// OpenLink takes a persona's own weights of 0 off a link, so that it takes the link as others do.
type OpenLink struct {
	Link    journey.ID `json:"link"`
	Persona journey.ID `json:"persona"`
}

// Action is part of finding.Edit.
func (OpenLink) Action() string { return "open_link" }

// Apply is part of finding.Edit.
func (f OpenLink) Apply(tx *edit.Tx) error {
	l := tx.Map().Link(f.Link)
	if l == nil {
		return gone(journey.Ref{Kind: journey.KindLink, ID: f.Link})
	}
	changed := journey.Clone(l)
	changed.Weights = slices.DeleteFunc(changed.Weights, func(w journey.WeightFor) bool {
		return w.Persona == f.Persona && tx.Map().Value(w.Weight).Value == 0
	})
	tx.Put(changed)
	return nil
}
