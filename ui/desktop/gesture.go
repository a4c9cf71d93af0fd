package desktop

import (
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
const patience = 150 * time.Millisecond

// gesture does what the hand meant.
func (w *Window) gesture(intents []tool.Intent) {
	if w.machine.Busy() || len(intents) > 0 {
		w.closeInline()
	}
	w.toast.refuse(w.machine.Preview().Refused)
	if w.leaveFinding(intents) {
		return
	}
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
		case tool.Reconnect:
			w.Edit(func(tx *edit.Tx) ([]journey.Ref, error) {
				return []journey.Ref{{Kind: journey.KindLink, ID: i.Link}}, reconnect(tx, i.Link, i.AtStart, i.Step, i.Port)
			})
		case tool.Create:
			w.create(newStep{kind: i.Kind, at: i.At, onto: i.Onto})
		case tool.Resize:
			w.Edit(func(tx *edit.Tx) ([]journey.Ref, error) {
				return nil, edit.Resize(tx, i.Step, i.Area.X, i.Area.Y, i.Area.W, i.Area.H)
			})
		case tool.ResizeStage:
			w.resizeStage(i)
		case tool.MoveStage:
			w.moveStage(i)
		case tool.CreateLinked:
			w.createWhere(i)
		case tool.Edit:
			w.showSelection()
			w.rename(i.Of)
		case tool.OpenFindings:
			w.openBadge(i.Of)
		case tool.Menu:
			w.contextMenu(i)
		case tool.Refuse:
			w.complain(i.Problem)
		}
	}
}

// Edit is part of action.Host.
func (w *Window) Edit(do func(*edit.Tx) ([]journey.Ref, error)) { w.editThen(do, nil) }

// editThen has an edit done; then, which may be nil, gets what it made once that is shown and selected, and is not called when
// the edit was refused. do runs on the session's goroutine, perhaps after this has returned: it must not
// look at the window, see ground.
func (w *Window) editThen(do func(*edit.Tx) ([]journey.Ref, error), then func(made []journey.Ref)) {
	var made []journey.Ref
	var change *edit.Change
	done := make(chan error, 1)
	w.session.Edit(session.Edit{
		Do: func(tx *edit.Tx) error {
			return makingRoom(tx, func() (err error) { made, err = do(tx); return err })
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
			w.cameFrom = append(w.cameFrom, w.machine.Selection())
			w.cameFrom = w.cameFrom[max(0, len(w.cameFrom)-selectionsKept):]
		}
		w.show(w.session.Snapshot())
		if then != nil {
			then(made)
		}
	}
	select {
	case err := <-done:
		finish(err)
	case <-time.After(patience):
		go func() {
			err := <-done
			w.hand(func() { finish(err) })
		}()
	}
}

// selectionsKept is how many selections are remembered for undo.
const selectionsKept = 100

// drawFrom draws a snapshot; what undo took away from under the selection is replaced by where it was made from.
func (w *Window) drawFrom(s *session.Snapshot) {
	selected := len(w.machine.Selection())
	w.draw()
	if selected > 0 && len(w.machine.Selection()) == 0 && s.Redo != nil {
		w.selectBefore(s)
	}
}

// selectBefore selects again what was selected before the newest edit whose records undo has taken away, so that one goes
// on from where one was.
func (w *Window) selectBefore(s *session.Snapshot) {
	for len(w.cameFrom) > 0 {
		last := w.cameFrom[len(w.cameFrom)-1]
		w.cameFrom = w.cameFrom[:len(w.cameFrom)-1]
		if len(last) > 0 && !slices.ContainsFunc(last, func(r journey.Ref) bool { return !s.Exists(r) }) {
			w.machine.Select(last...)
			w.board.PaintMarks()
			return
		}
	}
}

// moveSteps moves steps, or copies of them, and lets them join the stage they were dropped on.
func (w *Window) moveSteps(i tool.MoveSteps) {
	ground := w.ground()
	w.Edit(func(tx *edit.Tx) ([]journey.Ref, error) {
		if i.Copy {
			made, err := edit.Duplicate(tx, i.Steps, i.DX, i.DY)
			if err == nil && i.Onto != "" {
				err = ground.putInto(tx, i.Onto, made[0])
			}
			return stepRefs(made, err)
		}
		var steps []layout.Placed
		for _, id := range i.Steps {
			if s := tx.Map().Step(id); s != nil {
				steps = append(steps, layout.Placed{Step: s, X: s.X + i.DX, Y: s.Y + i.DY})
			}
		}
		var places []edit.Place
		for _, p := range ground.layout.Drop(steps) {
			places = append(places, edit.Place{Step: p.Step.ID, X: p.X, Y: p.Y, Stage: p.Stage})
		}
		if i.Onto == "" {
			return nil, edit.MoveSteps(tx, places)
		}
		tx.Name("action.insert_done", journey.Args{"Name": journey.NameOf(tx.Map().Step(i.Steps[0]))})
		err := edit.MoveSteps(tx, places)
		if err == nil {
			err = ground.putInto(tx, i.Onto, i.Steps[0])
		}
		return stepRefs(i.Steps, err)
	})
}

func stepRefs(ids []journey.ID, err error) ([]journey.Ref, error) {
	list := make([]journey.Ref, len(ids))
	for i, id := range ids {
		list[i] = journey.Ref{Kind: journey.KindStep, ID: id}
	}
	return list, err
}

// dragNew shows a step being dragged from the palette.
func (w *Window) dragNew(kind journey.StepKind, at fyne.Position) {
	w.drop = at
	on := at.Subtract(fyne.CurrentApp().Driver().AbsolutePositionForObject(w.board))
	w.machine.Place(kind, draw.Point{X: float64(on.X), Y: float64(on.Y)})
	w.board.PaintMarks()
	if w.machine.Preview().Kind != tool.PreviewPlace { // given up with Escape
		w.clearGhost()
		return
	}
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
func (w *Window) dropNew(journey.StepKind) {
	w.clearGhost()
	origin := fyne.CurrentApp().Driver().AbsolutePositionForObject(w.board)
	at := w.drop.Subtract(origin)
	over := action.Writable(w.State()) && at.X >= 0 && at.Y >= 0 && at.X <= w.board.Size().Width && at.Y <= w.board.Size().Height
	intents := w.machine.Drop(over)
	w.board.PaintMarks()
	w.gesture(intents)
}

func (w *Window) clearGhost() {
	w.ghost.Objects = nil
	canvas.Refresh(w.ghost)
}

// contextMenu offers what can be done with what is under the pointer.
func (w *Window) contextMenu(i tool.Menu) {
	items := []string{"quick_create", "paste", "select_all", "-", "find", "fit"}
	if !i.Hit.IsZero() {
		items = []string{
			"rename", "quick_create", "-", "cut", "copy", "duplicate", "delete", "-",
			"select_forward", "select_back", "lock", "frame", "*color", "-", "without", "fit_selection",
		}
	}
	w.popUp(w.menuOf("", items), i.At)
}

// menuAtSelection opens the menu of what is selected, or of the board.
func (w *Window) menuAtSelection() {
	i := tool.Menu{At: draw.Point{X: w.machine.Camera.Width / 2, Y: w.machine.Camera.Height / 3}}
	if list := w.machine.Selection(); len(list) > 0 {
		i.Hit.Of = list[0]
		if area, ok := w.machine.World().Area(list[0]); ok {
			at := w.machine.Camera.Screen(draw.Point{X: area.X + area.W/2, Y: area.Y + area.H/2})
			i.At = draw.Point{X: max(0, min(at.X, w.machine.Camera.Width)), Y: max(0, min(at.Y, w.machine.Camera.Height))}
		}
	}
	w.contextMenu(i)
}

func (w *Window) popUp(menu *fyne.Menu, at draw.Point) {
	origin := fyne.CurrentApp().Driver().AbsolutePositionForObject(w.board)
	widget.ShowPopUpMenuAtPosition(menu, w.win.Canvas(), origin.AddXY(float32(at.X), float32(at.Y)))
}
