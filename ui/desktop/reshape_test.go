package desktop

import (
	"slices"
	"testing"

	"fyne.io/fyne/v2"

	"rehearse/journey"
	"rehearse/journey/draw"
	"rehearse/ui/action"
)

// between is a link by its ends.
func (r robot) between(from, to journey.ID) *journey.Link {
	for _, l := range r.shown.Map.Links {
		if l.From == from && l.To == to {
			return l
		}
	}
	r.t.Fatalf("no link from %s to %s", from, to)
	return nil
}

func TestALinkIsReconnectedByItsTipAndUndone(t *testing.T) {
	r := robotOn(t, "en")
	l := r.between("shop", "product")
	r.Select(journey.Ref{Kind: journey.KindLink, ID: l.ID})
	_, tip, _ := r.machine.World().Ends(l.ID)
	r.drag(tip, r.middle(t, "order"))
	r.until("reconnected", func() bool { return r.shown.Map.Link(l.ID).To == "order" })
	if now := r.shown.Map.Link(l.ID); now.From != "shop" {
		t.Fatalf("%+v", now)
	}
	action.Run("undo", r)
	r.until("undone", func() bool { return r.shown.Map.Link(l.ID).To == "product" })
}

func TestAStepFromThePaletteDroppedOnALinkIsPutIntoItInOneEdit(t *testing.T) {
	r := robotOn(t, "en")
	l := r.between("shop", "product")
	head, _ := r.machine.World().Head(journey.Ref{Kind: journey.KindLink, ID: l.ID})
	origin := fyne.CurrentApp().Driver().AbsolutePositionForObject(r.board)
	r.dragNew(journey.StepWait, origin.Add(r.at(draw.Point{X: head.X, Y: head.Y + 200})))
	r.dragNew(journey.StepWait, origin.Add(r.at(draw.Point{X: head.X, Y: head.Y})))
	r.dropNew(journey.StepWait)
	r.until("put in", func() bool { return r.shown.Map.Link(l.ID).To != "product" })
	made := r.shown.Map.Link(l.ID).To
	if s := r.shown.Map.Step(made); s.Kind != journey.StepWait || !r.linked(made, "product") {
		t.Fatalf("%+v", s)
	}
	r.closeInline()
	action.Run("undo", r)
	r.until("undone in one step", func() bool { return r.shown.Undo == nil && r.shown.Map.Step(made) == nil })
}

func TestEscapeWhileDraggingFromThePaletteCreatesNothing(t *testing.T) {
	r := robotOn(t, "en")
	origin := fyne.CurrentApp().Driver().AbsolutePositionForObject(r.board)
	r.dragNew(journey.StepWait, origin.AddXY(300, 300))
	r.Window.key(&fyne.KeyEvent{Name: fyne.KeyEscape})
	r.dragNew(journey.StepWait, origin.AddXY(310, 300))
	r.dropNew(journey.StepWait)
	if len(r.ghost.Objects) != 0 || r.shown.Undo != nil {
		t.Fatal("something was left behind")
	}
}

func TestALooseStepIsPutIntoALinkByDroppingIt(t *testing.T) {
	r := robotOn(t, "en")
	r.create(newStep{kind: journey.StepWait, name: "Pause", at: draw.Point{X: 900, Y: 1500}})
	r.until("made", func() bool { return r.named("Pause") != nil })
	l := r.between("product", "cart")
	head, _ := r.machine.World().Head(journey.Ref{Kind: journey.KindLink, ID: l.ID})
	r.drag(r.middle(t, r.named("Pause").ID), draw.Point{X: head.X, Y: head.Y})
	r.until("put in", func() bool { return r.shown.Map.Link(l.ID).To == r.named("Pause").ID })
	if !r.linked(r.named("Pause").ID, "cart") {
		t.Error("it leads nowhere")
	}
	if label := r.shown.Undo.ID; label != "action.insert_done" {
		t.Errorf("the history says %s", label)
	}
	pause, before, behind := r.layout.Card(r.named("Pause").ID).Rect, r.layout.Card("product").Rect, r.layout.Card("cart").Rect
	if pause.X < before.Right()+50 || behind.X < pause.Right()+50 || pause.Y != before.Y {
		t.Errorf("no room: %v, %v, %v", before, pause, behind)
	}
}

func TestAStageIsWidenedByItsEdgeAndItsStepsStayWhereTheyAre(t *testing.T) {
	r := robotOn(t, "en")
	column := r.layout.Columns[1]
	order, shop := r.shown.Map.Step("order").X, r.shown.Map.Step("shop").X
	edge := draw.Point{X: column.Rect.Right(), Y: column.Header.Y + 20}
	r.drag(edge, draw.Point{X: edge.X + 100, Y: edge.Y})
	r.until("wider", func() bool { return r.shown.Map.Stages[1].Width != 0 })
	now := r.layout.Columns[1].Rect
	if moved := r.shown.Map.Step("order").X - order; moved < 95 || moved > 105 || now.W-column.Rect.W != moved || now.X != column.Rect.X {
		t.Errorf("the steps behind moved by %v, the column %v became %v", moved, column.Rect, now)
	}
	if r.shown.Map.Step("shop").X != shop {
		t.Error("a step before the edge moved")
	}
}

func TestAStageMovesWithItsSteps(t *testing.T) {
	r := robotOn(t, "en")
	var names []string
	for _, s := range r.shown.Map.Stages {
		names = append(names, s.Name)
	}
	last := r.layout.Columns[len(names)-1]
	from := draw.Point{X: last.Header.X + last.Header.W/2, Y: last.Header.Y + 20}
	second := r.layout.Columns[1].Rect
	r.drag(from, draw.Point{X: second.X + 10, Y: from.Y})
	r.until("moved", func() bool { return r.shown.Map.Stages[1].Name == names[len(names)-1] })
	order := r.layout.Card("order").Rect
	column := r.layout.Columns[1].Rect
	if order.X < column.X || order.Right() > column.Right() {
		t.Errorf("the order at %v is not in its column %v", order, column)
	}
	for _, s := range r.shown.Map.Steps {
		if card := r.layout.Card(s.ID); s.Stage != "" && r.layout.StageAt(card.Rect.Middle().X) != s.Stage {
			t.Errorf("%s stands in the column of another stage", s.ID)
		}
	}
	action.Run("undo", r)
	r.until("undone", func() bool { return r.shown.Map.Stages[1].Name == names[1] })
}

func TestANoteIsMadeLargerByItsCorner(t *testing.T) {
	r := robotOn(t, "en")
	at := slices.IndexFunc(r.shown.Map.Steps, func(s *journey.Step) bool { return s.Kind == journey.StepNote })
	id := r.shown.Map.Steps[at].ID
	r.Select(step(id))
	corner := r.machine.Corners()[2]
	before := *r.shown.Map.Step(id).Note
	r.drag(corner, draw.Point{X: corner.X + 60, Y: corner.Y + 40})
	r.until("larger", func() bool { return r.shown.Map.Step(id).Note.Width > before.Width })
	if now := r.shown.Map.Step(id).Note; now.Height <= before.Height || now.Text != before.Text {
		t.Errorf("%+v", now)
	}
}
