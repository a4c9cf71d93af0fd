package png

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

// text paints a line letter by letter. Letters stand at quarters of a pixel along the line, and the base
// line on a whole pixel, which keeps small text crisp.
func (p *painter) text(t *draw.Text) {
	size := t.Size * p.scale
	x := (t.Left() - p.origin.X) * p.scale
	base := int(math.Round((t.At.Y-p.origin.Y)*p.scale)) - p.band.top
	// The measured width may come from other fonts than ours; the line keeps its middle or its end.
	width := p.fonts.Width(t.Text, t.Size, t.Bold)
	switch t.Align {
	case draw.AlignCenter:
		x += (t.Width - width) / 2 * p.scale
	case draw.AlignRight:
		x += (t.Width - width) * p.scale
	}
	for _, r := range t.Text {
		g := p.fonts.Glyph(r, t.Bold)
		quarters := int(math.Floor(x*4 + 0.5))
		if m := p.letter(g, size, quarters&3); m != nil {
			p.band.stamp(m, quarters>>2+m.left, base+m.top, t.Color)
		}
		x += g.Advance * size
	}
}

func (p *painter) letter(g fonts.Glyph, size float64, quarter int) *mask {
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
