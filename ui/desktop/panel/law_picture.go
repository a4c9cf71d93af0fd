package panel

import (
	"image"
	"image/color"
	"math"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/layout"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"rehearse/journey"
	"rehearse/journey/draw"
	"rehearse/ui/curve"
	"rehearse/ui/text"
)

// lawPicture is a small picture of a random length of time: by when which share of the people is through, or how they are
// spread. A click, or Space, turns one into the other. The line at the median is drawn through, that at nine tenths broken.
type lawPicture struct {
	widget.BaseWidget
	text    *text.Printer
	colors  *draw.Theme
	density bool
	turned  func(density bool)

	curve  curve.Curve
	drawn  *canvas.Raster
	border *canvas.Rectangle
	words  *widget.Label // median and nine tenths
	what   *widget.Label // which picture it is, and where it ends
	object *fyne.Container
}

// lawPictureHeight is the height of the picture without its words.
const lawPictureHeight = 84

func newLawPicture(p *text.Printer, colors *draw.Theme, density bool, turned func(bool)) *lawPicture {
	d := &lawPicture{text: p, colors: colors, density: density, turned: turned}
	d.drawn = canvas.NewRaster(d.paint)
	d.drawn.SetMinSize(fyne.NewSize(60, lawPictureHeight))
	d.border = canvas.NewRectangle(nil)
	d.border.StrokeColor, d.border.StrokeWidth, d.border.CornerRadius = theme.Color(theme.ColorNameSeparator), 1, 4
	small := func() *widget.Label {
		l := widget.NewLabel("")
		l.SizeName, l.Truncation, l.Importance = theme.SizeNameCaptionText, fyne.TextTruncateEllipsis, widget.LowImportance
		return l
	}
	d.words, d.what = small(), small()
	d.words.Importance = widget.MediumImportance
	pad := theme.InnerPadding()
	tight := func(l fyne.CanvasObject) fyne.CanvasObject {
		return container.New(layout.NewCustomPaddedLayout(-pad, -pad, -pad, -pad), l)
	}
	d.object = container.New(layout.NewCustomPaddedVBoxLayout(3), tight(d.what), container.NewStack(d.drawn, d.border), tight(d.words))
	d.ExtendBaseWidget(d)
	d.Hide()
	return d
}

// CreateRenderer is part of fyne.Widget.
func (d *lawPicture) CreateRenderer() fyne.WidgetRenderer { return widget.NewSimpleRenderer(d.object) }

// paintLaw draws another law; one without a spread has no picture.
func (d *lawPicture) paintLaw(l journey.Law) {
	c, ok := curve.Of(l)
	if !ok {
		d.Hide()
		return
	}
	d.curve = c
	d.words.SetText(d.text.T("law.marks", journey.Args{"Median": d.text.Duration(rounded(c.Median)), "Most": d.text.Duration(rounded(c.Most))}))
	d.name()
	d.Show()
	d.drawn.Refresh()
}

// name says which picture it is.
func (d *lawPicture) name() {
	id := "law.share"
	if d.density {
		id = "law.density"
	}
	d.what.SetText(d.text.T(id, journey.Args{"End": d.text.Duration(rounded(d.curve.End))}))
}

// rounded is a length in whole seconds, of long ones in whole minutes or hours: nobody reads seconds of a quarter of an hour.
func rounded(seconds float64) journey.Duration {
	unit := journey.Second
	switch {
	case seconds >= float64(2*journey.Day):
		unit = journey.Hour
	case seconds >= float64(10*journey.Minute):
		unit = journey.Minute
	}
	if most := float64(1000 * 365 * journey.Day); seconds > most {
		seconds = most
	}
	return journey.Duration(math.Round(seconds/float64(unit))) * unit
}

// turn shows the other picture.
func (d *lawPicture) turn() {
	d.density = !d.density
	d.turned(d.density)
	d.name()
	d.drawn.Refresh()
}

// Tapped is part of fyne.Tappable.
func (d *lawPicture) Tapped(*fyne.PointEvent) { d.turn() }

// Cursor is part of desktop.Cursorable.
func (d *lawPicture) Cursor() desktop.Cursor { return desktop.PointerCursor }

// FocusGained is part of fyne.Focusable.
func (d *lawPicture) FocusGained() { d.frame(theme.ColorNamePrimary) }

// FocusLost is part of fyne.Focusable.
func (d *lawPicture) FocusLost() { d.frame(theme.ColorNameSeparator) }

func (d *lawPicture) frame(name fyne.ThemeColorName) {
	d.border.StrokeColor = theme.Color(name)
	d.border.Refresh()
}

// TypedRune is part of fyne.Focusable.
func (d *lawPicture) TypedRune(rune) {}

// TypedKey is part of fyne.Focusable.
func (d *lawPicture) TypedKey(k *fyne.KeyEvent) {
	if k.Name == fyne.KeySpace || k.Name == fyne.KeyReturn || k.Name == fyne.KeyEnter {
		d.turn()
	}
}

// paint draws the picture at the pixels of the screen.
func (d *lawPicture) paint(w, h int) image.Image {
	img := image.NewNRGBA(image.Rect(0, 0, max(w, 1), max(h, 1)))
	if d.curve.End <= 0 || w < 8 || h < 8 {
		return img
	}
	scale := float64(h) / lawPictureHeight
	line := color.NRGBA(d.colors.Selection)
	fill := line
	fill.A = 44
	mark := color.NRGBA(d.colors.Text)
	mark.A = 150
	inset := int(math.Ceil(2 * scale))
	heights := d.heights(w, h-2*inset)
	thick := 1.7 * scale
	for x := range w {
		at := float64(h-inset) - heights[x]
		top, bottom := at, at
		if x > 0 { // a steep line is as thick as a flat one
			before := float64(h-inset) - heights[x-1]
			top, bottom = min(at, before), max(at, before)
		}
		for y := range h - inset {
			middle := float64(y) + 0.5
			if cover := coverage(middle, top-thick/2, bottom+thick/2); cover > 0 {
				blend(img, x, y, line, cover)
			}
			if middle > at {
				blend(img, x, y, fill, 1)
			}
		}
	}
	d.markAt(img, d.curve.Median, mark, scale, false)
	d.markAt(img, d.curve.Most, mark, scale, true)
	return img
}

// heights are those of the line in each column, in pixels.
func (d *lawPicture) heights(w, h int) []float64 {
	heights := make([]float64, w)
	top := 1.0
	if d.density {
		top = 0
	}
	for x := range heights {
		at := d.curve.End * (float64(x) + 0.5) / float64(w)
		if d.density {
			heights[x] = d.curve.Density(at)
			top = math.Max(top, heights[x])
		} else {
			heights[x] = d.curve.Share(at)
		}
	}
	for x := range heights {
		if top > 0 {
			heights[x] *= float64(h) / top
		}
	}
	return heights
}

// markAt draws a line from top to bottom at a length, broken for nine tenths.
func (d *lawPicture) markAt(img *image.NRGBA, seconds float64, c color.NRGBA, scale float64, broken bool) {
	size := img.Bounds().Size()
	x := seconds / d.curve.End * float64(size.X)
	dash := max(1, int(4*scale))
	for column := int(x - scale); column <= int(x+scale) && column < size.X; column++ {
		if column < 0 {
			continue
		}
		cover := coverage(float64(column)+0.5, x-scale/2, x+scale/2)
		for y := range size.Y {
			if !broken || y/dash%2 == 0 {
				blend(img, column, y, c, cover)
			}
		}
	}
}

// coverage is how much of the pixel around a place lies between two edges, 0..1.
func coverage(middle, from, to float64) float64 {
	return math.Max(0, math.Min(middle+0.5, to)-math.Max(middle-0.5, from))
}

// blend lays a colour over a pixel.
func blend(img *image.NRGBA, x, y int, c color.NRGBA, cover float64) {
	a := float64(c.A) / 255 * cover
	if a <= 0 {
		return
	}
	under := img.NRGBAAt(x, y)
	below := float64(under.A) / 255 * (1 - a)
	alpha := a + below
	mix := func(over, under uint8) uint8 {
		return uint8(math.Round((float64(over)*a + float64(under)*below) / alpha))
	}
	img.SetNRGBA(x, y, color.NRGBA{R: mix(c.R, under.R), G: mix(c.G, under.G), B: mix(c.B, under.B), A: uint8(math.Round(255 * alpha))})
}
