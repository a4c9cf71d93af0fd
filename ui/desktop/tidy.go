package desktop

import (
	"context"

	"fyne.io/fyne/v2"

	"rehearse/journey"
	"rehearse/journey/edit"
	"rehearse/journey/layout/tidy"
)

// tidy arranges the steps anew in a worker, and moves them in one edit.
func (w *Window) tidy() {
	w.inspector.Leave()
	m, l := w.shown.Map, w.layout
	w.toast.tell(w.t("window.tidying", nil))
	go func() {
		places, err := tidy.Arrange(context.Background(), m, l)
		fyne.Do(func() {
			if err != nil {
				w.alert(err)
				return
			}
			w.toast.tell("")
			w.Edit(func(tx *edit.Tx) ([]journey.Ref, error) {
				var moves []edit.Place
				for _, p := range places {
					if s := tx.Map().Step(p.Step); s != nil {
						moves = append(moves, edit.Place{Step: p.Step, X: p.X, Y: p.Y, Stage: s.Stage})
					}
				}
				return nil, edit.Tidy(tx, moves)
			})
			w.machine.Camera = w.machine.Camera.Fit(w.scene.Bounds, 12, 1)
			w.board.Repaint()
			w.top.showZoom()
		})
	}()
}
