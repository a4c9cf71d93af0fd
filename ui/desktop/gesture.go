package desktop

import (
	"fmt"
	"math"
	"slices"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"rehearse/journey"
	"rehearse/journey/draw"
	"rehearse/journey/edit"
	"rehearse/journey/layout"
	"rehearse/ui/action"
	"rehearse/ui/session"
	"rehearse/ui/tool"
)

// patience is how long the window waits for an edit to be applied, so that a dropped step does not jump
// back for one frame. A slower edit is shown when it is there.
const patience = 80 * time.Millisecond

// gesture does what the hand meant.
func (w *Window) gesture(intents []tool.Intent) {
	if w.machine.Busy() || len(intents) > 0 {
		w.closeInline()
	}
	w.toast.refuse(w.machine.Preview().Refused)
	for _, intent := range intents {
		switch i := intent.(type) {
		case tool.Selected:
			if ids := w.machine.SelectedSteps(); w.person.told != nil && len(ids) == 1 {
				w.wasAt(ids[0])
			}
			w.showSelection()
			w.showMenu()
		case tool.Looked:
			w.top.showZoom()
		case tool.MoveSteps:
			w.moveSteps(i)
		case tool.Connect:
			w.Edit(func(tx *edit.Tx) ([]journey.Ref, error) {
				id, err := edit.Connect(tx, i.From, i.Port, i.To)
				return []journey.Ref{{Kind: journey.KindLink, ID: id}}, err
			})
		case tool.CreateLinked:
			w.chooseKind(i)
		case tool.Edit:
			w.showSelection()
			w.rename(i.Of)
		case tool.Menu:
			w.contextMenu(i)
		case tool.Refuse:
			w.complain(i.Problem)
		}
	}
}

// rename opens the name of a record for typing: that of a step on its card, others in the inspector.
func (w *Window) rename(ref journey.Ref) {
	switch ref.Kind {
	case journey.KindStep:
		w.renameInPlace(ref.ID)
	case journey.KindLink:
		w.inspector.Focus("label")
	default:
		w.inspector.Focus("name")
	}
}

// Edit is part of action.Host.
func (w *Window) Edit(do func(*edit.Tx) ([]journey.Ref, error)) {
	var made []journey.Ref
	var change *edit.Change
	done := make(chan error, 1)
	w.session.Edit(session.Edit{
		Do: func(tx *edit.Tx) error {
			refs, err := do(tx)
			made = refs
			return err
		},
		Took: func(c *edit.Change) { change = c },
		Done: func(err error) { done <- err },
	})
	finish := func(err error) {
		if err != nil {
			w.complainError(err)
			return
		}
		w.tellDeleted(change)
		if len(made) > 0 {
			w.wish = made
		}
		w.show(w.session.Snapshot())
	}
	select {
	case err := <-done:
		finish(err)
	case <-time.After(patience):
		go func() {
			err := <-done
			fyne.Do(func() { finish(err) })
		}()
	}
}

// moveSteps moves steps, or copies of them, and lets them join the stage they were dropped on.
func (w *Window) moveSteps(i tool.MoveSteps) {
	w.Edit(func(tx *edit.Tx) ([]journey.Ref, error) {
		if i.Copy {
			return stepRefs(edit.Duplicate(tx, i.Steps, i.DX, i.DY))
		}
		var steps []layout.Placed
		for _, id := range i.Steps {
			if s := tx.Map().Step(id); s != nil {
				steps = append(steps, layout.Placed{Step: s, X: s.X + i.DX, Y: s.Y + i.DY})
			}
		}
		var places []edit.Place
		for _, p := range w.layout.Drop(steps) {
			places = append(places, edit.Place{Step: p.Step.ID, X: p.X, Y: p.Y, Stage: p.Stage})
		}
		return nil, edit.MoveSteps(tx, places)
	})
}

func stepRefs(ids []journey.ID, err error) ([]journey.Ref, error) {
	list := make([]journey.Ref, len(ids))
	for i, id := range ids {
		list[i] = journey.Ref{Kind: journey.KindStep, ID: id}
	}
	return list, err
}

// newStep is a step of a kind with its corner at a place: in the column there, in the scenario of what it is linked from.
func (w *Window) newStep(tx *edit.Tx, kind journey.StepKind, at draw.Point, scenario journey.ID) (journey.ID, error) {
	x, y := math.Round(at.X/tool.Grid)*tool.Grid, math.Round(at.Y/tool.Grid)*tool.Grid
	drop := w.layout.Drop([]layout.Placed{{Step: &journey.Step{Kind: kind}, X: x, Y: y}})[0]
	return edit.AddStep(tx, edit.NewStep{Kind: kind, Name: w.newName(tx.Map(), kind), X: drop.X, Y: drop.Y, Scenario: scenario, Stage: drop.Stage})
}

// newName is what a new step is called until somebody says better: its kind, numbered when there are more.
func (w *Window) newName(m *journey.Map, kind journey.StepKind) string {
	if !kind.Simulated() {
		return ""
	}
	word := w.t("draw.kind."+string(kind), nil)
	for n := 1; ; n++ {
		name := word
		if n > 1 {
			name = fmt.Sprintf("%s %d", word, n)
		}
		if !slices.ContainsFunc(m.Steps, func(s *journey.Step) bool { return s.Name == name }) {
			return name
		}
	}
}

// createAt makes a step with its middle at a world point, linked from a port if there is one.
func (w *Window) createAt(kind journey.StepKind, at draw.Point, from journey.ID, port journey.Port) {
	at.X -= layout.CardWidth / 2
	at.Y -= layout.HeadHeight / 2
	if from != "" {
		at.X += layout.CardWidth / 2 // the link ends at its left border
	}
	w.Edit(func(tx *edit.Tx) ([]journey.Ref, error) {
		var scenario journey.ID
		if s := tx.Map().Step(from); s != nil {
			scenario = s.Scenario
		}
		id, err := w.newStep(tx, kind, at, scenario)
		if err == nil && from != "" {
			_, err = edit.Connect(tx, from, port, id)
		}
		return []journey.Ref{{Kind: journey.KindStep, ID: id}}, err
	})
	if made := w.machine.SelectedSteps(); len(made) == 1 {
		w.renameInPlace(made[0]) // a new step is named first
	}
}

// createSomewhere makes a step next to the selected one and linked from it, or in the middle of the view.
func (w *Window) createSomewhere(kind journey.StepKind) {
	if !action.Writable(w.State()) {
		return
	}
	if ids := w.machine.SelectedSteps(); len(ids) == 1 {
		s := w.shown.Map.Step(ids[0])
		area, ok := w.machine.World().Area(journey.Ref{Kind: journey.KindStep, ID: ids[0]})
		if ok && s != nil {
			port := freePort(w.shown.Map, s)
			at := w.freePlace(draw.Point{X: area.X + area.W + 90, Y: area.Y + layout.HeadHeight/2})
			if port == "" || kind == journey.StepEntry || kind == journey.StepNote || kind == journey.StepFrame {
				w.createAt(kind, draw.Point{X: at.X + layout.CardWidth/2, Y: at.Y}, "", "")
				return
			}
			w.createAt(kind, at, s.ID, port)
			return
		}
	}
	view := w.machine.Camera.Viewport()
	at := w.freePlace(draw.Point{X: view.X + view.W/2 - layout.CardWidth/2, Y: view.Y + view.H/2})
	w.createAt(kind, draw.Point{X: at.X + layout.CardWidth/2, Y: at.Y}, "", "")
}

// freePort is the port by which one goes on from a step: the first without a link, else the usual one.
func freePort(m *journey.Map, s *journey.Step) journey.Port {
	usual := edit.MainPort(s)
	for _, p := range append([]journey.Port{usual}, journey.PortsOf(s)...) {
		if p != "" && !slices.ContainsFunc(m.Links, func(l *journey.Link) bool { return l.From == s.ID && l.Port == p }) {
			return p
		}
	}
	return usual
}

// freePlace is the nearest place below a point where a step covers no other.
func (w *Window) freePlace(at draw.Point) draw.Point {
	for range 40 {
		area := draw.Rect{X: at.X - 10, Y: at.Y - layout.HeadHeight/2 - 10, W: layout.CardWidth + 20, H: layout.HeadHeight + 40}
		busy := slices.ContainsFunc(w.machine.World().Inside(area), func(r journey.Ref) bool { return true })
		if !busy {
			break
		}
		at.Y += 4 * tool.Grid
	}
	return at
}

// dragNew shows a step being dragged from the palette.
func (w *Window) dragNew(kind journey.StepKind, at fyne.Position) {
	w.drop = at
	if len(w.ghost.Objects) == 0 {
		box := canvas.NewRectangle(theme.Color(theme.ColorNameOverlayBackground))
		box.StrokeColor, box.StrokeWidth, box.CornerRadius = theme.Color(theme.ColorNamePrimary), 2, 10
		label := canvas.NewText(w.t("draw.kind."+string(kind), nil), theme.Color(theme.ColorNameForeground))
		label.TextStyle.Bold, label.Alignment = true, fyne.TextAlignCenter
		w.ghost.Objects = []fyne.CanvasObject{box, label}
	}
	zoom := float32(w.machine.Camera.Zoom)
	size := fyne.NewSize(float32(layout.CardWidth)*zoom, float32(layout.HeadHeight)*zoom)
	corner := at.SubtractXY(size.Width/2, size.Height/2)
	for _, o := range w.ghost.Objects {
		o.Resize(size)
		o.Move(corner)
	}
	canvas.Refresh(w.ghost)
}

// dropNew makes the dragged step where it was let go, if that is on the board.
func (w *Window) dropNew(kind journey.StepKind) {
	w.ghost.Objects = nil
	canvas.Refresh(w.ghost)
	origin := fyne.CurrentApp().Driver().AbsolutePositionForObject(w.board)
	at := w.drop.Subtract(origin)
	if !action.Writable(w.State()) || at.X < 0 || at.Y < 0 || at.X > w.board.Size().Width || at.Y > w.board.Size().Height {
		return
	}
	w.createAt(kind, w.machine.Camera.World(draw.Point{X: float64(at.X), Y: float64(at.Y)}), "", "")
}

// chooseKind asks what to create at a point.
func (w *Window) chooseKind(i tool.CreateLinked) {
	if !action.Writable(w.State()) {
		return
	}
	menu := fyne.NewMenu("")
	for _, word := range journey.StepKind("").Words() {
		kind := journey.StepKind(word)
		if i.From != "" && (kind == journey.StepEntry || !kind.Simulated()) {
			continue
		}
		menu.Items = append(menu.Items, fyne.NewMenuItem(w.t("draw.kind."+word, nil), func() { w.createAt(kind, i.At, i.From, i.Port) }))
	}
	s := w.machine.Camera.Screen(i.At)
	w.popUp(menu, s)
}

// contextMenu offers what can be done with what is under the pointer.
func (w *Window) contextMenu(i tool.Menu) {
	items := []string{"paste", "select_all", "-", "fit"}
	if !i.Hit.IsZero() {
		items = []string{"rename", "-", "cut", "copy", "duplicate", "delete", "-", "without", "fit_selection"}
	}
	w.popUp(w.menuOf("", items), i.At)
}

func (w *Window) popUp(menu *fyne.Menu, at draw.Point) {
	origin := fyne.CurrentApp().Driver().AbsolutePositionForObject(w.board)
	widget.ShowPopUpMenuAtPosition(menu, w.win.Canvas(), origin.AddXY(float32(at.X), float32(at.Y)))
}
