package pixel

import (
	"math"

	"github.com/golang/freetype/raster"
	"golang.org/x/image/font/sfnt"
	"golang.org/x/image/math/fixed"

	"rehearse/journey/draw"
	"rehearse/persist/export/fonts"
)

// mask is the coverage of a letter, 0..255 a pixel.
type mask struct {
	left, top   int // of the upper left corner from the point on the base line
	width, rows int
	cover       []byte
}

// letterKey is a letter at a size and at a quarter of a pixel.
type letterKey struct {
	face    fonts.Face
	index   sfnt.GlyphIndex
	size    int32 // 1/64 of a pixel
	quarter int8
}

// mostLetters bounds the cache: a map has some hundred different letters and a handful of sizes.
const mostLetters = 8192

// leastText is the size in units of a screen below which a text is not painted: nobody can read it.
const leastText = 4

// text paints a line letter by letter. Letters stand at quarters of a pixel along the line, and the base line on a whole
// pixel, which keeps small text crisp. On a screen sizes go in halves of a pixel, so that zooming meets letters it knows.
func (p *Painter) text(t *draw.Text) {
	size := t.Size * p.scale
	if p.Screen > 0 {
		if size = math.Floor(size*2+0.3) / 2; size < leastText*p.Screen {
			return
		}
	}
	// The measured width may come from other fonts than ours, and the size be a rounded one; the line keeps its middle or its end.
	width := p.fonts.Width(t.Text, size, t.Bold)
	x := p.x(t.At.X)
	switch t.Align {
	case draw.AlignCenter:
		x -= width / 2
	case draw.AlignRight:
		x -= width
	}
	base := int(math.Round(p.y(t.At.Y)))
	if x > float64(p.width)+size || x+width < -size || float64(base) < -size || float64(base) > float64(p.height)+2*size {
		return
	}
	k := inkOf(t.Color)
	for _, r := range t.Text {
		g := p.fonts.Glyph(r, t.Bold)
		quarters := int(math.Floor(x*4 + 0.5))
		if m := p.letter(g, size, quarters&3); m != nil {
			p.stamp(m, quarters>>2+m.left, base+m.top, k)
		}
		x += g.Advance * size
	}
}

// stamp paints a mask of coverage with its upper left corner at (x, y) of the image.
func (p *Painter) stamp(m *mask, x, y int, k ink) {
	from, until := max(0, -x), min(m.width, p.width-x)
	if from >= until {
		return
	}
	for row := max(0, -y); row < m.rows && y+row < p.height; row++ {
		cover := m.cover[row*m.width+from : row*m.width+until]
		pixels := p.img.Pix[(y+row)*p.img.Stride+4*(x+from):]
		for i, a := range cover {
			if a != 0 {
				k.mix(pixels[4*i:4*i+4:4*i+4], div255(uint32(a)*k.a))
			}
		}
	}
}

func (p *Painter) letter(g fonts.Glyph, size float64, quarter int) *mask {
	key := letterKey{g.Face, g.Index, int32(size*64 + 0.5), int8(quarter)}
	if m, ok := p.letters[key]; ok {
		return m
	}
	if len(p.letters) >= mostLetters {
		clear(p.letters)
	}
	m := newMask(p.fonts.Outline(g, size), quarter)
	p.letters[key] = m
	return m
}

// newMask paints an outline shifted right by quarters of a pixel; nil for one without ink.
func newMask(outline sfnt.Segments, quarter int) *mask {
	if len(outline) == 0 {
		return nil
	}
	box := outline.Bounds()
	shift := fixed.Int26_6(quarter * 16)
	left, top := (box.Min.X + shift).Floor(), box.Min.Y.Floor()
	m := &mask{left: left, top: top, width: (box.Max.X + shift).Ceil() - left, rows: box.Max.Y.Ceil() - top}
	if m.width <= 0 || m.rows <= 0 || m.width > 1<<14 || m.rows > 1<<14 {
		return nil
	}
	m.cover = make([]byte, m.width*m.rows)
	r := raster.NewRasterizer(m.width, m.rows)
	r.UseNonZeroWinding = true
	at := func(q fixed.Point26_6) fixed.Point26_6 {
		return fixed.Point26_6{X: q.X + shift - fixed.I(left), Y: q.Y - fixed.I(top)}
	}
	var start, last fixed.Point26_6
	closeShape := func() {
		if last != start {
			r.Add1(start)
		}
	}
	for i, s := range outline {
		switch s.Op {
		case sfnt.SegmentOpMoveTo:
			if i > 0 {
				closeShape()
			}
			start = at(s.Args[0])
			last = start
			r.Start(start)
		case sfnt.SegmentOpLineTo:
			last = at(s.Args[0])
			r.Add1(last)
		case sfnt.SegmentOpQuadTo:
			last = at(s.Args[1])
			r.Add2(at(s.Args[0]), last)
		case sfnt.SegmentOpCubeTo:
			last = at(s.Args[2])
			r.Add3(at(s.Args[0]), at(s.Args[1]), last)
		}
	}
	closeShape()
	r.Rasterize(raster.PainterFunc(func(spans []raster.Span, _ bool) {
		for _, s := range spans {
			for x := max(0, s.X0); x < min(m.width, s.X1); x++ {
				m.cover[s.Y*m.width+x] = uint8(s.Alpha >> 8)
			}
		}
	}))
	return m
}
