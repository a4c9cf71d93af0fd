package board

import (
	"image"
	xdraw "image/draw"
	"math"

	"image/color"
	"testing"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/test"

	"rehearse/journey"
	"rehearse/journey/draw"
	"rehearse/ui/tool"
)

var blue = draw.RGBA{B: 255, A: 255}

// boxes is a scene of so many boxes of 80 × 40 in a row, 100 apart, each a step.
func boxes(n int) (*journey.Map, *draw.Scene) {
	m, scene := &journey.Map{}, &draw.Scene{Bounds: draw.Rect{W: 100 * float64(n), H: 40}}
	for i := range n {
		id := journey.ID(rune('a' + i))
		m.Steps = append(m.Steps, &journey.Step{ID: id, Kind: journey.StepTouchpoint})
		scene.Items = append(scene.Items, draw.Item{
			Of: journey.Ref{Kind: journey.KindStep, ID: id}, Part: draw.PartBody,
			Box: &draw.Box{Rect: draw.Rect{X: float64(i) * 100, W: 80, H: 40}, Fill: blue},
		})
	}
	return m, scene
}

func newBoard(t *testing.T, n int) (*Board, fyne.Window) {
	t.Helper()
	app := test.NewApp()
	t.Cleanup(app.Quit)
	machine := tool.NewMachine()
	b := New(machine, Colors{Accent: draw.RGBA{R: 255, A: 255}}, func([]tool.Intent) {}, func() tool.Modifiers { return 0 })
	m, scene := boxes(n)
	machine.SetWorld(tool.NewWorld(m, scene, tool.Judge{}), func(journey.Ref) bool { return true })
	win := test.NewWindow(b)
	win.SetPadded(false)
	win.Resize(fyne.NewSize(400, 300))
	b.Repaint()
	return b, win
}

// steps of 100 units and tiles of 256 pixels: 400 pixels of the board touch two tiles in a row, and one is high enough.
func TestOnlyWhatIsInViewIsPainted(t *testing.T) {
	b, _ := newBoard(t, 20)
	if n := len(b.layer.Objects); n != 2 {
		t.Fatalf("%d tiles are painted", n)
	}
	b.machine.Camera = b.machine.Camera.ZoomAt(draw.Point{}, 0.2)
	b.Looked() // 2,000 units are 400 pixels
	if n := len(b.layer.Objects); n != 2 {
		t.Fatalf("%d tiles are painted at 20 %%", n)
	}
}

func TestAPanMovesTheTilesAndPaintsOnlyNewOnes(t *testing.T) {
	b, _ := newBoard(t, 20)
	at, first := b.layer.Position(), b.picture.mosaic.tiles[place{}].img
	b.machine.Camera = b.machine.Camera.Pan(-60, 0)
	b.Looked()
	if b.layer.Position() != at.AddXY(-60, 0) || len(b.layer.Objects) != 2 {
		t.Fatalf("moved from %v to %v, %d tiles", at, b.layer.Position(), len(b.layer.Objects))
	}
	b.machine.Camera = b.machine.Camera.Pan(-140, 0)
	b.Looked()
	if len(b.layer.Objects) != 3 || b.picture.mosaic.tiles[place{}].img != first {
		t.Fatalf("%d tiles; the first was painted again: %v", len(b.layer.Objects), b.picture.mosaic.tiles[place{}].img != first)
	}
}

func TestOnlyTilesThatShowSomethingElseArePaintedAgain(t *testing.T) {
	b, _ := newBoard(t, 5)
	left, right := b.picture.mosaic.tiles[place{}].img, b.picture.mosaic.tiles[place{1, 0}].img
	m, scene := boxes(5)
	scene.Items[3].Box.Fill = draw.RGBA{G: 255, A: 255} // from 300 to 380: on the second tile
	b.machine.SetWorld(tool.NewWorld(m, scene, tool.Judge{}), func(journey.Ref) bool { return true })
	b.Repaint()
	if b.picture.mosaic.tiles[place{}].img != left || b.picture.mosaic.tiles[place{1, 0}].img == right {
		t.Fatal("the wrong tile was painted")
	}
}

func TestTheScreenShowsTheSceneWhereTheCameraSaysSo(t *testing.T) {
	b, win := newBoard(t, 3)
	b.machine.Camera.Origin = draw.Point{X: -50, Y: -60}
	b.Repaint()
	picture := win.Canvas().Capture()
	at := func(x, y int) color.NRGBA { return color.NRGBAModel.Convert(picture.At(x, y)).(color.NRGBA) }
	if c := at(90, 80); c.B != 255 || c.R != 0 {
		t.Errorf("inside the first box: %v", c)
	}
	if c := at(140, 80); c.B == 255 && c.R == 0 {
		t.Errorf("between the boxes: %v", c)
	}
	b.machine.Camera = b.machine.Camera.Pan(30, 0)
	b.Looked()
	picture = win.Canvas().Capture()
	if c := at(70, 80); c.B == 255 && c.R == 0 {
		t.Errorf("left of the first box after the pan: %v", c)
	}
}

func TestDraggedStepsAreShownWhereTheyWouldBeAndGoBackOnEscape(t *testing.T) {
	b, win := newBoard(t, 2)
	blueAt := func(x, y int) bool {
		c := color.NRGBAModel.Convert(win.Canvas().Capture().At(x, y)).(color.NRGBA)
		return c.B == 255 && c.R == 0
	}
	if !blueAt(20, 10) || blueAt(20, 110) {
		t.Fatal("the step is not where it stands")
	}
	b.machine.Press(tool.Pointer{At: draw.Point{X: 20, Y: 20}})
	b.pass(b.machine.Drag(tool.Pointer{At: draw.Point{X: 20, Y: 120}}))
	if blueAt(20, 10) || !blueAt(20, 110) || !blueAt(120, 10) {
		t.Fatal("the dragged step is not shown where it would be, or takes another along")
	}
	painted := b.picture.lifted.tiles[place{}].img
	b.pass(b.machine.Drag(tool.Pointer{At: draw.Point{X: 20, Y: 140}}))
	if b.picture.lifted.tiles[place{}].img != painted || !blueAt(20, 155) {
		t.Fatal("what is dragged was painted again, or did not move on")
	}
	b.Cancel()
	if !blueAt(20, 10) || blueAt(20, 110) {
		t.Fatal("after Escape the step is not where it was")
	}
}

func TestWhileZoomingTilesAreStretchedAndSharpAtRest(t *testing.T) {
	b, win := newBoard(t, 20)
	b.machine.Camera = b.machine.Camera.ZoomAt(draw.Point{}, 0.9)
	b.Looked()
	b.picture.cost = time.Second // a slow machine
	painted := b.picture.mosaic.tiles[place{}].img
	b.machine.Camera = b.machine.Camera.ZoomAt(draw.Point{}, 0.45)
	b.Looked()
	b.picture.sharpen()
	if b.picture.zoom != 0.9 || b.picture.mosaic.tiles[place{}].img != painted {
		t.Fatal("the mosaic was painted anew")
	}
	c := color.NRGBAModel.Convert(win.Canvas().Capture().At(15, 9)).(color.NRGBA)
	if c.B < 200 || c.R > 60 {
		t.Fatalf("the first box is not where the camera sees it: %v", c)
	}
	// 1,980 units are 891 pixels, 400 on the board: what is not on the mosaic is shown coarsely.
	c = color.NRGBAModel.Convert(win.Canvas().Capture().At(380, 9)).(color.NRGBA)
	if c.B < 200 || c.R > 60 {
		t.Fatalf("nothing is shown beyond the mosaic: %v", c)
	}
	b.Repaint()
	if b.picture.zoom != 0.45 {
		t.Fatal("not sharp at rest")
	}
}

// A bend is painted to the fraction of a pixel, closed at its outside, and its pieces reach into each other.
func TestBentLinesAreSmoothAndHaveNoGaps(t *testing.T) {
	p := newPainter()
	p.begin(tool.NewCamera())
	p.polyline([]draw.Point{{}, {X: 50}, {X: 60, Y: 10}, {X: 60, Y: 60}}, blue, 10, false)
	picture := image.NewRGBA(image.Rect(-20, -20, 100, 100))
	for _, o := range p.objects {
		r := o.(*canvas.Raster)
		at, size := r.Position(), r.Size()
		xdraw.Draw(picture, image.Rect(0, 0, int(size.Width), int(size.Height)).Add(image.Pt(int(at.X), int(at.Y))),
			r.Generator(int(size.Width), int(size.Height)), image.Point{}, xdraw.Over)
	}
	for _, at := range []image.Point{{0, 0}, {25, 4}, {25, -5}, {50, -4}, {56, 3}, {50, 3}, {60, 12}, {64, 30}, {55, 59}} {
		if _, _, _, a := picture.At(at.X, at.Y).RGBA(); a < 0xfff0 {
			t.Errorf("the line has a gap at %v: %x", at, a)
		}
	}
	for _, at := range []image.Point{{25, 6}, {-2, 0}, {40, 12}, {66, 2}, {60, 62}} {
		if _, _, _, a := picture.At(at.X, at.Y).RGBA(); a != 0 {
			t.Errorf("the line reaches to %v: %x", at, a)
		}
	}
	slanted := 0
	for x := 45; x < 66; x++ {
		for y := -8; y < 12; y++ {
			if _, _, _, a := picture.At(x, y).RGBA(); a > 0 && a < 0xfff0 {
				slanted++
			}
		}
	}
	if slanted < 8 {
		t.Errorf("%d soft pixels at the bend, it is jagged", slanted)
	}
}

func TestTheSameBendIsPaintedFromTheSamePicture(t *testing.T) {
	p := newPainter()
	line := []draw.Point{{}, {X: 5, Y: 5}, {X: 6, Y: 12}}
	p.begin(tool.NewCamera())
	p.polyline(line, blue, 4, false)
	first := p.objects[0]
	p.begin(tool.NewCamera())
	p.polyline(line, blue, 4, false)
	p.polyline([]draw.Point{{X: 40}, {X: 45, Y: 5}, {X: 46, Y: 12}}, blue, 4, false)
	if p.objects[0] != first {
		t.Error("the picture was made anew")
	}
	if p.objects[1] == first {
		t.Error("one object stands in two places")
	}
}

// A map seen small takes few pieces, and none of what is left out can be seen.
func TestLinesSeenSmallHaveFewPieces(t *testing.T) {
	p := newPainter()
	points := make([]draw.Point, 41)
	for i := range points {
		angle := math.Pi / 2 * float64(i) / 40
		points[i] = draw.Point{X: 100 * math.Sin(angle), Y: 100 * (1 - math.Cos(angle))}
	}
	count := map[float64]int{}
	for _, zoom := range []float64{0.1, 4} {
		p.begin(tool.Camera{Zoom: zoom})
		kept := p.smoothEnough(points)
		count[zoom] = len(kept)
		for _, q := range points {
			least := math.Inf(1)
			for i := 1; i < len(kept); i++ {
				least = min(least, offLine(q, kept[i-1], kept[i]))
			}
			if least*zoom > unseen {
				t.Errorf("at %v a point is %v pixels off", zoom, least*zoom)
			}
		}
	}
	if count[0.1] > 10 || count[4] < 20 {
		t.Errorf("%v pieces", count)
	}
}

func TestDashesCoverSixOfTenPixels(t *testing.T) {
	p := newPainter()
	p.begin(tool.NewCamera())
	p.polyline([]draw.Point{{}, {X: 25}, {X: 100}}, blue, 1, true)
	sum := float32(0)
	for _, o := range p.objects {
		sum += o.Size().Width
	}
	if sum < 59 || sum > 61 {
		t.Fatalf("%v of 100 pixels", sum)
	}
}

func TestTilesAndTheirImagesAreUsedAgain(t *testing.T) {
	b, _ := newBoard(t, 20)
	seen := map[fyne.CanvasObject]bool{}
	for i := range 50 {
		b.machine.Camera = b.machine.Camera.Pan(-1800, 0)
		b.Looked()
		b.machine.Camera = b.machine.Camera.Pan(1800, 0).ZoomAt(draw.Point{}, 1+float64(i%2))
		b.Looked()
		for _, o := range b.layer.Objects {
			seen[o] = true
		}
	}
	if n := len(b.picture.spare.images) + len(b.picture.mosaic.tiles); len(seen) > 16 || n > 40 {
		t.Fatalf("%d tiles for at most 3 in view, %d images", len(seen), n)
	}
}

func TestImagesAreLetGoThatAreNotNeededAgain(t *testing.T) {
	b, win := newBoard(t, 20)
	b.machine.Camera = b.machine.Camera.ZoomAt(draw.Point{}, 4)
	win.Resize(fyne.NewSize(4000, 3000))
	for range 10 {
		b.machine.Camera = b.machine.Camera.Pan(-300, 0)
		b.Looked()
	}
	win.Resize(fyne.NewSize(400, 300))
	b.machine.Camera = b.machine.Camera.ZoomAt(draw.Point{}, 0.5)
	b.Looked()
	if spare, tiles := len(b.picture.spare.images), len(b.picture.mosaic.tiles); tiles == 0 || spare > tiles {
		t.Errorf("%d spare images for %d tiles", spare, tiles)
	}
	b.Forget()
	if n := len(b.picture.spare.images) + len(b.picture.mosaic.tiles) + len(b.layer.Objects); n > 0 {
		t.Errorf("a board that is gone keeps %d", n)
	}
}

// The ring of a selection lay over the badges of its card: their numbers are painted once more, after it.
func TestTheRingOfASelectedStepLeavesItsBadgesReadable(t *testing.T) {
	b, _ := newBoard(t, 2)
	m, scene := boxes(2)
	a := journey.Ref{Kind: journey.KindStep, ID: "a"}
	scene.Items = append(scene.Items,
		draw.Item{Of: a, Part: draw.PartBadge, Text: &draw.Text{Text: "3", Size: 11, Color: blue}},
		draw.Item{Of: a, Part: draw.PartBadge, Detail: 5, Text: &draw.Text{Text: "near", Size: 11, Color: blue}},
		draw.Item{Of: journey.Ref{Kind: journey.KindStep, ID: "b"}, Part: draw.PartBadge, Text: &draw.Text{Text: "7", Size: 11, Color: blue}},
	)
	b.machine.SetWorld(tool.NewWorld(m, scene, tool.Judge{}), func(journey.Ref) bool { return true })
	words := func() string {
		out, ring := "", false
		for _, o := range b.front.Objects {
			switch o := o.(type) {
			case *canvas.Rectangle:
				ring = true
			case *canvas.Text:
				if !ring {
					t.Errorf("%q is painted before the ring", o.Text)
				}
				out += o.Text
			}
		}
		return out
	}
	b.PaintMarks()
	if got := words(); got != "" {
		t.Errorf("without a ring %q is painted twice", got)
	}
	b.machine.Select(a)
	b.PaintMarks()
	if got := words(); got != "3" {
		t.Errorf("over the ring stands %q", got)
	}
}

func TestAPortIsNamedUnderThePointerAndWhileALinkIsDrawnFromIt(t *testing.T) {
	b, _ := newBoard(t, 2)
	m, scene := boxes(2)
	scene.Items = append(scene.Items, draw.Item{
		Of: journey.Ref{Kind: journey.KindStep, ID: "a"}, Part: draw.PartPort, Port: journey.PortClicked, Detail: 5,
		Box: &draw.Box{Rect: draw.Rect{X: 76, Y: 16, W: 8, H: 8}},
	})
	b.machine.SetWorld(tool.NewWorld(m, scene, tool.Judge{}), func(journey.Ref) bool { return true })
	b.PortNames(func(step journey.ID, port journey.Port) string { return string(step) + " " + string(port) })
	says := func() string {
		for _, o := range b.front.Objects {
			if words, ok := o.(*canvas.Text); ok {
				return words.Text
			}
		}
		return ""
	}
	move := func(x, y float32) {
		b.MouseMoved(&desktop.MouseEvent{PointEvent: fyne.PointEvent{Position: fyne.NewPos(x, y)}})
	}
	move(30, 20)
	if got := says(); got != "" || len(b.front.Objects) < 2 {
		t.Errorf("over the step: %q and %d marks", got, len(b.front.Objects))
	}
	move(80, 20)
	if got := says(); got != "a clicked" {
		t.Errorf("over the port: %q", got)
	}
	at := fyne.PointEvent{Position: fyne.NewPos(80, 20)}
	b.MouseDown(&desktop.MouseEvent{PointEvent: at, Button: desktop.MouseButtonPrimary})
	b.Dragged(&fyne.DragEvent{PointEvent: fyne.PointEvent{Position: fyne.NewPos(90, 100)}})
	if got := says(); got != "a clicked" {
		t.Errorf("while drawing a link: %q", got)
	}
	b.Cancel()
	move(30, 200)
	if got := says(); got != "" {
		t.Errorf("over nothing: %q", got)
	}
}

func TestTheNameOfAPortStaysOnTheBoard(t *testing.T) {
	board, size := fyne.NewSize(800, 600), fyne.NewSize(140, 18)
	for _, at := range []fyne.Position{{X: 400, Y: 300}, {X: 795, Y: 300}, {X: 795, Y: 3}, {X: 2, Y: 2}, {X: 400, Y: 598}, {X: 798, Y: 598}} {
		place := placeBy(at, size, board)
		if place.X < 0 || place.Y < 0 || place.X+size.Width > board.Width || place.Y+size.Height > board.Height {
			t.Errorf("at %v it stands at %v", at, place)
		}
		if at.X > place.X && at.X < place.X+size.Width && at.Y > place.Y && at.Y < place.Y+size.Height {
			t.Errorf("at %v it covers its port", at)
		}
	}
}

// A window that was made larger showed some tiles without the steps on them, until the map was moved: they had been painted
// while the window did not know them yet, and could not be told to paint them again.
func TestTilesTheWindowDoesNotKnowAreNotUsedAgain(t *testing.T) {
	b, _ := newBoard(t, 20)
	known := true
	b.picture.mosaic.known = func(*canvas.Raster) bool { return known }
	shown := func(zoom float64) map[fyne.CanvasObject]bool {
		b.machine.Camera = b.machine.Camera.ZoomAt(draw.Point{}, zoom)
		b.Looked()
		list := map[fyne.CanvasObject]bool{}
		for _, o := range b.layer.Objects {
			list[o] = true
		}
		return list
	}
	before := shown(0.5)
	again := func(zoom float64) (n int) {
		for o := range shown(zoom) {
			if before[o] {
				n++
			}
		}
		return n
	}
	if n := again(2); n == 0 {
		t.Errorf("no tile of the %d that the window knows is used again", len(before))
	}
	known = false
	if n := again(0.5); n != 0 {
		t.Errorf("%d tiles are used again that the window does not know", n)
	}
	_, scene := boxes(20)
	for i := range scene.Items { // the same tiles with something else on them
		scene.Items[i].Box.Fill = draw.RGBA{R: 9, A: 255}
	}
	before = shown(1)
	m, _ := boxes(20)
	b.machine.SetWorld(tool.NewWorld(m, scene, tool.Judge{}), func(journey.Ref) bool { return true })
	b.Repaint()
	for _, o := range b.layer.Objects {
		if before[o] {
			t.Error("a tile the window does not know shows something else than what was painted of it")
		}
	}
}

// On a board seen small the ring of a selected scenario went through its name, and that of a stage around a part of its head.
func TestRingsStandAroundHeadingsHoweverSmallTheBoardIsSeen(t *testing.T) {
	b, _ := newBoard(t, 2)
	m, scene := boxes(2)
	lane, stage := journey.Ref{Kind: journey.KindScenario, ID: "lane"}, journey.Ref{Kind: journey.KindStage, ID: "stage"}
	small, large, whole := draw.Rect{X: 10, Y: 200, W: 80, H: 20}, draw.Rect{X: 10, Y: 160, W: 80, H: 60}, draw.Rect{X: 0, Y: 180, W: 300, H: 100}
	scene.Items = append(scene.Items,
		draw.Item{Of: lane, Part: draw.PartBody, Box: &draw.Box{Rect: whole}},
		draw.Item{Of: lane, Part: draw.PartHeader, Detail: 0.6, Box: &draw.Box{Rect: small}},
		draw.Item{Of: stage, Part: draw.PartHeader, Box: &draw.Box{Rect: small}},
		draw.Item{Of: stage, Part: draw.PartTitle, Until: 0.5, Box: &draw.Box{Rect: large}},
	)
	b.machine.SetWorld(tool.NewWorld(m, scene, tool.Judge{}), func(journey.Ref) bool { return true })
	ring := func(of journey.Ref) (area draw.Rect) {
		b.machine.Select(of)
		b.PaintMarks()
		for _, o := range b.front.Objects {
			if r, ok := o.(*canvas.Rectangle); ok {
				zoom := float32(b.machine.Camera.Zoom)
				area = draw.Rect{W: float64(r.Size().Width / zoom), H: float64(r.Size().Height / zoom)}
			}
		}
		return area
	}
	if r := ring(lane); r.W < whole.W || r.H < whole.H {
		t.Errorf("the ring of the scenario is %v", r)
	}
	if r := ring(stage); r.H >= large.H {
		t.Errorf("at 100 %% the ring of the stage is %v", r)
	}
	b.machine.Camera = b.machine.Camera.ZoomAt(draw.Point{}, 0.3)
	if r := ring(stage); r.W < large.W || r.H < large.H {
		t.Errorf("on a board seen small the ring of the stage is %v", r)
	}
}
