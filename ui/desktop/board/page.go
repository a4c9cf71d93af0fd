package board

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/widget"

	"rehearse/journey/draw"
	"rehearse/ui/tool"
)

// Page shows scene items over a board, one world unit a pixel, composed for its size. The pointer passes through it.
type Page struct {
	widget.BaseWidget
	compose func(width, height float64) []draw.Item
	inner   *fyne.Container
	painter *painter
}

// NewPage makes a page; compose is asked for the items of a size.
func NewPage(compose func(width, height float64) []draw.Item) *Page {
	s := &Page{compose: compose, inner: container.NewWithoutLayout(), painter: newPainter()}
	s.ExtendBaseWidget(s)
	return s
}

// CreateRenderer is part of fyne.Widget.
func (s *Page) CreateRenderer() fyne.WidgetRenderer { return widget.NewSimpleRenderer(s.inner) }

// MinSize is part of fyne.CanvasObject.
func (s *Page) MinSize() fyne.Size { return fyne.NewSize(200, 160) }

// Resize is part of fyne.CanvasObject.
func (s *Page) Resize(size fyne.Size) {
	if size != s.Size() {
		s.BaseWidget.Resize(size)
		s.Compose()
	}
}

// Compose shows what there is to show now.
func (s *Page) Compose() {
	size := s.Size()
	if size.Width <= 0 || size.Height <= 0 {
		return
	}
	s.painter.begin(tool.NewCamera())
	items := s.compose(float64(size.Width), float64(size.Height))
	for i := range items {
		s.painter.item(&items[i], draw.Point{}, nil)
	}
	s.inner.Objects = s.painter.objects
	canvas.Refresh(s.inner)
}
