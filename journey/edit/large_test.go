package edit_test

import (
	"testing"

	"rehearse/journey"
	"rehearse/journey/edit"
)

// largest is an editor of a map at the limit: 5,000 steps in a chain.
func largest(t testing.TB) *edit.Editor {
	t.Helper()
	e := edit.New(journey.New("Large", "2026-11-22"), &counter{})
	if _, err := e.Apply(edit.Label{}, func(tx *edit.Tx) error {
		var last journey.ID
		for range journey.MaxSteps {
			id, err := edit.AddStep(tx, edit.NewStep{Kind: journey.StepTouchpoint})
			if err != nil {
				return err
			}
			if last != "" {
				tx.Put(&journey.Link{ID: tx.NewID(), From: last, To: id})
			}
			last = id
		}
		return nil
	}); err != nil {
		t.Fatal(err)
	}
	return e
}

func TestTheLimitOfStepsIsRefusedWithItsNumber(t *testing.T) {
	t.Parallel()
	e := largest(t)
	_, err := e.Apply(edit.Label{}, func(tx *edit.Tx) error {
		_, err := edit.AddStep(tx, edit.NewStep{Kind: journey.StepNote})
		return err
	})
	if code(t, err) != "journey.too_many_steps" {
		t.Error(err)
	}
	apply(t, e, remove(journey.KindStep, e.Map().Steps[2500].ID))
	if len(e.Map().Links) != journey.MaxSteps-3 {
		t.Errorf("%d links left", len(e.Map().Links))
	}
}

func BenchmarkEditsOfTheLargestMap(b *testing.B) {
	e := largest(b)
	x := 0.0
	for name, edited := range map[string]func(*edit.Tx) error{
		"move one": func(tx *edit.Tx) error {
			return edit.MoveSteps(tx, []edit.Place{{Step: e.Map().Steps[2500].ID, X: x}})
		},
		"tidy all": func(tx *edit.Tx) error {
			places := make([]edit.Place, journey.MaxSteps)
			for i, s := range tx.Map().Steps {
				places[i] = edit.Place{Step: s.ID, X: x, Y: float64(i)}
			}
			return edit.Tidy(tx, places)
		},
	} {
		b.Run(name, func(b *testing.B) {
			for b.Loop() {
				x++
				if _, err := e.Apply(edit.Label{}, edited); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}
