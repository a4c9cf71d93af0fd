package hint

import (
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"
)

// Area is a part of a panel that can be pressed with mouse and keyboard though it is no button: a figure, a colour, a
// place on a way. It is embedded; Begin must be called. A ring shows where the keyboard is.
type Area struct {
	widget.BaseWidget
	said
	content fyne.CanvasObject
	ring    *canvas.Rectangle
	tap     func()
}

// Begin gives an area its content, its hint and what a press does. of is the widget the area is embedded in.
func (a *Area) Begin(of fyne.Widget, content fyne.CanvasObject, say func() string, tap func()) {
	a.content, a.tap = content, tap
	a.said = said{of: of, say: say}
	a.ring = canvas.NewRectangle(nil)
	a.ring.CornerRadius, a.ring.StrokeWidth = 5, 2
	a.ring.Hide()
	a.ExtendBaseWidget(of)
}

// NewArea makes one that stands for itself.
func NewArea(content fyne.CanvasObject, say func() string, tap func()) *Area {
	a := &Area{}
	a.Begin(a, content, say, tap)
	return a
}

// CreateRenderer is part of fyne.Widget.
func (a *Area) CreateRenderer() fyne.WidgetRenderer {
	return widget.NewSimpleRenderer(container.NewStack(a.content, a.ring))
}

// Tapped is part of fyne.Tappable.
func (a *Area) Tapped(*fyne.PointEvent) {
	a.hide()
	if a.tap != nil {
		a.tap()
	}
}

// FocusGained is part of fyne.Focusable.
func (a *Area) FocusGained() {
	a.ring.StrokeColor = theme.Color(theme.ColorNamePrimary)
	a.ring.Show()
	a.gained = true
	a.wait(rest)
}

// FocusLost is part of fyne.Focusable.
func (a *Area) FocusLost() {
	a.ring.Hide()
	a.gained = false
	a.hide()
}

// TypedRune is part of fyne.Focusable.
func (a *Area) TypedRune(rune) {}

// TypedKey is part of fyne.Focusable: Enter and the space bar press.
func (a *Area) TypedKey(k *fyne.KeyEvent) {
	switch k.Name {
	case fyne.KeyReturn, fyne.KeyEnter, fyne.KeySpace:
		a.Tapped(nil)
	default:
		goOn(a, k)
	}
}

// goOn gives the keys F1 … F12 to the window: they mean the same wherever the keyboard is.
func goOn(o fyne.CanvasObject, k *fyne.KeyEvent) {
	if len(k.Name) < 2 || k.Name[0] != 'F' || k.Name[1] < '1' || k.Name[1] > '9' {
		return
	}
	if c := fyne.CurrentApp().Driver().CanvasForObject(o); c != nil && c.OnTypedKey() != nil {
		c.OnTypedKey()(k)
	}
}

// MouseIn is part of desktop.Hoverable.
func (a *Area) MouseIn(*desktop.MouseEvent) { a.wait(pause()) }

// MouseMoved is part of desktop.Hoverable.
func (a *Area) MouseMoved(*desktop.MouseEvent) {}

// MouseOut is part of desktop.Hoverable.
func (a *Area) MouseOut() {
	if !a.gained {
		a.hide()
	}
}

// Cursor is part of desktop.Cursorable.
func (a *Area) Cursor() desktop.Cursor { return desktop.PointerCursor }

// said is the hint of a control: when it comes and goes.
type said struct {
	of     fyne.CanvasObject
	say    func() string
	timer  *time.Timer
	over   bool // the mouse or the keyboard is there
	gained bool // by the keyboard
	label  *label
	// beside lets the hint stand at the right, for controls one above the other.
	beside bool
}

// Beside lets the hint stand at the right from now on, for controls that stand one above the other.
func (s *said) Beside() { s.beside = true }

// Hint is what the control says of itself now.
func (s *said) Hint() string {
	if s.say == nil {
		return ""
	}
	return s.say()
}

// lastShown is when a hint was last taken away; it belongs to the goroutine of the window.
var lastShown time.Time

// pause is how long the mouse rests on a control until its hint appears.
func pause() time.Duration {
	if time.Since(lastShown) < soon {
		return soon / 8
	}
	return rest
}

// Later runs something on the goroutine of the window after a while. Robots have a way of their own: there is no such goroutine
// in a test, and a hint of one test must not measure its words in the middle of the next.
var Later = func(pause time.Duration, f func()) *time.Timer {
	return time.AfterFunc(pause, func() { fyne.Do(f) })
}

// wait shows the hint after a while.
func (s *said) wait(pause time.Duration) {
	if s.say == nil {
		return
	}
	s.over = true
	if s.timer != nil {
		s.timer.Stop()
	}
	s.timer = Later(pause, s.appear)
}

// appear shows the hint, if there is still reason to.
func (s *said) appear() {
	words := s.Hint()
	driver := fyne.CurrentApp().Driver()
	c := driver.CanvasForObject(s.of)
	if !s.over || s.label != nil || words == "" || c == nil || !s.of.Visible() {
		return
	}
	s.label = show(c, words, driver.AbsolutePositionForObject(s.of), s.of.Size(), s.beside)
}

// hide takes the hint away.
func (s *said) hide() {
	s.over = false
	if s.timer != nil {
		s.timer.Stop()
	}
	if s.label != nil {
		s.label.remove()
		s.label, lastShown = nil, time.Now()
	}
}
