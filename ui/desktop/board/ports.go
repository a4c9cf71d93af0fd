package board

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/theme"

	"rehearse/journey"
	"rehearse/journey/draw"
	"rehearse/ui/tool"
)

// tag is the small label that names a port under the pointer.
type tag struct {
	ground *canvas.Rectangle
	words  *canvas.Text
}

func newTag() tag {
	t := tag{canvas.NewRectangle(nil), canvas.NewText("", nil)}
	t.ground.CornerRadius = 4
	return t
}

// PortNames tells the board what ports are called.
func (b *Board) PortNames(name func(step journey.ID, port journey.Port) string) { b.portName = name }

// paintPorts shows where links can begin at the step that is selected and the one under the pointer: on the
// drawing itself ports without links are faint, and left out when it is small.
func (b *Board) paintPorts(unit float64) {
	var shown journey.ID
	if steps := b.machine.SelectedSteps(); len(steps) == 1 {
		shown = steps[0]
		b.rings(shown, unit)
	}
	if of := b.hover.Of; of.Kind == journey.KindStep && of.ID != shown {
		b.rings(of.ID, unit)
	}
}

func (b *Board) rings(step journey.ID, unit float64) {
	world := b.machine.World()
	for _, port := range world.Ports(step) {
		if at, ok := world.Port(step, port); ok {
			r := max(4.5*unit, 4)
			b.marks.box(&draw.Box{
				Rect: draw.Rect{X: at.X - r, Y: at.Y - r, W: 2 * r, H: 2 * r}, Radius: r,
				Fill: b.colors.Background, Stroke: b.colors.Accent, Width: 2 * unit,
			}, draw.Point{})
		}
	}
}

// hint is the name of the port under the pointer, or of the one a link is being drawn from.
func (b *Board) hint() []fyne.CanvasObject {
	step, port := b.hover.Of, b.hover.Port
	switch p := b.machine.Preview(); {
	case p.Kind == tool.PreviewConnect:
		step, port = journey.Ref{Kind: journey.KindStep, ID: p.From}, p.Port
	case p.Kind != tool.PreviewNone || b.hover.Part != draw.PartPort || step.Kind != journey.KindStep:
		return nil
	}
	at, ok := b.machine.World().Port(step.ID, port)
	if !ok || b.portName == nil {
		return nil
	}
	t := b.tag
	t.words.Text, t.words.TextSize = b.portName(step.ID, port), theme.CaptionTextSize()
	t.words.Color, t.ground.FillColor = nrgba(b.colors.Background), nrgba(b.colors.Ink)
	size := t.words.MinSize()
	corner := b.machine.Camera.Screen(at)
	whole := size.AddWidthHeight(12, 4)
	place := placeBy(fyne.NewPos(float32(corner.X), float32(corner.Y)), whole, b.Size())
	t.words.Resize(size)
	t.words.Move(place.AddXY(6, 2))
	t.ground.Resize(whole)
	t.ground.Move(place)
	return []fyne.CanvasObject{t.ground, t.words}
}

// placeBy is where a label of a size stands at a point: right above it, or where there is no room on the
// board left of it or below it.
func placeBy(at fyne.Position, size, board fyne.Size) fyne.Position {
	const gap = 10
	place := fyne.NewPos(at.X+gap, at.Y-size.Height-gap+4)
	if place.X+size.Width > board.Width {
		place.X = at.X - gap - size.Width
	}
	if place.Y < 0 {
		place.Y = at.Y + gap
	}
	place.X = max(0, min(place.X, board.Width-size.Width))
	place.Y = max(0, min(place.Y, board.Height-size.Height))
	return place
}
