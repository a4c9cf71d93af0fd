package layout

import "math"

// Radii of the bends of links at right angles and of those that swing.
const (
	cornerRadius = 10.0
	wideRadius   = 26.0
)

// Pieces of a curve: the more it bends, the more it takes to look smooth. Who paints it small leaves some out.
const (
	leastPieces  = 12
	mostPieces   = 40
	risePerPiece = 12.0
	arcPieces    = 8 // of a bend by a right angle
)

// endStraight is the part of a line at its tip that does not bend.
const endStraight = 12.0

// curve is a smooth line that leaves a to the right and arrives at b from the left.
func curve(a, b Point) []Point {
	if math.Abs(a.Y-b.Y) < 0.5 {
		return []Point{a, b}
	}
	pull := max(28, (b.X-a.X)*0.5)
	return cubic(nil, a, Point{a.X + pull, a.Y}, Point{b.X - pull, b.Y}, b)
}

// bowed is a curve whose middle lies aside of the straight line from a to b and runs along it there, so that several of
// them stand apart by as much as their middles.
func bowed(a, b Point, by float64) []Point {
	length := distance(a, b)
	dx, dy := (b.X-a.X)/length, (b.Y-a.Y)/length
	middle := Point{(a.X+b.X)/2 - dy*by, (a.Y+b.Y)/2 + dx*by}
	pull, quarter := (b.X-a.X)/4, length/5
	points := cubic(nil, a, Point{a.X + pull, a.Y}, Point{middle.X - dx*quarter, middle.Y - dy*quarter}, middle)
	return cubic(points, middle, Point{middle.X + dx*quarter, middle.Y + dy*quarter}, Point{b.X - pull, b.Y}, b)
}

// cubic adds a Bézier curve as a line of short pieces.
func cubic(points []Point, a, c1, c2, b Point) []Point {
	pieces := int(min(mostPieces, leastPieces+math.Abs(b.Y-a.Y)/risePerPiece))
	if len(points) == 0 {
		points = append(make([]Point, 0, pieces+1), a)
	}
	for i := 1; i <= pieces; i++ {
		t := float64(i) / float64(pieces)
		u := 1 - t
		points = append(points, Point{
			u*u*u*a.X + 3*u*u*t*c1.X + 3*u*t*t*c2.X + t*t*t*b.X,
			u*u*u*a.Y + 3*u*u*t*c1.Y + 3*u*t*t*c2.Y + t*t*t*b.Y,
		})
	}
	return points
}

// rounded turns a line of corners into one with bends of the radius wished at each, or less where the corners are near each other.
func rounded(corners []Point, radius func(before, at, after Point) float64) []Point {
	corners = withoutRepeats(corners)
	if len(corners) < 3 {
		return corners
	}
	out := []Point{corners[0]}
	for i := 1; i < len(corners)-1; i++ {
		before, at, after := corners[i-1], corners[i], corners[i+1]
		r := min(radius(before, at, after), room(corners, i-1), room(corners, i))
		from, to := towards(at, before, r), towards(at, after, r)
		out = append(out, from)
		pieces := arcPieces
		if r < cornerRadius {
			pieces = arcPieces / 2
		}
		out = arcOf(out, from, at, to, r, pieces)
		out = append(out, to)
	}
	return append(out, corners[len(corners)-1])
}

// arcOf adds the points of a bend between its ends: a quarter of a circle, nearly, as a cubic.
func arcOf(out []Point, from, at, to Point, r float64, pieces int) []Point {
	const round = 0.5523
	c1, c2 := towards(from, at, r*round), towards(to, at, r*round)
	for k := 1; k < pieces; k++ {
		t := float64(k) / float64(pieces)
		u := 1 - t
		out = append(out, Point{
			u*u*u*from.X + 3*u*u*t*c1.X + 3*u*t*t*c2.X + t*t*t*to.X,
			u*u*u*from.Y + 3*u*u*t*c1.Y + 3*u*t*t*c2.Y + t*t*t*to.Y,
		})
	}
	return out
}

// room is how much of the piece behind a corner a bend may take: half of it, or all but a little of an end.
func room(corners []Point, i int) float64 {
	d := distance(corners[i], corners[i+1])
	switch {
	case len(corners) == 3 || i > 0 && i < len(corners)-2:
		return d / 2
	case i == 0:
		return d * 0.8
	default:
		return max(d/2, d-endStraight) // the arrow points straight at the step
	}
}

// withoutRepeats drops corners that are no corners: repeated points and points on a straight line.
func withoutRepeats(points []Point) []Point {
	out := points[:0:0]
	for _, p := range points {
		if n := len(out); n > 0 && distance(out[n-1], p) < 0.5 {
			continue
		}
		if n := len(out); n > 1 {
			a, b := out[n-2], out[n-1]
			if math.Abs((b.X-a.X)*(p.Y-b.Y)-(b.Y-a.Y)*(p.X-b.X)) < 1e-6 &&
				(b.X-a.X)*(p.X-b.X)+(b.Y-a.Y)*(p.Y-b.Y) >= 0 {
				out[n-1] = p
				continue
			}
		}
		out = append(out, p)
	}
	return out
}

func towards(from, to Point, by float64) Point {
	d := distance(from, to)
	if d == 0 {
		return from
	}
	return Point{from.X + (to.X-from.X)*by/d, from.Y + (to.Y-from.Y)*by/d}
}

// Length is how long the line through the points is.
func Length(points []Point) float64 {
	sum := 0.0
	for i := 1; i < len(points); i++ {
		sum += distance(points[i-1], points[i])
	}
	return sum
}

// Along is the point at a share (0..1) of the line's length, and the direction there as a unit vector.
func Along(points []Point, share float64) (at, direction Point) {
	if len(points) == 0 {
		return Point{}, Point{1, 0}
	}
	rest := Length(points) * min(1, max(0, share))
	for i := 1; i < len(points); i++ {
		a, b := points[i-1], points[i]
		d := distance(a, b)
		if d == 0 {
			continue
		}
		direction = Point{(b.X - a.X) / d, (b.Y - a.Y) / d}
		if rest <= d {
			return Point{a.X + direction.X*rest, a.Y + direction.Y*rest}, direction
		}
		rest -= d
	}
	if direction == (Point{}) {
		direction = Point{1, 0}
	}
	return points[len(points)-1], direction
}

// Shortened is the line without its last part, where an arrowhead is painted instead.
func Shortened(points []Point, by float64) []Point {
	if len(points) < 2 {
		return points
	}
	out := append([]Point(nil), points...)
	for len(out) > 1 {
		last := len(out) - 1
		d := distance(out[last-1], out[last])
		if d > by {
			out[last] = towards(out[last], out[last-1], by)
			return out
		}
		by -= d
		if last == 1 {
			return out
		}
		out = out[:last]
	}
	return out
}
