package layout_test

import (
	"math"
	"reflect"
	"slices"
	"testing"

	"pgregory.net/rapid"

	"rehearse/journey"
	"rehearse/journey/draw/specimen"
	"rehearse/journey/layout"
)

// eight measures every letter as 0.55 of the size.
type eight struct{}

func (eight) Width(text string, size float64, bold bool) float64 {
	return float64(len([]rune(text))) * size * 0.55
}

func TestSameMapSameLayout(t *testing.T) {
	t.Parallel()
	m := specimen.Grid(120)
	a, b := layout.Of(m, eight{}), layout.Of(m, eight{})
	if !reflect.DeepEqual(a.Cards, b.Cards) || !reflect.DeepEqual(a.Routes, b.Routes) || !reflect.DeepEqual(a.Lanes, b.Lanes) {
		t.Error("two layouts of one map differ")
	}
}

func TestRoutesLeadFromThePortToTheCard(t *testing.T) {
	t.Parallel()
	for name, m := range map[string]*journey.Map{"cart": specimen.Cart(), "grid": specimen.Grid(200)} {
		l := layout.Of(m, eight{})
		if len(l.Routes) != len(m.Links) {
			t.Fatalf("%s: %d routes of %d links", name, len(l.Routes), len(m.Links))
		}
		for _, r := range l.Routes {
			port, ok := l.Card(r.Link.From).Port(r.Link.Port)
			if !ok {
				t.Fatalf("%s: link %s leaves by a port that is not placed", name, r.Link.ID)
			}
			if r.Points[0] != port.At {
				t.Errorf("%s: link %s starts at %v, its port is at %v", name, r.Link.ID, r.Points[0], port.At)
			}
			end, to := r.Points[len(r.Points)-1], l.Card(r.Link.To)
			if end.X != to.Rect.X || end.Y < to.Head.Y || end.Y > to.Head.Bottom() {
				t.Errorf("%s: link %s ends at %v, not on the left border of %v", name, r.Link.ID, end, to.Head)
			}
		}
	}
}

// A port beside or below its card seems to belong to nothing.
func TestEveryPortLiesOnTheRightEdgeOfItsCard(t *testing.T) {
	t.Parallel()
	steps := []*journey.Step{
		{Kind: journey.StepEntry}, {Kind: journey.StepTouchpoint}, {Kind: journey.StepMessage}, {Kind: journey.StepSupport}, {Kind: journey.StepCall},
		{Kind: journey.StepWait, Wait: &journey.Wait{Kind: journey.WaitDuration}},
		{Kind: journey.StepWait, Wait: &journey.Wait{Kind: journey.WaitEvent}},
		{Kind: journey.StepWait, Wait: &journey.Wait{Kind: journey.WaitAnchor}},
		{Kind: journey.StepBranch, Branch: &journey.Branch{Rules: []journey.BranchRule{{ID: "one"}, {ID: "two"}}}},
		{Kind: journey.StepSplit, Split: &journey.Split{Arms: []journey.SplitArm{{ID: "one"}, {ID: "two"}}}},
		{Kind: journey.StepUpdate}, {Kind: journey.StepGoal}, {Kind: journey.StepExit},
	}
	for _, s := range steps {
		s.ID = "s"
		ports := journey.PortsOf(s)
		for linked := range 1 << len(ports) { // every choice of ports that have a link
			m := journey.New("Test", "2026-01-05")
			m.Steps = []*journey.Step{s, {ID: "end", Kind: journey.StepExit, X: 600}}
			for i, p := range ports {
				if linked>>i&1 == 1 {
					m.Links = append(m.Links, &journey.Link{ID: journey.ID(p), From: "s", Port: p, To: "end"})
				}
			}
			card := layout.Of(m, eight{}).Card("s")
			seen := map[layout.Point]journey.Port{}
			for _, p := range card.Ports {
				area := card.Head
				if p.Row.H > 0 {
					area = p.Row
				}
				if p.At.X != card.Rect.Right() || p.At.Y <= area.Y || p.At.Y >= area.Bottom() || p.At.Y >= card.Rect.Bottom() {
					t.Errorf("%s: %s is at %v, outside %v", s.Kind, p.Port, p.At, area)
				}
				if other, twice := seen[p.At]; twice {
					t.Errorf("%s: %s lies on %s", s.Kind, p.Port, other)
				}
				seen[p.At] = p.Port
			}
		}
	}
}

// A line that runs over a step seems to belong to it.
func TestRoutesGoAroundCards(t *testing.T) {
	t.Parallel()
	for name, m := range map[string]*journey.Map{"cart": specimen.Cart(), "grid": specimen.Grid(200)} {
		l := layout.Of(m, eight{})
		crossings := 0
		for _, r := range l.Routes {
			for i := range l.Cards {
				c := &l.Cards[i]
				if !c.Step.Kind.Simulated() || c.Step.ID == r.Link.From || c.Step.ID == r.Link.To {
					continue
				}
				if over(r.Points, c.Rect) {
					crossings++
					t.Logf("%s: link %s runs over %s", name, r.Link.ID, c.Step.ID)
				}
			}
		}
		if crossings > 0 {
			t.Errorf("%s: %d crossings", name, crossings)
		}
	}
}

// over reports whether a line passes through an area, looked at every two units.
func over(points []layout.Point, area layout.Rect) bool {
	return slices.ContainsFunc(dots(points, 2), area.Contains)
}

// dots are the points of a line, so far apart at the most.
func dots(points []layout.Point, gap float64) []layout.Point {
	var out []layout.Point
	for i, b := range points {
		if i == 0 {
			out = append(out, b)
			continue
		}
		a := points[i-1]
		n := int(math.Hypot(b.X-a.X, b.Y-a.Y)/gap) + 1
		for k := 1; k <= n; k++ {
			t := float64(k) / float64(n)
			out = append(out, layout.Point{X: a.X + (b.X-a.X)*t, Y: a.Y + (b.Y-a.Y)*t})
		}
	}
	return out
}

func TestParallelLinksStandApart(t *testing.T) {
	t.Parallel()
	m := &journey.Map{Settings: &journey.Settings{}, Policy: &journey.Policy{}, Steps: []*journey.Step{
		{ID: "a", Kind: journey.StepTouchpoint, Touchpoint: &journey.Touchpoint{}},
		{ID: "b", Kind: journey.StepTouchpoint, X: 600, Touchpoint: &journey.Touchpoint{}},
	}}
	for _, id := range []journey.ID{"k1", "k2", "k3"} {
		m.Links = append(m.Links, &journey.Link{ID: id, From: "a", Port: journey.PortOut, To: "b"})
	}
	m.Links = append(m.Links, &journey.Link{ID: "back", From: "b", Port: journey.PortOut, To: "a"}, &journey.Link{ID: "self", From: "a", Port: journey.PortOut, To: "a"})
	l := layout.Of(m, eight{})
	for i := range 3 {
		for k := range i {
			a, _ := layout.Along(l.Routes[i].Points, 0.9)
			b, _ := layout.Along(l.Routes[k].Points, 0.9)
			if math.Abs(a.Y-b.Y) < 3 {
				t.Errorf("%s and %s lie on each other: %v %v", l.Routes[i].Link.ID, l.Routes[k].Link.ID, a, b)
			}
		}
	}
	for _, id := range []journey.ID{"back", "self"} {
		r := l.Route(id)
		if !r.Backward {
			t.Errorf("%s is not known as a link back", id)
		}
		for _, card := range l.Cards {
			if over(r.Points, card.Rect.Grown(-1)) {
				t.Errorf("%s is hidden behind %s: %v", id, card.Step.ID, r.Points)
			}
		}
	}
}

func TestPreviewOfADragMovesOnlyWhatIsDragged(t *testing.T) {
	t.Parallel()
	m := specimen.Grid(100)
	l := layout.Of(m, eight{})
	before := layout.Of(m, eight{})
	moved, routed := l.Moved([]journey.ID{"s5", "nobody", "s5"}, 40, -30)
	if !reflect.DeepEqual(l.Cards, before.Cards) || !reflect.DeepEqual(l.Routes, before.Routes) {
		t.Fatal("the preview changed the layout it was made from")
	}
	for i := range moved.Cards {
		want := l.Cards[i].Rect
		if l.Cards[i].Step.ID == "s5" {
			want = want.Moved(40, -30)
		}
		if moved.Cards[i].Rect != want {
			t.Errorf("%s stands at %v, want %v", l.Cards[i].Step.ID, moved.Cards[i].Rect, want)
		}
	}
	for i, r := range moved.Routes {
		if k := r.Link; k.From == "s5" || k.To == "s5" {
			port, _ := moved.Card(k.From).Port(k.Port)
			if r.Points[0] != port.At {
				t.Errorf("link %s did not follow", k.ID)
			}
			if !slices.Contains(routed, k.ID) {
				t.Errorf("link %s is not said to have another way", k.ID)
			}
		} else if !reflect.DeepEqual(r, l.Routes[i]) {
			t.Errorf("link %s moved without reason", k.ID)
		}
	}
}

func TestColumnsKeepTheOrderOfStages(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		m := &journey.Map{Settings: &journey.Settings{}, Policy: &journey.Policy{}}
		n := rapid.IntRange(1, 6).Draw(t, "stages")
		for i := range n {
			m.Stages = append(m.Stages, &journey.Stage{ID: journey.ID(rune('a' + i)), Name: "Stage"})
		}
		for i := range rapid.IntRange(0, 12).Draw(t, "steps") {
			m.Steps = append(m.Steps, &journey.Step{
				ID: journey.ID("s" + string(rune('a'+i))), Kind: journey.StepTouchpoint,
				Stage: journey.ID(rune('a' + rapid.IntRange(0, n-1).Draw(t, "stage"))),
				X:     rapid.Float64Range(-3000, 3000).Draw(t, "x"), Y: rapid.Float64Range(-500, 500).Draw(t, "y"),
			})
		}
		l := layout.Of(m, eight{})
		if len(l.Columns) != n {
			t.Fatalf("%d columns of %d stages", len(l.Columns), n)
		}
		for i, c := range l.Columns {
			if c.Rect.W < 90 || c.Stage != m.Stages[i] || math.IsNaN(c.Rect.X) || math.IsInf(c.Rect.W, 0) {
				t.Fatalf("column %d is %v", i, c.Rect)
			}
			if i > 0 && math.Abs(c.Rect.X-l.Columns[i-1].Rect.Right()) > 1e-6 {
				t.Fatalf("column %d begins at %g, the one before ends at %g", i, c.Rect.X, l.Columns[i-1].Rect.Right())
			}
		}
	})
}

func TestStepsInOrderLieInTheirColumns(t *testing.T) {
	t.Parallel()
	l := layout.Of(specimen.Cart(), eight{})
	for _, id := range []journey.ID{"visit", "browse", "m1", "order"} {
		c := l.Card(id)
		if got := l.StageAt(c.Rect.Middle().X); got != c.Step.Stage {
			t.Errorf("%s stands in column %q, belongs to %q", id, got, c.Step.Stage)
		}
	}
}

// Numbers out of a broken file must not hang or crash the program.
func TestImpossibleNumbersAreDrawnSomewhere(t *testing.T) {
	t.Parallel()
	bad := []float64{math.NaN(), math.Inf(1), math.Inf(-1), 1e300, -1e300, 0}
	m := &journey.Map{Settings: &journey.Settings{}, Policy: &journey.Policy{}, Stages: []*journey.Stage{{ID: "st"}}}
	for i, x := range bad {
		m.Steps = append(m.Steps,
			&journey.Step{ID: journey.ID("s" + string(rune('a'+i))), Kind: journey.StepBranch, X: x, Y: bad[len(bad)-1-i], Stage: "st"},
			&journey.Step{ID: journey.ID("f" + string(rune('a'+i))), Kind: journey.StepFrame, X: 1, Y: x, Frame: &journey.Frame{Width: x, Height: x}},
			&journey.Step{ID: journey.ID("n" + string(rune('a'+i))), Kind: journey.StepNote, Note: &journey.Note{Text: "x", Width: x, Height: x}})
	}
	for _, a := range m.Steps {
		m.Links = append(m.Links, &journey.Link{ID: "k" + a.ID, From: a.ID, Port: "no such port", To: m.Steps[0].ID}, &journey.Link{ID: "j" + a.ID, From: m.Steps[0].ID, To: "nobody"})
	}
	l := layout.Of(m, eight{})
	for _, r := range []layout.Rect{l.Content, l.Columns[0].Rect} {
		for _, v := range []float64{r.X, r.Y, r.W, r.H} {
			if math.IsNaN(v) || math.Abs(v) > 1e7 {
				t.Errorf("area %v", r)
			}
		}
	}
	for _, c := range l.Cards {
		if math.IsNaN(c.Rect.X+c.Rect.Y+c.Rect.W+c.Rect.H) || c.Rect.W <= 0 || c.Rect.W > 20_000 {
			t.Errorf("%s stands at %v", c.Step.ID, c.Rect)
		}
	}
	l.Hit(layout.Point{X: math.NaN()})
	l.Within(layout.Rect{X: -1e9, Y: -1e9, W: 2e9, H: 2e9})
}

func BenchmarkLayout300Steps(b *testing.B) {
	m := specimen.Grid(300)
	for b.Loop() {
		layout.Of(m, eight{})
	}
}

func BenchmarkDragOneOf1000Steps(b *testing.B) {
	l := layout.Of(specimen.Grid(1000), eight{})
	ids := []journey.ID{"s500"}
	for b.Loop() {
		l.Moved(ids, 10, 10)
	}
}
