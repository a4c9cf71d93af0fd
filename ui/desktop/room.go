package desktop

import (
	"math"

	"rehearse/journey"
	"rehearse/journey/edit"
	"rehearse/journey/layout"
	"rehearse/ui/tool"
)

// roomBeside is the room between a step that was put into a link and those at its ends.
const roomBeside = 70.0

// makingRoom has an edit done, and moves down what a card would cover that another way now leaves; frames grow with what is in
// them: one edit, one step of undo.
func makingRoom(tx *edit.Tx, do func() error) error {
	before := *tx.Map()
	if err := do(); err != nil {
		return err
	}
	var places []edit.Place
	pushed, frames := layout.Room(&before, tx.Map())
	for _, f := range frames {
		if err := edit.Resize(tx, f.Step.ID, f.Step.X, f.Step.Y, f.Step.Frame.Width, f.Height); err != nil {
			return err
		}
	}
	for _, p := range pushed {
		places = append(places, edit.Place{Step: p.Step.ID, X: p.X, Y: p.Y, Stage: p.Stage})
	}
	if len(places) == 0 {
		return nil
	}
	return edit.MoveSteps(tx, places)
}

// putInto puts a step into a link and makes room for it: it stands behind the step the link comes from, and where that
// is too near to the next one, everything from there on moves to the right, as when a stage is widened.
func (g ground) putInto(tx *edit.Tx, link, step journey.ID) error {
	l, s := tx.Map().Link(link), tx.Map().Step(step)
	if l == nil || s == nil {
		return nil // deleted meanwhile
	}
	from, to := g.layout.Card(l.From), g.layout.Card(l.To)
	if _, err := edit.SplitLink(tx, link, step); err != nil {
		return err
	}
	if from == nil || to == nil || to.Rect.X < from.Rect.Right() {
		return nil // a link back: there is no between
	}
	s = tx.Map().Step(step)
	x, y := math.Max(s.X, math.Ceil((from.Rect.Right()+roomBeside)/tool.Grid)*tool.Grid), s.Y
	if math.Abs(y-from.Rect.Y) < layout.HeadHeight && from.Rect.Y == to.Rect.Y {
		y = from.Rect.Y
	}
	stage := from.Step.Stage
	if stage == "" {
		stage = s.Stage
	}
	places := []edit.Place{{Step: step, X: x, Y: y, Stage: stage}}
	lack := math.Ceil((x+layout.CardWidth+roomBeside-to.Rect.X)/tool.Grid) * tool.Grid
	if y >= to.Rect.Bottom()+layout.NumbersHeight || y+layout.HeadHeight+layout.NumbersHeight <= to.Rect.Y {
		lack = 0 // it stands above or below
		places[0].Stage = s.Stage
	}
	for i := range g.layout.Cards {
		c := &g.layout.Cards[i]
		if lack > 0 && c.Step.ID != step && c.Rect.X >= to.Rect.X-1 {
			places = append(places, edit.Place{Step: c.Step.ID, X: c.Step.X + lack, Y: c.Step.Y, Stage: c.Step.Stage})
		}
	}
	return edit.MoveSteps(tx, places)
}
