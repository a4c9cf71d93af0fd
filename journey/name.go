package journey

// NameOf is the name a record carries; "" where it has none (comments, silences, policy).
func NameOf(r Record) string {
	if r == nil {
		return ""
	}
	if name := NameField(r); name != nil {
		return *name
	}
	return ""
}

// NameField is the field that holds a record's name; nil where it has none. Only who owns
// the record, because nobody else has seen it yet, may write to it.
func NameField(r Record) *string {
	switch r := r.(type) {
	case *Settings:
		return &r.Name
	case *Stage:
		return &r.Name
	case *Persona:
		return &r.Name
	case *Property:
		return &r.Name
	case *Event:
		return &r.Name
	case *Channel:
		return &r.Name
	case *AssumptionRecord:
		return &r.Name
	case *Segment:
		return &r.Name
	case *Topic:
		return &r.Name
	case *Offer:
		return &r.Name
	case *NamedDate:
		return &r.Name
	case *Score:
		return &r.Name
	case *Scenario:
		return &r.Name
	case *Step:
		return &r.Name
	case *Cost:
		return &r.Name
	case *Observed:
		return &r.Name
	case *Term:
		return &r.Name
	case *Asset:
		return &r.Name
	case *Link:
		return &r.Label
	default:
		return nil
	}
}
