package journey

// Index finds records of one revision in constant time. It is derived, never part of a Map.
type Index struct {
	byID map[ID]Record
	// inner are the IDs of branch rules, split arms and caps with the record that holds them.
	inner map[ID]ID
	// twice are IDs that records of different kinds, or parts of different records, have.
	twice map[ID]bool
}

// NewIndex indexes every record of a map.
func NewIndex(m *Map) *Index {
	ix := &Index{
		byID:  make(map[ID]Record, 64+len(m.Steps)+len(m.Links)),
		inner: make(map[ID]ID),
		twice: make(map[ID]bool),
	}
	for _, kind := range Kinds() {
		for _, r := range m.Records(kind) {
			id := r.RecordID()
			if other := ix.byID[id]; other != nil && other.RecordKind() != kind {
				ix.twice[id] = true
			}
			ix.byID[id] = r
		}
	}
	for _, kind := range []Kind{KindStep, KindPolicy} {
		for _, r := range m.Records(kind) {
			for _, part := range innerIDs(r) {
				holder, taken := ix.inner[part.id]
				if taken && holder != r.RecordID() || ix.byID[part.id] != nil {
					ix.twice[part.id] = true
				}
				ix.inner[part.id] = r.RecordID()
			}
		}
	}
	return ix
}

// Get finds a record of any kind by ID; nil when there is none.
func (ix *Index) Get(id ID) Record { return ix.byID[id] }

// Holder finds the record that holds the branch rule, split arm or cap with this ID; nil when there is
// none.
func (ix *Index) Holder(id ID) Record { return ix.byID[ix.inner[id]] }

// Taken reports whether a record, branch rule, split arm or cap has this ID.
func (ix *Index) Taken(id ID) bool {
	_, inner := ix.inner[id]
	return inner || ix.byID[id] != nil
}

// innerID is the ID of a part of a record and the part's field.
type innerID struct {
	id    ID
	field string
}

func innerIDs(r Record) []innerID {
	var parts []innerID
	switch r := r.(type) {
	case *Step:
		if r.Branch != nil {
			for i, rule := range r.Branch.Rules {
				parts = append(parts, innerID{rule.ID, at("branch.rules", i) + ".id"})
			}
		}
		if r.Split != nil {
			for i, arm := range r.Split.Arms {
				parts = append(parts, innerID{arm.ID, at("split.arms", i) + ".id"})
			}
		}
	case *Policy:
		for i, rule := range r.Caps {
			parts = append(parts, innerID{rule.ID, at("caps", i) + ".id"})
		}
	}
	return parts
}
