package board

import (
	"bytes"
	"image/color"
	"math"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"

	"rehearse/journey/draw"
	"rehearse/ui/tool"
)

// pool lends canvas objects of one kind and keeps them for the next picture.
type pool[T fyne.CanvasObject] struct {
	all  []T
	used int
	make func() T
}

func (p *pool[T]) take() T {
	if p.used == len(p.all) {
		p.all = append(p.all, p.make())
	}
	p.used++
	return p.all[p.used-1]
}

// painter turns scene items into canvas objects in screen pixels. One painter feeds one container.
type painter struct {
	boxes    pool[*canvas.Rectangle]
	lines    pool[*canvas.Line]
	polygons pool[*canvas.ArbitraryPolygon]
	texts    pool[*canvas.Text]
	pictures map[*draw.Picture]*canvas.Image
	objects  []fyne.CanvasObject
	camera   tool.Camera
	kept     []draw.Point    // points of the line being painted
	placed   []fyne.Position // the same on the screen
	strokes  *strokes
	shifted  bool // the last picture showed steps of a drag away from their places
}

func newPainter() *painter {
	return &painter{
		boxes:    pool[*canvas.Rectangle]{make: func() *canvas.Rectangle { return &canvas.Rectangle{} }},
		lines:    pool[*canvas.Line]{make: func() *canvas.Line { return &canvas.Line{} }},
		polygons: pool[*canvas.ArbitraryPolygon]{make: func() *canvas.ArbitraryPolygon { return &canvas.ArbitraryPolygon{} }},
		texts:    pool[*canvas.Text]{make: func() *canvas.Text { return &canvas.Text{} }},
		pictures: map[*draw.Picture]*canvas.Image{}, strokes: newStrokes(),
	}
}

// begin starts a picture as the camera sees it.
func (p *painter) begin(camera tool.Camera) {
	p.camera = camera
	p.boxes.used, p.lines.used, p.polygons.used, p.texts.used = 0, 0, 0, 0
	p.objects = p.objects[:0]
	p.strokes.begin()
}

func (p *painter) at(q draw.Point) fyne.Position {
	s := p.camera.Screen(q)
	return fyne.NewPos(float32(s.X), float32(s.Y))
}

func (p *painter) px(world float64) float32 { return float32(world * p.camera.Zoom) }

// strokePx keeps thin strokes visible when the map is small and never wider than they are on paper.
func (p *painter) strokePx(world float64) float32 {
	if world <= 0 {
		return 0
	}
	return float32(math.Max(1, math.Round(world*p.camera.Zoom*2)/2))
}

func nrgba(c draw.RGBA) color.Color {
	if c.A == 0 {
		return color.Transparent
	}
	return color.NRGBA{R: c.R, G: c.G, B: c.B, A: c.A}
}

// item paints one item; shift moves it, in world units, and bend moves the points of a line one by one.
func (p *painter) item(it *draw.Item, shift draw.Point, bend func(i, n int) draw.Point) {
	switch {
	case it.Box != nil:
		p.box(it.Box, shift)
	case it.Polyline != nil:
		points := it.Polyline.Points
		if bend != nil || shift != (draw.Point{}) {
			points = make([]draw.Point, len(it.Polyline.Points))
			for i, q := range it.Polyline.Points {
				by := shift
				if bend != nil {
					by = bend(i, len(points))
				}
				points[i] = draw.Point{X: q.X + by.X, Y: q.Y + by.Y}
			}
		}
		p.polyline(points, it.Polyline.Stroke, p.strokePx(it.Polyline.Width), it.Polyline.Dashed)
	case it.Polygon != nil:
		p.polygon(it.Polygon, shift)
	case it.Text != nil:
		p.text(it.Text, shift)
	case it.Picture != nil:
		p.picture(it.Picture, shift)
	}
}

func (p *painter) box(b *draw.Box, shift draw.Point) {
	at := p.at(draw.Point{X: b.Rect.X + shift.X, Y: b.Rect.Y + shift.Y})
	size := fyne.NewSize(p.px(b.Rect.W), p.px(b.Rect.H))
	r := p.boxes.take()
	r.FillColor, r.StrokeColor, r.StrokeWidth = nrgba(b.Fill), nrgba(b.Stroke), p.strokePx(b.Width)
	r.CornerRadius = p.px(b.Radius)
	r.Move(at)
	r.Resize(size)
	if b.Dashed && b.Width > 0 {
		r.StrokeWidth = 0
		p.objects = append(p.objects, r)
		c := b.Rect
		c.X, c.Y = c.X+shift.X, c.Y+shift.Y
		p.polyline([]draw.Point{{X: c.X, Y: c.Y}, {X: c.X + c.W, Y: c.Y}, {X: c.X + c.W, Y: c.Y + c.H}, {X: c.X, Y: c.Y + c.H}, {X: c.X, Y: c.Y}},
			b.Stroke, p.strokePx(b.Width), true)
		return
	}
	p.objects = append(p.objects, r)
}

// dashOn and dashOff are the lengths of dashes and gaps in pixels.
const (
	dashOn  = 6
	dashOff = 4
)

func (p *painter) polyline(points []draw.Point, stroke draw.RGBA, width float32, dashed bool) {
	paint := nrgba(stroke)
	if !dashed {
		if len(points) == 2 && width < mostLine {
			p.segment(p.at(points[0]), p.at(points[1]), paint, width)
			return
		}
		p.bent(p.pixels(p.smoothEnough(points)), paint, width)
		return
	}
	left, on := float32(dashOn), true // of the dash or gap under way
	for i := 1; i < len(points); i++ {
		a, b := p.at(points[i-1]), p.at(points[i])
		length := float32(math.Hypot(float64(b.X-a.X), float64(b.Y-a.Y)))
		for done := float32(0); done < length; {
			step := min(left, length-done)
			if on {
				t0, t1 := done/length, (done+step)/length
				p.segment(fyne.NewPos(a.X+(b.X-a.X)*t0, a.Y+(b.Y-a.Y)*t0), fyne.NewPos(a.X+(b.X-a.X)*t1, a.Y+(b.Y-a.Y)*t1), paint, width)
			}
			done, left = done+step, left-step
			if left <= 0 {
				on = !on
				left = dashOff
				if on {
					left = dashOn
				}
			}
		}
	}
}

// mostLine is the width in pixels up to which a straight line that slants may be a line of Fyne.
const mostLine = 4

// unseen is how far from its true way, in pixels, a line may be painted: less than can be seen.
const unseen = 0.06

// smoothEnough leaves out points of a bent line that cannot be told from a straight one at this zoom: a map seen small
// takes few pieces, one seen large smooth bends.
func (p *painter) smoothEnough(points []draw.Point) []draw.Point {
	most := unseen / p.camera.Zoom
	out := append(p.kept[:0], points[0])
	from := 0
	for i := 2; i < len(points); i++ {
		for k := from + 1; k < i; k++ {
			if offLine(points[k], points[from], points[i]) > most {
				from = i - 1
				out = append(out, points[from])
				break
			}
		}
	}
	p.kept = append(out, points[len(points)-1])
	return p.kept
}

// offLine is how far a point is from the line through a and b.
func offLine(q, a, b draw.Point) float64 {
	dx, dy := b.X-a.X, b.Y-a.Y
	length := math.Hypot(dx, dy)
	if length == 0 {
		return math.Hypot(q.X-a.X, q.Y-a.Y)
	}
	return math.Abs(dx*(q.Y-a.Y)-dy*(q.X-a.X)) / length
}

func (p *painter) segment(a, b fyne.Position, paint color.Color, width float32) {
	l := p.lines.take()
	l.Position1, l.Position2, l.StrokeColor, l.StrokeWidth = a, b, paint, width
	p.objects = append(p.objects, l)
}

// polygon paints the fill with the polygon shader; its box is the object, its corners relative to it.
func (p *painter) polygon(g *draw.Polygon, shift draw.Point) {
	if len(g.Points) < 3 {
		return
	}
	o := p.polygons.take()
	o.Points = o.Points[:0]
	least := fyne.NewPos(math.MaxFloat32, math.MaxFloat32)
	most := fyne.NewPos(-math.MaxFloat32, -math.MaxFloat32)
	for _, q := range g.Points {
		at := p.at(draw.Point{X: q.X + shift.X, Y: q.Y + shift.Y})
		o.Points = append(o.Points, at)
		least = fyne.NewPos(min(least.X, at.X), min(least.Y, at.Y))
		most = fyne.NewPos(max(most.X, at.X), max(most.Y, at.Y))
	}
	if clockwise(g.Points) < 0 {
		for i, j := 0, len(o.Points)-1; i < j; i, j = i+1, j-1 {
			o.Points[i], o.Points[j] = o.Points[j], o.Points[i]
		}
	}
	// The painter rounds the object's corner to whole pixels: take the fraction into the points.
	origin := fyne.NewPos(float32(math.Floor(float64(least.X)))-1, float32(math.Floor(float64(least.Y)))-1)
	for i := range o.Points {
		o.Points[i] = o.Points[i].Subtract(origin)
	}
	o.FillColor, o.StrokeColor, o.StrokeWidth = nrgba(g.Fill), nrgba(g.Stroke), p.strokePx(g.Width)
	o.Move(origin)
	o.Resize(fyne.NewSize(float32(math.Ceil(float64(most.X-origin.X)))+1, float32(math.Ceil(float64(most.Y-origin.Y)))+1))
	p.objects = append(p.objects, o)
}

// clockwise is positive for points that turn clockwise on a screen (y down).
func clockwise(points []draw.Point) float64 {
	sum := 0.0
	for i, a := range points {
		b := points[(i+1)%len(points)]
		sum += a.X*b.Y - b.X*a.Y
	}
	return sum
}

// leastText is the size in pixels below which a text is not painted: nobody can read it.
const leastText = 4

func (p *painter) text(t *draw.Text, shift draw.Point) {
	size := float32(math.Floor(t.Size*p.camera.Zoom + 0.3))
	if size < leastText || t.Text == "" {
		return
	}
	o := p.texts.take()
	o.Text, o.TextSize, o.Color = t.Text, size, nrgba(t.Color)
	o.TextStyle = fyne.TextStyle{Bold: t.Bold}
	box, baseline := fyne.CurrentApp().Driver().RenderedTextSize(t.Text, size, o.TextStyle, nil)
	at := p.at(draw.Point{X: t.At.X + shift.X, Y: t.At.Y + shift.Y})
	switch t.Align {
	case draw.AlignCenter:
		at.X -= box.Width / 2
	case draw.AlignRight:
		at.X -= box.Width
	}
	o.Move(fyne.NewPos(at.X, at.Y-baseline))
	o.Resize(box)
	p.objects = append(p.objects, o)
}

func (p *painter) picture(pic *draw.Picture, shift draw.Point) {
	o, ok := p.pictures[pic]
	if !ok {
		o = canvas.NewImageFromReader(bytes.NewReader(pic.Data), "picture")
		o.FillMode = canvas.ImageFillContain
		p.pictures[pic] = o
	}
	o.Move(p.at(draw.Point{X: pic.Rect.X + shift.X, Y: pic.Rect.Y + shift.Y}))
	o.Resize(fyne.NewSize(p.px(pic.Rect.W), p.px(pic.Rect.H)))
	p.objects = append(p.objects, o)
}
