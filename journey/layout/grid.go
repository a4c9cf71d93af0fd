package layout

import "math"

const cell = 256.0

// mostCells is how many cells an area or a search may span before it is handled by looking at everything.
const mostCells = 1024

// grid finds the areas near a place without looking at all of them.
type grid struct {
	areas []Rect
	cells map[[2]int32][]int32
	large []int32 // areas of too many cells
}

func newGrid(areas []Rect) *grid {
	g := &grid{areas: areas, cells: make(map[[2]int32][]int32, len(areas)*2)}
	for i, r := range areas {
		x1, y1, x2, y2, count := span(r)
		if count > mostCells {
			g.large = append(g.large, int32(i))
			continue
		}
		for x := x1; x <= x2; x++ {
			for y := y1; y <= y2; y++ {
				g.cells[[2]int32{x, y}] = append(g.cells[[2]int32{x, y}], int32(i))
			}
		}
	}
	return g
}

// span is the range of cells an area lies in, and how many they are.
func span(r Rect) (x1, y1, x2, y2 int32, count float64) {
	x1, y1, x2, y2 = cellOf(r.X), cellOf(r.Y), cellOf(r.Right()), cellOf(r.Bottom())
	return x1, y1, x2, y2, (float64(x2) - float64(x1) + 1) * (float64(y2) - float64(y1) + 1)
}

func cellOf(v float64) int32 { return int32(math.Floor(v / cell)) }

// near visits each area that overlaps r, once, until visit returns false. An area that lies in several
// cells is visited in the first of them that is looked at, so searches share no state.
func (g *grid) near(r Rect, visit func(i int) bool) {
	x1, y1, x2, y2, count := span(r)
	if count > mostCells {
		for i, area := range g.areas {
			if area.Overlaps(r) && !visit(i) {
				return
			}
		}
		return
	}
	for _, i := range g.large {
		if g.areas[i].Overlaps(r) && !visit(int(i)) {
			return
		}
	}
	for x := x1; x <= x2; x++ {
		for y := y1; y <= y2; y++ {
			for _, i := range g.cells[[2]int32{x, y}] {
				area := g.areas[i]
				if x != max(x1, cellOf(area.X)) || y != max(y1, cellOf(area.Y)) || !area.Overlaps(r) {
					continue
				}
				if !visit(int(i)) {
					return
				}
			}
		}
	}
}
