package png

import (
	"bytes"
	"errors"
	"fmt"
	"image"
	"image/color"
	imagepng "image/png"
	"math"
	"runtime"
	"strings"
	"testing"
	"time"

	"rehearse/journey"
	"rehearse/journey/draw"
	"rehearse/journey/draw/specimen"
	"rehearse/journey/layout"
	"rehearse/persist/export/fonts"
)

func sceneOf(m *journey.Map, overlay *draw.Overlay) *draw.Scene {
	set := fonts.Embedded()
	return draw.Build(m, layout.Of(m, set), draw.Options{Measurer: set, Overlay: overlay, Sheet: &draw.Sheet{}})
}

func cart() *draw.Scene { return sceneOf(specimen.Cart(), specimen.CartNumbers()) }

func decode(t *testing.T, scene *draw.Scene, o Options) image.Image {
	t.Helper()
	var out bytes.Buffer
	if err := Write(&out, scene, o); err != nil {
		t.Fatal(err)
	}
	picture, err := imagepng.Decode(&out)
	if err != nil {
		t.Fatal(err)
	}
	return picture
}

func at(t *testing.T, picture image.Image, scene *draw.Scene, scale, x, y float64) draw.RGBA {
	t.Helper()
	p := image.Pt(int((x-scene.Bounds.X)*scale), int((y-scene.Bounds.Y)*scale))
	if !p.In(picture.Bounds()) {
		t.Fatalf("%v is outside the picture", p)
	}
	c := color.NRGBAModel.Convert(picture.At(p.X, p.Y)).(color.NRGBA)
	return draw.RGBA{R: c.R, G: c.G, B: c.B, A: c.A}
}

// The colours of the drawing must be where the scene has them, at every scale and through every band.
func TestItemsArePaintedWhereTheyAre(t *testing.T) {
	t.Parallel()
	scene, theme := cart(), draw.Light()
	for _, scale := range []float64{1, 2.5} {
		picture := decode(t, scene, Options{Scale: scale})
		size := picture.Bounds().Size()
		if want := image.Pt(int(math.Ceil(scene.Bounds.W*scale)), int(math.Ceil(scene.Bounds.H*scale))); size != want {
			t.Errorf("scale %g: picture of %v, want %v", scale, size, want)
		}
		for _, it := range scene.Items {
			if it.Part != draw.PartBody || it.Box == nil || it.Of.Kind != journey.KindStep || it.Box.Fill.A < 255 {
				continue
			}
			// The left border of a card has the colour of its kind; the head's upper right is empty card.
			b := it.Box.Rect
			if it.Box.Radius == 10 {
				if got := at(t, picture, scene, scale, b.X+2.5, b.Y+b.H/2); got != it.Box.Fill {
					t.Errorf("scale %g: the border of %s is %v, want %v", scale, it.Of.ID, got, it.Box.Fill)
				}
				if got := at(t, picture, scene, scale, b.X+b.W-70, b.Y+5); it.Of.ID != "order" && got != theme.Card {
					t.Errorf("scale %g: the card of %s is %v, want %v", scale, it.Of.ID, got, theme.Card)
				}
			}
		}
		if got := at(t, picture, scene, scale, scene.Bounds.X+3, scene.Bounds.Y+3); got != scene.Background {
			t.Errorf("scale %g: the ground is %v", scale, got)
		}
	}
}

// Ink covers about what the outlines cover, and none of it is outside the line's area.
func TestLettersLeaveInkInTheirAreaOnly(t *testing.T) {
	t.Parallel()
	white, black := draw.RGBA{R: 255, G: 255, B: 255, A: 255}, draw.RGBA{A: 255}
	for _, text := range []string{"Ёё №—«»", "→ ≥ −", "Жщ Äg", "0123,4"} {
		for _, align := range []draw.Align{draw.AlignLeft, draw.AlignCenter, draw.AlignRight} {
			set := fonts.Embedded()
			line := &draw.Text{At: draw.Point{X: 200, Y: 50}, Text: text, Size: 20, Color: black, Align: align, Width: set.Width(text, 20, false)}
			scene := &draw.Scene{Bounds: draw.Rect{W: 400, H: 100}, Background: white, Items: []draw.Item{{Text: line}}}
			picture := decode(t, scene, Options{Scale: 2})
			area, ink := line.Area(), 0.0
			for y := range 200 {
				for x := range 400 * 2 {
					c := color.GrayModel.Convert(picture.At(x, y)).(color.Gray)
					if c.Y == 255 {
						continue
					}
					ink += float64(255-c.Y) / 255 / 4
					if p := (draw.Point{X: float64(x) / 2, Y: float64(y) / 2}); !area.Grown(1.5).Contains(p) {
						t.Fatalf("%q: ink at %v, outside %v", text, p, area)
					}
				}
			}
			if ink < 30 || ink > area.W*area.H/2 {
				t.Errorf("%q: %.0f square units of ink in an area of %.0f", text, ink, area.W*area.H)
			}
		}
	}
}

func TestBytesDoNotDependOnTheNumberOfWorkers(t *testing.T) {
	t.Parallel()
	scene := cart()
	var want []byte
	for _, workers := range []int{1, 5} {
		var out bytes.Buffer
		f := &file{w: &out, workers: workers}
		f.bands(scene, int(scene.Bounds.W)*2, int(scene.Bounds.H)*2, 2)
		if f.err != nil {
			t.Fatal(f.err)
		}
		if want == nil {
			want = out.Bytes()
		} else if !bytes.Equal(want, out.Bytes()) {
			t.Errorf("%d workers give other bytes", workers)
		}
	}
}

func TestTitleAndClientAreKeptInTheFile(t *testing.T) {
	t.Parallel()
	var out bytes.Buffer
	if err := Write(&out, cart(), Options{Title: "Корзина", Author: "ООО «Ёлочка»", Date: "2026-11-22"}); err != nil {
		t.Fatal(err)
	}
	for _, want := range []string{"Title\x00\x00\x00\x00\x00Корзина", "ООО «Ёлочка»", "2026-11-22", "pHYs"} {
		if !strings.Contains(out.String(), want) {
			t.Errorf("the file does not hold %q", want)
		}
	}
}

func TestPicturesAreEmbeddedAndBrokenOnesLeftOut(t *testing.T) {
	t.Parallel()
	red := image.NewRGBA(image.Rect(0, 0, 4, 4))
	for i := range red.Pix {
		red.Pix[i] = []uint8{255, 0, 0, 255}[i%4]
	}
	var portrait bytes.Buffer
	if err := imagepng.Encode(&portrait, red); err != nil {
		t.Fatal(err)
	}
	scene := &draw.Scene{Bounds: draw.Rect{W: 100, H: 100}, Background: draw.RGBA{A: 255}, Items: []draw.Item{
		{Picture: &draw.Picture{Rect: draw.Rect{X: 10, Y: 10, W: 30, H: 60}, MediaType: "image/png", Data: portrait.Bytes()}},
		{Picture: &draw.Picture{Rect: draw.Rect{X: 60, Y: 10, W: 30, H: 60}, MediaType: "image/png", Data: []byte("no picture")}},
	}}
	picture := decode(t, scene, Options{})
	if c := at(t, picture, scene, 1, 25, 40); c != (draw.RGBA{R: 255, A: 255}) {
		t.Errorf("the picture is %v", c)
	}
	if c := at(t, picture, scene, 1, 75, 40); c != (draw.RGBA{A: 255}) {
		t.Errorf("a broken picture is %v", c)
	}
}

func TestWrongSizesAreRefusedWithTheirNumbers(t *testing.T) {
	t.Parallel()
	huge := &draw.Scene{Bounds: draw.Rect{W: 1e6, H: 10}}
	for _, c := range []struct {
		scene *draw.Scene
		scale float64
		code  string
	}{
		{cart(), 0.5, "draw.export.scale"}, {cart(), 4.1, "draw.export.scale"}, {cart(), math.NaN(), "draw.export.scale"},
		{huge, 1, "draw.export.too_large"}, {&draw.Scene{Bounds: draw.Rect{W: math.NaN(), H: 1}}, 1, "draw.export.too_large"},
	} {
		var out bytes.Buffer
		err := Write(&out, c.scene, Options{Scale: c.scale})
		var p journey.Problem
		if !errors.As(err, &p) || p.Code != c.code {
			t.Errorf("scale %g: error %v, want %s", c.scale, err, c.code)
		}
		if out.Len() > 0 {
			t.Errorf("scale %g: something was written", c.scale)
		}
	}
}

type full struct{ left int }

func (f *full) Write(b []byte) (int, error) {
	if f.left -= len(b); f.left < 0 {
		return 0, errors.New("disk full")
	}
	return len(b), nil
}

func TestFullDiskIsReportedAndNobodyHangs(t *testing.T) {
	t.Parallel()
	for _, room := range []int{0, 10, 200, 20_000} {
		if err := Write(&full{room}, cart(), Options{Scale: 2}); err == nil || err.Error() != "disk full" {
			t.Errorf("room for %d: error %v", room, err)
		}
	}
}

type nowhere struct{ size int64 }

func (n *nowhere) Write(b []byte) (int, error) { n.size += int64(len(b)); return len(b), nil }

// Not parallel: it watches the memory of the whole test program.
func TestMemoryDoesNotGrowWithThePicture(t *testing.T) {
	m := specimen.Grid(120)
	scene := sceneOf(m, specimen.Numbers(m))
	raw := scene.Bounds.W * scene.Bounds.H * 16 * 3
	runtime.GC()
	var before runtime.MemStats
	runtime.ReadMemStats(&before)
	stop, peak := make(chan struct{}), make(chan uint64)
	go func() {
		var most uint64
		for {
			var now runtime.MemStats
			runtime.ReadMemStats(&now)
			most = max(most, now.HeapAlloc)
			select {
			case <-stop:
				peak <- most
				return
			case <-time.After(5 * time.Millisecond):
			}
		}
	}()
	if err := Write(&nowhere{}, scene, Options{Scale: 4}); err != nil {
		t.Fatal(err)
	}
	close(stop)
	grown := float64(<-peak) - float64(before.HeapAlloc)
	t.Logf("picture of %.0f MB, heap grown by %.1f MB", raw/1e6, grown/1e6)
	if raw < 200e6 {
		t.Fatal("the picture is too small to tell")
	}
	if grown > 64e6 {
		t.Errorf("a picture of %.0f MB took %.1f MB of memory", raw/1e6, grown/1e6)
	}
}

func BenchmarkWrite(b *testing.B) {
	for _, c := range []struct{ steps, scale int }{{60, 2}, {300, 2}, {1000, 4}} {
		b.Run(fmt.Sprintf("%d_steps_%dx", c.steps, c.scale), func(b *testing.B) {
			m := specimen.Grid(c.steps)
			scene := sceneOf(m, specimen.Numbers(m))
			b.ReportAllocs()
			for b.Loop() {
				var out nowhere
				if err := Write(&out, scene, Options{Scale: float64(c.scale)}); err != nil {
					b.Fatal(err)
				}
				b.ReportMetric(float64(out.size)/1e6, "MB/picture")
			}
			b.ReportMetric(scene.Bounds.W*scene.Bounds.H*float64(c.scale*c.scale)/1e6, "Mpx")
		})
	}
}
