package draw

import "rehearse/journey"

// A glyph is an icon on a field of 24 × 24: strokes, filled convex shapes and round boxes, so that every
// painter can draw it at any size.
type glyph struct {
	strokes []stroke
	fills   [][]float64 // x, y pairs of a convex polygon
	boxes   []roundBox
	letters string // instead of a picture
}

type stroke struct {
	width  float64
	points []float64 // x, y pairs
}

type roundBox struct {
	x, y, w, h, radius float64
	line               float64 // width of the outline; 0 fills it
}

const glyphField = 24.0

// Icon paints the mark of a kind of step, coloured ground included, into a square area. Messages and calls
// show the medium; other kinds ignore it.
func Icon(kind journey.StepKind, medium journey.ChannelMedium, area Rect, t *Theme) []Item {
	items := []Item{{Part: PartIcon, Box: &Box{Rect: area, Radius: area.W / 2, Fill: t.Accent(kind)}}}
	switch kind {
	case journey.StepBranch:
		c, r := area.Middle(), area.W/2*1.08
		items[0] = Item{Part: PartIcon, Polygon: &Polygon{
			Points: []Point{{X: c.X, Y: c.Y - r}, {X: c.X + r, Y: c.Y}, {X: c.X, Y: c.Y + r}, {X: c.X - r, Y: c.Y}}, Fill: t.Accent(kind),
		}}
	case journey.StepSplit, journey.StepFrame:
		items[0].Box.Radius = area.W * 0.28
	case journey.StepNote:
		items[0].Box.Radius = area.W * 0.12
	}
	return append(items, glyphItems(glyphOf(kind, medium), area.Grown(-area.W*0.14), t.Icon)...)
}

func glyphOf(kind journey.StepKind, medium journey.ChannelMedium) *glyph {
	if kind == journey.StepMessage {
		if g, ok := mediumGlyphs[medium]; ok {
			return g
		}
		return mediumGlyphs[journey.MediumEmail]
	}
	return kindGlyphs[kind]
}

func glyphItems(g *glyph, area Rect, ink RGBA) []Item {
	if g == nil {
		return nil
	}
	k := area.W / glyphField
	at := func(xy []float64) []Point {
		points := make([]Point, 0, len(xy)/2)
		for i := 0; i+1 < len(xy); i += 2 {
			points = append(points, Point{X: area.X + xy[i]*k, Y: area.Y + xy[i+1]*k})
		}
		return points
	}
	var items []Item
	for _, b := range g.boxes {
		box := &Box{Rect: Rect{X: area.X + b.x*k, Y: area.Y + b.y*k, W: b.w * k, H: b.h * k}, Radius: b.radius * k}
		if b.line > 0 {
			box.Stroke, box.Width = ink, b.line*k
		} else {
			box.Fill = ink
		}
		items = append(items, Item{Part: PartIcon, Box: box, Detail: iconDetail})
	}
	for _, f := range g.fills {
		items = append(items, Item{Part: PartIcon, Polygon: &Polygon{Points: at(f), Fill: ink}, Detail: iconDetail})
	}
	for _, s := range g.strokes {
		items = append(items, Item{Part: PartIcon, Polyline: &Polyline{Points: at(s.points), Stroke: ink, Width: s.width * k}, Detail: iconDetail})
	}
	if g.letters != "" {
		size := area.W * 0.52
		middle := area.Middle()
		items = append(items, Item{Part: PartIcon, Detail: iconDetail, Text: &Text{
			At: Point{X: middle.X, Y: middle.Y + size*0.36}, Text: g.letters, Size: size, Bold: true, Color: ink, Align: AlignCenter,
		}})
	}
	return items
}
