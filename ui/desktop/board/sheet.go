package board

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/widget"

	"rehearse/journey/draw"
	"rehearse/ui/tool"
)

// Sheet is a picture of a whole scene, as large as its room allows, such as a card of a persona.
type Sheet struct {
	widget.BaseWidget
	scene   *draw.Scene
	painter *painter
	inner   *fyne.Container
	camera  tool.Camera
	least   fyne.Size
}

// NewSheet makes a sheet without a scene; least is the room it asks for.
func NewSheet(least fyne.Size) *Sheet {
	s := &Sheet{painter: newPainter(), inner: container.NewWithoutLayout(), least: least, camera: tool.NewCamera()}
	s.ExtendBaseWidget(s)
	return s
}

// Display shows a scene.
func (s *Sheet) Display(scene *draw.Scene) {
	s.scene = scene
	clear(s.painter.pictures) // those of the last scene are not kept
	s.paint()
}

// Least sets the room it asks for.
func (s *Sheet) Least(size fyne.Size) { s.least = size }

// Resize is part of fyne.CanvasObject.
func (s *Sheet) Resize(size fyne.Size) {
	changed := size != s.Size()
	s.BaseWidget.Resize(size)
	if changed {
		s.paint()
	}
}

// At is the place of the scene under a place of the widget.
func (s *Sheet) At(p fyne.Position) draw.Point {
	return s.camera.World(draw.Point{X: float64(p.X), Y: float64(p.Y)})
}

// Place is the place of the widget at a place of the scene.
func (s *Sheet) Place(p draw.Point) fyne.Position {
	at := s.camera.Screen(p)
	return fyne.NewPos(float32(at.X), float32(at.Y))
}

func (s *Sheet) paint() {
	size := s.Size()
	if s.scene == nil || size.Width < 2 || size.Height < 2 {
		return
	}
	c := tool.NewCamera()
	c.Width, c.Height = float64(size.Width), float64(size.Height)
	s.camera = c.Fit(s.scene.Bounds, 0, tool.MaxZoom)
	s.painter.begin(s.camera)
	for i := range s.scene.Items {
		s.painter.item(&s.scene.Items[i], draw.Point{}, nil)
	}
	s.inner.Objects = append([]fyne.CanvasObject(nil), s.painter.objects...)
	s.inner.Refresh()
}

// CreateRenderer is part of fyne.Widget.
func (s *Sheet) CreateRenderer() fyne.WidgetRenderer { return widget.NewSimpleRenderer(s.inner) }

// MinSize is part of fyne.CanvasObject.
func (s *Sheet) MinSize() fyne.Size { return s.least }
