package desktop

import (
	"testing"

	"rehearse/journey"
)

// In the whole window: what is selected is changed by one edit, and Ctrl+Z takes it back as a whole.
func TestOneEditChangesEverythingThatIsSelectedAndOneUndoTakesItBack(t *testing.T) {
	r := robotOn(t, "en")
	m := r.shown.Map
	if len(m.Scenarios) == 0 {
		t.Fatal("the sample has no scenario")
	}
	var refs []journey.Ref
	before := map[journey.ID]journey.ID{}
	for _, s := range m.Steps {
		if s.Scenario != "" && s.Kind.Simulated() {
			refs = append(refs, step(s.ID))
			before[s.ID] = s.Scenario
		}
	}
	r.Select(refs...)
	done := false
	r.changeRecords(refs, "notes", func(record journey.Record) (journey.Record, *journey.Problem) {
		c := journey.Clone(record.(*journey.Step))
		c.Notes = "to be agreed"
		return c, nil
	}, func(err error) {
		if err != nil {
			t.Error(err)
		}
		done = true
	})
	r.until("the notes of all", func() bool {
		for _, ref := range refs {
			if r.shown.Map.Step(ref.ID).Notes != "to be agreed" {
				return false
			}
		}
		return done
	})
	r.act("undo")
	r.until("one undo", func() bool {
		for _, ref := range refs {
			if r.shown.Map.Step(ref.ID).Notes == "to be agreed" {
				return false
			}
		}
		return true
	})
}
