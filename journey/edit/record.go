package edit

import (
	"math"

	"rehearse/journey"
)

// SetRecord replaces a record by an edited copy (see journey.Clone), as the inspector does.
func SetRecord(tx *Tx, r journey.Record) error {
	if now, _ := collectionOf(r.RecordKind()).find(tx.next, r.RecordID()); now == nil {
		return missing(ref(r))
	}
	tx.Name("edit.set_record", journey.Args{"Kind": kindWord(r.RecordKind()), "Name": journey.NameOf(r)})
	tx.Put(r)
	return nil
}

// SetRecords replaces several records by what do makes of each, in one edit; what was deleted meanwhile is left out. One that
// is refused refuses all.
func SetRecords(tx *Tx, records []journey.Ref, do func(journey.Record) (journey.Record, *journey.Problem)) error {
	if len(records) > 1 {
		tx.Name("edit.set_records", journey.Args{"Count": len(records)})
	}
	for _, r := range records {
		record := tx.next.Lookup(r)
		if record == nil {
			continue
		}
		next, p := do(record)
		if p != nil {
			return *p
		}
		if err := SetRecord(tx, next); err != nil {
			return err
		}
	}
	return nil
}

// Rename gives a record another name.
func Rename(tx *Tx, r journey.Ref, name string) error {
	record, _ := collectionOf(r.Kind).find(tx.next, r.ID)
	if record == nil {
		return missing(r)
	}
	renamed := journey.Clone(record)
	field := journey.NameField(renamed)
	if field == nil {
		return journey.Problem{Code: "edit.no_name", Record: r, Args: journey.Args{"Kind": kindWord(r.Kind)}}
	}
	tx.Name("edit.rename", journey.Args{"Kind": kindWord(r.Kind), "Before": *field, "Name": name})
	*field = name
	tx.Put(renamed)
	return nil
}

// DeleteRecords deletes records together with what makes no sense without them: a step takes its links
// along, a scenario its steps.
func DeleteRecords(tx *Tx, records []journey.Ref) error {
	for _, r := range records {
		if s := tx.next.Step(r.ID); r.Kind == journey.KindStep && s != nil && s.Locked {
			return locked(s)
		}
	}
	if len(records) == 1 {
		if r, _ := collectionOf(records[0].Kind).find(tx.next, records[0].ID); r != nil {
			tx.Name("edit.delete_record", journey.Args{"Kind": kindWord(records[0].Kind), "Name": journey.NameOf(r)})
		}
	}
	tx.Name("edit.delete_records", journey.Args{"Count": len(records)})
	for _, r := range records {
		tx.Delete(r)
	}
	return nil
}

// AddRecord adds a record with a name and usual values after the others of its kind. Steps, links,
// pictures, comments and silences need more than a name: see AddStep, Connect and Tx.Put.
func AddRecord(tx *Tx, kind journey.Kind, name string) (journey.ID, error) {
	id := tx.NewID()
	r := usualRecord(tx.next, kind, id)
	if r == nil {
		return "", journey.Problem{Code: "edit.cannot_add", Args: journey.Args{"Kind": kindWord(kind)}}
	}
	*journey.NameField(r) = name
	tx.Name("edit.add_record", journey.Args{"Kind": kindWord(kind), "Name": name})
	tx.Put(r)
	return id, nil
}

// usualRecord is a new record of a kind; nil when one cannot be made from nothing.
func usualRecord(m *journey.Map, kind journey.Kind, id journey.ID) journey.Record {
	switch kind {
	case journey.KindStage:
		return &journey.Stage{ID: id}
	case journey.KindPersona:
		return &journey.Persona{ID: id, Share: journey.Guess(restOfAudience(m))}
	case journey.KindProperty:
		return &journey.Property{ID: id}
	case journey.KindEvent:
		return &journey.Event{ID: id}
	case journey.KindChannel:
		return &journey.Channel{ID: id}
	case journey.KindAssumption:
		return &journey.AssumptionRecord{ID: id}
	case journey.KindSegment:
		return &journey.Segment{ID: id}
	case journey.KindTopic:
		return &journey.Topic{ID: id}
	case journey.KindOffer:
		return &journey.Offer{ID: id}
	case journey.KindNamedDate:
		return &journey.NamedDate{ID: id, Date: m.Settings.Start}
	case journey.KindScore:
		return &journey.Score{ID: id}
	case journey.KindScenario:
		return &journey.Scenario{ID: id}
	case journey.KindCost:
		return &journey.Cost{ID: id}
	case journey.KindObserved:
		return &journey.Observed{ID: id}
	case journey.KindTerm:
		return &journey.Term{ID: id}
	default:
		return nil
	}
}

// restOfAudience is what the personas of a map leave for a new one, 0..1.
func restOfAudience(m *journey.Map) float64 {
	rest := 1.0
	for _, p := range m.Personas {
		rest -= m.Value(p.Share).Value
	}
	return min(1, max(0, math.Round(rest*1e9)/1e9))
}
