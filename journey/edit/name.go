package edit

import "rehearse/journey"

// nameOf is what people call a record; its ID where it has no name.
func nameOf(r journey.Record) string {
	if name := NameOf(r); name != "" {
		return name
	}
	return string(r.RecordID())
}

// NameOf is the name a record carries; "" where it has none (links, comments, silences, policy).
func NameOf(r journey.Record) string {
	if name := nameField(r); name != nil {
		return *name
	}
	return ""
}

// nameField is the field that holds a record's name; nil where it has none.
func nameField(r journey.Record) *string {
	switch r := r.(type) {
	case *journey.Settings:
		return &r.Name
	case *journey.Stage:
		return &r.Name
	case *journey.Persona:
		return &r.Name
	case *journey.Property:
		return &r.Name
	case *journey.Event:
		return &r.Name
	case *journey.Channel:
		return &r.Name
	case *journey.AssumptionRecord:
		return &r.Name
	case *journey.Segment:
		return &r.Name
	case *journey.Topic:
		return &r.Name
	case *journey.Offer:
		return &r.Name
	case *journey.NamedDate:
		return &r.Name
	case *journey.Score:
		return &r.Name
	case *journey.Scenario:
		return &r.Name
	case *journey.Step:
		return &r.Name
	case *journey.Cost:
		return &r.Name
	case *journey.Observed:
		return &r.Name
	case *journey.Term:
		return &r.Name
	case *journey.Asset:
		return &r.Name
	case *journey.Link:
		return &r.Label
	default:
		return nil
	}
}
