package tool

import (
	"math"

	"rehearse/journey"
	"rehearse/journey/draw"
)

// Guide is a line that shows with what a moved step stands in line.
type Guide struct{ From, To draw.Point }

// snapReach is how near a step must come to a neighbour's line to be drawn to it, in pixels, and snapMost in world units:
// on a board seen small a step would otherwise jump past places one can see.
const (
	snapReach = 6
	snapMost  = 14
)

// snap is the distance near dx, dy that brings an area in line with a neighbour, axis by axis, and the lines that show
// it; an axis without a neighbour near enough goes onto the grid.
func (m *Machine) snap(area draw.Rect, dx, dy float64, moved map[journey.ID]bool) (x, y float64, guides []Guide) {
	x, y = onGrid(area.X, dx), onGrid(area.Y, dy)
	reach, view := min(snapReach/m.Camera.Zoom, snapMost), m.Camera.Viewport()
	to := draw.Rect{X: area.X + dx, Y: area.Y + dy, W: area.W, H: area.H}
	bestX, bestY := reach, reach
	var withX, withY draw.Rect
	for _, n := range m.world.bodies {
		if moved[n.of.ID] || n.of == m.hit.Of || !n.area.Overlaps(view) {
			continue
		}
		for _, share := range [...]float64{0, 0.5, 1} {
			if d := n.area.X + n.area.W*share - to.X - to.W*share; math.Abs(d) < math.Abs(bestX) {
				bestX, withX = d, n.area
			}
			if d := n.area.Y + n.area.H*share - to.Y - to.H*share; math.Abs(d) < math.Abs(bestY) {
				bestY, withY = d, n.area
			}
		}
	}
	if withX.W > 0 && dx != 0 {
		x = dx + bestX
	}
	if withY.W > 0 && dy != 0 {
		y = dy + bestY
	}
	to.X, to.Y = area.X+x, area.Y+y
	const same = 0.01
	for _, share := range [...]float64{0, 0.5, 1} {
		if at := to.X + to.W*share; withX.W > 0 && math.Abs(withX.X+withX.W*share-at) < same {
			guides = append(guides, Guide{
				draw.Point{X: at, Y: min(to.Y, withX.Y)}, draw.Point{X: at, Y: max(to.Y+to.H, withX.Y+withX.H)},
			})
		}
		if at := to.Y + to.H*share; withY.W > 0 && math.Abs(withY.Y+withY.H*share-at) < same {
			guides = append(guides, Guide{
				draw.Point{X: min(to.X, withY.X), Y: at}, draw.Point{X: max(to.X+to.W, withY.X+withY.W), Y: at},
			})
		}
	}
	return x, y, guides
}
