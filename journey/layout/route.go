package layout

import (
	"math"
	"sort"

	"rehearse/journey"
)

// Route is the way of a link over the board.
type Route struct {
	Link *journey.Link
	// Points lead from the port to the border of the step at the other end.
	Points []Point
	// Backward tells that the link leads against the direction of reading.
	Backward bool
}

// Distances of the router, world units.
const (
	leastForward = 36.0 // less room than this between two cards needs a way around
	stub         = 20.0 // straight part before and after the first and last turn
	apart        = 10.0 // between lines that run beside each other
	clearance    = 5.0  // between a line and a card it passes
	steepest     = 2.5  // a curve may rise so many times what it runs
	channelGap   = 16.0 // between a line that runs along a card and the card
)

// What makes a way worse than a longer one.
const (
	costCrossing = 900.0 // running over a card
	costNumbers  = 200.0 // running over the numbers under the card it leaves or reaches
	costTurn     = 30.0
	costShared   = 90.0 // running on top of another line
)

// end is one end of a link with its rank among the links of the same card there, which keeps links of
// one card apart where they turn.
type end struct {
	card int // index of the card
	at   Point
	rank int
}

// router finds ways for links one after the other; ways already given are avoided.
type router struct {
	cards []Card
	grid  *grid // of the cards that are in the way
	index []int // of the card behind each area of the grid
	runs  map[int32][]run
}

// run is a straight piece of a route that others should not lie upon: at a height from one x to another,
// or upright.
type run struct {
	upright         bool
	at, from, until float64
}

func newRouter(cards []Card) *router {
	r := &router{cards: cards, runs: map[int32][]run{}}
	var areas []Rect
	for i := range cards {
		if cards[i].Step.Kind == journey.StepFrame {
			continue
		}
		areas = append(areas, cards[i].Whole())
		r.index = append(r.index, i)
	}
	r.grid = newGrid(areas)
	return r
}

func (r *router) route(link *journey.Link, from, to end) Route {
	a, b := from.at, to.at
	forward := b.X-a.X >= leastForward
	// A curve that rises much more than it runs is hard to follow; such a link turns at right angles.
	if forward && math.Abs(b.Y-a.Y) <= steepest*(b.X-a.X) {
		direct := curve(a, b)
		if over, _ := r.crossings(direct, from.card, to.card, true); over == 0 {
			r.remember(direct)
			return Route{Link: link, Points: direct}
		}
	}
	best, bestCost := []Point(nil), math.Inf(1)
	consider := func(corners ...Point) {
		corners = withoutRepeats(corners)
		cost := Length(corners) + costTurn*float64(len(corners)) + r.shared(corners)
		if cost >= bestCost {
			return // crossings only add to it
		}
		over, numbers := r.crossings(corners, from.card, to.card, false)
		cost += costCrossing*float64(over) + costNumbers*float64(numbers)
		if cost < bestCost {
			best, bestCost = corners, cost
		}
	}
	x1 := a.X + stub + apart*float64(from.rank%3)
	x2 := b.X - stub - apart*float64(to.rank%3)
	if forward {
		for _, x := range [...]float64{x1, x2, x1 + apart, x2 - apart, (a.X + b.X) / 2} {
			if x >= a.X+stub/2 && x <= b.X-stub/2 {
				consider(a, Point{x, a.Y}, Point{x, b.Y}, b)
			}
		}
	}
	for _, y := range r.channels(a, b, x1, x2, from.card, to.card) {
		for k := range 3 {
			x1, x2 := x1+apart*float64(k), x2-apart*float64(k)
			consider(a, Point{x1, a.Y}, Point{x1, y}, Point{x2, y}, Point{x2, b.Y}, b)
		}
	}
	r.remember(best)
	return Route{Link: link, Points: rounded(best), Backward: !forward}
}

// channels lists heights at which a line could pass between the cards that are around.
func (r *router) channels(a, b Point, x1, x2 float64, from, to int) []float64 {
	around := bounds([]Point{a, b, {x1, a.Y}, {x2, b.Y}})
	around = around.Union(r.cards[from].Rect).Union(r.cards[to].Rect).Grown(HeadHeight * 2.5)
	var ys []float64
	r.grid.near(around, func(i int) bool {
		area := r.grid.areas[i]
		for k := range 3 {
			d := channelGap + apart*float64(k)
			ys = append(ys, area.Y-d, area.Bottom()+d)
		}
		return true
	})
	// One step right under the other: the line passes in the middle of the gap, however narrow.
	upper, lower := &r.cards[from], &r.cards[to]
	if lower.Rect.Y < upper.Rect.Y {
		upper, lower = lower, upper
	}
	if gap := lower.Rect.Y - upper.Whole().Bottom(); gap > 2*clearance && gap < 2*channelGap {
		ys = append(ys, lower.Rect.Y-gap/2)
	}
	middle := (a.Y + b.Y) / 2
	sort.Slice(ys, func(i, j int) bool {
		di, dj := math.Abs(ys[i]-middle), math.Abs(ys[j]-middle)
		if di != dj {
			return di < dj
		}
		return ys[i] < ys[j]
	})
	// Equal heights come from equal cards; the nearest few dozen are enough to choose from.
	out := ys[:0]
	for i, y := range ys {
		if i > 0 && y == ys[i-1] {
			continue
		}
		if out = append(out, y); len(out) == 36 {
			break
		}
	}
	return out
}

// crossings counts how many cards a line runs over. Its first piece may touch its own card, its last piece
// the other; a smooth line bends too gently to touch them elsewhere.
func (r *router) crossings(points []Point, from, to int, smooth bool) (count, numbers int) {
	for i := 1; i < len(points); i++ {
		a, b := points[i-1], points[i]
		r.grid.near(bounds([]Point{a, b}).Grown(clearance), func(n int) bool {
			area := r.grid.areas[n].Grown(clearance)
			switch own := r.index[n]; {
			case own == from && (smooth || i == 1), own == to && (smooth || i == len(points)-1):
				area = r.cards[own].Rect.Grown(-1)
			case own == from || own == to:
				area = r.cards[own].Rect.Grown(clearance)
				if !smooth && !area.crosses(a, b) && r.grid.areas[n].crosses(a, b) {
					numbers++ // over the numbers under one of its own cards
				}
			}
			if area.crosses(a, b) {
				count++
			}
			return true
		})
	}
	return count, numbers
}

// shared is the cost of lying on top of lines that are there already.
func (r *router) shared(corners []Point) float64 {
	cost := 0.0
	for i := 1; i < len(corners); i++ {
		piece, ok := runOf(corners[i-1], corners[i])
		if !ok {
			continue
		}
		for _, other := range r.runs[piece.key()] {
			if other.upright == piece.upright && math.Abs(other.at-piece.at) < apart-1 && other.from < piece.until && piece.from < other.until {
				cost += costShared
			}
		}
	}
	return cost
}

// remember keeps the straight pieces of a way that was given.
func (r *router) remember(corners []Point) {
	for i := 1; i < len(corners); i++ {
		if piece, ok := runOf(corners[i-1], corners[i]); ok {
			r.runs[piece.key()] = append(r.runs[piece.key()], piece)
		}
	}
}

// runOf is the piece between two corners; false for a slanting or a short one.
func runOf(a, b Point) (run, bool) {
	switch {
	case a.Y == b.Y && math.Abs(a.X-b.X) >= 2*stub:
		return run{false, a.Y, min(a.X, b.X), max(a.X, b.X)}, true
	case a.X == b.X && math.Abs(a.Y-b.Y) >= 2*stub:
		return run{true, a.X, min(a.Y, b.Y), max(a.Y, b.Y)}, true
	default:
		return run{}, false
	}
}

// key is the strip of the board in which a run is looked for.
func (p run) key() int32 { return cellOf(p.at) }
