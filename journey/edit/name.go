package edit

import "rehearse/journey"

// nameOf is what people call a record; its ID where it has no name.
func nameOf(r journey.Record) string {
	if name := journey.NameOf(r); name != "" {
		return name
	}
	return string(r.RecordID())
}
