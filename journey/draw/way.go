package draw

import "rehearse/journey"

// Way is how far one person came: what it names keeps its colours, everything else fades.
type Way struct {
	// Steps the person was at, and Links taken.
	Steps map[journey.ID]WayMark
	Links map[journey.ID]bool
	// Present is the step, or the link, where the person is.
	Present journey.Ref
}

// WayMark says what became of a person at a step.
type WayMark uint8

// The marks of steps. The newest thing at a step decides.
const (
	WayPassed  WayMark = iota
	WayRefused         // what should have been sent there was not
	WayHeld            // it waits to be sent
)

const (
	// faded is how far what is not on the way goes towards the ground, fadedWords its words, which can still be made out.
	faded, fadedWords = 0.72, 0.45
	// wayWidth is the least width of a link on the way.
	wayWidth = 4.0
)

// way is the way to light up, nil for none.
func (b *builder) way() *Way {
	if b.o.Overlay == nil {
		return nil
	}
	return b.o.Overlay.Way
}

// wayOutline frames a step on the way, behind the card; the present one stands in a light.
func (b *builder) wayOutline(area Rect, radius float64, of journey.Ref) {
	way := b.way()
	if way == nil {
		return
	}
	mark, on := way.Steps[of.ID]
	if !on {
		return
	}
	stroke := b.t.Selection
	switch mark {
	case WayRefused:
		stroke = b.t.Error
	case WayHeld:
		stroke = b.t.Warning
	}
	away, width := 3.0, 2.5
	if way.Present == of {
		b.box(of, PartOrnament, Box{Rect: area.Grown(11), Radius: radius + 11, Fill: stroke.Faded(0.24)})
		away, width = 4, 4
	}
	b.box(of, PartOrnament, Box{Rect: area.Grown(away), Radius: radius + away, Fill: b.t.Board, Stroke: stroke, Width: width})
}

// fade lets everything that is not on the way step back, lanes without a step of it too. Columns stay.
func (b *builder) fade() {
	way := b.way()
	if way == nil {
		return
	}
	lanes := map[journey.ID]bool{}
	for id := range way.Steps {
		if s := b.m.Step(id); s != nil {
			lanes[s.Scenario] = true
		}
	}
	for i := range b.items {
		it := &b.items[i]
		on := true
		switch it.Of.Kind {
		case journey.KindStep:
			_, on = way.Steps[it.Of.ID]
		case journey.KindLink:
			on = way.Links[it.Of.ID]
		case journey.KindScenario:
			on = lanes[it.Of.ID]
		}
		if !on {
			it.fade(b.t.Board)
		}
	}
}

// fade takes the colours of an item towards the ground; what can be seen through stays so.
func (it *Item) fade(ground RGBA) {
	towards := func(c *RGBA, share float64) {
		opacity := c.A
		*c = c.Mix(ground, share)
		c.A = opacity
	}
	pale := func(c *RGBA) { towards(c, faded) }
	switch {
	case it.Box != nil:
		pale(&it.Box.Fill)
		pale(&it.Box.Stroke)
	case it.Polyline != nil:
		pale(&it.Polyline.Stroke)
	case it.Polygon != nil:
		pale(&it.Polygon.Fill)
		pale(&it.Polygon.Stroke)
	case it.Text != nil:
		towards(&it.Text.Color, fadedWords)
	}
}
