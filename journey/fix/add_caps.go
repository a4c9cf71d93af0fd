package fix

import "rehearse/journey/edit"

// AddCaps adds several frequency caps.
type AddCaps struct {
	Caps []AddCap `json:"caps"`
}

// Action is part of finding.Edit.
func (AddCaps) Action() string { return "add_caps" }

// Apply is part of finding.Edit.
func (f AddCaps) Apply(tx *edit.Tx) error {
	for _, one := range f.Caps {
		if err := one.Apply(tx); err != nil {
			return err
		}
	}
	return nil
}
