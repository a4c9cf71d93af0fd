package draw

import "math"

// Lengths of dashes and of the gaps between them, world units.
const (
	DashOn  = 6.0
	DashOff = 4.0
)

// Dashes cuts a line into the pieces that are painted of a dashed one.
func Dashes(points []Point) [][]Point {
	var pieces [][]Point
	var piece []Point
	left, on := DashOn, true
	if len(points) > 0 {
		piece = append(piece, points[0])
	}
	for i := 1; i < len(points); i++ {
		a, b := points[i-1], points[i]
		length := math.Hypot(b.X-a.X, b.Y-a.Y)
		for done := 0.0; length-done > left; {
			done += left
			at := Point{X: a.X + (b.X-a.X)*done/length, Y: a.Y + (b.Y-a.Y)*done/length}
			if on {
				pieces = append(pieces, append(piece, at))
				piece, left = nil, DashOff
			} else {
				piece, left = []Point{at}, DashOn
			}
			on = !on
			a, length, done = at, length-done, 0
		}
		left -= length
		if on {
			piece = append(piece, b)
		}
	}
	if on && len(piece) > 1 {
		pieces = append(pieces, piece)
	}
	return pieces
}
