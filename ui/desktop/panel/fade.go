package panel

import (
	"image/color"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/theme"
)

// fading is the renderer of a field of one line: words that go on beyond its edge fade there. Fyne shows a scroll bar
// under them instead, which looks like a second frame.
type fading struct {
	fyne.WidgetRenderer
	scroll      *container.Scroll
	left, right *canvas.LinearGradient
	foot        *canvas.Rectangle // over the scroll bar
	border      *canvas.Rectangle // Fyne's, and the same again over the rest
	frame       *canvas.Rectangle
	objects     []fyne.CanvasObject
}

// fadeWidth is how wide the end of cut words is, footHeight how high what lies over the scroll bar.
const (
	fadeWidth  = 18
	footHeight = 4
)

// fade takes the scroll bar from the renderer of a field.
func fade(r fyne.WidgetRenderer) fyne.WidgetRenderer {
	f := &fading{WidgetRenderer: r, foot: canvas.NewRectangle(nil), frame: canvas.NewRectangle(nil), left: canvas.NewHorizontalGradient(nil, nil), right: canvas.NewHorizontalGradient(nil, nil)}
	for _, o := range r.Objects() {
		switch o := o.(type) {
		case *container.Scroll:
			f.scroll = o
		case *canvas.Rectangle:
			if o.StrokeWidth > 0 {
				f.border = o
			}
		}
	}
	if f.scroll == nil || f.border == nil {
		return r
	}
	f.scroll.OnScrolled = func(fyne.Position) { f.show() }
	f.Refresh()
	return f
}

// Objects is part of fyne.WidgetRenderer.
func (f *fading) Objects() []fyne.CanvasObject {
	f.objects = append(append(f.objects[:0], f.WidgetRenderer.Objects()...), f.foot, f.left, f.right, f.frame)
	return f.objects
}

// Layout is part of fyne.WidgetRenderer.
func (f *fading) Layout(size fyne.Size) {
	f.WidgetRenderer.Layout(size)
	edge := theme.Size(theme.SizeNameInputBorder)
	f.foot.Move(fyne.NewPos(edge, size.Height-edge-footHeight))
	f.foot.Resize(fyne.NewSize(size.Width-2*edge, footHeight))
	for x, g := range map[float32]*canvas.LinearGradient{edge: f.left, size.Width - edge - fadeWidth: f.right} {
		g.Move(fyne.NewPos(x, edge))
		g.Resize(fyne.NewSize(fadeWidth, size.Height-2*edge))
	}
	f.frame.Move(f.border.Position())
	f.frame.Resize(f.border.Size())
	f.show()
}

// Refresh is part of fyne.WidgetRenderer.
func (f *fading) Refresh() {
	f.WidgetRenderer.Refresh()
	f.show()
}

// show fades the ends beyond which there are more words.
func (f *fading) show() {
	ground := theme.Color(theme.ColorNameInputBackground)
	f.foot.FillColor = ground
	clear := color.NRGBAModel.Convert(ground).(color.NRGBA)
	clear.A = 0
	f.left.StartColor, f.left.EndColor = ground, clear
	f.right.StartColor, f.right.EndColor = clear, ground
	beyond := float32(0)
	if c := f.scroll.Content; c != nil {
		beyond = c.MinSize().Width - f.scroll.Size().Width
	}
	f.foot.Hidden = beyond < 1
	f.left.Hidden = beyond < 1 || f.scroll.Offset.X < 1
	f.right.Hidden = beyond < 1 || f.scroll.Offset.X > beyond-1
	f.frame.Hidden = beyond < 1
	f.frame.StrokeColor, f.frame.StrokeWidth, f.frame.CornerRadius = f.border.StrokeColor, f.border.StrokeWidth, f.border.CornerRadius
	for _, o := range []fyne.CanvasObject{f.foot, f.left, f.right, f.frame} {
		canvas.Refresh(o)
	}
}
