package fix

import (
	"strings"

	"rehearse/journey"
	"rehearse/journey/edit"
)

// Gap is what stands where people must write something themselves.
const Gap = "___"

// AddTerms puts words into the glossary; what they mean stays a gap to be filled.
type AddTerms struct {
	Names []string `json:"names"`
}

// Action is part of finding.Edit.
func (AddTerms) Action() string { return "add_terms" }

// Apply is part of finding.Edit.
func (f AddTerms) Apply(tx *edit.Tx) error {
	for _, name := range f.Names {
		known := false
		for _, t := range tx.Map().Terms {
			known = known || strings.EqualFold(t.Name, name)
		}
		if !known {
			tx.Put(&journey.Term{ID: tx.NewID(), Name: name, Meaning: Gap})
		}
	}
	return nil
}
