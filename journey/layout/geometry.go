package layout

import "math"

// Point is a place in world units: x to the right, y down, one unit is one pixel at 100 %.
type Point struct{ X, Y float64 }

// Rect is an area in world units.
type Rect struct{ X, Y, W, H float64 }

// Contains reports whether the point lies in the area or on its border.
func (r Rect) Contains(p Point) bool {
	return p.X >= r.X && p.X <= r.X+r.W && p.Y >= r.Y && p.Y <= r.Y+r.H
}

// Overlaps reports whether two areas share a point.
func (r Rect) Overlaps(o Rect) bool {
	return r.X <= o.X+o.W && o.X <= r.X+r.W && r.Y <= o.Y+o.H && o.Y <= r.Y+r.H
}

// Union is the least area that contains both; an empty one adds nothing.
func (r Rect) Union(o Rect) Rect {
	if r.W == 0 && r.H == 0 {
		return o
	}
	if o.W == 0 && o.H == 0 {
		return r
	}
	x, y := min(r.X, o.X), min(r.Y, o.Y)
	return Rect{x, y, max(r.X+r.W, o.X+o.W) - x, max(r.Y+r.H, o.Y+o.H) - y}
}

// Grown is the area with a margin added on every side; a negative one shrinks it.
func (r Rect) Grown(by float64) Rect {
	return Rect{r.X - by, r.Y - by, r.W + 2*by, r.H + 2*by}
}

// Moved is the area at another place.
func (r Rect) Moved(dx, dy float64) Rect { return Rect{r.X + dx, r.Y + dy, r.W, r.H} }

// Right is the x of the right border.
func (r Rect) Right() float64 { return r.X + r.W }

// Bottom is the y of the lower border.
func (r Rect) Bottom() float64 { return r.Y + r.H }

// Middle is the centre of the area.
func (r Rect) Middle() Point { return Point{r.X + r.W/2, r.Y + r.H/2} }

// Measurer measures text in the fonts everything is painted with.
type Measurer interface {
	// Width is the advance of one line in world units at this size.
	Width(text string, size float64, bold bool) float64
}

// bounds is the least area around the points.
func bounds(points []Point) Rect {
	if len(points) == 0 {
		return Rect{}
	}
	low, high := points[0], points[0]
	for _, p := range points[1:] {
		low = Point{min(low.X, p.X), min(low.Y, p.Y)}
		high = Point{max(high.X, p.X), max(high.Y, p.Y)}
	}
	return Rect{low.X, low.Y, high.X - low.X, high.Y - low.Y}
}

// distance is how far apart two points are.
func distance(a, b Point) float64 { return math.Hypot(b.X-a.X, b.Y-a.Y) }

// distanceToSegment is how far p is from the nearest point of the segment a–b.
func distanceToSegment(p, a, b Point) float64 {
	dx, dy := b.X-a.X, b.Y-a.Y
	length := dx*dx + dy*dy
	if length == 0 {
		return distance(p, a)
	}
	t := min(1, max(0, ((p.X-a.X)*dx+(p.Y-a.Y)*dy)/length))
	return distance(p, Point{a.X + t*dx, a.Y + t*dy})
}

// crosses reports whether the segment a–b meets the area (Liang–Barsky).
func (r Rect) crosses(a, b Point) bool {
	dx, dy := b.X-a.X, b.Y-a.Y
	from, until := 0.0, 1.0
	clip := func(p, q float64) bool {
		if p == 0 {
			return q >= 0
		}
		t := q / p
		if p < 0 {
			from = max(from, t)
		} else {
			until = min(until, t)
		}
		return from <= until
	}
	return clip(-dx, a.X-r.X) && clip(dx, r.Right()-a.X) && clip(-dy, a.Y-r.Y) && clip(dy, r.Bottom()-a.Y)
}
