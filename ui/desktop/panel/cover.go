package panel

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/widget"
)

// cover lies over a field until somebody types in it: a field of Fyne swallows the wheel, and the form under
// the pointer would stop scrolling there.
type cover struct {
	widget.BaseWidget
	entry  *entry
	scroll *container.Scroll
	focus  func(fyne.Focusable)
}

func newCover(e *entry, scroll *container.Scroll, focus func(fyne.Focusable)) *cover {
	c := &cover{entry: e, scroll: scroll, focus: focus}
	c.ExtendBaseWidget(c)
	return c
}

// CreateRenderer is part of fyne.Widget.
func (c *cover) CreateRenderer() fyne.WidgetRenderer {
	return widget.NewSimpleRenderer(canvas.NewRectangle(nil))
}

// Scrolled is part of fyne.Scrollable: the form scrolls.
func (c *cover) Scrolled(e *fyne.ScrollEvent) { c.scroll.Scrolled(e) }

// MouseDown is part of desktop.Mouseable: the field gets the keyboard, and the cursor where it was clicked.
func (c *cover) MouseDown(e *desktop.MouseEvent) { c.entry.MouseDown(e) }

// MouseUp is part of desktop.Mouseable.
func (c *cover) MouseUp(e *desktop.MouseEvent) {
	c.entry.MouseUp(e)
	c.focus(c.entry)
}

// Tapped is part of fyne.Tappable, so that the click is not also one on what is below.
func (c *cover) Tapped(*fyne.PointEvent) {}

// Cursor is part of desktop.Cursorable.
func (c *cover) Cursor() desktop.Cursor { return desktop.TextCursor }
