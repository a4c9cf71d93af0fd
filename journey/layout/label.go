package layout

// Places finds free places for the labels of links, one after the other.
type Places struct {
	l     *Layout
	taken []Rect
}

// Labels begins to place labels.
func (l *Layout) Labels() *Places { return &Places{l: l} }

// shares are the places along a route that are tried, the best first.
var shares = [...]float64{0.5, 0.42, 0.58, 0.34, 0.66, 0.26, 0.74, 0.18, 0.82, 0.1, 0.9}

// Costs of a place: covering a card is worse than covering another label, and both are worse than being
// away from the middle.
const (
	costOnCard  = 100.0
	costOnLabel = 60.0 // or on the numbers of a step

	mostBelow = NumbersHeight + 4*NumbersLine
)

// Find looks for an area of this size on a route, away from cards and from labels placed before. It
// prefers the middle; free is false when every place covers something, and then the least bad is given.
func (p *Places) Find(r *Route, w, h float64) (area Rect, free bool) {
	bestCost := -1.0
	for i, share := range shares {
		at, _ := Along(r.Points, share)
		here := Rect{at.X - w/2, at.Y - h/2, w, h}
		cost := float64(i)
		around := here.Grown(2)
		around.Y, around.H = around.Y-mostBelow, around.H+mostBelow
		p.l.hits.cards.near(around, func(n int) bool {
			c := &p.l.Cards[n]
			switch {
			case !c.Step.Kind.Simulated():
			case c.Rect.Overlaps(here.Grown(2)):
				cost += costOnCard
			case c.Below().Overlaps(here):
				cost += costOnLabel
			}
			return true
		})
		for _, other := range p.taken {
			if other.Overlaps(here.Grown(2)) {
				cost += costOnLabel
			}
		}
		if bestCost < 0 || cost < bestCost {
			area, bestCost = here, cost
		}
		if cost == float64(i) {
			return area, true
		}
	}
	return area, bestCost < costOnLabel
}

// Take keeps an area from being used again.
func (p *Places) Take(area Rect) { p.taken = append(p.taken, area) }
