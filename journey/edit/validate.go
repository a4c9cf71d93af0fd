package edit

import (
	"slices"

	"rehearse/journey"
)

// check refuses an outcome with problems the map did not have: every record the edit touched and every
// record that refers to one of them is validated. Problems that were there before (a map may be read
// with some) do not keep anybody from editing.
func (tx *Tx) check() error {
	base, next := tx.editor.m, tx.next
	if len(next.Steps) > journey.MaxSteps && len(next.Steps) > len(base.Steps) {
		return journey.Problems{{
			Code: "journey.too_many_steps", Args: journey.Args{"Count": len(next.Steps), "Max": journey.MaxSteps},
		}}
	}
	now := journey.NewIndex(next)
	var problems journey.Problems
	for _, r := range tx.affected() {
		found := journey.ValidateRecord(now, next, r)
		if len(found) == 0 {
			continue
		}
		var known []string
		if old, _ := collectionOf(r.RecordKind()).find(base, r.RecordID()); old != nil {
			for _, p := range journey.ValidateRecord(journey.NewIndex(base), base, old) {
				known = append(known, p.Error())
			}
		}
		for _, p := range found {
			if !slices.Contains(known, p.Error()) {
				problems = append(problems, p)
			}
		}
	}
	return problems.OrNil()
}

// affected lists the records of the outcome that the edit touched or that refer to those.
func (tx *Tx) affected() []journey.Record {
	ids := map[journey.ID]bool{}
	shared := false
	for r := range tx.touched {
		ids[r.ID] = true
		shared = shared || r.Kind == journey.KindAssumption
	}
	hit := false
	look := &walker{target: func(id journey.ID) (journey.ID, bool) {
		hit = hit || ids[id]
		return id, true
	}}
	if shared {
		look.fact = func(use journey.Assumption) journey.Assumption { return use }
	}
	var affected []journey.Record
	for _, kind := range journey.Kinds() {
		for _, r := range tx.next.Records(kind) {
			if hit = tx.touched[ref(r)]; !hit {
				look.walk(r)
			}
			if hit {
				affected = append(affected, r)
			}
		}
	}
	return affected
}
