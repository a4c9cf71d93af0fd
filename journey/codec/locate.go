package codec

import "rehearse/journey"

// Places tells where the records of a map stand in its text.
type Places struct {
	data []byte
	root *tree
}

// Locate reads the text of a map; nil where it is no JSON.
func Locate(data []byte) *Places {
	root, _, bad := parse(data)
	if bad != nil || root.kind != object {
		return nil
	}
	return &Places{data, root}
}

// At is line and column, both from 1, of a record; with a field, that field's value, or as much of its path as the text
// has. Columns count characters. They are 0 where the text has no such record.
func (p *Places) At(record journey.Ref, field string) (line, column int) {
	if p == nil {
		return 0, 0
	}
	problem := journey.Problem{Record: record, Field: field}
	switch record.Kind {
	case journey.KindSettings:
		if p.root.get("map") == nil {
			return 0, 0
		}
	case journey.KindPolicy:
		if p.root.get("policy") == nil {
			return 0, 0
		}
	default:
		for _, l := range lists {
			if l.kind == record.Kind && recordIn(p.root.get(l.name), problem) == nil {
				return 0, 0
			}
		}
	}
	return position(p.data, place(p.root, problem))
}
