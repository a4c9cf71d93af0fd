package board

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/widget"

	"rehearse/journey/draw"
	"rehearse/ui/tool"
)

// Drawing is a small fixed picture of scene items, such as the icon of a step kind in the palette.
type Drawing struct {
	widget.BaseWidget
	size  fyne.Size
	inner *fyne.Container
}

// NewDrawing paints items, one world unit a pixel, on an area of the given size.
func NewDrawing(items []draw.Item, size fyne.Size) *Drawing {
	p := newPainter()
	p.begin(tool.NewCamera())
	for i := range items {
		p.item(&items[i], draw.Point{}, nil)
	}
	d := &Drawing{size: size, inner: container.NewWithoutLayout(p.objects...)}
	d.ExtendBaseWidget(d)
	return d
}

// CreateRenderer is part of fyne.Widget.
func (d *Drawing) CreateRenderer() fyne.WidgetRenderer { return widget.NewSimpleRenderer(d.inner) }

// MinSize is part of fyne.CanvasObject.
func (d *Drawing) MinSize() fyne.Size { return d.size }
