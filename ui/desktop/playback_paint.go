package desktop

import (
	"strconv"

	"rehearse/journey"
	"rehearse/journey/draw"
	"rehearse/ui/playback"
)

// props are the items a frame is painted with, kept from frame to frame.
type props struct {
	people []draw.RGBA // by persona
	items  []draw.Item
	boxes  []draw.Box
	texts  []draw.Text
}

// Sizes in pixels that hold however small the map is seen.
const (
	leastDot   = 4.0
	leastCount = 11.0
)

// paintPlay gives the items of the present frame.
func (w *Window) paintPlay(zoom float64) []draw.Item {
	f, p, t := &w.playback.frame, &w.playback.props, w.look.scene()
	// Items point into these: they may not grow while they are filled.
	p.items = p.items[:0]
	if need := len(f.Dots) + len(f.Stacks) + len(f.Flashes); cap(p.boxes) < need {
		p.boxes = make([]draw.Box, 0, 2*need)
	}
	if cap(p.texts) < len(f.Stacks) {
		p.texts = make([]draw.Text, 0, 2*len(f.Stacks))
	}
	p.boxes, p.texts = p.boxes[:0], p.texts[:0]
	box := func(b draw.Box) {
		p.boxes = append(p.boxes, b)
		p.items = append(p.items, draw.Item{Box: &p.boxes[len(p.boxes)-1]})
	}
	for _, x := range f.Flashes {
		color := t.Selection
		switch x.Kind {
		case playback.Refused:
			color = t.Error
		case playback.Reached:
			color = t.Accent(journey.StepGoal)
		}
		away := 4 + 5*float64(x.Kind)
		box(draw.Box{Rect: x.Area.Grown(away), Radius: 10 + away, Fill: color.Faded(0.22 * x.Strength), Stroke: color.Faded(x.Strength), Width: 4})
	}
	radius := max(playback.Radius, leastDot/zoom)
	chosen := -1
	if told := w.person.told; told != nil {
		for i := range w.playback.film.People {
			if ref := w.playback.film.People[i].Ref; ref.Entry == told.Person.Entry && ref.Day == told.Person.Day && ref.Ordinal == told.Person.Ordinal {
				chosen = i
			}
		}
	}
	for i := range f.Dots {
		d := &f.Dots[i]
		color, opacity, r := t.Muted, d.Opacity, radius
		if n := w.playback.film.People[d.Person].Persona; n >= 0 {
			color = p.people[n]
		}
		switch {
		case chosen == d.Person:
			r *= 1.5
		case chosen >= 0:
			opacity *= 0.25
		}
		box(draw.Box{Rect: draw.Rect{X: d.X - r, Y: d.Y - r, W: 2 * r, H: 2 * r}, Radius: r, Fill: color.Faded(opacity), Stroke: t.Board.Faded(opacity), Width: 1})
	}
	size := max(13, leastCount/zoom)
	for i := range f.Stacks {
		s := &f.Stacks[i]
		if s.Count < 2 {
			continue
		}
		ground, ink := t.People, t.PeopleText
		if s.InLine > 0 {
			ground, ink = t.Drop, t.DropText
		}
		words := strconv.Itoa(s.Count)
		width := w.measure.Width(words, size, true) + 0.8*size
		right := s.At.X + playback.StackLeft - playback.Radius - 4
		box(draw.Box{Rect: draw.Rect{X: right - width, Y: s.At.Y - 0.65*size, W: width, H: 1.3 * size}, Radius: 0.65 * size, Fill: ground})
		p.texts = append(p.texts, draw.Text{At: draw.Point{X: right - width/2, Y: s.At.Y + 0.36*size}, Text: words, Size: size, Bold: true, Color: ink, Align: draw.AlignCenter})
		p.items = append(p.items, draw.Item{Text: &p.texts[len(p.texts)-1]})
	}
	return p.items
}
