package hint

import (
	"reflect"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"
)

// layer lays out what hints are painted in, the last object of a window's content or of a dialog: they stand where they were
// put.
type layer struct{}

// Layout is part of fyne.Layout.
func (layer) Layout([]fyne.CanvasObject, fyne.Size) {}

// MinSize is part of fyne.Layout.
func (layer) MinSize([]fyne.CanvasObject) fyne.Size { return fyne.Size{} }

// label is a hint on the screen.
type label struct {
	layer  *fyne.Container
	object *fyne.Container
}

// Sizes of a hint in pixels: the room around its words, between it and the button and to the edge of the window, and how
// wide a line of it may be.
const (
	padX, padY = 8, 4
	distance   = 5
	edge       = 4
	widest     = 380
)

// show paints words by a control; nil where there is no layer to paint in.
func show(c fyne.Canvas, words string, at fyne.Position, size fyne.Size, beside bool) *label {
	over := layerOf(c)
	if over == nil {
		return nil
	}
	ground := canvas.NewRectangle(theme.Color(theme.ColorNameForeground))
	ground.CornerRadius = 5
	objects := []fyne.CanvasObject{ground}
	textSize := theme.CaptionTextSize()
	var width, height float32
	for i, line := range broken(words, textSize) {
		t := canvas.NewText(line, theme.Color(theme.ColorNameBackground))
		t.TextSize, t.TextStyle.Bold = textSize, i == 0
		least := t.MinSize()
		t.Move(fyne.NewPos(padX, padY+height))
		t.Resize(least)
		width, height = max(width, least.Width), height+least.Height
		objects = append(objects, t)
	}
	whole := fyne.NewSize(width+2*padX, height+2*padY)
	ground.Resize(whole)
	object := container.NewWithoutLayout(objects...)
	object.Resize(whole)
	corner := place(at, size, whole, c.Size(), beside)
	object.Move(corner.Subtract(fyne.CurrentApp().Driver().AbsolutePositionForObject(over)))
	over.Objects = []fyne.CanvasObject{object}
	over.Refresh()
	return &label{over, object}
}

func (l *label) remove() {
	if len(l.layer.Objects) == 1 && l.layer.Objects[0] == fyne.CanvasObject(l.object) {
		l.layer.Objects = nil
		l.layer.Refresh()
	}
}

// place is where a hint stands: under its control and as far to the left as keeps it in the window, above it where there is
// no room below; or beside it.
func place(at fyne.Position, control, whole, window fyne.Size, beside bool) fyne.Position {
	p := fyne.NewPos(at.X+(control.Width-whole.Width)/2, at.Y+control.Height+distance)
	if p.Y+whole.Height+edge > window.Height {
		p.Y = at.Y - distance - whole.Height
	}
	if beside {
		p = fyne.NewPos(at.X+control.Width+distance, at.Y+(control.Height-whole.Height)/2)
	}
	p.X = max(edge, min(p.X, window.Width-whole.Width-edge))
	p.Y = max(edge, min(p.Y, window.Height-whole.Height-edge))
	return p
}

// broken are the lines of some words, none wider than may be.
func broken(words string, size float32) []string {
	var lines []string
	for _, paragraph := range strings.Split(words, "\n") {
		line := ""
		for _, word := range strings.Fields(paragraph) {
			longer := strings.TrimSpace(line + " " + word)
			if line != "" && fyne.MeasureText(longer, size, fyne.TextStyle{Bold: true}).Width > widest {
				lines = append(lines, line)
				longer = word
			}
			line = longer
		}
		lines = append(lines, line)
	}
	return lines
}

// layerOf is the layer over everything of a canvas that hears the mouse now: that of the topmost dialog, else that of the
// window. It is made when it is first asked for.
func layerOf(c fyne.Canvas) *fyne.Container {
	content := c.Content()
	if top := c.Overlays().Top(); top != nil {
		popUp := popUpOf(top)
		if popUp == nil {
			return nil // a menu says all it has to say
		}
		content = popUp.Content
	}
	if themed, ok := content.(*container.ThemeOverride); ok {
		content = themed.Content
	}
	within, ok := content.(*fyne.Container)
	if !ok {
		return nil
	}
	for _, o := range within.Objects {
		if c, ok := o.(*fyne.Container); ok && c.Layout == fyne.Layout(layer{}) {
			return c
		}
	}
	over := container.New(layer{})
	within.Add(over)
	return over
}

// popUpOf is the dialog in an overlay. Fyne wraps it into a type of its own that cannot be named from outside, whose field
// for the content can be read all the same.
func popUpOf(overlay fyne.CanvasObject) *widget.PopUp {
	if p, ok := overlay.(*widget.PopUp); ok {
		return p
	}
	v := reflect.Indirect(reflect.ValueOf(overlay))
	if v.Kind() != reflect.Struct {
		return nil
	}
	field := v.FieldByName("Content")
	if !field.IsValid() || !field.CanInterface() {
		return nil
	}
	p, _ := field.Interface().(*widget.PopUp)
	return p
}
