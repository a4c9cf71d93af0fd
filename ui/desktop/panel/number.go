package panel

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/widget"
)

// NumberEntry is a field for one number: Enter and leaving it take what was typed, Escape gives it up.
type NumberEntry struct {
	widget.Entry
	take  func(text string)
	leave func()
	shown string
	typed bool
}

// NewNumberEntry makes an empty field. take gets another text than shown, leave is called after Enter and Escape.
func NewNumberEntry(take func(text string), leave func()) *NumberEntry {
	e := &NumberEntry{take: take, leave: leave}
	e.ExtendBaseWidget(e)
	return e
}

// Say shows a number, unless another is being typed.
func (e *NumberEntry) Say(text string) {
	if e.typed {
		return
	}
	e.shown = text
	e.Entry.SetText(text)
}

// SetText replaces the text as if it was typed.
func (e *NumberEntry) SetText(text string) {
	e.typed = true
	e.Entry.SetText(text)
}

// FocusGained is part of fyne.Focusable.
func (e *NumberEntry) FocusGained() {
	e.typed = true
	e.Entry.FocusGained()
}

// FocusLost is part of fyne.Focusable.
func (e *NumberEntry) FocusLost() {
	e.Entry.FocusLost()
	e.settle()
}

// Leave takes what was typed so far, and the keyboard may stay.
func (e *NumberEntry) Leave() {
	if text := e.Text; e.typed && text != e.shown {
		e.shown = text
		e.take(text)
	}
}

// settle takes what was typed and goes on showing what the map says.
func (e *NumberEntry) settle() {
	if !e.typed {
		return
	}
	e.typed = false
	if e.Text != e.shown {
		e.take(e.Text)
	}
}

// TypedKey is part of fyne.Focusable.
func (e *NumberEntry) TypedKey(k *fyne.KeyEvent) {
	switch k.Name {
	case fyne.KeyReturn, fyne.KeyEnter:
		e.settle()
		e.leave()
	case fyne.KeyEscape:
		e.typed = false
		e.Say(e.shown)
		e.leave()
	default:
		e.Entry.TypedKey(k)
	}
}
