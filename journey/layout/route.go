package layout

import (
	"math"
	"slices"
	"sort"

	"rehearse/journey"
)

// Style is how links are drawn.
type Style uint8

// The styles.
const (
	// Curved links swing from step to step; where they must go around others they turn in wide bends.
	Curved Style = iota
	// Angular links run level and upright only, with small bends.
	Angular
)

// Route is the way of a link over the board.
type Route struct {
	Link *journey.Link
	// Points lead from the port to the border of the step at the other end.
	Points []Point
	// Backward tells that the link leads against the direction of reading.
	Backward bool
	// Room is how far the tip is from those of other links that arrive at the same step; 0 for one that arrives alone.
	Room float64
}

// Distances of the router, world units.
const (
	leastForward = 36.0 // less room than this between two cards needs a way around
	stub         = 20.0 // straight part before and after the first and last turn
	apart        = 12.0 // between lines that run beside each other
	clearance    = 5.0  // between a line and a card it passes
	steepest     = 2.5  // a curve may rise so many times what it runs
	channelGap   = 16.0 // between a line that runs along a card and the card
	bowGap       = 28.0 // between the middles of curves that join the same port and the same step
)

// What makes a way worse than a longer one.
const (
	costCrossing = 50e3  // running over a card: worse than everything else together
	costNumbers  = 200.0 // running over the numbers under a card
	costTurn     = 30.0
	costShared   = 90.0 // running on top of another line
	costMeeting  = 22.0 // crossing another line
)

// end is one end of a link.
type end struct {
	card int // index of the card
	at   Point
	room float64 // between the ends of links that arrive at the same card
}

// job is a link to find a way for.
type job struct {
	link     *journey.Link
	from, to end
	bow      float64 // how far its middle swings aside, to stand apart from links between the same ports and steps
	many     bool    // there are such links
}

// router finds ways for links one after the other; ways already given are avoided.
type router struct {
	style Style
	cards []Card
	grid  *grid // of the cards that are in the way
	index []int // of the card behind each area of the grid
	area  []int // of the grid behind each card, −1 for none
	sides []sides
	runs  []run
	near  []run // those around the link that is being routed
	field field
}

// run is a straight piece of a route that others should not lie upon: at a height from one x to another,
// or upright.
type run struct {
	upright         bool
	at, from, until float64
}

func newRouter(cards []Card, style Style) *router {
	r := &router{cards: cards, style: style, sides: make([]sides, len(cards)), area: make([]int, len(cards))}
	var areas []Rect
	for i := range cards {
		r.area[i] = -1
		if cards[i].Step.Kind == journey.StepFrame {
			continue
		}
		r.area[i] = len(areas)
		areas = append(areas, cards[i].Whole())
		r.index = append(r.index, i)
	}
	r.grid = newGrid(areas)
	return r
}

// direct is the way of a link that needs no way around; nil where it would run over a step or rise too steeply.
func (r *router) direct(j job) []Point {
	a, b := j.from.at, j.to.at
	run := b.X - a.X
	if run < leastForward {
		return nil
	}
	if r.style == Angular {
		return r.level(j)
	}
	// A curve that rises much more than it runs is hard to follow; such a link turns at right angles.
	// The middle of the card, not the tip, so that links side by side turn in the same way.
	if math.Abs(r.cards[j.to.card].In.Y-a.Y) > steepest*run {
		return nil
	}
	points := curve(a, b)
	if j.many {
		points = bowed(a, b, j.bow)
	}
	if r.crossings(points, j.from.card, j.to.card) > 0 {
		return nil
	}
	return points
}

// level is the way of a link at right angles whose ends have the same height, or that stands apart from links between
// the same port and step; nil where there is none.
func (r *router) level(j job) []Point {
	a, b := j.from.at, j.to.at
	corners := []Point{a, b}
	y := (a.Y+b.Y)/2 + j.bow
	switch {
	case j.many && b.X-a.X >= 4*stub && (math.Abs(y-a.Y) > 1 || math.Abs(y-b.Y) > 1):
		out, in := a.X+stub, b.X-stub
		corners = []Point{a, {out, a.Y}, {out, y}, {in, y}, {in, b.Y}, b}
	case math.Abs(a.Y-b.Y) > 1:
		return nil
	}
	if r.crossings(corners, j.from.card, j.to.card) > 0 {
		return nil
	}
	return rounded(corners, func(_, _, _ Point) float64 { return cornerRadius })
}

// bend is the radius of a bend, less where a wide one would cut over the corner of a card.
func (r *router) bend(before, at, after Point, radius float64) float64 {
	for ; radius > cornerRadius/4; radius /= 2 {
		arc := arcOf(nil, towards(at, before, radius), at, towards(at, after, radius), radius, arcPieces)
		over := false
		r.grid.near(bounds(arc).Grown(1), func(n int) bool {
			card := r.cards[r.index[n]].Rect.Grown(0.5)
			over = slices.ContainsFunc(arc, card.Contains)
			return !over
		})
		if !over {
			break
		}
	}
	return radius
}

// route finds the way of a link that is not direct.
func (r *router) route(j job) Route {
	corners := r.around(j)
	corners = r.moveApart(corners, j)
	r.remember(corners)
	radius := wideRadius
	if r.style == Angular {
		radius = cornerRadius
	}
	return Route{Link: j.link, Points: rounded(corners, func(before, at, after Point) float64 { return r.bend(before, at, after, radius) }), Backward: j.to.at.X-j.from.at.X < leastForward, Room: j.to.room}
}

// all finds ways for the links, the direct ones first, as they depend on no other, then the short ones: a loop that is
// in another one lies inside it.
func (r *router) all(jobs []job, give func(n int, route Route)) {
	rest := make([]int, 0, len(jobs)/2)
	for n, j := range jobs {
		if points := r.direct(j); points != nil {
			r.rememberCurve(points)
			give(n, Route{Link: j.link, Points: points, Room: j.to.room})
			continue
		}
		rest = append(rest, n)
	}
	far := func(n int) float64 {
		j := jobs[n]
		return math.Abs(j.to.at.X-j.from.at.X) + math.Abs(j.to.at.Y-j.from.at.Y)
	}
	sort.SliceStable(rest, func(i, k int) bool { return far(rest[i]) < far(rest[k]) })
	for _, n := range rest {
		give(n, r.route(jobs[n]))
	}
}

// crossings counts how many cards a smooth line runs over. It may touch the borders of its own cards: it bends too
// gently to touch them elsewhere.
func (r *router) crossings(points []Point, from, to int) (count int) {
	for i := 1; i < len(points); i++ {
		a, b := points[i-1], points[i]
		r.grid.near(bounds([]Point{a, b}).Grown(clearance), func(n int) bool {
			area := r.grid.areas[n].Grown(clearance)
			if own := r.index[n]; own == from || own == to {
				area = r.cards[own].Rect.Grown(-1)
			}
			if area.crosses(a, b) {
				count++
			}
			return true
		})
	}
	return count
}

// remember keeps the straight pieces of a way that was given.
func (r *router) remember(corners []Point) {
	for i := 1; i < len(corners); i++ {
		if piece, ok := runOf(corners[i-1], corners[i]); ok {
			r.runs = append(r.runs, piece)
		}
	}
}

// rememberCurve keeps what a curve takes of the board, as if it ran level, upright in its middle and level again.
func (r *router) rememberCurve(points []Point) {
	a, b := points[0], points[len(points)-1]
	middle := (a.X + b.X) / 2
	r.remember(withoutRepeats([]Point{a, {middle, a.Y}, {middle, b.Y}, b}))
}

// rememberRoute keeps what a route takes that is not routed anew.
func (r *router) rememberRoute(points []Point) {
	for i := 1; i < len(points); i++ {
		if piece, ok := runOf(points[i-1], points[i]); ok {
			r.runs = append(r.runs, piece)
		}
	}
}

// runOf is the piece between two corners; false for a slanting or a short one.
func runOf(a, b Point) (run, bool) {
	switch {
	case a.Y == b.Y && math.Abs(a.X-b.X) >= stub/2:
		return run{false, a.Y, min(a.X, b.X), max(a.X, b.X)}, true
	case a.X == b.X && math.Abs(a.Y-b.Y) >= stub/2:
		return run{true, a.X, min(a.Y, b.Y), max(a.Y, b.Y)}, true
	default:
		return run{}, false
	}
}

// bows says how far the middle of each link swings aside: links from one port to one step would else lie on each
// other for most of their way.
func bows(links []*journey.Link) map[int]float64 {
	type pair struct {
		from, to journey.ID
		port     journey.Port
	}
	groups := map[pair][]int{}
	for i, k := range links {
		p := pair{k.From, k.To, k.Port}
		groups[p] = append(groups[p], i)
	}
	out := map[int]float64{}
	for _, list := range groups {
		if len(list) < 2 {
			continue
		}
		sort.Ints(list)
		for n, i := range list {
			out[i] = bowGap * (float64(n) - float64(len(list)-1)/2)
		}
	}
	return out
}
