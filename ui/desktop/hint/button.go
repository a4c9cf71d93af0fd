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
	say    func() string
	timer  *time.Timer
	over   bool // the mouse or the keyboard is there
	label  *label
	gained bool // by the keyboard
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
	b := &Button{say: say}
	b.Text, b.Icon, b.OnTapped = words, icon, tap
	b.ExtendBaseWidget(b)
	return b
}

// Words is a hint that is always the same.
func Words(s string) func() string { return func() string { return s } }

// Hint is what the button says of itself now.
func (b *Button) Hint() string { return b.say() }

// lastShown is when a hint was last taken away; it belongs to the goroutine of the window.
var lastShown time.Time

// MouseIn is part of desktop.Hoverable.
func (b *Button) MouseIn(e *desktop.MouseEvent) {
	b.Button.MouseIn(e)
	wait := rest
	if time.Since(lastShown) < soon {
		wait = soon / 8
	}
	b.wait(wait)
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
		}
	default:
		b.Button.TypedKey(k)
	}
}

// wait shows the hint after a while.
func (b *Button) wait(pause time.Duration) {
	b.over = true
	if b.timer != nil {
		b.timer.Stop()
	}
	b.timer = time.AfterFunc(pause, func() { fyne.Do(b.appear) })
}

// hide takes the hint away.
func (b *Button) hide() {
	b.over = false
	if b.timer != nil {
		b.timer.Stop()
	}
	if b.label != nil {
		b.label.remove()
		b.label, lastShown = nil, time.Now()
	}
}

// appear shows the hint, if there is still reason to.
func (b *Button) appear() {
	words := b.say()
	c := fyne.CurrentApp().Driver().CanvasForObject(b)
	if !b.over || b.label != nil || words == "" || c == nil || !b.Visible() {
		return
	}
	at := fyne.CurrentApp().Driver().AbsolutePositionForObject(b)
	b.label = show(c, words, at, b.Size())
}
