package pixel

import "rehearse/journey/draw"

// ink is a colour that is put on pixels, 0..255 each, not premultiplied.
type ink struct{ r, g, b, a uint32 }

func inkOf(c draw.RGBA) ink { return ink{uint32(c.R), uint32(c.G), uint32(c.B), uint32(c.A)} }

// fill sets every pixel of a piece of a row, as if the ink were opaque.
func (k ink) fill(pixels []byte) {
	if len(pixels) < 4 {
		return
	}
	pixels[0], pixels[1], pixels[2], pixels[3] = uint8(k.r), uint8(k.g), uint8(k.b), 255
	for done := 4; done < len(pixels); done *= 2 {
		copy(pixels[done:], pixels[:done])
	}
}

// span puts the ink on a piece of a row with one coverage, 0..255.
func (k ink) span(pixels []byte, cover uint32) {
	cover = cover * k.a / 255
	switch {
	case cover == 0:
	case cover >= 255:
		k.fill(pixels)
	default:
		for i := 0; i+3 < len(pixels); i += 4 {
			k.mix(pixels[i:i+4:i+4], cover)
		}
	}
}

// mix puts the ink on one pixel, whose colours are premultiplied, with a cover of 0..255 that contains the ink's own.
func (k ink) mix(p []byte, cover uint32) {
	rest := 255 - cover
	p[3] = uint8(div255(255*cover + uint32(p[3])*rest))
	p[0] = uint8(div255(k.r*cover + uint32(p[0])*rest))
	p[1] = uint8(div255(k.g*cover + uint32(p[1])*rest))
	p[2] = uint8(div255(k.b*cover + uint32(p[2])*rest))
}

// div255 is x/255, rounded, for x up to 255².
func div255(x uint32) uint32 {
	x += 128
	return (x + x>>8) >> 8
}
