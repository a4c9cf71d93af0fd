package layout_test

import (
	"fmt"
	"math"
	"reflect"
	"slices"
	"testing"

	"pgregory.net/rapid"

	"rehearse/assets"
	"rehearse/journey"
	"rehearse/journey/codec"
	"rehearse/journey/draw/specimen"
	"rehearse/journey/layout"
)

// styles are all the ways of drawing links.
var styles = map[string]layout.Style{"curved": layout.Curved, "angular": layout.Angular}

// drawn are the maps whose links must be drawn well: hard ones, every sample, a cart and a grid.
func drawn(t *testing.T) map[string]*journey.Map {
	t.Helper()
	maps := specimen.Hard()
	maps["cart"], maps["grid"] = specimen.Cart(), specimen.Grid(200)
	for _, s := range assets.Samples() {
		data, err := assets.Sample(s.Name)
		if err != nil {
			t.Fatal(err)
		}
		m, problems := codec.DecodeMap(data)
		if problems != nil {
			t.Fatal(problems)
		}
		maps[s.Name] = m
	}
	return maps
}

// runsOver lists the steps a link runs over; it may touch the borders of its own.
func runsOver(l *layout.Layout, r *layout.Route) []journey.ID {
	var ids []journey.ID
	way := dots(r.Points, 2)
	for i := range l.Cards {
		c := &l.Cards[i]
		if c.Step.Kind != journey.StepFrame && slices.ContainsFunc(way, c.Rect.Grown(-1).Contains) {
			ids = append(ids, c.Step.ID)
		}
	}
	return ids
}

func TestLinksOfHardMapsAndSamplesRunOverNoStep(t *testing.T) {
	t.Parallel()
	for name, m := range drawn(t) {
		for style, s := range styles {
			l := layout.In(s, m, eight{})
			for i := range l.Routes {
				if ids := runsOver(l, &l.Routes[i]); len(ids) > 0 {
					t.Errorf("%s, %s: link %s from %s to %s runs over %v", name, style, l.Routes[i].Link.ID, l.Routes[i].Link.From, l.Routes[i].Link.To, ids)
				}
			}
		}
	}
}

// randomMap is steps on a jolted grid, at least 24 apart, with links between any two of them.
func randomMap(t *rapid.T) *journey.Map {
	m := &journey.Map{Settings: &journey.Settings{}, Policy: &journey.Policy{}}
	columns, rows := rapid.IntRange(1, 6).Draw(t, "columns"), rapid.IntRange(1, 6).Draw(t, "rows")
	kinds := []journey.StepKind{journey.StepTouchpoint, journey.StepMessage, journey.StepWait, journey.StepExit, journey.StepNote}
	for row := range rows {
		for column := range columns {
			if rapid.IntRange(0, 4).Draw(t, "empty") == 0 {
				continue
			}
			s := &journey.Step{
				ID: journey.ID(fmt.Sprintf("s%d_%d", column, row)), Kind: rapid.SampledFrom(kinds).Draw(t, "kind"),
				X: float64(column*272 + rapid.IntRange(0, 40).Draw(t, "x")), Y: float64(row*250 + rapid.IntRange(0, 26).Draw(t, "y")),
			}
			switch s.Kind {
			case journey.StepMessage:
				s.Message = &journey.Message{Channels: []journey.ID{"mail"}}
			case journey.StepWait:
				s.Wait = &journey.Wait{Kind: journey.WaitEvent}
			}
			m.Steps = append(m.Steps, s)
		}
	}
	if len(m.Steps) == 0 {
		return m
	}
	for i := range rapid.IntRange(0, 2*len(m.Steps)).Draw(t, "links") {
		from, to := rapid.SampledFrom(m.Steps).Draw(t, "from"), rapid.SampledFrom(m.Steps).Draw(t, "to")
		ports := journey.PortsOf(from)
		if len(ports) == 0 || to.Kind == journey.StepNote {
			continue
		}
		m.Links = append(m.Links, &journey.Link{
			ID: journey.ID(fmt.Sprintf("k%d", i)), From: from.ID, Port: rapid.SampledFrom(ports).Draw(t, "port"), To: to.ID, Label: "45 %",
		})
	}
	return m
}

// Between steps that stand apart there is always a way, so a link over a step could have been avoided.
func TestLinksOfRandomMapsRunOverNoStep(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		m := randomMap(t)
		for style, s := range styles {
			l := layout.In(s, m, eight{})
			if again := layout.In(s, m, eight{}); !reflect.DeepEqual(l.Routes, again.Routes) {
				t.Fatalf("%s: the same map is drawn in two ways", style)
			}
			for i := range l.Routes {
				r := &l.Routes[i]
				if ids := runsOver(l, r); len(ids) > 0 {
					t.Fatalf("%s: link %s from %s to %s runs over %v at %v: %v", style, r.Link.ID, r.Link.From, r.Link.To, ids, l.Card(ids[0]).Whole(), r.Points)
				}
				tip, target := r.Points[len(r.Points)-1], l.Card(r.Link.To)
				if before := r.Points[len(r.Points)-2]; tip.X != target.Rect.X || before.X >= tip.X {
					t.Fatalf("%s: link %s does not arrive from the left: %v, the step is at %v", style, r.Link.ID, r.Points, target.Rect)
				}
			}
		}
	})
}

// A drag shows the ways the map would have: those that move run over nothing either.
func TestLinksOfADraggedStepRunOverNoStep(t *testing.T) {
	t.Parallel()
	m := specimen.Grid(60)
	l := layout.Of(m, eight{})
	for _, by := range []layout.Point{{X: 40, Y: 30}, {X: 0, Y: 400}, {X: -900, Y: 2000}} {
		moved, _ := l.Moved([]journey.ID{"s7"}, by.X, by.Y)
		for i := range moved.Routes {
			for _, id := range runsOver(moved, &moved.Routes[i]) {
				if id != "s7" || !overlapsAny(moved, "s7") {
					t.Errorf("moved by %v: link %s runs over %s", by, moved.Routes[i].Link.ID, id)
				}
			}
		}
	}
}

func overlapsAny(l *layout.Layout, id journey.ID) bool {
	for i := range l.Cards {
		if l.Cards[i].Step.ID != id && l.Cards[i].Rect.Grown(12).Overlaps(l.Card(id).Rect) {
			return true
		}
	}
	return false
}

// leastApart is the least distance of links between the same two steps in the middle of their ways, world units.
const leastApart = 8.0

func TestLinksBetweenTheSameStepsStandApart(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		m := &journey.Map{Settings: &journey.Settings{}, Policy: &journey.Policy{}, Steps: []*journey.Step{
			{ID: "a", Kind: journey.StepTouchpoint, Touchpoint: &journey.Touchpoint{}},
			{ID: "b", Kind: journey.StepTouchpoint, Touchpoint: &journey.Touchpoint{},
				X: rapid.Float64Range(300, 900).Draw(t, "x"), Y: rapid.Float64Range(-400, 400).Draw(t, "y")},
		}}
		for i := range rapid.IntRange(2, 4).Draw(t, "links") {
			m.Links = append(m.Links, &journey.Link{ID: journey.ID(fmt.Sprint(i)), From: "a", Port: journey.PortOut, To: "b"})
		}
		for style, s := range styles {
			l := layout.In(s, m, eight{})
			for i := range l.Routes {
				for k := range i {
					at, _ := layout.Along(l.Routes[i].Points, 0.5)
					if d := away(at, l.Routes[k].Points); d < leastApart {
						t.Fatalf("%s: links %d and %d are %.1f apart in the middle: %v %v", style, k, i, d, l.Routes[k].Points, l.Routes[i].Points)
					}
				}
			}
		}
	})
}

// away is how far a point is from a line, looked at every unit.
func away(p layout.Point, points []layout.Point) float64 {
	least := math.Inf(1)
	for _, at := range dots(points, 1) {
		least = min(least, math.Hypot(at.X-p.X, at.Y-p.Y))
	}
	return least
}

// In an angular map every piece but those of bends is level or upright.
func TestAngularLinksRunLevelAndUpright(t *testing.T) {
	t.Parallel()
	l := layout.In(layout.Angular, specimen.Hard()["five outcomes"], eight{})
	for _, r := range l.Routes {
		for i := 1; i < len(r.Points); i++ {
			a, b := r.Points[i-1], r.Points[i]
			if a.X != b.X && a.Y != b.Y && math.Hypot(a.X-b.X, a.Y-b.Y) > 6 {
				t.Errorf("link %s has a slanting piece from %v to %v", r.Link.ID, a, b)
			}
		}
	}
}

// What a drag costs for each move of the mouse: a step in the middle of 300, with its links.
func BenchmarkDragOneOf300Steps(b *testing.B) {
	m := specimen.Grid(300)
	l := layout.Of(m, eight{})
	b.ReportAllocs()
	for i := range b.N {
		l.Moved([]journey.ID{"s150"}, float64(i%200), float64(i%130))
	}
}
