package persist

import (
	"testing"

	"rehearse/journey"
	"rehearse/journey/edit"
)

func BenchmarkOpenWithALongHistory(b *testing.B) {
	d := created(b)
	if _, err := d.Apply(edit.Label{}, func(tx *edit.Tx) error {
		for range 300 {
			if _, err := edit.AddStep(tx, edit.NewStep{Kind: journey.StepMessage, Name: "Письмо"}); err != nil {
				return err
			}
		}
		return nil
	}); err != nil {
		b.Fatal(err)
	}
	for n := range 5000 {
		if _, err := d.editor.Apply(edit.Label{}, func(tx *edit.Tx) error {
			return edit.MoveSteps(tx, []edit.Place{{Step: tx.Map().Steps[n%300].ID, X: float64(n)}})
		}); err != nil {
			b.Fatal(err)
		}
	}
	if err := d.SaveAs(b.TempDir() + "/long.journey"); err != nil {
		b.Fatal(err)
	}
	for b.Loop() {
		d = reopened(b, d)
	}
}
