package review

import (
	"reflect"
	"slices"
	"strings"

	"rehearse/journey"
	"rehearse/journey/draw"
	"rehearse/journey/finding"
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
		return draw.StepName(p, r, nil)
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

// Said is a sentence of a finding or of a fix about a map: steps without a name, which it knows by their ID, are called as
// everywhere.
func Said(p *text.Printer, m *journey.Map, message string, args journey.Args) string {
	if m == nil {
		return p.T(message, args)
	}
	called := func(words string) string {
		parts := strings.Split(words, arrow)
		for i, part := range parts {
			if s := m.Step(journey.ID(part)); s != nil && s.Name == "" {
				parts[i] = draw.StepName(p, s, m)
			}
		}
		return strings.Join(parts, arrow)
	}
	named := make(journey.Args, len(args))
	for key, value := range args {
		switch v := value.(type) {
		case string:
			value = called(v)
		case []string:
			list := make([]string, len(v))
			for i := range v {
				list[i] = called(v[i])
			}
			value = list
		case finding.Names:
			list := slices.Clone(v)
			for i := range list {
				list[i].Name = called(list[i].Name)
			}
			value = list
		}
		named[key] = value
	}
	return p.T(message, named)
}

// arrow stands between the steps of a link.
const arrow = " → "

// Label finds the words for a field's name "step.field.Owner.name": those of that record, else those for
// every field called name.
func Label(p *text.Printer, name string) string {
	if p.Has(name) {
		return p.T(name, nil)
	}
	return p.T("step.field."+name[strings.LastIndexByte(name, '.')+1:], nil)
}
