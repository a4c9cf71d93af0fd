package review

import (
	"reflect"
	"strings"

	"rehearse/journey"
	"rehearse/ui/text"
)

// Name is what a record is called; one without a name is called by its kind.
func Name(p *text.Printer, r journey.Record) string {
	switch r := r.(type) {
	case *journey.Settings:
		return p.T("text.kind.map", nil)
	case *journey.Policy:
		return p.T("text.kind.policy", nil)
	case *journey.Step:
		if r.Name == "" {
			if r.Note != nil && r.Note.Text != "" {
				return r.Note.Text
			}
			return p.T("draw.kind."+string(r.Kind), nil)
		}
		return r.Name
	case *journey.Link:
		if r.Label != "" {
			return r.Label
		}
		return p.T("text.kind.link", nil)
	case *journey.Comment:
		return r.Text
	case *journey.Silence:
		return r.Rule + " · " + r.Reason
	}
	if v := reflect.ValueOf(r).Elem().FieldByName("Name"); v.IsValid() && v.String() != "" {
		return v.String()
	}
	return p.T("text.kind."+string(r.RecordKind()), nil) + " " + string(r.RecordID())
}

// Label finds the words for a field's name "step.field.Owner.name": those of that record, else those for
// every field called name.
func Label(p *text.Printer, name string) string {
	if p.Has(name) {
		return p.T(name, nil)
	}
	return p.T("step.field."+name[strings.LastIndexByte(name, '.')+1:], nil)
}
