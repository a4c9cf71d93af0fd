package cards

import (
	"hash/fnv"
	"math"

	"rehearse/journey"
	"rehearse/journey/draw"
)

// faceField is the side of the square a face is designed on.
const faceField = 100.0

// Colours of faces. They are nobody's in particular: the ID chooses.
var (
	skins = []draw.RGBA{{R: 0xFB, G: 0xDC, B: 0xC4, A: 255}, {R: 0xF2, G: 0xC5, B: 0xA0, A: 255}, {R: 0xE0, G: 0xA8, B: 0x7C, A: 255}, {R: 0xC6, G: 0x88, B: 0x5C, A: 255}, {R: 0x9C, G: 0x66, B: 0x42, A: 255}, {R: 0x74, G: 0x4A, B: 0x32, A: 255}}
	hairs = []draw.RGBA{{R: 0x2B, G: 0x22, B: 0x20, A: 255}, {R: 0x4E, G: 0x33, B: 0x26, A: 255}, {R: 0x7A, G: 0x4B, B: 0x2C, A: 255}, {R: 0xB8, G: 0x7B, B: 0x3D, A: 255}, {R: 0xA4, G: 0x44, B: 0x2E, A: 255}, {R: 0x9A, G: 0xA0, B: 0xA8, A: 255}}
	white = draw.RGBA{R: 255, G: 255, B: 255, A: 255}
	ink   = draw.RGBA{R: 0x2A, G: 0x22, B: 0x22, A: 255}
	rose  = draw.RGBA{R: 0xE0, G: 0x5A, B: 0x5A, A: 255}
)

// The shapes of hair.
const (
	hairShort = iota
	hairLong
	hairBun
	hairCurly
	hairParted
	hairNone
	hairBob
	hairCap
	hairKinds
)

// face is what somebody looks like.
type face struct {
	skin, hair, clothes draw.RGBA
	shape               int
	glasses, beard      bool
	collar              int
}

// faceOf draws lots for a face: the same ID and variant give the same one for ever.
func faceOf(id journey.ID, variant int, color draw.RGBA) face {
	h := fnv.New64a()
	h.Write([]byte(id))
	h.Write([]byte{byte(variant), byte(variant >> 8)})
	lot := h.Sum64()
	take := func(n uint64) int {
		lot ^= lot >> 29
		lot *= 0xBF58476D1CE4E5B9
		lot ^= lot >> 32
		return int(lot % n)
	}
	f := face{
		skin: skins[take(uint64(len(skins)))], hair: hairs[take(uint64(len(hairs)))], clothes: color,
		shape: take(hairKinds), glasses: take(4) == 0, beard: take(3) == 0, collar: take(3),
	}
	switch f.shape {
	case hairLong, hairBun, hairBob:
		f.beard = false
	}
	return f
}

// Face draws a friendly head and shoulders into a square area. Other variants of an ID give other faces, with the same
// clothes.
func Face(id journey.ID, variant int, color draw.RGBA, area draw.Rect) []draw.Item {
	f := faceOf(id, variant, color)
	c := canvas{area: area, k: area.W / faceField}
	ground := color.Mix(white, 0.70)
	c.box(0, 0, 100, 100, 0, ground)
	c.circle(50, 52, 41, color.Mix(white, 0.82))
	c.behind(f)
	c.half(50, 100, 36, 27, -1, f.clothes) // shoulders
	shade := f.skin.Mix(ink, 0.14)
	c.box(42, 58, 16, 22, 7, shade)
	c.half(50, 74, 11, 8, 1, shade)
	switch f.collar {
	case 1:
		c.polygon(f.clothes.Mix(white, 0.55), 38, 75, 50, 88, 44, 92, 34, 78)
		c.polygon(f.clothes.Mix(white, 0.55), 62, 75, 50, 88, 56, 92, 66, 78)
	case 2:
		c.box(48.8, 84, 2.4, 16, 0, f.clothes.Mix(ink, 0.25))
	}
	c.circle(31.5, 48, 4.6, f.skin)
	c.circle(68.5, 48, 4.6, f.skin)
	c.box(32, 23, 36, 46, 18, f.skin)
	c.circle(38.5, 55.5, 3.6, f.skin.Mix(rose, 0.22))
	c.circle(61.5, 55.5, 3.6, f.skin.Mix(rose, 0.22))
	if f.beard {
		c.half(50, 52, 18, 17.5, 1, f.hair)
		c.half(50, 52, 11, 5, 1, f.skin)
	}
	c.front(f)
	eyes := ink
	c.circle(42.5, 47.5, 2.1, eyes)
	c.circle(57.5, 47.5, 2.1, eyes)
	mouth := ink.Mix(rose, 0.45)
	if f.beard {
		mouth = white
	}
	c.half(50, 57, 6.5, 5, 1, mouth)
	if f.glasses {
		rim := ink.Mix(color, 0.25)
		c.ring(42.5, 47.5, 6.4, rim)
		c.ring(57.5, 47.5, 6.4, rim)
		c.line(rim, 1.5, 48.9, 47, 51.1, 47)
	}
	return c.items
}

// behind draws the hair that falls behind the head.
func (c *canvas) behind(f face) {
	switch f.shape {
	case hairLong:
		c.box(26, 18, 48, 66, 22, f.hair)
	case hairBob:
		c.box(27, 18, 46, 48, 20, f.hair)
	case hairBun:
		c.circle(50, 15.5, 8.5, f.hair)
	case hairCurly:
		for _, at := range [][2]float64{{31, 40}, {69, 40}, {31, 50}, {69, 50}} {
			c.circle(at[0], at[1], 7.5, f.hair)
		}
	}
}

// front draws the hair over the forehead.
func (c *canvas) front(f face) {
	switch f.shape {
	case hairShort:
		c.half(50, 37, 19.5, 17, -1, f.hair)
		c.box(30.5, 35, 4, 9, 2, f.hair)
		c.box(65.5, 35, 4, 9, 2, f.hair)
	case hairLong:
		c.half(50, 36, 20, 17, -1, f.hair)
		c.box(30, 34, 4.5, 24, 2, f.hair)
		c.box(65.5, 34, 4.5, 24, 2, f.hair)
	case hairBun:
		c.half(50, 36, 19.5, 16, -1, f.hair)
	case hairCurly:
		for _, at := range [][2]float64{{34, 32}, {41, 24.5}, {50, 22}, {59, 24.5}, {66, 32}} {
			c.circle(at[0], at[1], 8, f.hair)
		}
	case hairParted:
		c.half(50, 36, 19.5, 16.5, -1, f.hair)
		c.polygon(f.hair, 31, 33, 60, 28, 52, 36, 32.5, 45)
		c.polygon(f.hair, 60, 28, 68.5, 33, 67, 38.5, 52, 36)
	case hairBob:
		c.half(50, 34, 20, 15, -1, f.hair)
		c.box(31, 30, 38, 9, 4, f.hair)
		c.box(29, 32, 5, 26, 2.5, f.hair)
		c.box(66, 32, 5, 26, 2.5, f.hair)
	case hairCap:
		knit := f.clothes.Mix(ink, 0.2)
		c.half(50, 34, 20.5, 19, -1, knit)
		c.box(28.5, 30.5, 43, 8.5, 4, f.clothes.Mix(white, 0.35))
		c.circle(50, 14, 4.5, f.clothes.Mix(white, 0.35))
	}
}

// canvas draws in units of a face.
type canvas struct {
	area  draw.Rect
	k     float64
	items []draw.Item
}

func (c *canvas) at(x, y float64) draw.Point {
	return draw.Point{X: c.area.X + x*c.k, Y: c.area.Y + y*c.k}
}

func (c *canvas) box(x, y, w, h, radius float64, fill draw.RGBA) {
	p := c.at(x, y)
	c.items = append(c.items, draw.Item{Part: draw.PartOrnament, Box: &draw.Box{Rect: draw.Rect{X: p.X, Y: p.Y, W: w * c.k, H: h * c.k}, Radius: radius * c.k, Fill: fill}})
}

func (c *canvas) circle(x, y, r float64, fill draw.RGBA) { c.box(x-r, y-r, 2*r, 2*r, r, fill) }

func (c *canvas) ring(x, y, r float64, stroke draw.RGBA) {
	p := c.at(x-r, y-r)
	c.items = append(c.items, draw.Item{Part: draw.PartOrnament, Box: &draw.Box{
		Rect: draw.Rect{X: p.X, Y: p.Y, W: 2 * r * c.k, H: 2 * r * c.k}, Radius: r * c.k, Stroke: stroke, Width: 1.5 * c.k,
	}})
}

// half is the upper (-1) or the lower (1) half of an ellipse, as a convex polygon.
func (c *canvas) half(x, y, rx, ry, side float64, fill draw.RGBA) {
	const corners = 15
	xy := make([]float64, 0, 2*(corners+1))
	for i := 0; i <= corners; i++ {
		a := math.Pi * float64(i) / corners
		xy = append(xy, x-rx*math.Cos(a), y+side*ry*math.Sin(a))
	}
	c.polygon(fill, xy...)
}

func (c *canvas) polygon(fill draw.RGBA, xy ...float64) {
	points := make([]draw.Point, 0, len(xy)/2)
	for i := 0; i+1 < len(xy); i += 2 {
		points = append(points, c.at(xy[i], xy[i+1]))
	}
	c.items = append(c.items, draw.Item{Part: draw.PartOrnament, Polygon: &draw.Polygon{Points: points, Fill: fill}})
}

func (c *canvas) line(stroke draw.RGBA, width float64, xy ...float64) {
	points := make([]draw.Point, 0, len(xy)/2)
	for i := 0; i+1 < len(xy); i += 2 {
		points = append(points, c.at(xy[i], xy[i+1]))
	}
	c.items = append(c.items, draw.Item{Part: draw.PartOrnament, Polyline: &draw.Polyline{Points: points, Stroke: stroke, Width: width * c.k}})
}
