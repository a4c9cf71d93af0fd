package png

import (
	"bytes"
	"image"
)

// band is some rows of the picture as they are stored: in front of each row a byte for the filter, then
// three bytes a pixel.
type band struct {
	rows, stride int
	data         []byte
}

// take makes the band one of what is painted on an image, which is opaque.
func (b *band) take(img *image.RGBA) {
	width := img.Rect.Dx()
	b.rows, b.stride = img.Rect.Dy(), 1+3*width
	if need := b.stride * b.rows; cap(b.data) < need {
		b.data = make([]byte, need)
	} else {
		b.data = b.data[:need]
	}
	for y := range b.rows {
		row, pixels := b.data[y*b.stride:(y+1)*b.stride], img.Pix[y*img.Stride:]
		row[0] = 0
		for x := range width {
			to, from := row[1+3*x:4+3*x:4+3*x], pixels[4*x:4*x+3:4*x+3]
			to[0], to[1], to[2] = from[0], from[1], from[2]
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
