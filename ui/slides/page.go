package slides

import (
	"fmt"

	"rehearse/journey"
	"rehearse/journey/draw"
	"rehearse/journey/layout"
)

// Area is what of a drawing a slide shows: the frame of its scenario, or everything.
func (s *Slide) Area(l *layout.Layout, whole draw.Rect) draw.Rect {
	for _, lane := range l.Lanes {
		if lane.Scenario.ID == s.Scenario && lane.Rect.W > 0 {
			return lane.Rect.Grown(24)
		}
	}
	return whole
}

// Color is that of the scenario a slide is about; the whole map has that of the window.
func (s *Slide) Color(t *draw.Theme) draw.RGBA {
	if s.Scenario == "" {
		return t.Selection
	}
	return t.Scenario(&journey.Scenario{Color: s.own}, s.Order)
}

// Counter counts slides: "3 / 7".
func Counter(at, of int) string { return fmt.Sprintf("%d / %d", at+1, of) }

// MostZoom is how much larger than at 100 % a map is shown at the utmost, on a page of 1280 × 720.
const MostZoom = 1.2

// coarse is how much larger names are than on a board at a desk.
const coarse = 1.2

// Page is a slide on paper of 1280 × 720: the map as options say, with the slide's scenario lit and the rest pale, and the
// words below it.
func (s *Slide) Page(m *journey.Map, l *layout.Layout, o draw.Options, counter string) *draw.Scene {
	o.Far, o.Sheet, o.NoLanes, o.Faded, o.Framed = true, nil, false, s.Faded(m, l), s.Scenario
	scene := draw.Build(m, l, o)
	page := Paper{Width: usualWidth, Height: usualHeight, Theme: o.Theme, Measurer: o.Measurer, Counter: counter}
	area := s.Area(l, scene.Bounds)
	words, board := s.Compose(page, area)
	zoom := Zoom(board, area, 1)
	dx := board.X + board.W/2 - zoom*(area.X+area.W/2)
	dy := board.Y + board.H/2 - zoom*(area.Y+area.H/2)
	out := &draw.Scene{Bounds: draw.Rect{W: page.Width, H: page.Height}, Background: scene.Background}
	detail := draw.DetailAt(zoom, coarse)
	for i := range scene.Items {
		it := &scene.Items[i]
		if !it.ShownAt(detail) {
			continue
		}
		if placed := it.Placed(zoom, dx, dy); placed.Area().Overlaps(out.Bounds) {
			out.Items = append(out.Items, placed)
		}
	}
	out.Items = append(out.Items, words...)
	return out
}
