package fix

import (
	"rehearse/journey"
	"rehearse/journey/edit"
)

// UseBase lets a field that uses a shared number have the base the number was measured by.
type UseBase struct {
	Record journey.Ref `json:"record"`
	Field  string      `json:"field"`
}

// Action is part of finding.Edit.
func (UseBase) Action() string { return "use_base" }

// Apply is part of finding.Edit.
func (f UseBase) Apply(tx *edit.Tx) error { return setBase(tx, f.Record, f.Field, "") }

// SetBase says of what a rate is a share.
type SetBase struct {
	Record journey.Ref  `json:"record"`
	Field  string       `json:"field"`
	Base   journey.Base `json:"base"`
}

// Action is part of finding.Edit.
func (SetBase) Action() string { return "set_base" }

// Apply is part of finding.Edit.
func (f SetBase) Apply(tx *edit.Tx) error { return setBase(tx, f.Record, f.Field, f.Base) }

func setBase(tx *edit.Tx, of journey.Ref, field string, base journey.Base) error {
	record := tx.Map().Lookup(of)
	if record == nil {
		return gone(of)
	}
	changed := journey.Clone(record)
	a := journey.AssumptionAt(changed, field)
	if a == nil {
		return gone(of)
	}
	a.Per = base
	tx.Put(changed)
	return nil
}
