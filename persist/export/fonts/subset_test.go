package fonts

import (
	"math"
	"testing"

	"golang.org/x/image/font"
	"golang.org/x/image/font/sfnt"
	"golang.org/x/image/math/fixed"
)

// The letters of a subset must be the letters of the whole font, as wide and with all their parts.
func TestSubsetKeepsLettersAndWidths(t *testing.T) {
	t.Parallel()
	const text = "Ёлки & шарики № 5 — «ёж», й ½ → ≥ AVÅé"
	s := Embedded()
	for face := range faceCount {
		data, err := Subset(face, text)
		if err != nil {
			t.Fatal(err)
		}
		if len(data) > 40_000 {
			t.Errorf("%s: %d bytes", face.Family(), len(data))
		}
		small, err := sfnt.Parse(data)
		if err != nil {
			t.Fatalf("%s: %v", face.Family(), err)
		}
		var buffer sfnt.Buffer
		em := fixed.Int26_6(small.UnitsPerEm()) << 6
		for _, r := range text {
			want := s.Glyph(r, face.IsBold())
			index, err := small.GlyphIndex(&buffer, r)
			if err != nil {
				t.Fatal(err)
			}
			if want.Face != face {
				if index != 0 {
					t.Errorf("%s: %q is in the subset and belongs to another face", face.Family(), r)
				}
				continue
			}
			if index == 0 {
				t.Errorf("%s: %q is missing", face.Family(), r)
				continue
			}
			advance, err := small.GlyphAdvance(&buffer, index, em, font.HintingNone)
			if err != nil || math.Abs(float64(advance)/64/float64(small.UnitsPerEm())-want.Advance) > 1e-6 {
				t.Errorf("%s: %q is %v wide, want %g: %v", face.Family(), r, advance, want.Advance, err)
			}
			segments, err := small.LoadGlyph(&buffer, index, em, nil)
			if err != nil {
				t.Fatal(err)
			}
			if whole := s.Outline(want, float64(small.UnitsPerEm())); len(whole) != len(segments) {
				t.Errorf("%s: %q has %d segments, want %d", face.Family(), r, len(segments), len(whole))
			}
		}
	}
}

func TestBrokenFontsAreRefused(t *testing.T) {
	t.Parallel()
	data := Regular.Data()
	for _, n := range []int{0, 5, 12, 100, 5000} {
		if _, err := readTables(data[:n]); err == nil {
			t.Errorf("%d bytes of a font were taken for a font", n)
		}
	}
}
