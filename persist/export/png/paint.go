package png

import (
	"bytes"
	"image"
	"image/color"
	_ "image/jpeg" // pictures of a map are PNG or JPEG
	_ "image/png"
	"math"

	"github.com/golang/freetype/raster"
	scaler "golang.org/x/image/draw"
	"golang.org/x/image/math/fixed"

	"rehearse/journey/draw"
	"rehearse/persist/export/fonts"
)

// painter paints items on one band. It belongs to one goroutine and keeps what can be used again.
type painter struct {
	band    band
	origin  draw.Point // world point of the picture's upper left corner
	scale   float64    // pixels per world unit
	fonts   *fonts.Set
	raster  *raster.Rasterizer
	letters map[letterKey]*mask
}

func newPainter(origin draw.Point, scale float64) *painter {
	r := raster.NewRasterizer(1, 1)
	r.UseNonZeroWinding = true
	return &painter{origin: origin, scale: scale, fonts: fonts.Embedded(), raster: r, letters: map[letterKey]*mask{}}
}

func (p *painter) item(it *draw.Item) {
	switch {
	case it.Box != nil:
		p.box(it.Box)
	case it.Polygon != nil:
		p.polygon(it.Polygon)
	case it.Polyline != nil:
		p.polyline(it.Polyline)
	case it.Text != nil:
		p.text(it.Text)
	case it.Picture != nil:
		p.picture(it.Picture)
	}
}

// begin limits the raster to the part of an area that lies in the band; false when there is none.
func (p *painter) begin(area draw.Rect, c draw.RGBA) bool {
	left := int(math.Floor((area.X-p.origin.X)*p.scale)) - 1
	right := int(math.Ceil((area.X+area.W-p.origin.X)*p.scale)) + 1
	top := int(math.Floor((area.Y-p.origin.Y)*p.scale)) - 1 - p.band.top
	bottom := int(math.Ceil((area.Y+area.H-p.origin.Y)*p.scale)) + 1 - p.band.top
	left, right = max(0, left), min(p.band.width, right)
	top, bottom = max(0, top), min(p.band.rows, bottom)
	if left >= right || top >= bottom || c.A == 0 {
		return false
	}
	p.raster.SetBounds(right-left, bottom-top)
	p.band.dx, p.band.dy, p.band.color = left, top, c
	return true
}

// at is a world point in the raster's own coordinates.
func (p *painter) at(x, y float64) fixed.Point26_6 {
	px := (x-p.origin.X)*p.scale - float64(p.band.dx)
	py := (y-p.origin.Y)*p.scale - float64(p.band.top+p.band.dy)
	return fixed.Point26_6{X: fixed.Int26_6(math.Round(px * 64)), Y: fixed.Int26_6(math.Round(py * 64))}
}

func (p *painter) finish() { p.raster.Rasterize(&p.band) }

func (p *painter) box(b *draw.Box) {
	if b.Fill.A > 0 && p.begin(b.Rect, b.Fill) {
		p.roundRect(b.Rect, b.Radius, false)
		p.finish()
	}
	if b.Width <= 0 || b.Stroke.A == 0 {
		return
	}
	if b.Dashed {
		p.stroke(outlineOf(b.Rect, b.Radius), b.Stroke, b.Width, true)
		return
	}
	outer, inner := b.Rect.Grown(b.Width/2), b.Rect.Grown(-b.Width/2)
	if p.begin(outer, b.Stroke) {
		p.roundRect(outer, b.Radius+b.Width/2, false)
		if inner.W > 0 && inner.H > 0 {
			p.roundRect(inner, max(0, b.Radius-b.Width/2), true)
		}
		p.finish()
	}
}

// arc is the distance of the control points of a cubic curve that looks like a quarter of a circle.
const arc = 0.5522847498

// roundRect adds the outline of a box, clockwise or against it.
func (p *painter) roundRect(r draw.Rect, radius float64, against bool) {
	radius = min(radius, r.W/2, r.H/2)
	x1, y1, x2, y2 := r.X, r.Y, r.X+r.W, r.Y+r.H
	k := radius * (1 - arc)
	type corner struct{ from, c1, c2, to draw.Point }
	corners := []corner{
		{draw.Point{X: x2 - radius, Y: y1}, draw.Point{X: x2 - k, Y: y1}, draw.Point{X: x2, Y: y1 + k}, draw.Point{X: x2, Y: y1 + radius}},
		{draw.Point{X: x2, Y: y2 - radius}, draw.Point{X: x2, Y: y2 - k}, draw.Point{X: x2 - k, Y: y2}, draw.Point{X: x2 - radius, Y: y2}},
		{draw.Point{X: x1 + radius, Y: y2}, draw.Point{X: x1 + k, Y: y2}, draw.Point{X: x1, Y: y2 - k}, draw.Point{X: x1, Y: y2 - radius}},
		{draw.Point{X: x1, Y: y1 + radius}, draw.Point{X: x1, Y: y1 + k}, draw.Point{X: x1 + k, Y: y1}, draw.Point{X: x1 + radius, Y: y1}},
	}
	if against {
		turned := make([]corner, 0, 4)
		for i := len(corners) - 1; i >= 0; i-- {
			c := corners[i]
			turned = append(turned, corner{c.to, c.c2, c.c1, c.from})
		}
		corners = turned
	}
	start := p.at(corners[0].from.X, corners[0].from.Y)
	p.raster.Start(start)
	for i, c := range corners {
		if i > 0 {
			p.raster.Add1(p.at(c.from.X, c.from.Y))
		}
		if radius > 0 {
			p.raster.Add3(p.at(c.c1.X, c.c1.Y), p.at(c.c2.X, c.c2.Y), p.at(c.to.X, c.to.Y))
		}
	}
	p.raster.Add1(start)
}

// outlineOf is the border of a box as a line.
func outlineOf(r draw.Rect, radius float64) []draw.Point {
	radius = min(radius, r.W/2, r.H/2)
	var points []draw.Point
	quarter := func(cx, cy, from float64) {
		for i := range 7 {
			a := (from + float64(i)/6) * math.Pi / 2
			points = append(points, draw.Point{X: cx + radius*math.Cos(a), Y: cy + radius*math.Sin(a)})
		}
	}
	quarter(r.X+radius, r.Y+radius, 2)
	quarter(r.Right()-radius, r.Y+radius, 3)
	quarter(r.Right()-radius, r.Bottom()-radius, 0)
	quarter(r.X+radius, r.Bottom()-radius, 1)
	return append(points, points[0])
}

func (p *painter) polygon(g *draw.Polygon) {
	if len(g.Points) < 3 {
		return
	}
	it := draw.Item{Polygon: g}
	if p.begin(it.Area(), g.Fill) {
		start := p.at(g.Points[0].X, g.Points[0].Y)
		p.raster.Start(start)
		for _, q := range g.Points[1:] {
			p.raster.Add1(p.at(q.X, q.Y))
		}
		p.raster.Add1(start)
		p.finish()
	}
	if g.Width > 0 {
		p.stroke(append(append([]draw.Point(nil), g.Points...), g.Points[0]), g.Stroke, g.Width, false)
	}
}

func (p *painter) polyline(l *draw.Polyline) { p.stroke(l.Points, l.Stroke, l.Width, l.Dashed) }

func (p *painter) stroke(points []draw.Point, c draw.RGBA, width float64, dashed bool) {
	it := draw.Item{Polyline: &draw.Polyline{Points: points, Width: width}}
	if width <= 0 || len(points) < 2 || !p.begin(it.Area(), c) {
		return
	}
	pieces, capper := [][]draw.Point{points}, raster.RoundCapper
	if dashed {
		pieces, capper = draw.Dashes(points), raster.ButtCapper
	}
	w := fixed.Int26_6(math.Round(width * p.scale * 64))
	for _, piece := range pieces {
		if path := p.path(piece); len(path) > 0 {
			p.raster.AddStroke(path, max(w, 1), capper, raster.RoundJoiner)
		}
	}
	p.finish()
}

// path leaves out points that fall together, which a stroke cannot turn at.
func (p *painter) path(points []draw.Point) raster.Path {
	var path raster.Path
	var last fixed.Point26_6
	count := 0
	for _, q := range points {
		at := p.at(q.X, q.Y)
		switch {
		case count == 0:
			path.Start(at)
		case at == last:
			continue
		default:
			path.Add1(at)
		}
		last = at
		count++
	}
	if count < 2 {
		return nil
	}
	return path
}

// mostPicture is how many pixels a picture on a map may have before it is left out.
const mostPicture = 64 << 20

func (p *painter) picture(g *draw.Picture) {
	config, _, err := image.DecodeConfig(bytes.NewReader(g.Data))
	if err != nil || config.Width*config.Height > mostPicture || !p.begin(g.Rect, draw.RGBA{A: 255}) {
		return // a picture that cannot be read leaves its place empty
	}
	source, _, err := image.Decode(bytes.NewReader(g.Data))
	if err != nil {
		return
	}
	left := int(math.Round((g.Rect.X - p.origin.X) * p.scale))
	top := int(math.Round((g.Rect.Y-p.origin.Y)*p.scale)) - p.band.top
	right := int(math.Round((g.Rect.Right() - p.origin.X) * p.scale))
	bottom := int(math.Round((g.Rect.Bottom()-p.origin.Y)*p.scale)) - p.band.top
	whole := image.Rect(left, top, right, bottom)
	part := image.NewRGBA(whole.Intersect(image.Rect(0, 0, p.band.width, p.band.rows)))
	scaler.ApproxBiLinear.Scale(part, whole, source, source.Bounds(), scaler.Over, nil)
	for y := part.Rect.Min.Y; y < part.Rect.Max.Y; y++ {
		for x := part.Rect.Min.X; x < part.Rect.Max.X; x++ {
			c := color.NRGBAModel.Convert(part.RGBAAt(x, y)).(color.NRGBA)
			at := y*p.band.stride + 1 + 3*x
			mix(p.band.data[at:at+3], draw.RGBA{R: c.R, G: c.G, B: c.B, A: 255}, uint32(c.A)*0x101)
		}
	}
}
