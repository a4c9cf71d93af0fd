package layout

import (
	"math"

	"rehearse/journey"
)

// Places finds free places for the labels of links, one after the other.
type Places struct {
	l     *Layout
	taken map[[2]int32][]Rect
}

// Labels begins to place labels.
func (l *Layout) Labels() *Places { return &Places{l: l, taken: map[[2]int32][]Rect{}} }

// Distances of labels, world units.
const (
	labelStep   = 14.0  // between places along a line
	labelBeside = 4.0   // from a line to a label beside it
	labelRing   = 12.0  // between places around a line
	farthestOff = 420.0 // of a label from its line
	arrowRoom   = 14.0  // kept free at the tip
	mostPlaces  = 41    // tried along a line
)

// What makes a place worse than one farther from the middle, in places along the line.
const (
	costOnLine  = 5.0 // lying on another line
	costOnBend  = 4.0 // hiding where its own line turns
	costOnBelow = 3.0 // lying where the numbers of a step would be
)

// Place is where a label of a link stands.
type Place struct {
	Area Rect
	// At is the point of the line it belongs to, for a label so far away that a line must lead to it.
	At  Point
	Off bool
}

// On looks for a place on the line itself, the nearer to its middle the better.
func (p *Places) On(r *Route, w, h float64) (Place, bool) {
	return p.best(r, w, h, func(at, _ Point, give func(Rect, float64)) {
		give(Rect{at.X - w/2, at.Y - h/2, w, h}, 0)
	})
}

// Beside looks for a place that touches the line nearly.
func (p *Places) Beside(r *Route, w, h float64) (Place, bool) {
	return p.best(r, w, h, func(at, direction Point, give func(Rect, float64)) {
		// So far along the normal that the box is clear of the line.
		away := labelBeside + (math.Abs(direction.Y)*w+math.Abs(direction.X)*h)/2
		for _, side := range [...]float64{-1, 1} {
			x, y := at.X-direction.Y*away*side, at.Y+direction.X*away*side
			give(Rect{x - w/2, y - h/2, w, h}, 0)
		}
	})
}

// best is the cheapest of the places offered along a line.
func (p *Places) best(r *Route, w, h float64, offer func(at, direction Point, give func(area Rect, cost float64))) (Place, bool) {
	length := Length(r.Points)
	count := int(min(mostPlaces, max(11, length/labelStep)))
	half := count / 2
	var best Place
	bestCost := math.Inf(1)
	for n := range count {
		// 0, 1, −1, 2, −2 … steps from the middle.
		off := (n + 1) / 2
		if n%2 == 0 {
			off = -off
		}
		if math.Abs(float64(off)) >= bestCost {
			break // costs are at least the distance from the middle
		}
		share := 0.5 + 0.42*float64(off)/float64(max(1, half))
		at, direction := Along(r.Points, share)
		offer(at, direction, func(area Rect, cost float64) {
			cost += math.Abs(float64(off))
			if cost >= bestCost || !p.free(r, area) {
				return
			}
			if cost += p.covers(r, area); cost < bestCost {
				best, bestCost = Place{Area: area, At: at}, cost
			}
		})
	}
	return best, !math.IsInf(bestCost, 1)
}

// Around looks for the nearest free place anywhere around the middle of the line, to which a thin line leads.
func (p *Places) Around(r *Route, w, h float64) (Place, bool) {
	middle, _ := Along(r.Points, 0.5)
	best, bestCost := Place{}, math.Inf(1)
	for ring := 1.0; ring*labelRing <= farthestOff && ring*labelRing*0.7 < bestCost; ring++ {
		away := ring * labelRing
		sides := int(4 * ring)
		for n := range sides {
			angle := 2 * math.Pi * float64(n) / float64(sides)
			area := Rect{middle.X + away*math.Cos(angle) - w/2, middle.Y + away*math.Sin(angle) - h/2, w, h}
			// A place right above or below is easier to connect.
			cost := away + 0.3*away*math.Abs(math.Cos(angle))
			if cost >= bestCost || !p.free(r, area) {
				continue
			}
			if cost += labelRing * p.covers(r, area); cost < bestCost {
				best, bestCost = Place{Area: area, At: middle, Off: true}, cost
			}
		}
	}
	return best, best.Off
}

// free reports whether an area lies on no card, no label and nothing else that was taken, and not on the arrow.
func (p *Places) free(r *Route, area Rect) bool {
	tip := r.Points[len(r.Points)-1]
	if area.Overlaps(Rect{tip.X - arrowRoom, tip.Y - 4, arrowRoom, 8}) {
		return false
	}
	free := true
	p.l.hits.cards.near(area.Grown(2), func(n int) bool {
		free = p.l.Cards[n].Step.Kind == journey.StepFrame || !p.l.Cards[n].Rect.Overlaps(area.Grown(2))
		return free
	})
	if !free {
		return false
	}
	x1, y1, x2, y2, _ := span(area.Grown(1))
	for x := x1; x <= x2; x++ {
		for y := y1; y <= y2; y++ {
			for _, other := range p.taken[[2]int32{x, y}] {
				if other.Overlaps(area.Grown(1)) {
					return false
				}
			}
		}
	}
	return true
}

// covers is what it costs that an area lies on other lines, or where the numbers of a step would be.
func (p *Places) covers(r *Route, area Rect) float64 {
	cost := 0.0
	p.l.hits.routes.near(area, func(n int) bool {
		if other := &p.l.Routes[n]; other.Link != r.Link && runsOver(other.Points, []Rect{area}) {
			cost += costOnLine
		}
		return true
	})
	if turnsIn(r.Points, area) {
		cost += costOnBend
	}
	around := area
	around.Y, around.H = around.Y-mostBelow, around.H+mostBelow
	p.l.hits.cards.near(around, func(n int) bool {
		if p.l.Cards[n].Below().Overlaps(area) {
			cost += costOnBelow
		}
		return true
	})
	return cost
}

// turnsIn reports whether a line leaves an area in a direction quite different from that in which it came.
func turnsIn(points []Point, area Rect) bool {
	first, last := Point{}, Point{}
	for i := 1; i < len(points); i++ {
		a, b := points[i-1], points[i]
		if d := distance(a, b); d > 0 && area.crosses(a, b) {
			last = Point{(b.X - a.X) / d, (b.Y - a.Y) / d}
			if first == (Point{}) {
				first = last
			}
		}
	}
	const turn = 0.6 // the cosine of some 53 degrees
	return first != (Point{}) && first.X*last.X+first.Y*last.Y < turn
}

// mostBelow is the height of the highest strip for numbers.
const mostBelow = NumbersHeight + 4*NumbersLine

// Take keeps an area from being used again.
func (p *Places) Take(area Rect) {
	x1, y1, x2, y2, count := span(area)
	if count > mostCells {
		return // nothing a label could keep off
	}
	for x := x1; x <= x2; x++ {
		for y := y1; y <= y2; y++ {
			p.taken[[2]int32{x, y}] = append(p.taken[[2]int32{x, y}], area)
		}
	}
}
