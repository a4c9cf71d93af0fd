package pdf

import (
	"bytes"
	"compress/zlib"
	"errors"
	"fmt"
	"io"
	"regexp"
	"strconv"
	"testing"
	"time"
	"unicode/utf16"

	"rehearse/journey/draw"
	"rehearse/journey/draw/specimen"
	"rehearse/journey/layout"
	"rehearse/persist/export/fonts"
)

func cart() *draw.Scene {
	m, set := specimen.Cart(), fonts.Embedded()
	return draw.Build(m, layout.Of(m, set), draw.Options{Measurer: set, Overlay: specimen.CartNumbers(), Sheet: &draw.Sheet{}})
}

func write(t *testing.T, scene *draw.Scene, o Options) []byte {
	t.Helper()
	var out bytes.Buffer
	if err := Write(&out, scene, o); err != nil {
		t.Fatal(err)
	}
	return out.Bytes()
}

// streams are the decompressed parts of a file.
func streams(data []byte) [][]byte {
	var out [][]byte
	for _, part := range bytes.Split(data, []byte("stream\n"))[1:] {
		if r, err := zlib.NewReader(bytes.NewReader(part)); err == nil {
			if plain, err := io.ReadAll(r); err == nil {
				out = append(out, plain)
			}
		}
	}
	return out
}

// coded is a text as the fonts of the file spell it: two bytes a letter.
func coded(s string) []byte {
	var b []byte
	for _, u := range utf16.Encode([]rune(s)) {
		b = append(b, byte(u>>8), byte(u))
	}
	for _, special := range []string{"\\", "(", ")"} {
		b = bytes.ReplaceAll(b, []byte(special), []byte("\\"+special))
	}
	return bytes.ReplaceAll(b, []byte("\r"), []byte("\\r"))
}

// Each scene has a page of its own size, with the fonts of all of them once, and no page is seen through for what was on the one before.
func TestScenesAreWrittenAsPages(t *testing.T) {
	t.Parallel()
	pale := &draw.Scene{Bounds: draw.Rect{W: 96, H: 48}, Background: draw.RGBA{R: 255, G: 255, B: 255, A: 255}, Items: []draw.Item{
		{Text: &draw.Text{At: draw.Point{X: 5, Y: 20}, Text: "First", Size: 12, Color: draw.RGBA{A: 90}}},
	}}
	other := &draw.Scene{Bounds: draw.Rect{W: 192, H: 96}, Background: draw.RGBA{R: 250, G: 250, B: 250, A: 255}, Items: []draw.Item{
		{Text: &draw.Text{At: draw.Point{X: 5, Y: 20}, Text: "Zweite", Size: 12, Color: draw.RGBA{A: 255}}},
	}}
	var out bytes.Buffer
	if err := WritePages(&out, []*draw.Scene{pale, other, pale}, Options{}); err != nil {
		t.Fatal(err)
	}
	data := out.Bytes()
	if n := len(regexp.MustCompile(`/Type /Page\b[^s]`).FindAll(data, -1)); n != 3 {
		t.Errorf("%d pages", n)
	}
	for _, size := range []string{"[0 0 72.00 36.00]", "[0 0 144.00 72.00]"} {
		if !bytes.Contains(data, []byte(size)) {
			t.Errorf("no page of %s", size)
		}
	}
	first, second := 0, 0
	for _, part := range streams(data) {
		if bytes.Contains(part, coded("First")) {
			first++
		}
		if bytes.Contains(part, coded("Zweite")) {
			second++
			if bytes.Contains(part, []byte(" gs\n")) {
				t.Error("an opaque page asks for transparency")
			}
		}
	}
	if first != 2 || second != 1 {
		t.Errorf("%d and %d pages with their words", first, second)
	}
}

func TestTextStaysText(t *testing.T) {
	t.Parallel()
	data := write(t, cart(), Options{})
	content := bytes.Join(streams(data), nil)
	for _, want := range []string{"«Ёлки & Шарики» № 5", "Кладёт в корзину", "Скидка 5 % до", "86 426", "−", "→"} {
		if !bytes.Contains(content, coded(want)) {
			t.Errorf("%q cannot be found in the page", want)
		}
	}
	// Readers copy and search by this table.
	if !bytes.Contains(data, []byte("/ToUnicode")) || !bytes.Contains(append(content, data...), []byte("beginbfrange")) {
		t.Error("the fonts do not say which letters they are")
	}
}

func TestPageIsAsLargeAsTheDrawing(t *testing.T) {
	t.Parallel()
	box := regexp.MustCompile(`/MediaBox \[0 0 ([\d.]+) ([\d.]+)\]`)
	for _, c := range []struct{ w, h, pageW, pageH float64 }{
		{960, 480, 720, 360}, {96, 960, 72, 720}, {100_000, 1000, 14_400, 144}, {1, 1, 3, 3},
	} {
		scene := &draw.Scene{Bounds: draw.Rect{X: -50, Y: 7, W: c.w, H: c.h}}
		found := box.FindSubmatch(write(t, scene, Options{}))
		if found == nil {
			t.Fatal("no size of the page")
		}
		w, _ := strconv.ParseFloat(string(found[1]), 64)
		h, _ := strconv.ParseFloat(string(found[2]), 64)
		if w != c.pageW || h != c.pageH {
			t.Errorf("a drawing of %g × %g is a page of %g × %g, want %g × %g", c.w, c.h, w, h, c.pageW, c.pageH)
		}
	}
}

func TestSameSceneSameBytesAndNoDateUnlessGiven(t *testing.T) {
	t.Parallel()
	a := write(t, cart(), Options{Title: "Корзина"})
	if !bytes.Equal(a, write(t, cart(), Options{Title: "Корзина"})) {
		t.Error("two files of one scene differ")
	}
	for _, entry := range []string{"CreationDate", "ModDate"} {
		if bytes.Contains(a, []byte(entry)) {
			t.Errorf("the file holds a %s that nobody gave", entry)
		}
	}
	b := write(t, cart(), Options{Created: time.Date(2026, 11, 22, 10, 0, 0, 0, time.UTC)})
	if !bytes.Contains(b, []byte("/CreationDate (D:20261122100000)")) {
		t.Error("the date that was given is not in the file")
	}
}

// The table of contents of a file is by byte; a reader that finds something else there repairs or
// refuses the file.
func TestTableOfContentsIsRight(t *testing.T) {
	t.Parallel()
	data := write(t, cart(), Options{Title: "x"})
	start := regexp.MustCompile(`startxref\s+(\d+)`).FindSubmatch(data)
	if start == nil {
		t.Fatal("no table")
	}
	at, _ := strconv.Atoi(string(start[1]))
	table := data[at:]
	if !bytes.HasPrefix(table, []byte("xref")) {
		t.Fatalf("the table is not at byte %d", at)
	}
	entries := regexp.MustCompile(`(?m)^(\d{10}) 00000 n`).FindAllSubmatch(table, -1)
	if len(entries) < 5 {
		t.Fatalf("%d entries", len(entries))
	}
	for i, entry := range entries {
		offset, _ := strconv.Atoi(string(entry[1]))
		if want := fmt.Sprintf("%d 0 obj", i+1); !bytes.HasPrefix(data[offset:], []byte(want)) {
			t.Errorf("object %d is not at byte %d", i+1, offset)
		}
	}
}

func TestStrangeLettersAndPicturesDoNotBreakThePage(t *testing.T) {
	t.Parallel()
	scene := &draw.Scene{Bounds: draw.Rect{W: 200, H: 100}, Items: []draw.Item{
		{Text: &draw.Text{At: draw.Point{X: 10, Y: 20}, Text: "🙂 ok\t(\\) 漢字 \x01", Size: 12, Color: draw.RGBA{A: 255}}},
		{Text: &draw.Text{At: draw.Point{X: 10, Y: 40}, Size: 12}},
		{Polyline: &draw.Polyline{Points: []draw.Point{{X: 1}}, Width: 1, Stroke: draw.RGBA{A: 255}}},
		{Polygon: &draw.Polygon{}},
		{Picture: &draw.Picture{Rect: draw.Rect{W: 10, H: 10}, MediaType: "image/png", Data: []byte("broken")}},
		{Text: &draw.Text{At: draw.Point{X: 10, Y: 60}, Text: "after", Size: 12, Color: draw.RGBA{A: 255}}},
	}}
	content := bytes.Join(streams(write(t, scene, Options{})), nil)
	if !bytes.Contains(content, coded("after")) {
		t.Error("what follows something strange is missing")
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
