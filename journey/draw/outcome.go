package draw

import (
	"slices"

	"rehearse/journey"
)

// outcome is what the way on from a step means.
type outcome uint8

const (
	outcomePlain outcome = iota // the step just goes on
	outcomeGood                 // people did what they were asked to, or were reached
	outcomeBad                  // they did not, or were not
	outcomeArm                  // one of several ways with names of their own
)

// outcomes are those of the ports whose names do not come from the map.
var outcomes = map[journey.Port]outcome{
	journey.PortClicked: outcomeGood, journey.PortOpened: outcomeGood, journey.PortHappened: outcomeGood,
	journey.PortAnswered: outcomeGood, journey.PortReached: outcomeGood,
	journey.PortNotOpened: outcomeBad, journey.PortNotSent: outcomeBad, journey.PortTimedOut: outcomeBad,
	journey.PortTooLate: outcomeBad, journey.PortGaveUp: outcomeBad, journey.PortClosed: outcomeBad,
	journey.PortRefused: outcomeBad, journey.PortNotReached: outcomeBad,
}

// outcomeOf is what a port of a step means, and its colour; a plain one has none of its own.
func (b *builder) outcomeOf(s *journey.Step, p journey.Port) (outcome, RGBA) {
	if s == nil {
		return outcomePlain, RGBA{}
	}
	if arm := armOf(s, p); arm >= 0 {
		return outcomeArm, b.t.Arms[arm%len(b.t.Arms)]
	}
	switch o := outcomes[p]; o {
	case outcomeGood:
		return o, b.t.Good
	case outcomeBad:
		return o, b.t.Bad
	}
	return outcomePlain, RGBA{}
}

// armOf is the place of a branch's rule or a split's arm, −1 for another port.
func armOf(s *journey.Step, p journey.Port) int {
	switch {
	case s.Branch != nil:
		return slices.IndexFunc(s.Branch.Rules, func(r journey.BranchRule) bool { return journey.Port(r.ID) == p })
	case s.Split != nil:
		return slices.IndexFunc(s.Split.Arms, func(a journey.SplitArm) bool { return journey.Port(a.ID) == p })
	}
	return -1
}

// Radii of ports: of a plain one that has a link, of one that has none, and of one with a sign in it.
const (
	portRadius = 5.0
	freeRadius = 3.5
	signRadius = 6.5
)

// sign draws what tells outcomes apart without their colours: a tick or a cross in the port.
func (b *builder) sign(of journey.Ref, o outcome, at Point) {
	for _, line := range signLines(o, at, 1) {
		b.add(Item{Of: of, Part: PartOrnament, Detail: max(portDetail, b.nearest()), Polyline: &Polyline{Points: line, Stroke: b.t.Icon, Width: 1.6}})
	}
}

// signLines are the strokes of a sign around a point, so many times as large as in a port.
func signLines(o outcome, at Point, k float64) [][]Point {
	var lines [][]Point
	switch o {
	case outcomeGood:
		lines = [][]Point{{{X: -2.8, Y: 0.2}, {X: -0.8, Y: 2.2}, {X: 3, Y: -2.2}}}
	case outcomeBad:
		lines = [][]Point{{{X: -2.2, Y: -2.2}, {X: 2.2, Y: 2.2}}, {{X: -2.2, Y: 2.2}, {X: 2.2, Y: -2.2}}}
	}
	for _, points := range lines {
		for i, p := range points {
			points[i] = Point{X: at.X + p.X*k, Y: at.Y + p.Y*k}
		}
	}
	return lines
}

// outcomeMarks are the entries of the legend for the outcomes that have links.
func (b *builder) outcomeMarks() []mark {
	seen := map[outcome]bool{}
	for i := range b.l.Routes {
		k := b.l.Routes[i].Link
		what, _ := b.outcomeOf(b.l.Card(k.From).Step, k.Port)
		seen[what] = true
	}
	var list []mark
	for _, e := range []struct {
		what  outcome
		words string
		color RGBA
	}{{outcomeGood, b.o.Labels.Good, b.t.Good}, {outcomeBad, b.o.Labels.Bad, b.t.Bad}} {
		if !seen[e.what] || e.words == "" {
			continue
		}
		list = append(list, mark{words: e.words, paint: func(r Rect) []Item {
			k := r.W / (2 * signRadius)
			items := []Item{{Part: PartLegend, Box: &Box{Rect: r, Radius: r.W / 2, Fill: e.color}}}
			for _, line := range signLines(e.what, r.Middle(), k) {
				items = append(items, Item{Part: PartLegend, Polyline: &Polyline{Points: line, Stroke: b.t.Icon, Width: 1.6 * k}})
			}
			return items
		}})
	}
	return list
}
