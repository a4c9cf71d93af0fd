package layout

import (
	"math"
	"sort"
)

// sides are the distances from a card at which a line may pass it, less where a neighbour is near.
type sides struct {
	known                     bool
	left, right, above, below float64
}

// sidesOf finds how far from a card lines pass: in the middle of a gap too narrow for the usual distance.
func (r *router) sidesOf(card int) sides {
	s := &r.sides[card]
	if s.known {
		return *s
	}
	own := r.cards[card].Whole()
	*s = sides{true, stub, stub, channelGap, channelGap}
	r.grid.near(own.Grown(2*stub), func(n int) bool {
		if r.index[n] == card {
			return true
		}
		o := r.grid.areas[n]
		beside := o.Y < own.Bottom()+clearance && own.Y < o.Bottom()+clearance
		over := o.X < own.Right()+clearance && own.X < o.Right()+clearance
		nearer := func(side *float64, gap float64) {
			if gap > 0 {
				*side = min(*side, gap/2)
			}
		}
		if beside {
			nearer(&s.left, own.X-o.Right())
			nearer(&s.right, o.X-own.Right())
		}
		if over {
			nearer(&s.above, own.Y-o.Bottom())
			nearer(&s.below, o.Y-own.Bottom())
		}
		return true
	})
	return *s
}

// field is the net of lines on which a way is looked for, with what each piece of it costs beyond its length. It is
// kept from one search to the next.
type field struct {
	xs, ys        []float64
	level, upward []float32 // of the piece to the right of a knot, and of the one below it
	cost          []float64
	before        []int32
	queue         []waiting
}

// waiting is a knot reached in a direction, and what the way through it costs at least.
type waiting struct {
	least float64
	state int32
}

const (
	mostLines = 90 // of the net, in each direction
	reach     = 140.0
	farReach  = 1600.0
)

// around finds a way at right angles from a port to a card that runs over no card if there is one nearby, and is short,
// with few turns and without running on or across others if that costs no long way.
func (r *router) around(j job) []Point {
	var best []Point
	bestCost := math.Inf(1)
	for _, margin := range [...]float64{reach, farReach} {
		corners, cost := r.search(j, margin)
		if cost < bestCost {
			best, bestCost = corners, cost
		}
		if bestCost < costNumbers*0.8+2*Length(best)+costTurn*float64(len(best)) {
			break // it runs over nothing
		}
	}
	return best
}

// search looks for the cheapest way within a margin around the two cards.
func (r *router) search(j job, margin float64) (corners []Point, cost float64) {
	a, b := j.from.at, j.to.at
	f := &r.field
	box := bounds([]Point{a, b}).Union(r.cards[j.from.card].Rect).Union(r.cards[j.to.card].Rect)
	region := box.Grown(margin)
	r.net(j, region, box)
	nx, ny := len(f.xs), len(f.ys)
	r.charge(j, region)
	start, goal := at(f.xs, a.X)+nx*at(f.ys, a.Y), at(f.xs, b.X)+nx*at(f.ys, b.Y)
	count := 2 * nx * ny
	f.cost, f.before = sized(f.cost, count), sized(f.before, count)
	for i := range f.cost {
		f.cost[i], f.before[i] = math.Inf(1), -1
	}
	f.queue = f.queue[:0]
	// A state is a knot and whether it was reached level (0) or upright (1).
	push := func(state, from int32, cost float64) {
		if cost >= f.cost[state] {
			return
		}
		f.cost[state], f.before[state] = cost, from
		knot := int(state >> 1)
		f.push(waiting{cost + math.Abs(f.xs[knot%nx]-b.X) + math.Abs(f.ys[knot/nx]-b.Y), state})
	}
	push(int32(start<<1), -1, 0)
	from, to := start%nx, goal%nx
	for len(f.queue) > 0 {
		w := f.pop()
		state := w.state
		knot, upright := int(state>>1), state&1
		x, y := knot%nx, knot/nx
		so := f.cost[state]
		if w.least > so+math.Abs(f.xs[x]-b.X)+math.Abs(f.ys[y]-b.Y)+1e-9 {
			continue // a cheaper way here was found meanwhile
		}
		if knot == goal {
			break
		}
		turn := costTurn
		if upright == 0 {
			turn = 0
		}
		if x+1 < nx {
			push(int32((knot+1)<<1), state, so+turn+f.xs[x+1]-f.xs[x]+float64(f.level[knot]))
		}
		if knot == start {
			continue // links leave to the right
		}
		if x > 0 && knot-1 != goal { // and arrive from the left
			push(int32((knot-1)<<1), state, so+turn+f.xs[x]-f.xs[x-1]+float64(f.level[knot-1]))
		}
		if x == from || x == to {
			continue // along the border of a card
		}
		turn = costTurn - turn
		if y+1 < ny {
			push(int32((knot+nx)<<1|1), state, so+turn+f.ys[y+1]-f.ys[y]+float64(f.upward[knot]))
		}
		if y > 0 {
			push(int32((knot-nx)<<1|1), state, so+turn+f.ys[y]-f.ys[y-1]+float64(f.upward[knot-nx]))
		}
	}
	for state := int32(goal << 1); state >= 0; state = f.before[state] {
		knot := int(state >> 1)
		corners = append(corners, Point{f.xs[knot%nx], f.ys[knot/nx]})
	}
	for i, k := 0, len(corners)-1; i < k; i, k = i+1, k-1 {
		corners[i], corners[k] = corners[k], corners[i]
	}
	return withoutRepeats(corners), f.cost[goal<<1]
}

// net chooses the lines on which a way may run: beside every card, and through both ends.
func (r *router) net(j job, region, box Rect) {
	f := &r.field
	f.xs, f.ys = f.xs[:0], f.ys[:0]
	r.grid.near(region, func(n int) bool {
		s, area := r.sidesOf(r.index[n]), r.grid.areas[n]
		f.xs = append(f.xs, area.X-s.left, area.Right()+s.right)
		f.ys = append(f.ys, area.Y-s.above, area.Bottom()+s.below)
		if below := r.cards[r.index[n]].Rect; below.Bottom() < area.Bottom() { // over the numbers, if there is no other way
			f.ys = append(f.ys, (below.Bottom()+area.Bottom())/2)
		}
		return true
	})
	a, b := j.from.at, j.to.at
	if b.X-a.X >= leastForward {
		f.xs = append(f.xs, (a.X+b.X)/2)
	}
	f.xs = lines(f.xs, box.X, box.Right(), a.X, b.X)
	f.ys = lines(f.ys, box.Y, box.Bottom(), a.Y, b.Y)
}

// lines sorts the places of lines, drops those that nearly repeat another and, of very many, those far from what lies
// between low and high. Two of them are kept whatever is near.
func lines(all []float64, low, high, a, b float64) []float64 {
	sort.Float64s(all)
	kept := all[:0]
	for _, v := range all {
		if near := math.Abs(v-a) < 2 || math.Abs(v-b) < 2; near || len(kept) > 0 && v-kept[len(kept)-1] < 2 {
			continue
		}
		kept = append(kept, v)
	}
	if len(kept) > mostLines {
		away := func(v float64) float64 { return max(low-v, v-high, 0) }
		sort.SliceStable(kept, func(i, k int) bool {
			if x, y := away(kept[i]), away(kept[k]); x != y {
				return x < y
			}
			return false
		})
		if away(kept[mostLines-1]) == 0 { // all of them between: every so many-th
			inside := sort.Search(len(kept), func(i int) bool { return away(kept[i]) > 0 })
			step := float64(inside) / mostLines
			for i := range mostLines {
				kept[i] = kept[int(float64(i)*step)]
			}
		}
		kept = kept[:mostLines]
	}
	kept = append(kept, a)
	if b != a {
		kept = append(kept, b)
	}
	sort.Float64s(kept)
	return kept
}

// charge writes down what the pieces of the net cost: those over cards, over numbers, on or across other lines.
func (r *router) charge(j job, region Rect) {
	f := &r.field
	nx, ny := len(f.xs), len(f.ys)
	f.level, f.upward = sized(f.level, nx*ny), sized(f.upward, nx*ny)
	clear(f.level)
	clear(f.upward)
	over := func(area Rect, cost float32) {
		// Knots inside, and pieces that begin before.
		x0, x1 := sort.SearchFloat64s(f.xs, area.X), sort.SearchFloat64s(f.xs, area.Right())
		y0, y1 := sort.SearchFloat64s(f.ys, area.Y), sort.SearchFloat64s(f.ys, area.Bottom())
		for y := y0; y < y1; y++ {
			for x := max(0, x0-1); x < x1 && x < nx-1; x++ {
				f.level[x+y*nx] += cost
			}
		}
		for x := x0; x < x1; x++ {
			for y := max(0, y0-1); y < y1 && y < ny-1; y++ {
				f.upward[x+y*nx] += cost
			}
		}
	}
	r.grid.near(region.Grown(2*stub), func(n int) bool {
		own := r.index[n]
		s, whole, card := r.sidesOf(own), r.grid.areas[n], r.cards[own].Rect
		// The line beside a card must not count as over it, however narrow the gap.
		grown := Rect{card.X - min(clearance, s.left/2), card.Y - min(clearance, s.above/2), 0, 0}
		right, bottom := card.Right()+min(clearance, s.right/2), card.Bottom()+min(clearance, s.below/2)
		if own == j.from.card {
			right = card.Right() - 0.5
		}
		if own == j.to.card {
			grown.X = card.X + 0.5
		}
		grown.W, grown.H = right-grown.X, bottom-grown.Y
		over(grown, costCrossing)
		if whole.Bottom() > card.Bottom() {
			over(Rect{grown.X, bottom, grown.W, whole.Bottom() - bottom}, costNumbers)
		}
		return true
	})
	r.near = r.near[:0]
	for _, o := range r.runs {
		area := Rect{o.from, o.at, o.until - o.from, 0}
		if o.upright {
			area = Rect{o.at, o.from, 0, o.until - o.from}
		}
		if !area.Overlaps(region) {
			continue
		}
		r.near = append(r.near, o)
		r.chargeRun(o)
	}
}

// chargeRun makes it dearer to run on a line that is there, or across it.
func (r *router) chargeRun(o run) {
	f := &r.field
	nx := len(f.xs)
	along, across := f.xs, f.ys
	on, over := f.level, f.upward
	step, stride := 1, nx
	if o.upright {
		along, across = f.ys, f.xs
		on, over = f.upward, f.level
		step, stride = nx, 1
	}
	i0, i1 := sort.SearchFloat64s(along, o.from), sort.SearchFloat64s(along, o.until)
	k0, k1 := sort.SearchFloat64s(across, o.at-apart+1), sort.SearchFloat64s(across, o.at+apart-1)
	for k := k0; k < k1; k++ {
		for i := max(0, i0-1); i < i1 && i < len(along)-1; i++ {
			shared := min(along[i+1], o.until) - max(along[i], o.from)
			if shared > 0 {
				on[i*step+k*stride] += float32(costShared * min(1, shared/100))
			}
		}
	}
	if k := sort.SearchFloat64s(across, o.at); k > 0 && k < len(across) {
		for i := i0; i < i1; i++ {
			if along[i] > o.from+1 && along[i] < o.until-1 {
				over[i*step+(k-1)*stride] += costMeeting
			}
		}
	}
}

// at is the place of a line in the net.
func at(lines []float64, v float64) int { return sort.SearchFloat64s(lines, v) }

func sized[T any](s []T, n int) []T {
	if cap(s) < n {
		return make([]T, n+n/2)[:n]
	}
	return s[:n]
}

// before is the order of the queue: the cheapest first, then the first in the net.
func (w waiting) before(o waiting) bool {
	if w.least != o.least {
		return w.least < o.least
	}
	return w.state < o.state
}

func (f *field) push(w waiting) {
	q := append(f.queue, w)
	i := len(q) - 1
	for i > 0 {
		up := (i - 1) / 2
		if !q[i].before(q[up]) {
			break
		}
		q[i], q[up] = q[up], q[i]
		i = up
	}
	f.queue = q
}

func (f *field) pop() waiting {
	q := f.queue
	top, last := q[0], len(q)-1
	q[0] = q[last]
	q = q[:last]
	for i := 0; ; {
		next := i
		for _, down := range [...]int{2*i + 1, 2*i + 2} {
			if down < len(q) && q[down].before(q[next]) {
				next = down
			}
		}
		if next == i {
			break
		}
		q[i], q[next] = q[next], q[i]
		i = next
	}
	f.queue = q
	return top
}
