package layout

import (
	"math"
	"slices"
)

// withoutAstray leaves out the steps that stand among those of other stages, on a map that was not made with
// columns: as few as possible, so that the borders of the others can be drawn.
//
// The borders are found from left to right: the best cost of border i at a place is what it cuts off, steps
// of the stage before that reach over it and steps of the stage behind that begin before it, and the best
// cost of border i−1 at any place far enough to the left.
func withoutAstray(steps []staged, n int) []staged {
	places := borderPlaces(steps, n)
	lefts, rights := make([][]float64, n), make([][]float64, n)
	for _, s := range steps {
		lefts[s.stage], rights[s.stage] = append(lefts[s.stage], s.left), append(rights[s.stage], s.right)
	}
	for i := range n {
		slices.Sort(lefts[i])
		slices.Sort(rights[i])
	}
	// before[i][p] is the place of border i−1 when border i is at place p.
	before := make([][]int, n)
	cost := make([]int, len(places))
	for i := 1; i < n; i++ {
		before[i] = make([]int, len(places))
		next := make([]int, len(places))
		begun, ended := 0, 0 // steps of stage i that begin, and of stage i−1 that end, before the place
		best, reach := -1, 0
		for p, at := range places {
			for begun < len(lefts[i]) && lefts[i][begun] < at {
				begun++
			}
			for ended < len(rights[i-1]) && rights[i-1][ended] <= at {
				ended++
			}
			next[p] = begun + len(rights[i-1]) - ended
			if i == 1 {
				continue
			}
			for reach < len(places) && places[reach] <= at-leastColumn {
				if best < 0 || cost[reach] < cost[best] {
					best = reach
				}
				reach++
			}
			before[i][p] = best
			if best < 0 {
				next[p] = math.MaxInt32 // no room for the columns before
			} else {
				next[p] = min(math.MaxInt32, next[p]+cost[best])
			}
		}
		cost = next
	}
	borders := make([]float64, n+1)
	borders[0], borders[n] = math.Inf(-1), math.Inf(1)
	at := 0
	for p := range cost {
		if cost[p] < cost[at] {
			at = p
		}
	}
	for i := n - 1; i >= 1; i-- {
		borders[i] = places[at]
		at = before[i][at]
	}
	var kept []staged
	for _, s := range steps {
		if s.left >= borders[s.stage] && s.right <= borders[s.stage+1] {
			kept = append(kept, s)
		}
	}
	return kept
}

// borderPlaces lists where borders are worth trying, in order: as far right as the next step allows, less the
// least widths of columns between, and behind the last step.
func borderPlaces(steps []staged, n int) []float64 {
	places := make([]float64, 0, (len(steps)+1)*n)
	last := math.Inf(-1)
	for _, s := range steps {
		last = max(last, s.right)
		for k := range n {
			places = append(places, s.left-leastColumn*float64(k))
		}
	}
	for k := range n {
		places = append(places, last+leastColumn*float64(k))
	}
	slices.Sort(places)
	return slices.Compact(places)
}
