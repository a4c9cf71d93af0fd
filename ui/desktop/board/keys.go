package board

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
)

// Keys are what the keyboard does while the board has it.
type Keys struct {
	// Key hears keys, Letter what is typed, whatever the layout.
	Key    func(*fyne.KeyEvent)
	Letter func(rune)
	// Hold hears keys going down and up.
	Hold func(k *fyne.KeyEvent, down bool)
	// Tab reports whether the tab key means something to the board now; else it moves on to the next field.
	Tab func() bool
	// AltUsed is told when the mouse is released while Alt is held.
	AltUsed func()
}

// Hear gives the board its keys.
func (b *Board) Hear(k Keys) { b.keys = k }

// FocusGained is part of fyne.Focusable.
func (b *Board) FocusGained() {}

// FocusLost is part of fyne.Focusable.
func (b *Board) FocusLost() { b.ShowFocus(false) }

// ShowFocus frames the board when the keyboard has come to it by a key. A press of the mouse takes the frame away: a hand
// knows where it is.
func (b *Board) ShowFocus(on bool) {
	if b.frame.Hidden == !on {
		return
	}
	b.frame.StrokeColor = nrgba(b.colors.Accent)
	b.frame.Hidden = !on
	canvas.Refresh(b.frame)
}

// FocusShown reports whether the frame is there.
func (b *Board) FocusShown() bool { return !b.frame.Hidden }

// TypedRune is part of fyne.Focusable.
func (b *Board) TypedRune(r rune) {
	if b.keys.Letter != nil {
		b.keys.Letter(r)
	}
}

// TypedKey is part of fyne.Focusable.
func (b *Board) TypedKey(k *fyne.KeyEvent) {
	if b.keys.Key != nil {
		b.keys.Key(k)
	}
}

// KeyDown is part of desktop.Keyable.
func (b *Board) KeyDown(k *fyne.KeyEvent) {
	if b.keys.Hold != nil {
		b.keys.Hold(k, true)
	}
}

// KeyUp is part of desktop.Keyable.
func (b *Board) KeyUp(k *fyne.KeyEvent) {
	if b.keys.Hold != nil {
		b.keys.Hold(k, false)
	}
}

// AcceptsTab is part of fyne.Tabbable.
func (b *Board) AcceptsTab() bool { return b.keys.Tab != nil && b.keys.Tab() }

// takeFocus takes the keyboard when the mouse is pressed on the board.
func (b *Board) takeFocus() {
	b.ShowFocus(false)
	if c := fyne.CurrentApp().Driver().CanvasForObject(b); c != nil && c.Focused() != fyne.Focusable(b) {
		c.Focus(b)
	}
}
