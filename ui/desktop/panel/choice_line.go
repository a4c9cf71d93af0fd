package panel

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"
)

// choices is a list of which one line is marked and can be chosen: by a field's arrows and Enter, or by the mouse.
type choices interface {
	marked() int
	// Mark marks a line, Choose takes the marked one.
	Mark(at int)
	Choose()
}

// choiceLine is a line of such a list.
type choiceLine struct {
	widget.BaseWidget
	list    choices
	at      int
	ground  *canvas.Rectangle
	content fyne.CanvasObject
	height  float32 // 0: that of what it shows
}

func newChoiceLine(list choices, at int, height float32, shown fyne.CanvasObject) *choiceLine {
	l := &choiceLine{list: list, at: at, height: height, ground: canvas.NewRectangle(theme.Color(theme.ColorNameSelection))}
	l.ground.CornerRadius = 5
	l.ground.Hide()
	l.content = container.NewStack(l.ground, shown)
	l.ExtendBaseWidget(l)
	return l
}

// CreateRenderer is part of fyne.Widget.
func (l *choiceLine) CreateRenderer() fyne.WidgetRenderer { return widget.NewSimpleRenderer(l.content) }

// MinSize is part of fyne.CanvasObject.
func (l *choiceLine) MinSize() fyne.Size {
	if l.height == 0 {
		return l.BaseWidget.MinSize()
	}
	return fyne.NewSize(120, l.height)
}

// Tapped is part of fyne.Tappable.
func (l *choiceLine) Tapped(*fyne.PointEvent) {
	l.list.Mark(l.at)
	l.list.Choose()
}

// MouseIn is part of desktop.Hoverable.
func (l *choiceLine) MouseIn(*desktop.MouseEvent) {}

// MouseMoved is part of desktop.Hoverable. Only a moved mouse marks: a list that opens under a resting one does not follow it.
func (l *choiceLine) MouseMoved(*desktop.MouseEvent) {
	if l.list.marked() != l.at {
		l.list.Mark(l.at)
	}
}

// MouseOut is part of desktop.Hoverable.
func (l *choiceLine) MouseOut() {}

// Cursor is part of desktop.Cursorable.
func (l *choiceLine) Cursor() desktop.Cursor { return desktop.PointerCursor }

func (l *choiceLine) mark(on bool) {
	l.ground.Hidden = !on
	l.ground.Refresh()
}
