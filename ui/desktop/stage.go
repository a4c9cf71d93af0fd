package desktop

import (
	"slices"

	"rehearse/journey"
	"rehearse/journey/edit"
	"rehearse/ui/tool"
)

// resizeStage gives a stage the width it was dragged to; what stands behind it moves along.
func (w *Window) resizeStage(i tool.ResizeStage) {
	w.Edit(func(tx *edit.Tx) ([]journey.Ref, error) {
		var places []edit.Place
		for _, s := range tx.Map().Steps {
			if slices.Contains(i.Steps, s.ID) {
				places = append(places, edit.Place{Step: s.ID, X: s.X + i.DX, Y: s.Y, Stage: s.Stage})
			}
		}
		return []journey.Ref{{Kind: journey.KindStage, ID: i.Stage}}, edit.ResizeStage(tx, i.Stage, i.Width, places)
	})
}

// moveStage brings a stage to another place with everything that stands in its column. The columns keep their widths, so
// the others close up.
func (w *Window) moveStage(i tool.MoveStage) {
	now := w.layout
	columns := now.Columns
	if len(columns) == 0 {
		return
	}
	var order []journey.ID
	was, width := map[journey.ID]float64{}, map[journey.ID]float64{}
	for _, c := range columns {
		was[c.Stage.ID], width[c.Stage.ID] = c.Rect.X, c.Rect.W
		if c.Stage.ID != i.Stage {
			order = append(order, c.Stage.ID)
		}
	}
	order = slices.Insert(order, min(max(i.At, 0), len(order)), i.Stage)
	shift, x := map[journey.ID]float64{}, columns[0].Rect.X
	for _, id := range order {
		shift[id] = x - was[id]
		x += width[id]
	}
	w.Edit(func(tx *edit.Tx) ([]journey.Ref, error) {
		var places []edit.Place
		for _, s := range tx.Map().Steps {
			in := s.Stage
			if card := now.Card(s.ID); card != nil && (in == "" || !s.Kind.Simulated()) {
				in = now.StageAt(card.Rect.X + card.Rect.W/2) // what belongs to no stage goes with what it stands among
			}
			if d := shift[in]; d != 0 {
				places = append(places, edit.Place{Step: s.ID, X: s.X + d, Y: s.Y, Stage: s.Stage})
			}
		}
		return []journey.Ref{{Kind: journey.KindStage, ID: i.Stage}}, edit.MoveStage(tx, i.Stage, i.At, places)
	})
}
