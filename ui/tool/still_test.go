package tool

import "testing"

// What trembles, or comes back, has not been moved: nothing is there to undo.
func TestAHandThatComesBackMovesNothing(t *testing.T) {
	m := board()
	p := at(50, 20)
	m.Press(p)
	m.Drag(at(90, 60))
	for _, i := range append(m.Drag(at(52, 21)), m.Release(at(52, 21))...) {
		if move, ok := i.(MoveSteps); ok {
			t.Fatalf("moved %+v", move)
		}
	}
}

func TestEscapeGivesPanningAndConnectingUpToo(t *testing.T) {
	m := board()
	before := m.Camera
	p := at(50, 20)
	p.Button = ButtonMiddle
	m.Press(p)
	m.Drag(at(150, 90))
	m.Cancel()
	if m.Camera != before {
		t.Errorf("the view is %+v", m.Camera)
	}
	m.Press(at(100, 20))
	m.Drag(at(450, 20))
	if m.Preview().Kind != PreviewConnect {
		t.Fatalf("preview %v", m.Preview().Kind)
	}
	m.Cancel()
	if out := m.Release(at(450, 20)); len(out) != 0 {
		t.Errorf("%#v", out)
	}
}

// Step a stands at x = 0 and y = 0 of the world; were it off the grid, a straight drag to the right must not lift it.
func TestAStraightDragKeepsTheOtherAxis(t *testing.T) {
	for _, c := range []struct{ corner, d, want float64 }{
		{3, 0, 0}, {3, 4, 0}, {3, -4.9, 0}, {3, 8, 7}, {3, -12, -13}, {0, 23, 20},
	} {
		if got := onGrid(c.corner, c.d); got != c.want {
			t.Errorf("%v from %v: %v, want %v", c.d, c.corner, got, c.want)
		}
	}
}
