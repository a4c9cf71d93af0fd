package layout_test

import (
	"testing"

	"pgregory.net/rapid"

	"rehearse/journey"
	"rehearse/journey/draw/specimen"
	"rehearse/journey/layout"
)

func TestHitFindsWhatIsUnderThePoint(t *testing.T) {
	t.Parallel()
	l := layout.Of(specimen.Cart(), eight{})
	middle, _ := layout.Along(l.Route("l3").Points, 0.6)
	port, _ := l.Card("b1").Port("r2")
	hidden, _ := l.Card("m1").Port(journey.PortNotSent)
	frame := l.Card("frame").Rect
	header := l.Columns[1].Header.Middle()
	lane := l.Lanes[0].Head()
	for _, c := range []struct {
		name string
		at   layout.Point
		want journey.Ref
		port journey.Port
	}{
		{"a card", l.Card("browse").Rect.Middle(), journey.Ref{Kind: journey.KindStep, ID: "browse"}, ""},
		{"a port", port.At, journey.Ref{Kind: journey.KindStep, ID: "b1"}, "r2"},
		{"a port without links", hidden.At, journey.Ref{Kind: journey.KindStep, ID: "m1"}, journey.PortNotSent},
		{"beside a line", layout.Point{X: middle.X, Y: middle.Y + 4}, journey.Ref{Kind: journey.KindLink, ID: "l3"}, ""},
		{"the title of a frame", layout.Point{X: frame.X + 30, Y: frame.Y + 10}, journey.Ref{Kind: journey.KindStep, ID: "frame"}, ""},
		{"the head of a stage", header, journey.Ref{Kind: journey.KindStage, ID: "consider"}, ""},
		{"the title of a scenario", layout.Point{X: lane.X + 20, Y: lane.Y + 15}, journey.Ref{Kind: journey.KindScenario, ID: "cart"}, ""},
	} {
		ref, p, ok := l.Hit(c.at)
		if !ok || ref != c.want || p != c.port {
			t.Errorf("%s: hit %v %q %t, want %v %q", c.name, ref, p, ok, c.want, c.port)
		}
	}
	for name, at := range map[string]layout.Point{
		"nowhere":               {X: -9000, Y: 9000},
		"the middle of a frame": {X: frame.X + 5 + 250, Y: frame.Bottom() - 30},
	} {
		if ref, _, ok := l.Hit(at); ok && ref.ID != "l1" {
			t.Errorf("%s: hit %v", name, ref)
		}
	}
}

// A port that is small on the screen must be as easy to hit at every zoom.
func TestToleranceGrowsThePorts(t *testing.T) {
	t.Parallel()
	l := layout.Of(specimen.Cart(), eight{})
	port, _ := l.Card("visit").Port(journey.PortOut)
	beside := layout.Point{X: port.At.X + 20, Y: port.At.Y + 12}
	if _, p, _ := l.Hit(beside); p != "" {
		t.Fatal("hit a port 23 units away at 100 %")
	}
	if _, p, _ := l.HitWithin(beside, layout.Tolerance/0.25); p != journey.PortOut {
		t.Error("missed the port at 25 %")
	}
}

func TestAreaFindsTheSameStepsAsLookingAtAll(t *testing.T) {
	t.Parallel()
	l := layout.Of(specimen.Grid(150), eight{})
	rapid.Check(t, func(t *rapid.T) {
		area := layout.Rect{
			X: rapid.Float64Range(-500, 6000).Draw(t, "x"), Y: rapid.Float64Range(-500, 3000).Draw(t, "y"),
			W: rapid.Float64Range(0, 9000).Draw(t, "w"), H: rapid.Float64Range(0, 9000).Draw(t, "h"),
		}
		var want []journey.ID
		for i := range l.Cards {
			if l.Cards[i].Rect.Overlaps(area) {
				want = append(want, l.Cards[i].Step.ID)
			}
		}
		got := l.Within(area)
		if len(got) != len(want) {
			t.Fatalf("%d steps, want %d", len(got), len(want))
		}
		for i := range got {
			if got[i] != want[i] {
				t.Fatalf("step %d is %s, want %s", i, got[i], want[i])
			}
		}
	})
}
