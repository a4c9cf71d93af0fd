package tool

import (
	"slices"
	"testing"

	"rehearse/journey"
	"rehearse/journey/draw"
)

// desk is board() with what the newer gestures need: a loose step d at 150,200 of 100 × 40, a link from a to b drawn
// from 100,20 to the tip 200,20, three stages of 300 from x = 0 with heads of 30 above, at y = −100, in which a, b and d
// stand in the first, c in the second, and a note at 700,300 of 200 × 100.
func desk() *Machine {
	m := &journey.Map{
		Steps: []*journey.Step{
			{ID: "a", Kind: journey.StepTouchpoint, Stage: "s1"}, {ID: "b", Kind: journey.StepTouchpoint, Stage: "s1"},
			{ID: "c", Kind: journey.StepTouchpoint, Stage: "s2"}, {ID: "d", Kind: journey.StepMessage, Stage: "s1"}, {ID: "n", Kind: journey.StepNote},
		},
		Links: []*journey.Link{{ID: "ab", From: "a", Port: journey.PortOut, To: "b"}, {ID: "bc", From: "b", Port: journey.PortOut, To: "c"}},
	}
	scene := &draw.Scene{Bounds: draw.Rect{W: 900, H: 400}}
	add := func(of journey.Ref, part draw.Part, r draw.Rect) {
		scene.Items = append(scene.Items, draw.Item{Of: of, Part: part, Box: &draw.Box{Rect: r}})
	}
	for i, id := range []journey.ID{"s1", "s2", "s3"} {
		of, x := journey.Ref{Kind: journey.KindStage, ID: id}, 300*float64(i)
		add(of, draw.PartOrnament, draw.Rect{X: x, Y: -100, W: 300, H: 500})
		add(of, draw.PartHeader, draw.Rect{X: x, Y: -100, W: 300, H: 30})
	}
	for _, l := range []struct {
		id       journey.ID
		from, to float64
	}{{"ab", 100, 200}, {"bc", 300, 400}} {
		of := journey.Ref{Kind: journey.KindLink, ID: l.id}
		scene.Items = append(scene.Items,
			draw.Item{Of: of, Part: draw.PartLine, Polyline: &draw.Polyline{Points: []draw.Point{{X: l.from, Y: 20}, {X: l.to - 8, Y: 20}}, Width: 2}},
			draw.Item{Of: of, Part: draw.PartArrow, Polygon: &draw.Polygon{Points: []draw.Point{{X: l.to, Y: 20}, {X: l.to - 10, Y: 15}, {X: l.to - 10, Y: 25}}}})
	}
	for id, r := range map[journey.ID]draw.Rect{
		"a": {W: 100, H: 40}, "b": {X: 200, W: 100, H: 40}, "c": {X: 400, W: 100, H: 40}, "d": {X: 150, Y: 200, W: 100, H: 40}, "n": {X: 700, Y: 300, W: 200, H: 100},
	} {
		of := journey.Ref{Kind: journey.KindStep, ID: id}
		add(of, draw.PartBody, r)
		if id != "n" {
			scene.Items = append(scene.Items, draw.Item{Of: of, Part: draw.PartPort, Port: journey.PortOut, Box: &draw.Box{Rect: draw.Rect{X: r.X + r.W - 5, Y: r.Y + 15, W: 10, H: 10}}})
		}
	}
	machine := NewMachine()
	machine.Camera.Width, machine.Camera.Height = 1200, 800
	machine.SetWorld(NewWorld(m, scene, Judge{
		Reconnect: func(_ journey.ID, _ bool, step journey.ID, _ journey.Port) *journey.Problem {
			if step == "a" {
				return &journey.Problem{Code: "self"}
			}
			return nil
		},
	}), func(journey.Ref) bool { return true })
	return machine
}

func link(id journey.ID) journey.Ref { return journey.Ref{Kind: journey.KindLink, ID: id} }

func none(t *testing.T, list []Intent) {
	t.Helper()
	for _, i := range list {
		switch i.(type) {
		case Selected, Looked:
		default:
			t.Fatalf("%#v", i)
		}
	}
}

func TestTheTipOfASelectedLinkIsBroughtToAnotherStep(t *testing.T) {
	m := desk()
	m.Select(link("ab"))
	got := only[Reconnect](t, drag(m, at(200, 20), at(450, 20)))
	if got != (Reconnect{Link: "ab", Step: "c", Port: journey.PortOut}) {
		t.Fatalf("%+v", got)
	}
}

func TestTheStartOfASelectedLinkIsBroughtToAnotherPort(t *testing.T) {
	m := desk()
	m.Select(link("bc"))
	got := only[Reconnect](t, drag(m, at(300, 20), at(250, 220)))
	if got != (Reconnect{Link: "bc", AtStart: true, Step: "d", Port: journey.PortOut}) {
		t.Fatalf("%+v", got)
	}
}

func TestALinksEndDroppedBesideOrBackOrEscapedChangesNothing(t *testing.T) {
	m := desk()
	m.Select(link("ab"))
	none(t, drag(m, at(200, 20), at(600, 600)))
	none(t, drag(m, at(200, 20), at(250, 20)))
	m.Press(at(200, 20))
	m.Drag(at(450, 20))
	m.Cancel()
	none(t, m.Release(at(450, 20)))
	if refused := only[Refuse](t, drag(m, at(200, 20), at(50, 20))); refused.Problem.Code != "self" {
		t.Fatalf("%+v", refused)
	}
}

func TestALooseStepDroppedOnALinkIsPutIntoIt(t *testing.T) {
	m := desk()
	// The middle of d, at 200,220, comes to 150,20, the middle of the link.
	got := only[MoveSteps](t, drag(m, at(200, 220), at(150, 20)))
	if got.Onto != "ab" {
		t.Fatalf("%+v", got)
	}
	if got := only[MoveSteps](t, drag(m, at(450, 20), at(150, 20))); got.Onto != "" {
		t.Fatalf("a step with links was put into a link: %+v", got)
	}
	p := at(450, 20)
	p.Mods = ModAlt
	if got := only[MoveSteps](t, drag(m, p, at(150, 20))); got.Onto != "ab" || !got.Copy {
		t.Fatalf("a copy was not put into the link: %+v", got)
	}
}

func TestANewStepIsPlacedOnALinkOrBesideAndGivenUp(t *testing.T) {
	m := desk()
	m.Place(journey.StepWait, draw.Point{X: 150, Y: 25})
	none(t, m.Release(at(150, 25))) // the board hears the button too
	if got := only[Create](t, m.Drop(true)); got != (Create{journey.StepWait, draw.Point{X: 150, Y: 25}, "ab"}) {
		t.Fatalf("%+v", got)
	}
	m.Place(journey.StepNote, draw.Point{X: 150, Y: 25})
	if got := only[Create](t, m.Drop(true)); got.Onto != "" {
		t.Fatalf("a note in a link: %+v", got)
	}
	m.Place(journey.StepWait, draw.Point{X: 5000, Y: 25})
	none(t, m.Drop(false))
	m.Place(journey.StepWait, draw.Point{X: 150, Y: 25})
	m.Cancel()
	m.Place(journey.StepWait, draw.Point{X: 160, Y: 25}) // the mouse goes on moving
	none(t, m.Drop(true))
	m.Place(journey.StepWait, draw.Point{X: 10, Y: 300})
	only[Create](t, m.Drop(true))
}

// d at 150,200 is pulled to 203,97: its left edge comes 3 from that of b at 200, within 6 pixels; its top 97 has no
// neighbour and goes onto the grid.
func TestMovedStepsFallIntoLineWithTheirNeighboursAndShowIt(t *testing.T) {
	m := desk()
	p := at(200, 220)
	m.Press(p)
	m.Drag(at(253, 117))
	pre := m.Preview()
	if pre.DX != 50 || pre.DY != -100 {
		t.Fatalf("%v, %v", pre.DX, pre.DY)
	}
	if !slices.Contains(pre.Guides, Guide{draw.Point{X: 200, Y: 0}, draw.Point{X: 200, Y: 140}}) {
		t.Fatalf("%+v", pre.Guides)
	}
	q := at(253, 117)
	q.Mods = ModCtrl
	m.Drag(q)
	if pre := m.Preview(); pre.DX != 53 || pre.DY != -103 || len(pre.Guides) != 0 {
		t.Fatalf("with Ctrl %v, %v, %v", pre.DX, pre.DY, pre.Guides)
	}
}

func TestANoteIsResizedByItsCornersAndNotBelowItsLeast(t *testing.T) {
	m := desk()
	note := journey.Ref{Kind: journey.KindStep, ID: "n"}
	m.Select(note)
	got := only[Resize](t, drag(m, at(900, 400), at(952, 447)))
	if got != (Resize{"n", draw.Rect{X: 700, Y: 300, W: 250, H: 150}}) {
		t.Fatalf("%+v", got)
	}
	if got := only[Resize](t, drag(m, at(700, 300), at(1100, 700))); got.Area != (draw.Rect{X: 840, Y: 340, W: 60, H: 60}) {
		t.Fatalf("%+v", got)
	}
	m.Press(at(900, 400))
	m.Drag(at(1000, 500))
	m.Cancel()
	none(t, m.Release(at(1000, 500)))
}

func TestTheEdgeOfAStageTakesWhatIsBehindAlongAndStopsAtItsSteps(t *testing.T) {
	m := desk()
	got := only[ResizeStage](t, drag(m, at(300, -85), at(352, -85)))
	if got.Stage != "s1" || got.Width != 350 || got.DX != 50 || !slices.Contains(got.Steps, "c") || slices.Contains(got.Steps, "b") || !slices.Contains(got.Steps, "n") {
		t.Fatalf("%+v", got)
	}
	// b ends at 300: the edge stays 8 behind it.
	if got := only[ResizeStage](t, drag(m, at(300, -85), at(100, -85))); got.Width != 308 {
		t.Fatalf("%+v", got)
	}
}

func TestTheHeadOfAStageMovesIt(t *testing.T) {
	m := desk()
	if got := only[MoveStage](t, drag(m, at(150, -85), at(620, -85))); got != (MoveStage{"s1", 1}) {
		t.Fatalf("%+v", got)
	}
	if got := only[MoveStage](t, drag(m, at(750, -85), at(20, -85))); got != (MoveStage{"s3", 0}) {
		t.Fatalf("%+v", got)
	}
	none(t, drag(m, at(150, -85), at(280, -85)))
	m.Press(at(150, -85))
	m.Drag(at(620, -85))
	m.Cancel()
	none(t, m.Release(at(620, -85)))
}

func TestALockedStepIsNotDragged(t *testing.T) {
	m := desk()
	m.World().locked["a"] = true
	if got := only[Refuse](t, drag(m, at(50, 20), at(150, 120))); got.Problem.Code != "edit.locked" {
		t.Fatalf("%+v", got)
	}
	m.Select(journey.Ref{Kind: journey.KindStep, ID: "a"}, journey.Ref{Kind: journey.KindStep, ID: "b"})
	if got := only[MoveSteps](t, drag(m, at(250, 20), at(350, 120))); !slices.Equal(got.Steps, []journey.ID{"b"}) {
		t.Fatalf("%+v", got)
	}
}
