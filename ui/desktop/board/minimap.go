package board

import (
	"image"
	"image/color"
	"math"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/widget"

	"rehearse/journey"
	"rehearse/journey/draw"
	"rehearse/ui/tool"
)

// Minimap shows the whole drawing small, with a frame around what the board shows. A press or drag looks there.
type Minimap struct {
	widget.BaseWidget
	machine *tool.Machine
	looked  func()
	placed  func() // its size has changed
	ground  *canvas.Rectangle
	picture *canvas.Image
	frame   *canvas.Rectangle
	content *fyne.Container
	drawn   *draw.Scene
	colors  Colors
	size    fyne.Size
}

// Widest and narrowest a minimap is, and its share of the board's width between.
const (
	minimapWidest    = 200
	minimapNarrowest = 110
	minimapShare     = 0.18
	minimapShape     = 0.65 // its greatest height as a share of its width
	minimapLeast     = 44   // its least height
)

// NewMinimap makes one for a machine; looked is called when it has moved the camera, placed when it has another size.
func NewMinimap(machine *tool.Machine, colors Colors, looked, placed func()) *Minimap {
	m := &Minimap{machine: machine, looked: looked, placed: placed, colors: colors, size: fyne.NewSize(minimapWidest, minimapWidest*minimapShape)}
	m.ground = canvas.NewRectangle(nrgba(colors.Background))
	m.ground.StrokeColor, m.ground.StrokeWidth, m.ground.CornerRadius = faded(colors.Ink, 60), 1, 6
	m.picture = canvas.NewImageFromImage(image.NewNRGBA(image.Rect(0, 0, 1, 1)))
	m.frame = canvas.NewRectangle(nrgba(colors.AccentSoft))
	m.frame.StrokeColor, m.frame.StrokeWidth = nrgba(colors.Accent), 1.5
	m.content = container.NewWithoutLayout(m.ground, m.picture, m.frame)
	m.ExtendBaseWidget(m)
	return m
}

func faded(c draw.RGBA, alpha uint8) color.Color {
	c.A = alpha
	return nrgba(c)
}

// CreateRenderer is part of fyne.Widget.
func (m *Minimap) CreateRenderer() fyne.WidgetRenderer { return widget.NewSimpleRenderer(m.content) }

// MinSize is part of fyne.CanvasObject.
func (m *Minimap) MinSize() fyne.Size { return m.size }

// Cursor is part of desktop.Cursorable.
func (m *Minimap) Cursor() desktop.Cursor { return desktop.CrosshairCursor }

const minimapEdge = 6

// scale is how many pixels a world unit is, and where the drawing begins.
func (m *Minimap) scale() (k float64, at draw.Point) {
	bounds := m.machine.World().Scene().Bounds
	width, height := float64(m.size.Width-2*minimapEdge), float64(m.size.Height-2*minimapEdge)
	if bounds.W <= 0 || bounds.H <= 0 {
		return 1, draw.Point{}
	}
	k = math.Min(width/bounds.W, height/bounds.H)
	return k, draw.Point{X: minimapEdge + (width-bounds.W*k)/2, Y: minimapEdge + (height-bounds.H*k)/2}
}

// Follow brings it up to the drawing and the camera. It is seen only while a part of the drawing is not.
func (m *Minimap) Follow() {
	scene := m.machine.World().Scene()
	view, all := m.machine.Camera.Viewport(), scene.Bounds
	inside := view.X <= all.X && view.Y <= all.Y && view.X+view.W >= all.X+all.W && view.Y+view.H >= all.Y+all.H
	if m.Hidden = inside || all.W <= 0; m.Hidden {
		m.Refresh()
		return
	}
	width := max(minimapNarrowest, min(minimapWidest, float32(m.machine.Camera.Width*minimapShare)))
	height := max(minimapLeast, min(width*minimapShape, (width-2*minimapEdge)*float32(all.H/all.W)+2*minimapEdge))
	if size := fyne.NewSize(width, height); size != m.size {
		m.size, m.drawn = size, nil
		m.placed()
	}
	k, at := m.scale()
	m.ground.Resize(m.size)
	if m.drawn != scene {
		m.drawn = scene
		m.picture.Image = m.paint(k)
		m.picture.Refresh()
	}
	m.picture.Move(fyne.NewPos(float32(at.X), float32(at.Y)))
	m.picture.Resize(fyne.NewSize(float32(all.W*k), float32(all.H*k))) // only another size sends it to the graphics card anew
	x, y := math.Max(view.X, all.X), math.Max(view.Y, all.Y)
	right, bottom := math.Min(view.X+view.W, all.X+all.W), math.Min(view.Y+view.H, all.Y+all.H)
	m.frame.Move(fyne.NewPos(float32(at.X+(x-all.X)*k), float32(at.Y+(y-all.Y)*k)))
	m.frame.Resize(fyne.NewSize(float32(math.Max(6, (right-x)*k)), float32(math.Max(6, (bottom-y)*k))))
	canvas.Refresh(m.frame) // not the picture, which would be sent to the graphics card anew
}

// paint draws the bodies of steps and lanes, two pixels for one.
func (m *Minimap) paint(k float64) image.Image {
	const fine = 2
	scene := m.machine.World().Scene()
	all := scene.Bounds
	img := image.NewNRGBA(image.Rect(0, 0, int(all.W*k*fine)+1, int(all.H*k*fine)+1))
	for i := range scene.Items {
		it := &scene.Items[i]
		if it.Box == nil || it.Part != draw.PartBody && it.Part != draw.PartHeader {
			continue
		}
		fill := it.Box.Fill
		if it.Of.Kind == journey.KindStage || fill.A == 0 {
			continue
		}
		r := it.Box.Rect
		x0, y0 := int((r.X-all.X)*k*fine), int((r.Y-all.Y)*k*fine)
		x1, y1 := max(x0+2, int((r.X+r.W-all.X)*k*fine)), max(y0+2, int((r.Y+r.H-all.Y)*k*fine))
		if it.Of.Kind == journey.KindStep && it.Box.Stroke.A > 0 {
			fill = it.Box.Stroke // a card like the ground is seen by its edge only
		}
		for y := y0; y < y1; y++ {
			for x := x0; x < x1; x++ {
				img.Set(x, y, color.NRGBA{R: fill.R, G: fill.G, B: fill.B, A: max(fill.A, 40)})
			}
		}
	}
	return img
}

func (m *Minimap) look(at fyne.Position) {
	k, origin := m.scale()
	all := m.machine.World().Scene().Bounds
	m.machine.Camera = m.machine.Camera.CenterOn(draw.Point{
		X: all.X + (float64(at.X)-origin.X)/k, Y: all.Y + (float64(at.Y)-origin.Y)/k,
	})
	m.looked()
}

// MouseDown is part of desktop.Mouseable.
func (m *Minimap) MouseDown(e *desktop.MouseEvent) { m.look(e.Position) }

// MouseUp is part of desktop.Mouseable.
func (m *Minimap) MouseUp(*desktop.MouseEvent) {}

// Dragged is part of fyne.Draggable.
func (m *Minimap) Dragged(e *fyne.DragEvent) { m.look(e.Position) }

// DragEnd is part of fyne.Draggable.
func (m *Minimap) DragEnd() {}
