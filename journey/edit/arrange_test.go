package edit_test

import (
	"testing"

	"rehearse/journey"
	"rehearse/journey/codec"
	"rehearse/journey/edit"
)

func TestALockedStepIsNeitherMovedNorDeletedAndTheOthersAre(t *testing.T) {
	t.Parallel()
	e := editor(t)
	before := e.Map().Step("visit")
	apply(t, e, func(tx *edit.Tx) error { return edit.Lock(tx, []journey.ID{"visit"}, true) })
	move := func(ids ...journey.ID) func(*edit.Tx) error {
		return func(tx *edit.Tx) error {
			var places []edit.Place
			for _, id := range ids {
				s := tx.Map().Step(id)
				places = append(places, edit.Place{Step: id, X: s.X + 100, Y: s.Y, Stage: s.Stage})
			}
			return edit.MoveSteps(tx, places)
		}
	}
	if _, err := e.Apply(edit.Label{}, move("visit")); code(t, err) != "edit.locked" {
		t.Error(err)
	}
	if _, err := e.Apply(edit.Label{}, remove(journey.KindStep, "visit")); code(t, err) != "edit.locked" {
		t.Error(err)
	}
	other := e.Map().Steps[0].ID
	if other == "visit" {
		other = e.Map().Steps[1].ID
	}
	x := e.Map().Step(other).X
	apply(t, e, move("visit", other))
	if e.Map().Step("visit").X != before.X || e.Map().Step(other).X != x+100 {
		t.Error("together with a locked step the others must move")
	}
	apply(t, e, func(tx *edit.Tx) error { return edit.Lock(tx, []journey.ID{"visit"}, false) })
	apply(t, e, move("visit"))
}

// Where things stand, how wide a column is and what is locked changes no number: a signature holds.
func TestLockingAndWidthsAreNotWhatWasAgreed(t *testing.T) {
	t.Parallel()
	e := editor(t)
	before := codec.Fingerprint(e.Map())
	apply(t, e, func(tx *edit.Tx) error { return edit.Lock(tx, []journey.ID{"visit"}, true) })
	stage := e.Map().Stages[0].ID
	apply(t, e, func(tx *edit.Tx) error {
		s := tx.Map().Step("visit")
		return edit.ResizeStage(tx, stage, 500, []edit.Place{{Step: "visit", X: s.X + 40, Y: s.Y, Stage: s.Stage}})
	})
	if codec.Fingerprint(e.Map()) != before {
		t.Error("the fingerprint has changed")
	}
	if e.Map().Stages[0].Width != 500 {
		t.Error("no width")
	}
}

func TestOnlyNotesAndFramesAreResizedAndColoured(t *testing.T) {
	t.Parallel()
	e := editor(t)
	if _, err := e.Apply(edit.Label{}, func(tx *edit.Tx) error { return edit.Resize(tx, "visit", 0, 0, 10, 10) }); code(t, err) != "edit.fixed_size" {
		t.Error(err)
	}
	var frame journey.ID
	apply(t, e, func(tx *edit.Tx) (err error) { frame, err = edit.AddFrame(tx, "Here", 10, 20, 300, 200); return err })
	apply(t, e, func(tx *edit.Tx) error { return edit.Resize(tx, frame, 0, 10, 400, 250) })
	refs := []journey.Ref{{Kind: journey.KindStep, ID: frame}, {Kind: journey.KindStep, ID: "visit"}}
	apply(t, e, func(tx *edit.Tx) error { return edit.Paint(tx, refs, "#2e7d32") })
	if s := e.Map().Step(frame); s.X != 0 || s.Y != 10 || *s.Frame != (journey.Frame{Color: "#2e7d32", Width: 400, Height: 250}) {
		t.Errorf("%+v", s.Frame)
	}
	if _, err := e.Apply(edit.Label{}, func(tx *edit.Tx) error { return edit.Paint(tx, refs[1:], "#2e7d32") }); code(t, err) != "edit.no_color" {
		t.Error(err)
	}
}
