package layout

// Places finds free places for the labels of links, one after the other.
type Places struct {
	l     *Layout
	taken []Rect
}

// Labels begins to place labels.
func (l *Layout) Labels() *Places { return &Places{l: l} }

// Place finds an area of this size on a route, away from cards and from labels placed before. It
// prefers the middle; where nothing is free it takes the middle all the same.
func (p *Places) Place(r *Route, w, h float64) Rect {
	var best Rect
	bestCost := -1.0
	for i, share := range [...]float64{0.5, 0.4, 0.6, 0.3, 0.7, 0.22, 0.78, 0.15, 0.85} {
		at, _ := Along(r.Points, share)
		area := Rect{at.X - w/2, at.Y - h/2, w, h}
		cost := float64(i)
		p.l.hits.cards.near(area.Grown(2), func(n int) bool {
			if p.l.Cards[n].Step.Kind.Simulated() {
				cost += 100
			}
			return true
		})
		for _, other := range p.taken {
			if other.Overlaps(area.Grown(2)) {
				cost += 60
			}
		}
		if bestCost < 0 || cost < bestCost {
			best, bestCost = area, cost
		}
		if cost == float64(i) {
			break
		}
	}
	p.taken = append(p.taken, best)
	return best
}
