package desktop

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/widget"
)

// region is a part of the window one reaches with F6: the bar above, the palette, the board, what stands beside it, the
// results and findings below.
type region struct {
	object fyne.CanvasObject
	gate   *gate
	last   fyne.Focusable // what had the keyboard there
}

// gate is an invisible widget at the beginning of a region. Fyne tells nobody what can have the keyboard, but goes from one
// widget to the next: the gate gets it for a moment and passes it on to what follows. Tab never stops at it.
type gate struct {
	widget.BaseWidget
	open bool
}

func newGate() *gate {
	g := &gate{}
	g.ExtendBaseWidget(g)
	return g
}

// CreateRenderer is part of fyne.Widget.
func (g *gate) CreateRenderer() fyne.WidgetRenderer {
	return widget.NewSimpleRenderer(canvas.NewRectangle(nil))
}

// FocusGained is part of fyne.Focusable.
func (g *gate) FocusGained() {}

// FocusLost is part of fyne.Focusable.
func (g *gate) FocusLost() {}

// TypedRune is part of fyne.Focusable.
func (g *gate) TypedRune(rune) {}

// TypedKey is part of fyne.Focusable.
func (g *gate) TypedKey(*fyne.KeyEvent) {}

// Enable, Disable and Disabled are parts of fyne.Disableable: Tab leaves out what is disabled.
func (g *gate) Enable() { g.open = true }

// Disable closes the gate.
func (g *gate) Disable() { g.open = false }

// Disabled reports whether the gate is closed.
func (g *gate) Disabled() bool { return !g.open }

// gated lays a gate out as nothing and the rest as all there is.
type gated struct{}

// Layout is part of fyne.Layout.
func (gated) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	for _, o := range objects {
		if _, ok := o.(*gate); ok {
			o.Resize(fyne.Size{})
			continue
		}
		o.Resize(size)
	}
}

// MinSize is part of fyne.Layout.
func (gated) MinSize(objects []fyne.CanvasObject) (least fyne.Size) {
	for _, o := range objects {
		if _, ok := o.(*gate); !ok && o.Visible() {
			least = least.Max(o.MinSize())
		}
	}
	return least
}

// region makes a part of the window one; they follow one another in the order in which they are made.
func (w *Window) region(o fyne.CanvasObject) fyne.CanvasObject {
	r := &region{object: o, gate: newGate()}
	w.regions = append(w.regions, r)
	return container.New(gated{}, r.gate, o)
}

// holds reports whether something that has the keyboard stands in a region.
func (r *region) holds(f fyne.Focusable) bool {
	o, ok := f.(fyne.CanvasObject)
	if !ok || !r.object.Visible() {
		return false
	}
	driver := fyne.CurrentApp().Driver()
	at, corner, size := driver.AbsolutePositionForObject(o), driver.AbsolutePositionForObject(r.object), r.object.Size()
	return at.X >= corner.X && at.X < corner.X+size.Width && at.Y >= corner.Y && at.Y < corner.Y+size.Height
}

// goRegion brings the keyboard to the next part of the window, or with −1 to the previous one: to what had it there last,
// else to the first that can have it.
func (w *Window) goRegion(by int) {
	c := w.win.Canvas()
	if len(w.dialogs) > 0 || w.gallery != nil || c.Overlays().Top() != nil {
		return // a dialog is a part of its own
	}
	w.closeInline()
	now, n := w.boardRegion(), len(w.regions)
	if f := c.Focused(); f != nil {
		now = min(w.part, n-1) // what had the keyboard may be gone since
		for i, r := range w.regions {
			if r.holds(f) {
				now, r.last = i, f
			}
		}
	}
	for step := 1; step <= n; step++ {
		if next := ((now+by*step)%n + n) % n; w.enter(w.regions[next]) {
			w.part = next
			break
		}
	}
	w.focusMoved()
}

// boardRegion is the region of the board.
func (w *Window) boardRegion() int {
	for i, r := range w.regions {
		if r.holds(w.board) {
			return i
		}
	}
	return 0
}

// enter gives the keyboard to a region, if anything in it can have it.
func (w *Window) enter(r *region) bool {
	c := w.win.Canvas()
	if !r.object.Visible() {
		return false
	}
	if r.holds(w.board) {
		c.Focus(w.board)
		return true
	}
	if r.last != nil && r.holds(r.last) {
		if c.Focus(r.last); c.Focused() == r.last {
			return true
		}
	}
	r.gate.Enable()
	c.Focus(r.gate)
	c.FocusNext()
	r.gate.Disable()
	return r.holds(c.Focused())
}

// focusMoved shows where the keyboard has come to by a key: a frame around the board, a form scrolled to its field.
func (w *Window) focusMoved() {
	f := w.win.Canvas().Focused()
	w.board.ShowFocus(f == fyne.Focusable(w.board))
	o, ok := f.(fyne.CanvasObject)
	if !ok {
		return
	}
	if r := w.records; r != nil {
		r.inspector.Reveal(o)
		return
	}
	w.inspector.Reveal(o)
}

// keyDone follows a key that has been heard: was is what had the keyboard before it, open how many dialogs stood there.
// Fyne's own fields and boxes keep Escape and Enter for themselves and do nothing with them.
func (w *Window) keyDone(k fyne.KeyName, was fyne.Focusable, open int) {
	c := w.win.Canvas()
	switch k {
	case fyne.KeyTab:
		w.focusMoved()
	case fyne.KeyReturn, fyne.KeyEnter:
		if b, ok := was.(*widget.Button); ok && c.Focused() == was && !b.Disabled() {
			b.Tapped(nil)
		}
	case fyne.KeyEscape:
		switch {
		case was == nil || was == fyne.Focusable(w.board) || c.Focused() != was || len(w.dialogs) != open:
		case open > 0:
			w.dialogs[open-1].Dismiss()
		case c.Overlays().Top() == nil:
			w.focusBoard()
			w.focusMoved()
		}
	}
}
