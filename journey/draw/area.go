package draw

// Area is what an item covers, strokes and the whole height of letters included.
func (it *Item) Area() Rect {
	switch {
	case it.Box != nil:
		return it.Box.Rect.Grown(it.Box.Width / 2)
	case it.Polyline != nil:
		return around(it.Polyline.Points).Grown(it.Polyline.Width / 2)
	case it.Polygon != nil:
		return around(it.Polygon.Points).Grown(it.Polygon.Width / 2)
	case it.Text != nil:
		return it.Text.Area()
	case it.Picture != nil:
		return it.Picture.Rect
	default:
		return Rect{}
	}
}

// Heights of letters above and below the base line, in ems: the highest accents and the lowest tails
// of Noto Sans.
const (
	ascent  = 1.07
	descent = 0.30
)

// Area is what a line of text covers.
func (t *Text) Area() Rect {
	return Rect{X: t.Left(), Y: t.At.Y - ascent*t.Size, W: t.Width, H: (ascent + descent) * t.Size}
}

// Left is the x at which the line begins, whatever its alignment.
func (t *Text) Left() float64 {
	switch t.Align {
	case AlignCenter:
		return t.At.X - t.Width/2
	case AlignRight:
		return t.At.X - t.Width
	default:
		return t.At.X
	}
}

func around(points []Point) Rect {
	if len(points) == 0 {
		return Rect{}
	}
	low, high := points[0], points[0]
	for _, p := range points[1:] {
		low = Point{X: min(low.X, p.X), Y: min(low.Y, p.Y)}
		high = Point{X: max(high.X, p.X), Y: max(high.Y, p.Y)}
	}
	return Rect{X: low.X, Y: low.Y, W: high.X - low.X, H: high.Y - low.Y}
}
