package desktop

import (
	"math"
	"slices"
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
	// bubbles are those of the frame, none where people are dots.
	bubbles []playback.Bubble
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
	// A crowd has a bubble for a dot at most, and over each step a bar of its personas.
	if need := 2*len(f.Dots) + len(f.Stacks)*(2+len(p.people)) + len(f.Flashes); cap(p.boxes) < need {
		p.boxes = make([]draw.Box, 0, 2*need)
	}
	if need := len(f.Dots) + len(f.Stacks); cap(p.texts) < need {
		p.texts = make([]draw.Text, 0, 2*need)
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
	size := w.unit() // of a pixel of a desk
	crowd := zoom < crowdZoom*size
	if crowd {
		w.paintCrowd(zoom, box)
	} else {
		w.paintDots(max(playback.Radius, leastDot*size/zoom), box)
	}
	letters := max(13, leastCount*size/zoom)
	write := func(words string, x, y, size float64, ink draw.RGBA) {
		p.texts = append(p.texts, draw.Text{At: draw.Point{X: x, Y: y + 0.36*size}, Text: words, Size: size, Bold: true, Color: ink, Align: draw.AlignCenter})
		p.items = append(p.items, draw.Item{Text: &p.texts[len(p.texts)-1]})
	}
	for i := range p.bubbles {
		if b := &p.bubbles[i]; crowd && b.Count > 1 {
			write(strconv.Itoa(b.Count), b.X, b.Y, letters, draw.Ink(p.color(b.Persona, t)))
		}
	}
	for i := range f.Stacks {
		s := &f.Stacks[i]
		if s.Count < 2 && !crowd {
			continue
		}
		ground, ink := t.People, t.PeopleText
		if s.InLine > 0 {
			ground, ink = t.Drop, t.DropText
		}
		words := strconv.Itoa(s.Count)
		width := w.measure.Width(words, letters, true) + 0.8*letters
		right := s.At.X + playback.StackLeft - playback.Radius - 4
		if crowd {
			right = s.At.X
		}
		box(draw.Box{Rect: draw.Rect{X: right - width, Y: s.At.Y - 0.65*letters, W: width, H: 1.3 * letters}, Radius: 0.65 * letters, Fill: ground})
		write(words, right-width/2, s.At.Y, letters, ink)
	}
	return p.items
}

const (
	// crowdZoom is the zoom below which dots would lie on each other, at a desk: people on their ways are bubbles with a number
	// then, and who waits is a bar that grows over the step.
	crowdZoom = 0.5
	// bubbleReach is how near people are that join a bubble, barHigh the height of a bar, both in pixels.
	bubbleReach = 13.0
	barHigh     = 7.0
	// fullBar is the part of all people whose bar is as long as the step is wide.
	fullBar = 0.15
)

// color is that of a persona, by its place in the film.
func (p *props) color(persona int, t *draw.Theme) draw.RGBA {
	if persona < 0 {
		return t.Muted
	}
	return p.people[persona]
}

// chosenPerson is the place in the film of the person whose story is open, -1 for none.
func (w *Window) chosenPerson() int {
	told := w.person.told
	if told == nil {
		return -1
	}
	return slices.IndexFunc(w.playback.film.People, func(p playback.Person) bool {
		return p.Ref.Entry == told.Person.Entry && p.Ref.Day == told.Person.Day && p.Ref.Ordinal == told.Person.Ordinal
	})
}

// paintDots paints everybody as a dot; beside the one whose story is open the others are pale.
func (w *Window) paintDots(radius float64, box func(draw.Box)) {
	f, p, t := &w.playback.frame, &w.playback.props, w.look.scene()
	chosen := w.chosenPerson()
	p.bubbles = nil
	for i := range f.Dots {
		d := &f.Dots[i]
		color, opacity, r := p.color(w.playback.film.People[d.Person].Persona, t), d.Opacity, radius
		switch {
		case chosen == d.Person:
			r *= 1.5
		case chosen >= 0:
			opacity *= 0.25
		}
		box(draw.Box{Rect: draw.Rect{X: d.X - r, Y: d.Y - r, W: 2 * r, H: 2 * r}, Radius: r, Fill: color.Faded(opacity), Stroke: t.Board.Faded(opacity), Width: 1})
	}
}

// paintCrowd paints a map seen so small that dots would lie on each other: bubbles on the ways, as large as there are people in
// them, and a bar of the personas' colours over each step where people wait. The one whose story is open stays a dot.
func (w *Window) paintCrowd(zoom float64, box func(draw.Box)) {
	f, p, t, film := &w.playback.frame, &w.playback.props, w.look.scene(), w.playback.film
	pixel := w.unit() / zoom
	chosen := w.chosenPerson()
	pale := 1.0
	if chosen >= 0 {
		pale = 0.3
	}
	p.bubbles = f.Gather(film, bubbleReach*pixel)
	for i := range p.bubbles {
		b := &p.bubbles[i]
		r := leastDot
		if b.Count > 1 {
			r = 5.5 + 1.7*math.Sqrt(float64(b.Count))
		}
		r *= pixel
		box(draw.Box{Rect: draw.Rect{X: b.X - r, Y: b.Y - r, W: 2 * r, H: 2 * r}, Radius: r, Fill: p.color(b.Persona, t).Faded(b.Opacity * pale), Stroke: t.Board, Width: pixel})
	}
	for i := range f.Stacks {
		s := &f.Stacks[i]
		x := s.At.X + 2*pixel
		for n, count := range s.By {
			if count > 0 {
				long := s.Width * min(1, float64(count)/(fullBar*float64(len(film.People))))
				long = max(long, 2*pixel)
				box(draw.Box{Rect: draw.Rect{X: x, Y: s.At.Y - barHigh*pixel/2, W: long, H: barHigh * pixel}, Radius: 1.5 * pixel, Fill: p.color(n-1, t).Faded(pale)})
				x += long
			}
		}
	}
	for i := range f.Dots {
		if d := &f.Dots[i]; d.Person == chosen {
			r := 1.5 * leastDot * pixel
			box(draw.Box{Rect: draw.Rect{X: d.X - r, Y: d.Y - r, W: 2 * r, H: 2 * r}, Radius: r, Fill: p.color(film.People[chosen].Persona, t), Stroke: t.Text, Width: 1.5 * pixel})
		}
	}
}
