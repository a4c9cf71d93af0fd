package desktop

import (
	"context"

	"rehearse/journey"
	"rehearse/journey/edit"
	"rehearse/journey/layout"
	"rehearse/journey/layout/tidy"
)

// tidy arranges the steps anew in a worker, and moves them in one edit.
func (w *Window) tidy() {
	w.inspector.Leave()
	m, l := w.shown.Map, w.layout
	var places []tidy.Move
	w.works.do(w.t("window.tidying", nil), func(ctx context.Context, _ func(float64)) (err error) {
		places, err = tidy.Arrange(ctx, m, l)
		return err
	}, func(err error) {
		if err != nil {
			w.alert(err)
			return
		}
		w.editThen(func(tx *edit.Tx) ([]journey.Ref, error) {
			var moves []edit.Place
			for _, p := range places {
				if s := tx.Map().Step(p.Step); s != nil {
					moves = append(moves, edit.Place{Step: p.Step, X: p.X, Y: p.Y, Stage: s.Stage})
				}
			}
			return nil, edit.Tidy(tx, moves)
		}, func([]journey.Ref) {
			w.layout = layout.In(w.linkStyle(), w.drawn.m, w.measure) // the heads of the stages come back to the steps
			w.drawn = drawnState{m: w.drawn.m}
			w.draw()
			w.machine.Camera = w.machine.Camera.Fit(w.scene.Bounds, 12, w.unit())
			w.board.Repaint()
			w.top.showZoom()
		})
	})
}
