package board

import (
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/widget"

	"rehearse/journey"
	"rehearse/journey/draw"
	"rehearse/ui/tool"
)

// Colors are what the board paints besides the scene.
type Colors struct {
	Background, Accent, AccentSoft, Refused draw.RGBA
	// Ink is that of texts.
	Ink draw.RGBA
}

// Board is the widget. Its methods belong to the goroutine of the window.
type Board struct {
	widget.BaseWidget
	machine *tool.Machine
	colors  Colors
	// Do receives what gestures mean.
	do func([]tool.Intent)
	// modifiers tells which keys are held, for events that do not say.
	modifiers func() tool.Modifiers

	ground *canvas.Rectangle
	frame  *canvas.Rectangle // around the board while the keyboard is there
	layer  *fyne.Container   // the scene, moved as a whole by panning
	lifted *fyne.Container   // what is being dragged, moved by the drag
	links  *fyne.Container   // whose one end is being dragged
	stage  *fyne.Container   // the actors, between both
	front  *fyne.Container   // selection and the gesture under way
	bent   *painter          // the links
	marks  *painter
	actors *painter
	cast   *Actors
	spent  bool // the press under way was an actor's
	clip   *container.Clip

	picture  picture
	pointer  draw.Point
	began    time.Time
	button   tool.Button
	mods     tool.Modifiers
	hover    tool.Hit
	spot     *journey.Ref
	tag      tag
	keys     Keys
	pushing  func() // gives up that the view moves while a drag rests at its edge
	followed func()
	watched  func(Pointing)
	// after runs something later on the window's goroutine, unless cancelled.
	after    func(time.Duration, func()) (cancel func())
	coarse   float64 // by how much larger names are than at a desk; 0 is not
	portName func(step journey.ID, port journey.Port) string
	reroute  Reroute
}

// New makes a board for a machine. do gets the intents of each event, also when there are none, so that
// the window can follow gestures.
func New(machine *tool.Machine, colors Colors, do func([]tool.Intent), modifiers func() tool.Modifiers) *Board {
	b := &Board{
		after: func(pause time.Duration, f func()) func() {
			timer := time.AfterFunc(pause, func() { fyne.Do(f) })
			return func() { timer.Stop() }
		},
		machine: machine, colors: colors, do: do, modifiers: modifiers, began: time.Now(),
		ground: canvas.NewRectangle(nrgba(colors.Background)),
		layer:  container.NewWithoutLayout(), front: container.NewWithoutLayout(), stage: container.NewWithoutLayout(),
		lifted: container.NewWithoutLayout(), links: container.NewWithoutLayout(),
		bent: newPainter(), marks: newPainter(), actors: newPainter(), tag: newTag(),
	}
	b.picture.begin()
	// No layout: one would put the moved layer back at the corner.
	b.frame = canvas.NewRectangle(nil)
	b.frame.StrokeWidth, b.frame.Hidden = 3, true
	b.clip = container.NewClip(container.NewWithoutLayout(b.ground, b.layer, b.links, b.lifted, b.stage, b.front, b.frame))
	b.ExtendBaseWidget(b)
	return b
}

// CreateRenderer is part of fyne.Widget.
func (b *Board) CreateRenderer() fyne.WidgetRenderer { return widget.NewSimpleRenderer(b.clip) }

// MinSize is part of fyne.CanvasObject.
func (b *Board) MinSize() fyne.Size { return fyne.NewSize(200, 160) }

// Resize is part of fyne.CanvasObject.
func (b *Board) Resize(size fyne.Size) {
	b.BaseWidget.Resize(size)
	b.ground.Resize(size)
	b.front.Resize(size)
	b.frame.Resize(size)
	b.stage.Resize(size)
	b.layer.Resize(size)
	b.lifted.Resize(size)
	b.links.Resize(size)
	b.machine.Camera.Width, b.machine.Camera.Height = float64(size.Width), float64(size.Height)
	b.Repaint()
}

// SetColors changes the theme.
func (b *Board) SetColors(c Colors) {
	b.colors = c
	b.ground.FillColor = nrgba(c.Background)
	canvas.Refresh(b.ground)
	b.Repaint()
}

// Follow is told whenever the board has painted or looks elsewhere.
func (b *Board) Follow(f func()) { b.followed = f }

// Highlight marks a record without selecting it, such as the target of a finding; nil for none.
func (b *Board) Highlight(ref *journey.Ref) {
	b.spot = ref
	b.PaintMarks()
}

// Repaint shows the scene as it is now, and the marks. Only what has changed is painted anew.
func (b *Board) Repaint() {
	b.paintScene()
	b.PaintMarks()
	if b.followed != nil {
		b.followed()
	}
}

// Looked follows a changed camera.
func (b *Board) Looked() {
	if !b.hover.IsZero() { // something else may have come under the resting mouse
		b.hover = b.machine.Under(b.pointer)
	}
	if b.machine.Camera.Zoom == b.picture.zoom {
		b.paintScene()
	} else {
		b.zoomed()
	}
	b.PaintMarks()
	if b.followed != nil {
		b.followed()
	}
}

// event completes an event of the mouse with what Fyne does not say.
func (b *Board) event(at fyne.Position) tool.Pointer {
	b.pointer = draw.Point{X: float64(at.X), Y: float64(at.Y)}
	b.tell(Pointing{At: at})
	return tool.Pointer{At: b.pointer, Button: b.button, Mods: b.mods, When: time.Since(b.began)}
}

// MouseDown is part of desktop.Mouseable.
func (b *Board) MouseDown(e *desktop.MouseEvent) {
	b.takeFocus()
	switch e.Button {
	case desktop.MouseButtonSecondary:
		b.button = tool.ButtonRight
	case desktop.MouseButtonTertiary:
		b.button = tool.ButtonMiddle
	default:
		b.button = tool.ButtonLeft
	}
	b.mods = modifiersOf(e.Modifier)
	at := b.event(e.Position)
	b.tell(Pointing{At: e.Position, Pressed: true})
	if b.button == tool.ButtonLeft && b.picks() {
		return
	}
	b.pass(b.machine.Press(at))
}

// MouseUp is part of desktop.Mouseable.
func (b *Board) MouseUp(e *desktop.MouseEvent) {
	b.mods = modifiersOf(e.Modifier)
	b.still()
	if b.spent {
		b.spent = false
		return
	}
	b.pass(b.machine.Release(b.event(e.Position)))
	if b.mods&tool.ModAlt != 0 && b.keys.AltUsed != nil {
		b.keys.AltUsed()
	}
}

// Dragged is part of fyne.Draggable.
func (b *Board) Dragged(e *fyne.DragEvent) {
	if b.spent {
		return
	}
	b.mods = b.modifiers()
	p := b.event(e.Position)
	b.pass(b.machine.Drag(p))
	b.push(p)
}

// pushEvery is how often the view moves while a drag rests at its edge.
const pushEvery = 30 * time.Millisecond

// push moves the view while a drag rests at its edge, until the mouse moves on or is released.
func (b *Board) push(p tool.Pointer) {
	b.still()
	if !b.machine.AtEdge(p) {
		return
	}
	b.pushing = b.after(pushEvery, func() {
		intents, more := b.machine.Push(p)
		if !more {
			return
		}
		b.follow(intents)
		if shifts(b.machine.Preview().Kind) {
			b.paintScene()
		}
		b.do(intents)
		b.push(p)
	})
}

// still ends the pushing.
func (b *Board) still() {
	if b.pushing != nil {
		b.pushing()
	}
}

// DragEnd is part of fyne.Draggable; the release has come by MouseUp already.
func (b *Board) DragEnd() {}

// Scrolled is part of fyne.Scrollable.
func (b *Board) Scrolled(e *fyne.ScrollEvent) { b.Wheel(e.Position, e.Scrolled, b.modifiers()) }

// Wheel is a turn of the wheel at a place of the board while keys are held.
func (b *Board) Wheel(at fyne.Position, by fyne.Delta, held tool.Modifiers) {
	b.pass(b.machine.Wheel(draw.Point{X: float64(at.X), Y: float64(at.Y)}, float64(by.DX), float64(by.DY), held))
}

// MouseIn is part of desktop.Hoverable.
func (b *Board) MouseIn(e *desktop.MouseEvent) { b.MouseMoved(e) }

// MouseMoved is part of desktop.Hoverable.
func (b *Board) MouseMoved(e *desktop.MouseEvent) {
	b.pointer = draw.Point{X: float64(e.Position.X), Y: float64(e.Position.Y)}
	b.tell(Pointing{At: e.Position})
	if hit := b.machine.Under(b.pointer); hit != b.hover {
		b.hover = hit
		b.PaintMarks()
	}
}

// MouseOut is part of desktop.Hoverable.
func (b *Board) MouseOut() {
	b.hover = tool.Hit{}
	b.tell(Pointing{Gone: true})
	b.PaintMarks()
}

// Cursor is part of desktop.Cursorable.
func (b *Board) Cursor() desktop.Cursor {
	switch b.machine.HandleAt(b.pointer) {
	case tool.HandleEnd, tool.HandleCorner:
		return desktop.CrosshairCursor
	case tool.HandleEdge:
		return desktop.HResizeCursor
	}
	switch {
	case b.machine.HandChosen():
		return desktop.PointerCursor
	case b.hover.Part == draw.PartPort && !b.hover.IsZero():
		return desktop.CrosshairCursor
	case b.hover.Of.Kind == journey.KindStep || b.hover.Of.Kind == journey.KindLink:
		return desktop.PointerCursor
	}
	return desktop.DefaultCursor
}

// Cancel gives up the gesture under way.
func (b *Board) Cancel() { b.pass(b.machine.Cancel()) }

// Pointer is where the mouse was last, in pixels of the board.
func (b *Board) Pointer() draw.Point { return b.pointer }

func (b *Board) pass(intents []tool.Intent) {
	b.follow(intents)
	b.do(intents)
}

// follow repaints what a gesture changes at once.
func (b *Board) follow(intents []tool.Intent) {
	for _, i := range intents {
		if _, ok := i.(tool.Looked); ok {
			b.Looked()
			return
		}
	}
	if was := b.wasMoving(); was || shifts(b.machine.Preview().Kind) {
		b.paintScene()
	}
	b.PaintMarks()
}

func modifiersOf(m fyne.KeyModifier) tool.Modifiers {
	var out tool.Modifiers
	if m&fyne.KeyModifierShift != 0 {
		out |= tool.ModShift
	}
	if m&fyne.KeyModifierShortcutDefault != 0 {
		out |= tool.ModCtrl
	}
	if m&fyne.KeyModifierAlt != 0 {
		out |= tool.ModAlt
	}
	return out
}
