package fonts

import (
	"bytes"
	"encoding/json"
	"io/fs"
	"math"
	"strings"
	"testing"

	"rehearse/assets"
)

// A letter no font has would be an empty box on a client's wall. One that only the other font has is such a box in the window
// too, where a space follows: Fyne takes the space from the font of the letter before it.
func TestEveryRuneOfEverySentenceCanBePainted(t *testing.T) {
	t.Parallel()
	s := Embedded()
	check := func(where, text string) {
		for _, r := range text {
			if r < ' ' {
				continue
			}
			for _, bold := range []bool{false, true} {
				if g := s.Glyph(r, bold); g.Index == 0 || g.Face >= SymbolsRegular {
					t.Errorf("%s: Noto Sans (bold: %v) lacks %q (%U)", where, bold, r, r)
				}
			}
		}
	}
	check("signs", "ёЁ№—–«»„“”’…→←↑↓↔≥≤≈≠−±×·•₽€£$%½\u00a0\u202f")
	check("letters", "АБВГДЕЁЖЗИЙКЛМНОПРСТУФХЦЧШЩЪЫЬЭЮЯабвгдеёжзийклмнопрстуфхцчшщъыьэюя")
	err := fs.WalkDir(assets.Texts(), ".", func(path string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() || !strings.HasSuffix(path, ".json") {
			return err
		}
		data, err := fs.ReadFile(assets.Texts(), path)
		if err != nil {
			return err
		}
		var sentences map[string]any
		if json.NewDecoder(bytes.NewReader(data)).Decode(&sentences) != nil {
			return nil // the language files have their own test
		}
		for id, sentence := range sentences {
			switch words := sentence.(type) {
			case string:
				check(path+" "+id, words)
			case map[string]any: // by number
				for _, form := range words {
					check(path+" "+id, form.(string))
				}
			}
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
}

func TestWidthIsTheSumOfItsRuns(t *testing.T) {
	t.Parallel()
	s := Embedded()
	for _, text := range []string{"", "Ёлка № 5", "Cart → order", "→", "−12 ≥ 3 ≈ ё", "🙂 ok\ufe0f"} {
		for _, bold := range []bool{false, true} {
			runs := s.Runs(text, bold)
			joined, sum, x := "", 0.0, 0.0
			for _, r := range runs {
				if math.Abs(r.X-x) > 1e-9 {
					t.Errorf("%q: run %q begins at %g, want %g", text, r.Text, r.X, x)
				}
				joined, sum, x = joined+r.Text, sum+r.Width, x+r.Width
			}
			if joined != text {
				t.Errorf("runs of %q join to %q", text, joined)
			}
			if got := s.Width(text, 10, bold); math.Abs(got-sum*10) > 1e-9 {
				t.Errorf("%q: width %g, runs %g", text, got, sum*10)
			}
		}
	}
	if s.Width("Ж", 20, false) <= s.Width("і", 20, false) {
		t.Error("Ж is not wider than і")
	}
}

func TestBoldIsWiderThanRegular(t *testing.T) {
	t.Parallel()
	s := Embedded()
	if r, b := s.Width("Брошенная корзина", 14, false), s.Width("Брошенная корзина", 14, true); b <= r {
		t.Errorf("bold %g, regular %g", b, r)
	}
}

// ё is a composite glyph; a writer that forgets its parts leaves two dots.
func TestCompositeLettersHaveTheirBodies(t *testing.T) {
	t.Parallel()
	s := Embedded()
	for _, pair := range [][2]rune{{'ё', 'е'}, {'Ё', 'Е'}, {'й', 'и'}} {
		whole, body := s.Outline(s.Glyph(pair[0], false), 100), s.Outline(s.Glyph(pair[1], false), 100)
		if len(whole) <= len(body) {
			t.Errorf("%c has %d segments, %c has %d", pair[0], len(whole), pair[1], len(body))
		}
	}
}
