package layout

import "rehearse/journey"

const (
	// Tolerance is how far beside a line still hits it, PortRadius how far from a port's middle hits
	// the port, world units at 100 %.
	Tolerance  = 6.0
	PortRadius = 9.0
)

// hitIndex finds what is under a point.
type hitIndex struct {
	cards  *grid
	routes *grid
}

func newHitIndex(l *Layout) *hitIndex {
	cards := make([]Rect, len(l.Cards))
	for i := range l.Cards {
		cards[i] = l.Cards[i].Rect
	}
	routes := make([]Rect, len(l.Routes))
	for i := range l.Routes {
		routes[i] = bounds(l.Routes[i].Points)
	}
	return &hitIndex{cards: newGrid(cards), routes: newGrid(routes)}
}

// Hit is what is under a point at 100 %; see HitWithin.
func (l *Layout) Hit(p Point) (journey.Ref, journey.Port, bool) { return l.HitWithin(p, Tolerance) }

// HitWithin is what is under a point, with a tolerance in world units (divide pixels by the zoom):
// a port, then the topmost step, the nearest link, a frame by its border or title, the head of a
// stage, the title of a scenario. The port is set when a port is hit.
func (l *Layout) HitWithin(p Point, tolerance float64) (journey.Ref, journey.Port, bool) {
	scale := tolerance / Tolerance
	step, port, frame := -1, journey.Port(""), -1
	nearest := PortRadius * scale
	portOf := -1
	l.hits.cards.near(Rect{p.X, p.Y, 0, 0}.Grown(PortRadius*scale), func(i int) bool {
		c := &l.Cards[i]
		for _, place := range c.Ports {
			if d := distance(p, place.At); d <= nearest {
				nearest, port, portOf = d, place.Port, i
			}
		}
		switch {
		case c.Step.Kind == journey.StepFrame:
			if onFrame(c.Rect, p, tolerance) {
				frame = max(frame, i)
			}
		case c.Rect.Contains(p):
			step = max(step, i)
		}
		return true
	})
	switch {
	case portOf >= 0 && portOf >= step:
		return journey.Ref{Kind: journey.KindStep, ID: l.Cards[portOf].Step.ID}, port, true
	case step >= 0:
		return journey.Ref{Kind: journey.KindStep, ID: l.Cards[step].Step.ID}, "", true
	}
	if i := l.nearestRoute(p, tolerance); i >= 0 {
		return journey.Ref{Kind: journey.KindLink, ID: l.Routes[i].Link.ID}, "", true
	}
	if frame >= 0 {
		return journey.Ref{Kind: journey.KindStep, ID: l.Cards[frame].Step.ID}, "", true
	}
	for _, c := range l.Columns {
		if c.Header.Contains(p) {
			return journey.Ref{Kind: journey.KindStage, ID: c.Stage.ID}, "", true
		}
	}
	for i := len(l.Lanes) - 1; i >= 0; i-- {
		if l.Lanes[i].Head().Contains(p) {
			return journey.Ref{Kind: journey.KindScenario, ID: l.Lanes[i].Scenario.ID}, "", true
		}
	}
	return journey.Ref{}, "", false
}

// Head is the part of a lane with its title.
func (l Lane) Head() Rect { return Rect{l.Rect.X, l.Rect.Y, l.Rect.W, laneTitle} }

// onFrame reports whether the point is on a frame's border or title; through its middle one reaches
// what is in it.
func onFrame(r Rect, p Point, tolerance float64) bool {
	if !r.Grown(tolerance).Contains(p) {
		return false
	}
	return p.Y <= r.Y+laneTitle || !r.Grown(-tolerance).Contains(p)
}

func (l *Layout) nearestRoute(p Point, tolerance float64) int {
	best, bestDistance := -1, tolerance
	l.hits.routes.near(Rect{p.X, p.Y, 0, 0}.Grown(tolerance), func(i int) bool {
		points := l.Routes[i].Points
		for n := 1; n < len(points); n++ {
			if d := distanceToSegment(p, points[n-1], points[n]); d < bestDistance || d == bestDistance && i > best {
				best, bestDistance = i, d
			}
		}
		return true
	})
	return best
}

// Within lists the steps whose cards touch the area, in map order; frames only when it holds them whole.
func (l *Layout) Within(area Rect) []journey.ID {
	in := make([]bool, len(l.Cards))
	l.hits.cards.near(area, func(i int) bool {
		r := l.Cards[i].Rect
		in[i] = l.Cards[i].Step.Kind != journey.StepFrame ||
			area.X <= r.X && area.Y <= r.Y && area.Right() >= r.Right() && area.Bottom() >= r.Bottom()
		return true
	})
	var ids []journey.ID
	for i, yes := range in {
		if yes {
			ids = append(ids, l.Cards[i].Step.ID)
		}
	}
	return ids
}
