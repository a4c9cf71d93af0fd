package layout

import "math"

const cell = 256.0

// grid finds the areas near a place without looking at all of them.
type grid struct {
	areas []Rect
	cells map[[2]int32][]int32
}

func newGrid(areas []Rect) *grid {
	g := &grid{areas: areas, cells: make(map[[2]int32][]int32, len(areas)*2)}
	for i, r := range areas {
		g.each(r, func(key [2]int32) { g.cells[key] = append(g.cells[key], int32(i)) })
	}
	return g
}

func (g *grid) each(r Rect, visit func([2]int32)) {
	x2, y2 := cellOf(r.Right()), cellOf(r.Bottom())
	for x := cellOf(r.X); x <= x2; x++ {
		for y := cellOf(r.Y); y <= y2; y++ {
			visit([2]int32{x, y})
		}
	}
}

func cellOf(v float64) int32 { return int32(math.Floor(v / cell)) }

// near visits each area that overlaps r, once, until visit returns false. An area that lies in several
// cells is visited in the first of them that is looked at, so searches share no state.
func (g *grid) near(r Rect, visit func(i int) bool) {
	x1, y1 := cellOf(r.X), cellOf(r.Y)
	x2, y2 := cellOf(r.Right()), cellOf(r.Bottom())
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
