package fonts

import (
	"fmt"
	"sync"

	"golang.org/x/image/font"
	"golang.org/x/image/font/gofont/gobold"
	"golang.org/x/image/font/gofont/goregular"
	"golang.org/x/image/font/sfnt"
	"golang.org/x/image/math/fixed"

	"rehearse/assets"
)

// Face is one of the fonts.
type Face int

// The faces. Symbols stand in for what Noto Sans does not have, in names that people type: ∞, √, □.
const (
	Regular Face = iota
	Bold
	SymbolsRegular
	SymbolsBold
	faceCount
)

// Family is the name under which programs know the face.
func (f Face) Family() string {
	if f >= SymbolsRegular {
		return "Go"
	}
	return "Noto Sans"
}

// IsBold reports whether the face is a bold one.
func (f Face) IsBold() bool { return f == Bold || f == SymbolsBold }

// Data is the TrueType file of the face; it must not be changed.
func (f Face) Data() []byte {
	switch f {
	case Regular:
		return assets.FontRegular()
	case Bold:
		return assets.FontBold()
	case SymbolsRegular:
		return goregular.TTF
	default:
		return gobold.TTF
	}
}

// Glyph is how one rune is painted.
type Glyph struct {
	Face  Face
	Index sfnt.GlyphIndex
	// Advance is the width in ems.
	Advance float64
}

// Set measures text and finds glyphs; it may be used by many goroutines. It implements draw.Measurer.
type Set struct {
	fonts [faceCount]*sfnt.Font
	// common holds what nearly every text is made of, found without a lock.
	common [2][commonRunes]Glyph

	mu     sync.Mutex
	buffer sfnt.Buffer
	others [2]map[rune]Glyph
}

// commonRunes is the end of the Cyrillic block.
const commonRunes = 0x0530

var load = sync.OnceValues(func() (*Set, error) {
	s := &Set{}
	for f := range faceCount {
		parsed, err := sfnt.Parse(f.Data())
		if err != nil {
			return nil, fmt.Errorf("fonts: %s: %w", f.Family(), err)
		}
		s.fonts[f] = parsed
	}
	for weight := range s.common {
		s.others[weight] = map[rune]Glyph{}
		for r := range rune(commonRunes) {
			s.common[weight][r] = s.find(r, weight == 1)
		}
	}
	return s, nil
})

// Embedded is the set of fonts the program carries. They are part of the program: that they cannot be
// read is impossible, so it panics.
func Embedded() *Set {
	s, err := load()
	if err != nil {
		panic(err)
	}
	return s
}

// Glyph finds how a rune is painted. What no font has is painted as the empty box of Noto Sans; marks
// that only modify emoji are nothing at all.
func (s *Set) Glyph(r rune, bold bool) Glyph {
	weight := 0
	if bold {
		weight = 1
	}
	if r >= 0 && r < commonRunes {
		return s.common[weight][r]
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	g, ok := s.others[weight][r]
	if !ok {
		g = s.find(r, bold)
		s.others[weight][r] = g
	}
	return g
}

// Has reports whether one of the fonts has the rune.
func (s *Set) Has(r rune) bool { return s.Glyph(r, false).Index != 0 }

func (s *Set) find(r rune, bold bool) Glyph {
	faces := [...]Face{Regular, SymbolsRegular}
	if bold {
		faces = [...]Face{Bold, SymbolsBold}
	}
	for _, face := range faces {
		if index, err := s.fonts[face].GlyphIndex(&s.buffer, r); err == nil && index != 0 {
			return s.glyph(face, index)
		}
	}
	if r < ' ' || r == '\u200d' || r == '\ufe0e' || r == '\ufe0f' {
		return Glyph{Face: faces[0]}
	}
	return s.glyph(faces[0], 0)
}

func (s *Set) glyph(face Face, index sfnt.GlyphIndex) Glyph {
	em := s.fonts[face].UnitsPerEm()
	advance, err := s.fonts[face].GlyphAdvance(&s.buffer, index, fixed.Int26_6(em)<<6, font.HintingNone)
	if err != nil {
		return Glyph{Face: face, Index: index}
	}
	return Glyph{Face: face, Index: index, Advance: float64(advance) / 64 / float64(em)}
}

// Width is the advance of one line at this font size, in the unit of the size.
func (s *Set) Width(text string, size float64, bold bool) float64 {
	sum := 0.0
	for _, r := range text {
		sum += s.Glyph(r, bold).Advance
	}
	return sum * size
}

// Run is a piece of a line in one face.
type Run struct {
	Face Face
	Text string
	// X is where it begins and Width how wide it is, in ems from the start of the line.
	X, Width float64
}

// Runs cuts a line into pieces of one face each. Spaces stay with the piece before them.
func (s *Set) Runs(text string, bold bool) []Run {
	var runs []Run
	x := 0.0
	for i, r := range text {
		g := s.Glyph(r, bold)
		if n := len(runs); n == 0 || runs[n-1].Face != g.Face {
			runs = append(runs, Run{Face: g.Face, Text: text[i:i], X: x})
		}
		last := &runs[len(runs)-1]
		start := i - len(last.Text)
		last.Text = text[start : i+len(string(r))]
		last.Width += g.Advance
		x += g.Advance
	}
	return runs
}

// Outline is a glyph's outline in pixels at so many pixels per em, y downwards, the origin on the base
// line. The segments are the caller's.
func (s *Set) Outline(g Glyph, pixelsPerEm float64) sfnt.Segments {
	s.mu.Lock()
	defer s.mu.Unlock()
	segments, err := s.fonts[g.Face].LoadGlyph(&s.buffer, g.Index, fixed.Int26_6(pixelsPerEm*64+0.5), nil)
	if err != nil {
		return nil
	}
	return append(sfnt.Segments(nil), segments...)
}
