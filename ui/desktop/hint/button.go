package hint

import (
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/widget"
)

// rest is how long the mouse rests on a button until its hint appears; soon is how long after a hint the next one comes at
// once, as one looks along a row of buttons.
const (
	rest = 500 * time.Millisecond
	soon = 400 * time.Millisecond
)

// Button is a button that says what it does, also while it is disabled: then it says why.
type Button struct {
	widget.Button
	said
}

// NewButton makes a button of an icon. say is asked when the hint appears; its first line is the name, further lines are
// reasons and remarks.
func NewButton(icon fyne.Resource, say func() string, tap func()) *Button {
	b := NewTextButton("", icon, say, tap)
	b.Importance = widget.LowImportance
	return b
}

// NewTextButton makes a button with words, whose hint tells more than they do, such as its key.
func NewTextButton(words string, icon fyne.Resource, say func() string, tap func()) *Button {
	b := &Button{}
	b.said = said{of: b, say: say}
	b.Text, b.Icon, b.OnTapped = words, icon, tap
	b.ExtendBaseWidget(b)
	return b
}

// Words is a hint that is always the same.
func Words(s string) func() string { return func() string { return s } }

// MouseIn is part of desktop.Hoverable.
func (b *Button) MouseIn(e *desktop.MouseEvent) {
	b.Button.MouseIn(e)
	b.wait(pause())
}

// MouseOut is part of desktop.Hoverable.
func (b *Button) MouseOut() {
	b.Button.MouseOut()
	if !b.gained {
		b.hide()
	}
}

// FocusGained is part of fyne.Focusable.
func (b *Button) FocusGained() {
	b.Button.FocusGained()
	b.gained = true
	b.wait(rest)
}

// FocusLost is part of fyne.Focusable.
func (b *Button) FocusLost() {
	b.Button.FocusLost()
	b.gained = false
	b.hide()
}

// Tapped is part of fyne.Tappable.
func (b *Button) Tapped(e *fyne.PointEvent) {
	b.hide()
	b.Button.Tapped(e)
}

// TypedKey is part of fyne.Focusable: Enter presses the button as the space bar does.
func (b *Button) TypedKey(k *fyne.KeyEvent) {
	b.hide()
	switch k.Name {
	case fyne.KeyReturn, fyne.KeyEnter:
		if !b.Disabled() {
			b.Tapped(nil)
			b.stay()
		}
	default:
		b.Button.TypedKey(k)
		goOn(b, k)
		b.stay()
	}
}

// stay keeps the keyboard on a button that was pressed with it: Fyne's own drop it, and Tab would begin anew at the first
// field of the window. It goes on to what the button opened, if that has taken it.
func (b *Button) stay() {
	if c := fyne.CurrentApp().Driver().CanvasForObject(b); c != nil && c.Focused() == nil && b.Visible() {
		c.Focus(b)
		b.hide() // one knows what it does by now
	}
}
