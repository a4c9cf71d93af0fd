package layout

import "math"

// shifts are the distances by which a piece of a way is tried beside its place, the nearest first.
var shifts = [...]float64{0, apart, -apart, 2 * apart, -2 * apart, 3 * apart, -3 * apart, 4 * apart, -4 * apart, apart / 2, -apart / 2, 1.5 * apart, -1.5 * apart}

// moveApart brings the pieces of a way between its turns beside lines that are there already, where a search found
// that they share a gap.
func (r *router) moveApart(corners []Point, j job) []Point {
	for i := 1; i+2 < len(corners); i++ {
		a, b := corners[i], corners[i+1]
		upright := a.X == b.X
		// The upright piece of a way with two turns stands best in the middle.
		wish, tries := 0.0, shifts[:]
		if upright && len(corners) == 4 {
			wish = (corners[0].X+corners[3].X)/2 - a.X
			for _, by := range shifts {
				tries = append(tries, wish+by)
			}
		}
		best, bestCost := 0.0, math.Inf(1)
		for _, by := range tries {
			trial := [4]Point{corners[i-1], shifted(a, upright, by), shifted(b, upright, by), corners[i+2]}
			if by != 0 && !sameTurns(corners[i-1:i+3], trial, i == 1, i+3 == len(corners)) {
				continue
			}
			cost := math.Abs(by-wish)*0.2 + r.costOf(trial, j, i == 1, i+3 == len(corners))
			if cost < bestCost-1e-9 {
				best, bestCost = by, cost
			}
		}
		corners[i], corners[i+1] = shifted(a, upright, best), shifted(b, upright, best)
	}
	return withoutRepeats(corners)
}

func shifted(p Point, upright bool, by float64) Point {
	if upright {
		return Point{p.X + by, p.Y}
	}
	return Point{p.X, p.Y + by}
}

// sameTurns reports whether the pieces before and after the moved one still lead the same way, and leave room for a
// bend, and at the tip for the arrow.
func sameTurns(old []Point, now [4]Point, first, last bool) bool {
	leads := func(a, b, c, d Point, least float64) bool {
		was, is := (b.X-a.X)+(b.Y-a.Y), (d.X-c.X)+(d.Y-c.Y)
		return was*is > 0 && math.Abs(is) >= min(least, math.Abs(was))
	}
	before, after := 2.0, 2.0
	if first {
		before = stub / 3
	}
	if last {
		after = stub * 0.7
	}
	return leads(old[0], old[1], now[0], now[1], before) && leads(old[2], old[3], now[2], now[3], after)
}

// costOf is what the three pieces cost that change when the middle one is moved.
func (r *router) costOf(p [4]Point, j job, first, last bool) float64 {
	cost := 0.0
	for i := range 3 {
		a, b := p[i], p[i+1]
		r.grid.near(bounds([]Point{a, b}).Grown(clearance), func(n int) bool {
			own := r.index[n]
			s, card := r.sidesOf(own), r.cards[own].Rect
			area := Rect{card.X - min(clearance, s.left/2), card.Y - min(clearance, s.above/2), 0, 0}
			right, bottom := card.Right()+min(clearance, s.right/2), card.Bottom()+min(clearance, s.below/2)
			if own == j.from.card && first && i == 0 {
				right = card.Right() - 0.5
			}
			if own == j.to.card && last && i == 2 {
				area.X = card.X + 0.5
			}
			area.W, area.H = right-area.X, bottom-area.Y
			switch {
			case area.crosses(a, b):
				cost += costCrossing
			case Rect{area.X, card.Y, area.W, r.grid.areas[n].H}.crosses(a, b):
				cost += costNumbers
			}
			return true
		})
		sharing := 2 * costShared
		if first && i == 0 {
			sharing /= 8 // links of one port begin on each other
		}
		piece, ok := runOf(a, b)
		if !ok {
			continue
		}
		for _, o := range r.near {
			switch {
			case o.upright == piece.upright:
				gap := math.Abs(o.at - piece.at)
				if shared := min(o.until, piece.until) - max(o.from, piece.from); gap < apart-1 && shared > 0 {
					cost += sharing * (1 - gap/apart/2) * min(1, 0.3+shared/100)
				}
			case o.from+1 < piece.at && piece.at < o.until-1 && piece.from+1 < o.at && o.at < piece.until-1:
				cost += costMeeting
			}
		}
	}
	return cost
}
