package board

import (
	"image"
	"sync"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/widget"

	"rehearse/journey/draw"
	"rehearse/persist/export/pixel"
)

// Drawing is a small fixed picture of scene items, such as the icon of a step kind in the palette.
type Drawing struct {
	widget.BaseWidget
	size  fyne.Size
	inner *canvas.Raster
}

// small paints all drawings: letters and so on are kept for the next one.
var small struct {
	sync.Mutex
	painter *pixel.Painter
}

// NewDrawing paints items, one world unit a unit of the window, on an area of the given size. It is one picture: a dozen kinds
// of shapes would cost the first frame a dozen programs for the graphics card.
func NewDrawing(items []draw.Item, size fyne.Size) *Drawing {
	d := &Drawing{size: size}
	d.inner = canvas.NewRaster(func(width, height int) image.Image {
		img := image.NewRGBA(image.Rect(0, 0, max(1, width), max(1, height)))
		small.Lock()
		defer small.Unlock()
		if small.painter == nil {
			small.painter = pixel.New()
		}
		scale := float64(width) / float64(max(1, d.inner.Size().Width))
		small.painter.Screen = scale
		small.painter.Begin(img, 0, 0, scale)
		for i := range items {
			small.painter.Item(&items[i])
		}
		return img
	})
	d.ExtendBaseWidget(d)
	return d
}

// CreateRenderer is part of fyne.Widget.
func (d *Drawing) CreateRenderer() fyne.WidgetRenderer { return widget.NewSimpleRenderer(d.inner) }

// MinSize is part of fyne.CanvasObject.
func (d *Drawing) MinSize() fyne.Size { return d.size }
