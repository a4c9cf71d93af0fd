package pixel

import (
	"image"
	"math"

	"github.com/golang/freetype/raster"
	"golang.org/x/image/math/fixed"

	"rehearse/journey/draw"
	"rehearse/persist/export/fonts"
)

// Painter paints items on images. It belongs to one goroutine and keeps what can be used again.
type Painter struct {
	// Screen is for how many pixels of a screen a unit of its own stands, 1 on an ordinary one; 0 is for paper.
	Screen float64

	img           *image.RGBA
	left, top     float64 // of the image, in pixels from the world's origin
	scale         float64 // pixels per world unit
	ink           ink
	width, height int
	fonts         *fonts.Set
	raster        *raster.Rasterizer
	spans         spans
	letters       map[letterKey]*mask
	pictures      map[*byte]image.Image
	line          []draw.Point
}

// New makes a painter for paper.
func New() *Painter {
	r := raster.NewRasterizer(1, 1)
	r.UseNonZeroWinding = true
	return &Painter{fonts: fonts.Embedded(), raster: r, letters: map[letterKey]*mask{}, pictures: map[*byte]image.Image{}}
}

// Begin takes an image to paint on, whose upper left corner is at (left, top), in pixels from the world's origin at a scale
// of so many pixels per world unit.
func (p *Painter) Begin(img *image.RGBA, left, top, scale float64) {
	p.img, p.left, p.top, p.scale = img, left, top, scale
	p.width, p.height = img.Rect.Dx(), img.Rect.Dy()
}

// Clear fills the whole image with a colour, which may be transparent.
func (p *Painter) Clear(c draw.RGBA) {
	first := p.img.Pix[:4*p.width]
	clear(first)
	inkOf(c).span(first, 255)
	for y := 1; y < p.height; y++ {
		copy(p.img.Pix[y*p.img.Stride:], first)
	}
}

// Item paints one item.
func (p *Painter) Item(it *draw.Item) {
	switch {
	case it.Box != nil:
		p.box(it.Box)
	case it.Polygon != nil:
		p.polygon(it.Polygon)
	case it.Polyline != nil:
		p.stroke(it.Polyline.Points, it.Polyline.Stroke, it.Polyline.Width, it.Polyline.Dashed)
	case it.Text != nil:
		p.text(it.Text)
	case it.Picture != nil:
		p.picture(it.Picture)
	}
}

// x and y are the places of a world point on the image, in pixels.
func (p *Painter) x(world float64) float64 { return world*p.scale - p.left }
func (p *Painter) y(world float64) float64 { return world*p.scale - p.top }

// strokeWidth is how wide a stroke is in pixels: on a screen at least one of its units, in steps of half of one.
func (p *Painter) strokeWidth(world float64) float64 {
	w := world * p.scale
	if p.Screen == 0 || world <= 0 {
		return w
	}
	return max(1, math.Round(w/p.Screen*2)/2) * p.Screen
}

// part limits the raster to the part of an area, in pixels, that lies on the image; false when there is none.
func (p *Painter) part(left, top, right, bottom float64, c draw.RGBA) bool {
	x0, y0 := max(0, int(math.Floor(left))-1), max(0, int(math.Floor(top))-1)
	x1, y1 := min(p.width, int(math.Ceil(right))+1), min(p.height, int(math.Ceil(bottom))+1)
	if x0 >= x1 || y0 >= y1 || c.A == 0 {
		return false
	}
	p.raster.SetBounds(x1-x0, y1-y0)
	p.spans = spans{p, x0, y0}
	p.ink = inkOf(c)
	return true
}

// at is a place of the image in the raster's own coordinates.
func (p *Painter) at(q draw.Point) fixed.Point26_6 {
	return fixed.Point26_6{
		X: fixed.Int26_6(math.Round((q.X - float64(p.spans.dx)) * 64)), Y: fixed.Int26_6(math.Round((q.Y - float64(p.spans.dy)) * 64)),
	}
}

// spans takes the raster's coverage to the image.
type spans struct {
	p      *Painter
	dx, dy int
}

// Paint implements raster.Painter.
func (s *spans) Paint(list []raster.Span, _ bool) {
	p := s.p
	for i := range list {
		y := list[i].Y + s.dy
		if y < 0 || y >= p.height {
			continue
		}
		x0, x1 := max(0, list[i].X0+s.dx), min(p.width, list[i].X1+s.dx)
		if x0 < x1 {
			p.ink.span(p.img.Pix[y*p.img.Stride+4*x0:y*p.img.Stride+4*x1], list[i].Alpha>>8)
		}
	}
}

// onImage are points in pixels of the image. The list is used again.
func (p *Painter) onImage(points []draw.Point) []draw.Point {
	p.line = p.line[:0]
	for _, q := range points {
		p.line = append(p.line, draw.Point{X: p.x(q.X), Y: p.y(q.Y)})
	}
	return p.line
}

// around is what points cover, with so much room on each side.
func around(points []draw.Point, room float64) (left, top, right, bottom float64) {
	left, top, right, bottom = points[0].X, points[0].Y, points[0].X, points[0].Y
	for _, q := range points[1:] {
		left, right, top, bottom = min(left, q.X), max(right, q.X), min(top, q.Y), max(bottom, q.Y)
	}
	return left - room, top - room, right + room, bottom + room
}

func (p *Painter) polygon(g *draw.Polygon) {
	if len(g.Points) < 3 {
		return
	}
	points := p.onImage(g.Points)
	left, top, right, bottom := around(points, 0)
	if p.part(left, top, right, bottom, g.Fill) {
		start := p.at(points[0])
		p.raster.Start(start)
		for _, q := range points[1:] {
			p.raster.Add1(p.at(q))
		}
		p.raster.Add1(start)
		p.raster.Rasterize(&p.spans)
	}
	if g.Width > 0 {
		p.stroke(append(append([]draw.Point(nil), g.Points...), g.Points[0]), g.Stroke, g.Width, false)
	}
}

// stroke paints a line with round ends and bends; the pieces of a dashed one are cut straight.
func (p *Painter) stroke(points []draw.Point, c draw.RGBA, width float64, dashed bool) {
	if width <= 0 || len(points) < 2 {
		return
	}
	w := p.strokeWidth(width)
	capper := raster.RoundCapper
	pieces := [][]draw.Point{nil}
	if dashed && p.Screen == 0 {
		pieces, capper = draw.Dashes(points), raster.ButtCapper
	}
	line := p.onImage(points)
	left, top, right, bottom := around(line, w/2)
	if !p.part(left, top, right, bottom, c) {
		return
	}
	switch {
	case dashed && p.Screen > 0: // dashes as long as they are on a screen at 100 %, however small the map is seen
		for i := range line {
			line[i].X, line[i].Y = line[i].X/p.Screen, line[i].Y/p.Screen
		}
		for _, piece := range draw.Dashes(line) {
			for i := range piece {
				piece[i].X, piece[i].Y = piece[i].X*p.Screen, piece[i].Y*p.Screen
			}
			p.path(piece, w, raster.ButtCapper)
		}
	case dashed:
		for _, piece := range pieces {
			p.path(p.onImage(piece), w, capper)
		}
	default:
		p.path(line, w, capper)
	}
	p.raster.Rasterize(&p.spans)
}

// path adds a stroke along points; those that fall together are left out, as a stroke cannot turn there.
func (p *Painter) path(points []draw.Point, width float64, capper raster.Capper) {
	var path raster.Path
	var last fixed.Point26_6
	count := 0
	for _, q := range points {
		at := p.at(q)
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
	if count > 1 {
		p.raster.AddStroke(path, max(1, fixed.Int26_6(math.Round(width*64))), capper, raster.RoundJoiner)
	}
}
