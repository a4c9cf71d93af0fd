package draw

// Placed is a copy of an item, so many times as large and then moved.
func (it *Item) Placed(scale, dx, dy float64) Item {
	out := *it
	point := func(p Point) Point { return Point{X: p.X*scale + dx, Y: p.Y*scale + dy} }
	rect := func(r Rect) Rect { return Rect{X: r.X*scale + dx, Y: r.Y*scale + dy, W: r.W * scale, H: r.H * scale} }
	points := func(list []Point) []Point {
		moved := make([]Point, len(list))
		for i, p := range list {
			moved[i] = point(p)
		}
		return moved
	}
	switch {
	case it.Box != nil:
		b := *it.Box
		b.Rect, b.Radius, b.Width = rect(b.Rect), b.Radius*scale, b.Width*scale
		out.Box = &b
	case it.Polyline != nil:
		l := *it.Polyline
		l.Points, l.Width = points(l.Points), l.Width*scale
		out.Polyline = &l
	case it.Polygon != nil:
		g := *it.Polygon
		g.Points, g.Width = points(g.Points), g.Width*scale
		out.Polygon = &g
	case it.Text != nil:
		t := *it.Text
		t.At, t.Size, t.Width = point(t.At), t.Size*scale, t.Width*scale
		out.Text = &t
	case it.Picture != nil:
		p := *it.Picture
		p.Rect = rect(p.Rect)
		out.Picture = &p
	}
	return out
}

// ShownAt reports whether an item is painted on a screen at some detail, see DetailAt.
func (it *Item) ShownAt(detail float64) bool {
	return it.Detail <= detail && (it.Until == 0 || detail < it.Until)
}

// DetailAt is the zoom by which parts are chosen where names are so many times larger than at a desk (1): names are shown as
// far down as there.
func DetailAt(zoom, coarse float64) float64 {
	if coarse <= 1 {
		return zoom
	}
	return max(zoom/coarse, min(zoom, leastName))
}
