package draw

import (
	"math"
	"strconv"

	"rehearse/journey"
)

// rgb reads 0xRRGGBB as an opaque colour.
func rgb(hex uint32) RGBA { return RGBA{uint8(hex >> 16), uint8(hex >> 8), uint8(hex), 255} }

// Faded is the colour with another opacity, 0..1.
func (c RGBA) Faded(opacity float64) RGBA {
	c.A = uint8(math.Round(255 * min(1, max(0, opacity))))
	return c
}

// Mix is the colour a share of the way to another one.
func (c RGBA) Mix(other RGBA, share float64) RGBA {
	part := func(a, b uint8) uint8 { return uint8(math.Round(float64(a) + (float64(b)-float64(a))*share)) }
	return RGBA{part(c.R, other.R), part(c.G, other.G), part(c.B, other.B), part(c.A, other.A)}
}

// luminance is the relative luminance of WCAG 2.
func (c RGBA) luminance() float64 {
	linear := func(v uint8) float64 {
		s := float64(v) / 255
		if s <= 0.04045 {
			return s / 12.92
		}
		return math.Pow((s+0.055)/1.055, 2.4)
	}
	return 0.2126*linear(c.R) + 0.7152*linear(c.G) + 0.0722*linear(c.B)
}

// Contrast is the contrast ratio of two opaque colours by WCAG 2, 1..21; text needs 4.5.
func Contrast(a, b RGBA) float64 {
	x, y := a.luminance(), b.luminance()
	return (max(x, y) + 0.05) / (min(x, y) + 0.05)
}

// Ink is what can be read on an opaque ground: white, else nearly black, else black. White or black always
// has a contrast of more than 4.5.
func Ink(ground RGBA) RGBA {
	dark, light := rgb(0x111827), rgb(0xFFFFFF)
	if Contrast(light, ground) >= 4.5 {
		return light
	}
	if Contrast(dark, ground) >= 4.5 {
		return dark
	}
	return rgb(0x000000)
}

// colorOf reads a user's colour; false when there is none.
func colorOf(c journey.Color) (RGBA, bool) {
	if len(c) != 7 || c[0] != '#' {
		return RGBA{}, false
	}
	v, err := strconv.ParseUint(string(c[1:]), 16, 32)
	if err != nil {
		return RGBA{}, false
	}
	return rgb(uint32(v)), true
}
