package board

import (
	"encoding/binary"
	"hash/maphash"
	"image"
	"image/color"
	"math"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"golang.org/x/image/vector"

	"rehearse/journey/draw"
)

// strokes are small pictures of bends. Fyne brings the ends of a line to whole pixels, so that a bend made of short lines
// looks jagged; a bend is painted as a picture of its own instead. A picture is made when it is first seen and kept while the same bend is painted at the same zoom.
type strokes struct {
	seed  maphash.Seed
	kept  map[uint64]*lent
	round int // of painting
}

// lent are the objects for one picture, which may stand in several places.
type lent struct {
	objects []*canvas.Raster
	used    int
	round   int
}

const (
	straightLeast  = 12.0  // pixels from which a level or upright piece is a line of its own
	mostBend       = 240.0 // pixels of the side of a picture with bends
	mostPicture    = 300e3 // pixels of a picture; a larger one, of a straight piece that slants, is a line of Fyne
	longestPicture = 6000
	overlap        = 1.0  // pixels by which pieces reach into each other, so that no seam is seen
	mostStrokes    = 4000 // kept pictures
	finest         = 16   // parts of a pixel that make a difference
)

func newStrokes() *strokes {
	return &strokes{seed: maphash.MakeSeed(), kept: map[uint64]*lent{}}
}

// begin starts a picture of the board; what was not used in the one before may go.
func (s *strokes) begin() {
	if len(s.kept) > mostStrokes {
		for key, l := range s.kept {
			if l.round < s.round {
				delete(s.kept, key)
			}
		}
	}
	s.round++
}

// bent paints a bent line of pixels. Its straight pieces stand on whole pixels, so that they are sharp, in pictures of
// their own, which are thin.
func (p *painter) bent(points []fyne.Position, paint color.Color, width float32) {
	straight := func(i int) bool {
		a, b := points[i-1], points[i]
		dx, dy := math.Abs(float64(b.X-a.X)), math.Abs(float64(b.Y-a.Y))
		return min(dx, dy) < 0.01 && dx+dy >= straightLeast
	}
	sharp := func(v float32) float32 {
		if int(math.Round(float64(width)))%2 == 1 {
			return floor(v) + 0.5
		}
		return floor(v + 0.5)
	}
	for i := 1; i < len(points); i++ {
		if !straight(i) {
			continue
		}
		if a, b := &points[i-1], &points[i]; math.Abs(float64(b.X-a.X)) > math.Abs(float64(b.Y-a.Y)) {
			a.Y = sharp(a.Y)
			b.Y = a.Y
		} else {
			a.X = sharp(a.X)
			b.X = a.X
		}
	}
	from := 0
	for i := 1; i < len(points); i++ {
		if straight(i) {
			p.bends(points, from, i-1, paint, width)
			p.bends(points, i-1, i, paint, width)
			from = i
		}
	}
	p.bends(points, from, len(points)-1, paint, width)
}

// bends paints the points from..to as pictures of a limited size.
func (p *painter) bends(points []fyne.Position, from, to int, paint color.Color, width float32) {
	for start := from; start < to; {
		end := start + 1
		low, high := points[start], points[start]
		grow := func(q fyne.Position) {
			low = fyne.NewPos(min(low.X, q.X), min(low.Y, q.Y))
			high = fyne.NewPos(max(high.X, q.X), max(high.Y, q.Y))
		}
		grow(points[end])
		for end < to {
			l, h := low, high
			if grow(points[end+1]); high.X-low.X > mostBend || high.Y-low.Y > mostBend {
				low, high = l, h
				break
			}
			end++
		}
		p.bend(points, start, end, low, high, paint, width)
		start = end
	}
}

// bend paints the points from..to as one picture.
func (p *painter) bend(points []fyne.Position, from, to int, low, high fyne.Position, paint color.Color, width float32) {
	margin := width/2 + 2
	corner := fyne.NewPos(floor(low.X-margin), floor(low.Y-margin))
	size := fyne.NewSize(ceil(high.X+margin-corner.X), ceil(high.Y+margin-corner.Y))
	if size.Width*size.Height > mostPicture || max(size.Width, size.Height) > longestPicture {
		p.segment(points[from], points[to], paint, width)
		return
	}
	part := make([]point32, 0, to-from+1)
	for _, q := range points[from : to+1] {
		part = append(part, point32{q.X - corner.X, q.Y - corner.Y})
	}
	if from > 0 {
		part[0] = beyond(part[1], part[0], overlap)
	}
	if to < len(points)-1 {
		last := len(part) - 1
		part[last] = beyond(part[last-1], part[last], overlap)
	}
	o := p.strokes.take(part, paint, width, size)
	o.Move(corner)
	o.Resize(size)
	p.objects = append(p.objects, o)
}

type point32 struct{ x, y float32 }

// beyond is b, farther from a by some pixels.
func beyond(a, b point32, by float32) point32 {
	length := float32(math.Hypot(float64(b.x-a.x), float64(b.y-a.y)))
	if length == 0 {
		return b
	}
	return point32{b.x + (b.x-a.x)/length*by, b.y + (b.y-a.y)/length*by}
}

func floor(v float32) float32 { return float32(math.Floor(float64(v))) }
func ceil(v float32) float32  { return float32(math.Ceil(float64(v))) }

// take lends an object for a picture that is there already, or makes one.
func (s *strokes) take(points []point32, paint color.Color, width float32, size fyne.Size) *canvas.Raster {
	var hash maphash.Hash
	hash.SetSeed(s.seed)
	var word [4]byte
	put := func(v int32) {
		binary.LittleEndian.PutUint32(word[:], uint32(v))
		hash.Write(word[:])
	}
	for i, q := range points {
		q = point32{float32(math.Round(float64(q.x*finest))) / finest, float32(math.Round(float64(q.y*finest))) / finest}
		points[i] = q
		put(int32(q.x * finest))
		put(int32(q.y * finest))
	}
	r, g, b, a := paint.RGBA()
	put(int32(r<<16 | g))
	put(int32(b<<16 | a))
	put(int32(width * finest))
	key := hash.Sum64()
	l := s.kept[key]
	if l == nil {
		l = &lent{}
		s.kept[key] = l
	}
	if l.round != s.round {
		l.round, l.used = s.round, 0
	}
	if l.used == len(l.objects) {
		ink := color.RGBA64Model.Convert(paint).(color.RGBA64)
		l.objects = append(l.objects, canvas.NewRaster(func(w, h int) image.Image {
			return strokeImage(points, ink, width, float32(w)/size.Width, w, h)
		}))
	}
	l.used++
	return l.objects[l.used-1]
}

// strokeImage paints a stroke along points, enlarged for screens of more than one pixel to the unit.
func strokeImage(points []point32, ink color.Color, width, scale float32, w, h int) image.Image {
	img := image.NewRGBA(image.Rect(0, 0, w, h))
	if w <= 0 || h <= 0 || len(points) < 2 {
		return img
	}
	z := vector.NewRasterizer(w, h)
	inside := func(q point32) (x, y float32) { // the rasterizer must not leave its picture
		return min(float32(w), max(0, q.x*scale)), min(float32(h), max(0, q.y*scale))
	}
	left, right := sidesOf(points, width/2)
	z.MoveTo(inside(left[0]))
	for _, q := range left[1:] {
		z.LineTo(inside(q))
	}
	for i := len(right) - 1; i >= 0; i-- {
		z.LineTo(inside(right[i]))
	}
	z.ClosePath()
	z.Draw(img, img.Bounds(), image.NewUniform(ink), image.Point{})
	return img
}

// sidesOf are the borders of a stroke, mitred at its bends.
func sidesOf(points []point32, half float32) (left, right []point32) {
	for i, q := range points {
		before, after := points[max(0, i-1)], points[min(len(points)-1, i+1)]
		n1, n2 := normal(before, q), normal(q, after)
		if i == 0 {
			n1 = n2
		}
		if i == len(points)-1 {
			n2 = n1
		}
		nx, ny := n1.x+n2.x, n1.y+n2.y
		// The mitre is longer than half the width by 1/cos of half the turn; a sharp turn is cut off.
		k := half
		if square := nx*nx + ny*ny; square > 0.5 {
			k = half * 2 / square
		}
		left = append(left, point32{q.x + nx*k, q.y + ny*k})
		right = append(right, point32{q.x - nx*k, q.y - ny*k})
	}
	return left, right
}

func normal(a, b point32) point32 {
	length := float32(math.Hypot(float64(b.x-a.x), float64(b.y-a.y)))
	if length == 0 {
		return point32{}
	}
	return point32{-(b.y - a.y) / length, (b.x - a.x) / length}
}

// pixels are the places of a line's points on the screen.
func (p *painter) pixels(points []draw.Point) []fyne.Position {
	p.placed = p.placed[:0]
	for _, q := range points {
		p.placed = append(p.placed, p.at(q))
	}
	return p.placed
}
