package png

import (
	"bytes"

	"github.com/golang/freetype/raster"

	"rehearse/journey/draw"
)

// band is some rows of the picture as they are stored: in front of each row a byte for the filter, then
// three bytes a pixel.
type band struct {
	width, rows int
	top         int // the first row's place in the picture
	stride      int
	data        []byte
	color       draw.RGBA // of what is being painted
	dx, dy      int       // where the raster's origin is in the band
}

// prepare makes the band one of so many rows from top on, all background.
func (b *band) prepare(width, top, rows int, ground draw.RGBA) {
	b.width, b.top, b.rows, b.stride = width, top, rows, 1+3*width
	if need := b.stride * rows; cap(b.data) < need {
		b.data = make([]byte, need)
	} else {
		b.data = b.data[:need]
	}
	first := b.data[:b.stride]
	first[0] = 0
	fill(first[1:], ground)
	for y := 1; y < rows; y++ {
		copy(b.data[y*b.stride:(y+1)*b.stride], first)
	}
}

// fill sets every pixel of a piece of a row.
func fill(pixels []byte, c draw.RGBA) {
	if len(pixels) < 3 {
		return
	}
	pixels[0], pixels[1], pixels[2] = c.R, c.G, c.B
	for done := 3; done < len(pixels); done *= 2 {
		copy(pixels[done:], pixels[:done])
	}
}

// Paint puts spans of coverage on the band in the present colour; it implements raster.Painter.
func (b *band) Paint(spans []raster.Span, _ bool) {
	for _, s := range spans {
		y := s.Y + b.dy
		if y < 0 || y >= b.rows {
			continue
		}
		x0, x1 := max(0, s.X0+b.dx), min(b.width, s.X1+b.dx)
		if x0 >= x1 {
			continue
		}
		row := b.data[y*b.stride+1+3*x0 : y*b.stride+1+3*x1]
		cover := s.Alpha * uint32(b.color.A) / 255
		if cover >= 0xffff {
			fill(row, b.color)
			continue
		}
		mix(row, b.color, cover)
	}
}

// mix blends a colour over pixels with a cover of 0..0xffff.
func mix(pixels []byte, c draw.RGBA, cover uint32) {
	rest := 0xffff - cover
	r, g, bl := uint32(c.R)*cover+0x7fff, uint32(c.G)*cover+0x7fff, uint32(c.B)*cover+0x7fff
	// Neighbours mostly have one colour; what came out for the last one is used again.
	var from, to [3]byte
	known := false
	for i := 0; i+2 < len(pixels); i += 3 {
		p := pixels[i : i+3 : i+3]
		if !known || p[0] != from[0] || p[1] != from[1] || p[2] != from[2] {
			from, known = [3]byte{p[0], p[1], p[2]}, true
			to[0] = uint8((uint32(p[0])*rest + r) / 0xffff)
			to[1] = uint8((uint32(p[1])*rest + g) / 0xffff)
			to[2] = uint8((uint32(p[2])*rest + bl) / 0xffff)
		}
		p[0], p[1], p[2] = to[0], to[1], to[2]
	}
}

// stamp paints a mask of coverage with its upper left corner at (x, y) of the band.
func (b *band) stamp(m *mask, x, y int, c draw.RGBA) {
	for row := max(0, -y); row < m.rows && y+row < b.rows; row++ {
		from, until := max(0, -x), min(m.width, b.width-x)
		if from >= until {
			return
		}
		cover := m.cover[row*m.width+from : row*m.width+until]
		pixels := b.data[(y+row)*b.stride+1+3*(x+from):]
		for i, a := range cover {
			if a != 0 {
				mix(pixels[3*i:3*i+3], c, uint32(a)*0x101*uint32(c.A)/255)
			}
		}
	}
}

// piece is how many bytes are compared at once: most of a row is like the one above.
const piece = 96

// filter turns rows into differences from the row above, the filter Up of the format: what does not
// change downwards becomes zeros. The first row of a band is stored as it is, so that bands do not
// depend on each other.
func (b *band) filter() {
	for y := b.rows - 1; y > 0; y-- {
		above, row := b.data[(y-1)*b.stride:y*b.stride], b.data[y*b.stride:(y+1)*b.stride]
		for i := 1; i < len(row); i += piece {
			end := min(i+piece, len(row))
			r, a := row[i:end], above[i:end]
			if bytes.Equal(r, a) {
				clear(r)
				continue
			}
			for k := range r {
				r[k] -= a[k]
			}
		}
		row[0] = 2
	}
	b.data[0] = 0
}
