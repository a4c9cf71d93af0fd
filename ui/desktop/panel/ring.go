package panel

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"
)

// ringed is embedded in a widget with the keyboard; a ring around it shows that it has it.
type ringed struct {
	ring *canvas.Rectangle
}

func newRinged() ringed {
	ring := canvas.NewRectangle(nil)
	ring.StrokeWidth, ring.CornerRadius = 1.5, 4
	return ringed{ring}
}

// around draws the ring over what a widget shows.
func (r *ringed) around(content fyne.CanvasObject) fyne.WidgetRenderer {
	return widget.NewSimpleRenderer(container.NewStack(content, r.ring))
}

// FocusGained is part of fyne.Focusable.
func (r *ringed) FocusGained() {
	r.ring.StrokeColor = theme.Color(theme.ColorNamePrimary)
	r.ring.Refresh()
}

// FocusLost is part of fyne.Focusable.
func (r *ringed) FocusLost() {
	r.ring.StrokeColor = nil
	r.ring.Refresh()
}
