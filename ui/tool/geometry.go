package tool

import (
	"math"

	"rehearse/journey/draw"
)

// ItemBounds is the area an item covers, strokes included; texts roughly, by their measured width.
func ItemBounds(it *draw.Item) draw.Rect {
	switch {
	case it.Box != nil:
		return grow(it.Box.Rect, it.Box.Width/2)
	case it.Polyline != nil:
		return grow(boundsOf(it.Polyline.Points), it.Polyline.Width/2)
	case it.Polygon != nil:
		return grow(boundsOf(it.Polygon.Points), it.Polygon.Width/2)
	case it.Text != nil:
		t := it.Text
		x := t.At.X
		switch t.Align {
		case draw.AlignCenter:
			x -= t.Width / 2
		case draw.AlignRight:
			x -= t.Width
		}
		return draw.Rect{X: x, Y: t.At.Y - t.Size, W: t.Width, H: t.Size * 1.3}
	case it.Picture != nil:
		return it.Picture.Rect
	}
	return draw.Rect{}
}

func grow(r draw.Rect, by float64) draw.Rect {
	return draw.Rect{X: r.X - by, Y: r.Y - by, W: r.W + 2*by, H: r.H + 2*by}
}

func boundsOf(points []draw.Point) draw.Rect {
	if len(points) == 0 {
		return draw.Rect{}
	}
	x0, y0, x1, y1 := points[0].X, points[0].Y, points[0].X, points[0].Y
	for _, p := range points[1:] {
		x0, y0, x1, y1 = min(x0, p.X), min(y0, p.Y), max(x1, p.X), max(y1, p.Y)
	}
	return draw.Rect{X: x0, Y: y0, W: x1 - x0, H: y1 - y0}
}

// onItem reports whether a point is on an item, or within slack of a thin one.
func onItem(it *draw.Item, p draw.Point, slack float64) bool {
	if it.Polyline != nil {
		return distance(it.Polyline.Points, p) <= it.Polyline.Width/2+slack
	}
	if it.Polygon != nil {
		return inPolygon(it.Polygon.Points, p) || slack > 0 && grow(boundsOf(it.Polygon.Points), slack).Contains(p)
	}
	return grow(ItemBounds(it), slack).Contains(p)
}

// onFrame reports whether a point is on a frame's title or near its border.
func onFrame(it *draw.Item, p draw.Point, slack float64) bool {
	if it.Part != draw.PartBody || it.Box == nil {
		return onItem(it, p, slack)
	}
	inner := grow(it.Box.Rect, -slack)
	return grow(it.Box.Rect, slack).Contains(p) && (inner.W <= 0 || inner.H <= 0 || !inner.Contains(p))
}

func inPolygon(points []draw.Point, p draw.Point) bool {
	in := false
	for i, j := 0, len(points)-1; i < len(points); j, i = i, i+1 {
		a, b := points[i], points[j]
		if (a.Y > p.Y) != (b.Y > p.Y) && p.X < (b.X-a.X)*(p.Y-a.Y)/(b.Y-a.Y)+a.X {
			in = !in
		}
	}
	return in
}

// distance is how far a point is from an open line.
func distance(line []draw.Point, p draw.Point) float64 {
	best := math.Inf(1)
	for i := 1; i < len(line); i++ {
		a, b := line[i-1], line[i]
		dx, dy := b.X-a.X, b.Y-a.Y
		t := 0.0
		if l := dx*dx + dy*dy; l > 0 {
			t = math.Max(0, math.Min(1, ((p.X-a.X)*dx+(p.Y-a.Y)*dy)/l))
		}
		best = math.Min(best, math.Hypot(a.X+t*dx-p.X, a.Y+t*dy-p.Y))
	}
	return best
}

// middle is the point half-way along a line.
func middle(line []draw.Point) draw.Point {
	whole := 0.0
	for i := 1; i < len(line); i++ {
		whole += math.Hypot(line[i].X-line[i-1].X, line[i].Y-line[i-1].Y)
	}
	left := whole / 2
	for i := 1; i < len(line); i++ {
		a, b := line[i-1], line[i]
		length := math.Hypot(b.X-a.X, b.Y-a.Y)
		if length >= left && length > 0 {
			k := left / length
			return draw.Point{X: a.X + (b.X-a.X)*k, Y: a.Y + (b.Y-a.Y)*k}
		}
		left -= length
	}
	return line[len(line)-1]
}
