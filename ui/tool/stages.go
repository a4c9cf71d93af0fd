package tool

import (
	"cmp"
	"slices"

	"rehearse/journey"
	"rehearse/journey/draw"
)

// stagePlace is how a stage is drawn.
type stagePlace struct {
	of           journey.Ref
	column, head draw.Rect
}

// leastStage is how narrow a stage can be made, in world units; edgeGap what stays between its last step and its edge.
const (
	leastStage = 120
	edgeGap    = 8
)

func (w *World) stage(id journey.ID) stagePlace {
	for _, s := range w.stages {
		if s.of.ID == id {
			return s
		}
	}
	return stagePlace{}
}

// order is the place of a stage among the stages, from the left; -1 for none.
func (w *World) order(id journey.ID) int {
	return slices.IndexFunc(w.stages, func(s stagePlace) bool { return s.of.ID == id })
}

// slot is the gap between two stages nearest to an x: 0 before the first. The point is its middle, at the height of the
// heads.
func (w *World) slot(x float64) (int, draw.Point) {
	best, at := 0, draw.Point{}
	for i := range len(w.stages) + 1 {
		edge := draw.Point{}
		if i < len(w.stages) {
			edge = draw.Point{X: w.stages[i].column.X, Y: w.stages[i].column.Y}
		} else {
			last := w.stages[i-1].column
			edge = draw.Point{X: last.X + last.W, Y: last.Y}
		}
		if i == 0 || abs(edge.X-x) < abs(at.X-x) {
			best, at = i, edge
		}
	}
	return best, at
}

func abs(f float64) float64 { return max(f, -f) }

// behind lists the steps that stand right of a stage's edge.
func (w *World) behind(stage journey.ID) []journey.ID {
	s := w.stage(stage)
	edge := s.column.X + s.column.W
	var ids []journey.ID
	for _, b := range w.bodies {
		if b.area.X+b.area.W/2 >= edge && w.stageOf[b.of.ID] != stage {
			ids = append(ids, b.of.ID)
		}
	}
	return ids
}

// leastEdge is how far left the edge of a stage can be brought: right of its own steps.
func (w *World) leastEdge(s stagePlace) float64 {
	least := s.column.X + leastStage
	for _, b := range w.bodies {
		if w.stageOf[b.of.ID] == s.of.ID && w.kinds[b.of.ID].Simulated() {
			least = max(least, b.area.X+b.area.W+edgeGap)
		}
	}
	return least
}

// sortStages brings the stages into the order of their columns.
func (w *World) sortStages() {
	slices.SortStableFunc(w.stages, func(a, b stagePlace) int { return cmp.Compare(a.column.X, b.column.X) })
}
