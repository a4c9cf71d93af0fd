package svg

import (
	"bytes"
	"encoding/base64"
	"encoding/xml"
	"errors"
	"flag"
	"io"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"golang.org/x/image/font/sfnt"

	"rehearse/journey/draw"
	"rehearse/journey/draw/specimen"
	"rehearse/journey/layout"
	"rehearse/persist/export/fonts"
)

var update = flag.Bool("update", false, "write the golden files anew")

func cart() *draw.Scene {
	m, set := specimen.Cart(), fonts.Embedded()
	return draw.Build(m, layout.Of(m, set), draw.Options{Measurer: set, Overlay: specimen.CartNumbers(), Sheet: &draw.Sheet{Date: "22.11.2026"}})
}

// The whole text of a drawing; after a wanted change run the test with -update and look at the picture.
func TestGolden(t *testing.T) {
	t.Parallel()
	var got bytes.Buffer
	if err := Write(&got, cart(), Options{Title: "Корзина", Author: "Агентство", Date: "2026-11-22", PlainFonts: true}); err != nil {
		t.Fatal(err)
	}
	path := filepath.Join("testdata", "cart.svg")
	if *update {
		if err := os.WriteFile(path, got.Bytes(), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	a, b := strings.Split(got.String(), "\n"), strings.Split(string(want), "\n")
	for i := range max(len(a), len(b)) {
		if i >= len(a) || i >= len(b) || a[i] != b[i] {
			t.Fatalf("line %d differs from %s (run with -update after a wanted change)", i+1, path)
		}
	}
}

func TestDrawingIsWellFormedAndItsTextIsText(t *testing.T) {
	t.Parallel()
	scene := cart()
	scene.Items = append(scene.Items, draw.Item{Text: &draw.Text{Text: "<&>\x01 \"ё\" → ∞ 🙂", Size: 12}})
	var out bytes.Buffer
	if err := Write(&out, scene, Options{Title: "a < b & \"c\""}); err != nil {
		t.Fatal(err)
	}
	d := xml.NewDecoder(bytes.NewReader(out.Bytes()))
	var text strings.Builder
	for {
		token, err := d.Token()
		if errors.Is(err, io.EOF) {
			break
		}
		if err != nil {
			t.Fatal(err)
		}
		if c, ok := token.(xml.CharData); ok {
			text.Write(c)
		}
	}
	for _, want := range []string{"a < b & \"c\"", "«Ёлки & Шарики» № 5", "Кладёт в корзину", "−86 426", "<&>", "\"ё\" → ∞ 🙂"} {
		if !strings.Contains(text.String(), want) {
			t.Errorf("%q cannot be found in the drawing", want)
		}
	}
}

// A browser that gets a broken font shows another one, and every width is wrong.
func TestFontsInTheFileHaveEveryLetter(t *testing.T) {
	t.Parallel()
	var out bytes.Buffer
	scene, set := cart(), fonts.Embedded()
	scene.Items = append(scene.Items, draw.Item{Text: &draw.Text{Text: "∞ √", Size: 12}})
	if err := Write(&out, scene, Options{}); err != nil {
		t.Fatal(err)
	}
	found := regexp.MustCompile(`font-weight:(\d+);src:url\(data:font/ttf;base64,([^)]*)\)`).FindAllSubmatch(out.Bytes(), -1)
	if len(found) < 3 {
		t.Fatalf("%d fonts in the file, want regular, bold and signs", len(found))
	}
	// In the order of the faces: regular, bold, the signs of either.
	letters := map[fonts.Face]string{}
	for _, it := range scene.Items {
		if it.Text != nil {
			for _, run := range set.Runs(it.Text.Text, it.Text.Bold) {
				letters[run.Face] += run.Text
			}
		}
	}
	n := 0
	for face := fonts.Regular; face <= fonts.SymbolsBold; face++ {
		if letters[face] == "" {
			continue
		}
		data, err := base64.StdEncoding.DecodeString(string(found[n][2]))
		if err != nil {
			t.Fatal(err)
		}
		font, err := sfnt.Parse(data)
		if err != nil {
			t.Fatal(err)
		}
		var buffer sfnt.Buffer
		for _, r := range letters[face] {
			if g, err := font.GlyphIndex(&buffer, r); err != nil || g == 0 {
				t.Errorf("the font %d in the file lacks %q: %v", n, r, err)
			}
		}
		n++
	}
	if n != len(found) {
		t.Errorf("%d fonts in the file, want %d", len(found), n)
	}
	if out.Len() > 250_000 {
		t.Errorf("the drawing is %d bytes", out.Len())
	}
}

func TestSameSceneSameBytes(t *testing.T) {
	t.Parallel()
	var a, b bytes.Buffer
	if err := errors.Join(Write(&a, cart(), Options{}), Write(&b, cart(), Options{})); err != nil {
		t.Fatal(err)
	}
	if !bytes.Equal(a.Bytes(), b.Bytes()) {
		t.Error("two drawings of one scene differ")
	}
}

type full struct{}

func (full) Write([]byte) (int, error) { return 0, errors.New("disk full") }

func TestFullDiskIsReported(t *testing.T) {
	t.Parallel()
	if err := Write(full{}, cart(), Options{}); err == nil || err.Error() != "disk full" {
		t.Errorf("error %v", err)
	}
}
