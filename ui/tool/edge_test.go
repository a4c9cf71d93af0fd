package tool

import (
	"testing"

	"rehearse/journey"
)

// The view is 800 × 600. At the right edge it moves by 22 each time, and a step that was taken at 50 stays under the hand:
// it has moved as far in the world as the hand and the view together.
func TestADragAtTheEdgeTakesTheViewAlong(t *testing.T) {
	m := board()
	p := at(50, 20)
	m.Press(p)
	q := at(800, 320)
	q.Mods = ModCtrl // free of grid and neighbours
	m.Drag(q)
	for i := range 10 {
		if _, more := m.Push(q); !more {
			t.Fatalf("stopped after %d", i)
		}
	}
	if m.Camera.Origin.X != 220 || m.Camera.Origin.Y != 0 {
		t.Fatalf("looks at %v", m.Camera.Origin)
	}
	if move := only[MoveSteps](t, m.Release(q)); move.DX != 750+220 || move.DY != 300 {
		t.Fatalf("%+v", move)
	}
	if _, more := m.Push(q); more {
		t.Error("the view moves without a drag")
	}
}

func TestALinkIsDrawnToAStepOutsideTheView(t *testing.T) {
	m := board()
	m.Camera.Width = 300 // c at 400…500 is outside
	m.Camera.Origin.Y = -200
	m.Press(at(100, 220))
	q := at(300, 220)
	m.Drag(q)
	for range 7 { // 300 + 7 × 22 = 454
		m.Push(q)
	}
	if got := only[Connect](t, m.Release(q)); got != (Connect{"a", journey.PortOut, "c"}) {
		t.Fatalf("%+v", got)
	}
}
