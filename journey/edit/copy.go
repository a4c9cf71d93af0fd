package edit

import "rehearse/journey"

// Copy takes steps with the links among them and every record these refer to, as a map of its own
// that codec.EncodeMap writes to the clipboard. Steps that do not exist are left out.
func Copy(m *journey.Map, steps []journey.ID) *journey.Map {
	chosen := make(map[journey.ID]bool, len(steps))
	for _, id := range steps {
		chosen[id] = true
	}
	part := &journey.Map{Settings: m.Settings, Policy: &journey.Policy{}}
	journey.Normalize(part.Policy)
	for _, s := range m.Steps {
		if chosen[s.ID] {
			part.Steps = append(part.Steps, s)
		}
	}
	for _, l := range m.Links {
		if chosen[l.From] && chosen[l.To] {
			part.Links = append(part.Links, l)
		}
	}
	needed := neededBy(m, part)
	for _, kind := range journey.Kinds() {
		if !carried(kind) {
			continue
		}
		c := collectionOf(kind)
		for _, r := range m.Records(kind) {
			if needed[r.RecordID()] {
				c.insert(part, c.size(part), r)
			}
		}
	}
	cut(part)
	return part
}

// carried reports whether records of the kind travel with the steps that use them.
func carried(kind journey.Kind) bool {
	switch kind {
	case journey.KindSettings, journey.KindPolicy, journey.KindStep, journey.KindLink,
		journey.KindCost, journey.KindObserved, journey.KindTerm, journey.KindComment, journey.KindSilence:
		return false
	default:
		return true
	}
}

// neededBy lists what the steps and links of a part refer to in m, however indirectly.
func neededBy(m, part *journey.Map) map[journey.ID]bool {
	index := journey.NewIndex(m)
	needed := map[journey.ID]bool{}
	var open []journey.Record
	look := &walker{fact: func(use journey.Assumption) journey.Assumption { return use }}
	look.target = func(id journey.ID) (journey.ID, bool) {
		if r := index.Get(id); r != nil && !needed[id] && carried(r.RecordKind()) {
			needed[id] = true
			open = append(open, r)
		}
		return id, true
	}
	for _, kind := range []journey.Kind{journey.KindStep, journey.KindLink} {
		for _, r := range part.Records(kind) {
			look.walk(r)
		}
	}
	for len(open) > 0 {
		r := open[0]
		open = open[1:]
		look.walk(r)
	}
	return needed
}

// cut clears references of a part that lead out of it, so that it is whole by itself.
func cut(part *journey.Map) {
	index := journey.NewIndex(part)
	inside := &walker{target: func(id journey.ID) (journey.ID, bool) {
		if index.Get(id) == nil {
			return "", false
		}
		return id, true
	}}
	for _, kind := range journey.Kinds() {
		for at, r := range part.Records(kind) {
			if deletable(kind) {
				whole := journey.Clone(r)
				inside.walk(whole)
				collectionOf(kind).replace(part, at, whole)
			}
		}
	}
}
