package desktop

import (
	"math"
	"slices"

	"rehearse/journey"
	"rehearse/journey/draw"
	"rehearse/journey/edit"
	"rehearse/journey/layout"
	"rehearse/ui/tool"
)

// Arrange is part of action.Host.
func (w *Window) Arrange(command string, to map[journey.ID]draw.Point) {
	ground := w.ground()
	w.Edit(func(tx *edit.Tx) ([]journey.Ref, error) {
		return nil, edit.Arrange(tx, journey.Word("action."+command), ground.dropped(tx, to))
	})
}

// dropped is where steps come to stand that are let go at new corners.
func (g ground) dropped(tx *edit.Tx, to map[journey.ID]draw.Point) []edit.Place {
	var steps []layout.Placed
	for _, s := range tx.Map().Steps {
		if at, ok := to[s.ID]; ok {
			steps = append(steps, layout.Placed{Step: s, X: math.Round(at.X), Y: math.Round(at.Y)})
		}
	}
	var places []edit.Place
	for _, p := range g.layout.Drop(steps) {
		places = append(places, edit.Place{Step: p.Step.ID, X: p.X, Y: p.Y, Stage: p.Stage})
	}
	return places
}

// lockSelected locks the selected steps; when all are locked it frees them.
func (w *Window) lockSelected() {
	ids := w.machine.SelectedSteps()
	m := w.shown.Map
	on := slices.ContainsFunc(ids, func(id journey.ID) bool { s := m.Step(id); return s != nil && !s.Locked })
	w.Edit(func(tx *edit.Tx) ([]journey.Ref, error) { return nil, edit.Lock(tx, ids, on) })
}

// frameRoom is the room a frame leaves around what it was drawn around, frameHead that for its title.
const (
	frameRoom = 30.0
	frameHead = 30.0
)

// frameSelected draws a frame around the selected steps and asks for its title.
func (w *Window) frameSelected() {
	var all draw.Rect
	for _, id := range w.machine.SelectedSteps() {
		if c := w.layout.Card(id); c != nil {
			all = all.Union(c.Whole())
		}
	}
	if all.W == 0 {
		return
	}
	x, y := math.Floor((all.X-frameRoom)/tool.Grid)*tool.Grid, math.Floor((all.Y-frameRoom-frameHead)/tool.Grid)*tool.Grid
	width := math.Ceil((all.X+all.W+frameRoom-x)/tool.Grid) * tool.Grid
	height := math.Ceil((all.Y+all.H+frameRoom-y)/tool.Grid) * tool.Grid
	title := w.t("canvas.frame", nil)
	w.editThen(func(tx *edit.Tx) ([]journey.Ref, error) {
		id, err := edit.AddFrame(tx, title, x, y, width, height)
		return []journey.Ref{{Kind: journey.KindStep, ID: id}}, err
	}, func(made []journey.Ref) { w.renameInPlace(made[0]) })
}

// paint gives what is selected a colour.
func (w *Window) paint(color journey.Color) {
	refs := slices.Clone(w.machine.Selection())
	w.Edit(func(tx *edit.Tx) ([]journey.Ref, error) { return nil, edit.Paint(tx, refs, color) })
}
