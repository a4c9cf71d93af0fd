package tool

import (
	"math"
	"slices"
	"testing"
	"time"

	"rehearse/journey"
	"rehearse/journey/draw"
)

// board is a machine over three steps a, b, c of 100 × 40 at x = 0, 200, 400 with a port at the right edge,
// and a frame behind c. The camera looks at the world's origin at 100 %.
func board() *Machine {
	m := &journey.Map{}
	scene := &draw.Scene{Bounds: draw.Rect{W: 500, H: 40}}
	frame := journey.Ref{Kind: journey.KindStep, ID: "f"}
	m.Steps = append(m.Steps, &journey.Step{ID: "f", Kind: journey.StepFrame})
	scene.Items = append(scene.Items, draw.Item{Of: frame, Part: draw.PartBody, Box: &draw.Box{Rect: draw.Rect{X: 380, Y: -40, W: 200, H: 200}}})
	line := journey.Ref{Kind: journey.KindLink, ID: "ab"}
	scene.Items = append(scene.Items, draw.Item{Of: line, Part: draw.PartLine, Polyline: &draw.Polyline{Points: []draw.Point{{X: 100, Y: 20}, {X: 200, Y: 20}}, Width: 2}})
	for i, id := range []journey.ID{"a", "b", "c"} {
		ref := journey.Ref{Kind: journey.KindStep, ID: id}
		x := float64(i) * 200
		m.Steps = append(m.Steps, &journey.Step{ID: id, Kind: journey.StepTouchpoint})
		scene.Items = append(scene.Items,
			draw.Item{Of: ref, Part: draw.PartBody, Box: &draw.Box{Rect: draw.Rect{X: x, W: 100, H: 40}}},
			draw.Item{Of: ref, Part: draw.PartPort, Port: journey.PortOut, Box: &draw.Box{Rect: draw.Rect{X: x + 95, Y: 15, W: 10, H: 10}}})
	}
	machine := NewMachine()
	machine.Camera.Width, machine.Camera.Height = 800, 600
	machine.SetWorld(NewWorld(m, scene, Judge{Connect: func(from journey.ID, _ journey.Port, to journey.ID) *journey.Problem {
		if from == to {
			return &journey.Problem{Code: "self"}
		}
		return nil
	}}), func(journey.Ref) bool { return true })
	return machine
}

var now time.Duration

func at(x, y float64) Pointer {
	now += time.Second
	return Pointer{At: draw.Point{X: x, Y: y}, When: now}
}

func drag(m *Machine, from, to Pointer) []Intent {
	out := m.Press(from)
	to.When = from.When
	out = append(out, m.Drag(to)...)
	return append(out, m.Release(to)...)
}

func only[T Intent](t *testing.T, list []Intent) T {
	t.Helper()
	for _, i := range list {
		if found, ok := i.(T); ok {
			return found
		}
	}
	var none T
	t.Fatalf("no %T among %#v", none, list)
	return none
}

func ids(m *Machine) []journey.ID { return m.SelectedSteps() }

func TestClickSelectsAndEmptyGroundLetsGo(t *testing.T) {
	m := board()
	p := at(50, 20)
	m.Press(p)
	m.Release(p)
	if !slices.Equal(ids(m), []journey.ID{"a"}) {
		t.Fatalf("selected %v", ids(m))
	}
	p = at(50, 300)
	m.Press(p)
	m.Release(p)
	if len(m.Selection()) != 0 {
		t.Fatalf("still selected %v", m.Selection())
	}
}

func TestShiftClickAddsAndTakesAway(t *testing.T) {
	m := board()
	for _, x := range []float64{50, 250, 50} {
		p := at(x, 20)
		p.Mods = ModShift
		m.Press(p)
		m.Release(p)
	}
	if !slices.Equal(ids(m), []journey.ID{"b"}) {
		t.Fatalf("selected %v", ids(m))
	}
}

func TestMoveSnapsTheStepToTheGridAndNotTheDistance(t *testing.T) {
	m := board()
	move := only[MoveSteps](t, drag(m, at(50, 20), at(83, 37)))
	if move.DX != 30 || move.DY != 20 || !slices.Equal(move.Steps, []journey.ID{"a"}) {
		t.Fatalf("moved %+v", move)
	}
}

func TestMoveAtAnotherZoomIsInWorldUnits(t *testing.T) {
	m := board()
	m.Camera.Zoom = 0.5
	move := only[MoveSteps](t, drag(m, at(25, 10), at(75, 10)))
	if move.DX != 100 || move.DY != 0 {
		t.Fatalf("moved %+v", move)
	}
}

func TestCancelledGestureLeavesNoTrace(t *testing.T) {
	m := board()
	p := at(50, 20)
	m.Press(p)
	m.Drag(at(90, 90))
	if m.Preview().Kind != PreviewMove {
		t.Fatalf("preview %v", m.Preview().Kind)
	}
	m.Cancel()
	if out := m.Release(at(90, 90)); len(out) != 0 || m.Preview().Kind != PreviewNone {
		t.Fatalf("after Escape: %v %v", out, m.Preview())
	}
}

func TestCancelledMarqueeRestoresTheSelection(t *testing.T) {
	m := board()
	m.Select(journey.Ref{Kind: journey.KindStep, ID: "c"})
	m.Press(at(-20, -20))
	m.Drag(at(260, 60))
	if len(m.Selection()) != 2 {
		t.Fatalf("marquee selects %v", m.Selection())
	}
	m.Cancel()
	if !slices.Equal(ids(m), []journey.ID{"c"}) {
		t.Fatalf("after Escape %v", ids(m))
	}
}

func TestConnectFromPortToStep(t *testing.T) {
	m := board()
	got := only[Connect](t, drag(m, at(100, 20), at(450, 20)))
	if got != (Connect{"a", journey.PortOut, "c"}) {
		t.Fatalf("%+v", got)
	}
}

func TestRefusedConnectionSaysWhy(t *testing.T) {
	m := board()
	got := only[Refuse](t, drag(m, at(100, 20), at(30, 20)))
	if got.Problem.Code != "self" {
		t.Fatalf("%+v", got)
	}
}

func TestConnectionDroppedOnEmptyGroundAsksWhatToCreate(t *testing.T) {
	m := board()
	got := only[CreateLinked](t, drag(m, at(100, 20), at(150, 200)))
	if got.From != "a" || got.Port != journey.PortOut || got.At != (draw.Point{X: 150, Y: 200}) {
		t.Fatalf("%+v", got)
	}
}

func TestDoubleClickEditsAndOnEmptyGroundCreates(t *testing.T) {
	m := board()
	double := func(x, y float64) []Intent {
		p := at(x, y)
		m.Press(p)
		out := m.Release(p)
		p.When += 150 * time.Millisecond
		out = append(out, m.Press(p)...)
		return append(out, m.Release(p)...)
	}
	if e := only[Edit](t, double(50, 20)); e.Of.ID != "a" {
		t.Fatalf("%+v", e)
	}
	if c := only[CreateLinked](t, double(50, 300)); c.From != "" || c.At != (draw.Point{X: 50, Y: 300}) {
		t.Fatalf("%+v", c)
	}
}

func TestSlowSecondClickIsNoDoubleClick(t *testing.T) {
	m := board()
	for range 2 {
		p := at(50, 20)
		m.Press(p)
		if out := m.Release(p); len(out) != 0 {
			t.Fatalf("%#v", out)
		}
	}
}

func TestLinkIsHitBesideItsLine(t *testing.T) {
	m := board()
	if h := m.Under(draw.Point{X: 150, Y: 25}); h.Of.ID != "ab" {
		t.Fatalf("%+v", h)
	}
	if h := m.Under(draw.Point{X: 150, Y: 29}); !h.IsZero() {
		t.Fatalf("%+v", h)
	}
}

func TestMarqueeBeginsInsideAFrameAndTheFrameTakesItsContentsAlong(t *testing.T) {
	m := board()
	m.Press(at(390, 100))
	m.Drag(at(470, 10))
	if m.Preview().Kind != PreviewMarquee || !slices.Equal(ids(m), []journey.ID{"c"}) {
		t.Fatalf("%v %v", m.Preview().Kind, ids(m))
	}
	m.Cancel()
	move := only[MoveSteps](t, drag(m, at(380, 100), at(400, 100)))
	if !slices.Equal(move.Steps, []journey.ID{"f", "c"}) {
		t.Fatalf("%+v", move)
	}
}

func TestSpaceAndMiddleButtonPan(t *testing.T) {
	m := board()
	p := at(50, 20)
	p.Button = ButtonMiddle
	drag(m, p, Pointer{At: draw.Point{X: 70, Y: 50}, Button: ButtonMiddle})
	if m.Camera.Origin != (draw.Point{X: -20, Y: -30}) {
		t.Fatalf("%+v", m.Camera)
	}
	m.Hand(true)
	drag(m, at(50, 20), at(30, -10))
	if m.Camera.Origin != (draw.Point{}) || len(m.Selection()) != 0 {
		t.Fatalf("%+v %v", m.Camera, m.Selection())
	}
}

func TestZoomKeepsThePointUnderThePointer(t *testing.T) {
	m := board()
	p := draw.Point{X: 321, Y: 123}
	before := m.Camera.World(p)
	for range 40 {
		m.Wheel(p, 0, 25, ModCtrl)
	}
	after := m.Camera.World(p)
	if math.Hypot(before.X-after.X, before.Y-after.Y) > 1e-6 || m.Camera.Zoom != MaxZoom {
		t.Fatalf("%v → %v at %v", before, after, m.Camera.Zoom)
	}
}

func TestFitShowsEverything(t *testing.T) {
	c := Camera{Zoom: 1, Width: 800, Height: 600}.Fit(draw.Rect{X: -100, Y: 50, W: 3000, H: 400}, 40, 1)
	v := c.Viewport()
	if v.X > -100 || v.X+v.W < 2900 || v.Y > 50 || v.Y+v.H < 450 {
		t.Fatalf("%+v", v)
	}
	if z := (Camera{Zoom: 3, Width: 800, Height: 600}).Fit(draw.Rect{W: 10, H: 10}, 40, 1).Zoom; z != 1 {
		t.Fatalf("a small map is enlarged to %v", z)
	}
}

func TestRevealMovesAsLittleAsNeeded(t *testing.T) {
	c := Camera{Zoom: 1, Width: 800, Height: 600}
	if c.Reveal(draw.Rect{X: 100, Y: 100, W: 50, H: 50}, 20) != c {
		t.Fatal("a visible area moved the camera")
	}
	if got := c.Reveal(draw.Rect{X: 900, Y: 100, W: 50, H: 50}, 20).Origin; got != (draw.Point{X: 170}) {
		t.Fatalf("%+v", got)
	}
}

func TestGoneRecordsAreLetGo(t *testing.T) {
	m := board()
	m.Select(journey.Ref{Kind: journey.KindStep, ID: "a"}, journey.Ref{Kind: journey.KindStep, ID: "b"})
	m.SetWorld(m.World(), func(r journey.Ref) bool { return r.ID != "a" })
	if !slices.Equal(ids(m), []journey.ID{"b"}) {
		t.Fatalf("%v", ids(m))
	}
}
