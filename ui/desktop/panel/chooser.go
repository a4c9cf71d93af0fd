package panel

import (
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"
)

// chooser is a field with one of many values: it looks like a Select and opens a Picker, where one types to find.
type chooser struct {
	widget.Select
	// choices lists what fits the typed; kept for what the picker asks again and again.
	choices func(typed string) []Choice
	words   PickerWords
	focus   func(fyne.Focusable)
	picker  *Picker
	focused bool
}

// newChooser makes a chooser that shows words; choices are made anew each time it is opened.
func newChooser(shown string, words PickerWords, focus func(fyne.Focusable), choices func(typed string) []Choice) *chooser {
	c := &chooser{choices: choices, words: words, focus: focus}
	c.PlaceHolder = "—"
	c.Selected = shown
	c.ExtendBaseWidget(c)
	return c
}

// framed gives a chooser the border of a field: a row of them would run together.
func framed(c *chooser) fyne.CanvasObject {
	frame := canvas.NewRectangle(nil)
	frame.StrokeColor, frame.StrokeWidth, frame.CornerRadius = theme.Color(theme.ColorNameInputBorder), theme.InputBorderSize(), theme.InputRadiusSize()
	return container.NewStack(c, frame)
}

// show changes what the closed field says.
func (c *chooser) show(words string) {
	if c.Selected != words {
		c.Selected = words
		c.Refresh()
	}
}

// MinSize is part of fyne.CanvasObject: it gives way to any width, its words are cut.
func (c *chooser) MinSize() fyne.Size { return fyne.NewSize(56, c.Select.MinSize().Height) }

// open shows the choices below the field.
func (c *chooser) open() {
	d := fyne.CurrentApp().Driver()
	canvas := d.CanvasForObject(c)
	if canvas == nil || c.Disabled() {
		return
	}
	at := d.AbsolutePositionForObject(c).AddXY(0, c.Size().Height)
	c.picker = NewPicker(canvas, at, max(280, c.Size().Width), c.words, c.choices, func() { c.focus(c) })
}

// FocusGained is part of fyne.Focusable.
func (c *chooser) FocusGained() {
	c.focused = true
	c.Select.FocusGained()
}

// FocusLost is part of fyne.Focusable.
func (c *chooser) FocusLost() {
	c.focused = false
	c.Select.FocusLost()
}

// Tapped is part of fyne.Tappable.
func (c *chooser) Tapped(*fyne.PointEvent) { c.open() }

// TypedKey is part of fyne.Focusable.
func (c *chooser) TypedKey(k *fyne.KeyEvent) {
	switch k.Name {
	case fyne.KeySpace, fyne.KeyReturn, fyne.KeyEnter, fyne.KeyDown, fyne.KeyUp:
		c.open()
	case fyne.KeyEscape:
		if canvas := fyne.CurrentApp().Driver().CanvasForObject(c); canvas != nil {
			canvas.Unfocus()
		}
	}
}

// matching keeps the choices of which some word begins with each typed word, or contains it.
func matching(list []Choice, typed string) []Choice {
	var fitting []Choice
	for _, c := range list {
		if Fits(c.Title+" "+c.Detail, typed) {
			fitting = append(fitting, c)
		}
	}
	return fitting
}

// Fits reports whether every typed word begins a word of a label, or is inside it from the third letter on.
func Fits(label, typed string) bool {
	words := strings.Fields(strings.ToLower(label))
	for _, want := range strings.Fields(strings.ToLower(typed)) {
		found := false
		for _, word := range words {
			found = found || strings.HasPrefix(word, want) || len([]rune(want)) > 2 && strings.Contains(word, want)
		}
		if !found {
			return false
		}
	}
	return true
}
