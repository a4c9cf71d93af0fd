package form

import (
	"slices"
	"strings"

	"rehearse/journey"
)

// apart are fields that are each record's own: to make them alike makes no sense.
var apart = set("Step.name", "Stage.name", "Persona.name", "Scenario.name", "Link.from", "Link.port", "Link.to", "Step.ports")

// Common lists the fields that records of one kind have in common, with the value they share. Where they differ a field is
// Mixed and empty; of choices of several, Some holds those that only some records have. Lists of parts are each record's own.
func Common(records []journey.Record) []Field {
	if len(records) == 0 {
		return nil
	}
	fields := ofSeveral(Of(records[0]))
	for _, r := range records[1:] {
		fields = common(fields, Of(r))
	}
	return fields
}

// ofSeveral leaves out what cannot be changed for several records at once.
func ofSeveral(fields []Field) []Field {
	var list []Field
	for _, f := range fields {
		if f.Control == List || f.Control == Table || apart[f.Key] {
			continue
		}
		if len(f.Fields) > 0 {
			f.Fields = ofSeveral(f.Fields)
			if len(f.Fields) == 0 && f.Control == Section {
				continue
			}
		}
		list = append(list, f)
	}
	return list
}

func common(fields, others []Field) []Field {
	var list []Field
	for _, f := range fields {
		i := slices.IndexFunc(others, func(o Field) bool { return o.Path == f.Path && o.Control == f.Control && o.Key == f.Key })
		if i < 0 {
			continue
		}
		o := others[i]
		switch {
		case f.Control == References:
			f = commonReferences(f, o)
		case f.Text != o.Text:
			f.Mixed, f.Text, f.Fields = true, "", nil
		default:
			f.Fields = common(f.Fields, o.Fields)
			if f.Control == Section && len(f.Fields) == 0 {
				continue
			}
		}
		if f.Fact != nil && (o.Fact == nil || !sameFact(*f.Fact, *o.Fact)) {
			f.Fact = nil
		}
		if f.Law != nil && (o.Law == nil || *f.Law != *o.Law) {
			f.Law = nil
		}
		list = append(list, f)
	}
	return list
}

// commonReferences keeps what all have as the value, and the rest in Some.
func commonReferences(f, o Field) Field {
	a, b := strings.Fields(f.Text), strings.Fields(o.Text)
	some := strings.Fields(f.Some)
	var both []string
	for _, v := range a {
		if slices.Contains(b, v) {
			both = append(both, v)
		} else if !slices.Contains(some, v) {
			some = append(some, v)
		}
	}
	for _, v := range append(b, strings.Fields(o.Some)...) {
		if !slices.Contains(both, v) && !slices.Contains(some, v) {
			some = append(some, v)
		}
	}
	f.Text, f.Some = strings.Join(both, " "), strings.Join(some, " ")
	f.Mixed = f.Some != ""
	return f
}

func sameFact(a, b journey.Assumption) bool {
	same := func(a, b *float64) bool { return a == b || a != nil && b != nil && *a == *b }
	if !same(a.Low, b.Low) || !same(a.High, b.High) {
		return false
	}
	a.Low, a.High, b.Low, b.High = nil, nil, nil, nil
	return a == b
}

// Include gives a copy of the record in which a field of References has a value or has it no more.
func Include(r journey.Record, field Field, value string, on bool) (journey.Record, *journey.Problem) {
	_, v, _ := open(r, field.Path)
	now := make([]string, 0, v.Len()+1)
	for i := range v.Len() {
		if s := v.Index(i).String(); s != value {
			now = append(now, s)
		}
	}
	if on {
		now = append(now, value)
	}
	return Set(r, field, strings.Join(now, " "))
}
