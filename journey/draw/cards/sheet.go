package cards

import (
	"math"
	"slices"
	"strings"

	"rehearse/journey"
	"rehearse/journey/draw"
	"rehearse/journey/layout"
)

// Gaps of a sheet, world units.
const (
	sheetGap    = 28.0
	sheetMargin = 40.0
)

// Sheet draws the cards of all personas, or of those named, on one page under the title of the map: one beside the other
// when there are two or more, in rows of equal height.
func Sheet(m *journey.Map, only []journey.ID, o Options) *draw.Scene {
	if o.Theme == nil {
		o.Theme = draw.Light()
	}
	var list []*journey.Persona
	for _, p := range m.Personas {
		if len(only) == 0 || slices.Contains(only, p.ID) {
			list = append(list, p)
		}
	}
	columns := min(2, max(1, len(list)))
	scene := &draw.Scene{Background: o.Theme.Board}
	width := Width*float64(columns) + sheetGap*float64(columns-1)
	y := title(scene, m, o, width)
	for i := 0; i < len(list); i += columns {
		row := list[i:min(i+columns, len(list))]
		height := 0.0
		for _, p := range row {
			height = math.Max(height, Scene(m, p, o, 0).Bounds.H)
		}
		for j, p := range row {
			for _, it := range Scene(m, p, o, height).Items {
				scene.Items = append(scene.Items, Moved(it, (Width+sheetGap)*float64(j), y))
			}
		}
		y += height + sheetGap
	}
	scene.Bounds = draw.Rect{W: width, H: math.Max(y-sheetGap, 80)}.Grown(sheetMargin)
	return scene
}

// title writes the name of the map, the client and the date, and returns the y at which the cards begin.
func title(scene *draw.Scene, m *journey.Map, o Options, width float64) float64 {
	name, parts := "", []string{}
	if s := m.Settings; s != nil {
		name = s.Name
		if s.Client != "" {
			parts = append(parts, o.Text.T("draw.client", journey.Args{"Client": s.Client}))
		}
	}
	if name == "" {
		name = o.Text.T("draw.untitled", nil)
	}
	if o.Date != "" {
		parts = append(parts, o.Date)
	}
	write := func(y float64, words string, size float64, bold bool, color draw.RGBA) {
		words = layout.Fit(words, width, size, bold, o.Measurer)
		scene.Items = append(scene.Items, draw.Item{Part: draw.PartLegend, Text: &draw.Text{
			At: draw.Point{Y: y}, Text: words, Size: size, Bold: bold, Color: color, Width: o.Measurer.Width(words, size, bold),
		}})
	}
	write(30, o.Text.T("people.sheet_title", journey.Args{"Name": name}), 30, true, o.Theme.Text)
	y := 44.0
	if len(parts) > 0 {
		write(y+16, strings.Join(parts, " · "), 16, false, o.Theme.Muted)
		y += 24
	}
	return y + 18
}

// Moved is an item at another place.
func Moved(it draw.Item, dx, dy float64) draw.Item {
	move := func(p draw.Point) draw.Point { return draw.Point{X: p.X + dx, Y: p.Y + dy} }
	all := func(points []draw.Point) []draw.Point {
		moved := make([]draw.Point, len(points))
		for i, p := range points {
			moved[i] = move(p)
		}
		return moved
	}
	switch {
	case it.Box != nil:
		b := *it.Box
		b.Rect.X, b.Rect.Y = b.Rect.X+dx, b.Rect.Y+dy
		it.Box = &b
	case it.Polyline != nil:
		l := *it.Polyline
		l.Points = all(l.Points)
		it.Polyline = &l
	case it.Polygon != nil:
		g := *it.Polygon
		g.Points = all(g.Points)
		it.Polygon = &g
	case it.Text != nil:
		t := *it.Text
		t.At = move(t.At)
		it.Text = &t
	case it.Picture != nil:
		p := *it.Picture
		p.Rect.X, p.Rect.Y = p.Rect.X+dx, p.Rect.Y+dy
		it.Picture = &p
	}
	return it
}
