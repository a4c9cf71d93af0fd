package draw

import (
	"strings"

	"rehearse/journey"
	"rehearse/journey/layout"
)

// far is a size of names for a board seen small: from a zoom up to another, so large that a name is at least 8 pixels
// high.
type far struct{ from, until, size float64 }

// fars are the sizes between the least zoom at which names must be readable and the one at which the usual names are.
var fars = [...]far{{0.4, nearZoom, 21}, {0.25, 0.4, 32}, {0.16, 0.25, 50}}

// nearZoom is the zoom from which the usual names can be read.
const nearZoom = 0.62

// nearest is the least zoom of the usual names: with Far, others take their place below.
func (b *builder) nearest() float64 {
	if b.o.Far {
		return nearZoom
	}
	return 0
}

// named writes a name in its usual size, and with Far in larger ones for a board seen small. at places it for a size;
// the words of the usual size are those of at.
func (b *builder) named(of journey.Ref, part Part, name string, room float64, lines int, at func(size float64) Text, size, detail float64) {
	b.text(of, part, max(detail, b.nearest()), at(size))
	if !b.o.Far {
		return
	}
	for _, f := range fars {
		t := at(f.size)
		t.Size = f.size
		t.Text = strings.Join(layout.Wrap(name, room, f.size, t.Bold, lines, b.o.Measurer), " ")
		b.farText(of, part, f, t)
	}
}

// farText adds a line for one range of zoom.
func (b *builder) farText(of journey.Ref, part Part, f far, t Text) {
	if t.Text == "" {
		return
	}
	t.Width = b.width(t.Text, t.Size, t.Bold)
	b.add(Item{Of: of, Part: part, Detail: f.from, Until: f.until, Text: &t})
}

// farTitle writes the name of a step over its whole head, where the icon is too small to say anything.
func (b *builder) farTitle(c *layout.Card, of journey.Ref) {
	name := c.Step.Name
	if name == "" {
		name = b.subtitle(c.Step)
	}
	for _, f := range fars {
		left, lines := layout.TextLeft, 3
		if f.until <= iconDetail {
			left, lines = bandWidth+8, int(c.Head.H/f.size)
			if c.Step.Kind == journey.StepWait || c.Step.Kind == journey.StepExit {
				left += 8 // round ends
			}
		}
		words := layout.Wrap(name, c.Head.W-left-8, f.size, true, lines, b.o.Measurer)
		step := f.size * 1.08
		y := c.Head.Y + (c.Head.H-step*float64(len(words)))/2 + f.size*0.9
		for _, line := range words {
			b.farText(of, PartTitle, f, Text{At: Point{X: c.Head.X + left, Y: y}, Text: line, Size: f.size, Bold: true, Color: b.t.Text})
			y += step
		}
	}
}

// farNote writes as much of a note as can be read from far.
func (b *builder) farNote(c *layout.Card, of journey.Ref, ink RGBA) {
	text := c.Step.Name
	if c.Step.Note != nil && c.Step.Note.Text != "" {
		text = c.Step.Note.Text
	}
	for _, f := range fars {
		step := f.size * 1.2
		lines := layout.Wrap(text, c.Rect.W-20, f.size, false, max(1, int((c.Rect.H-12)/step)), b.o.Measurer)
		for n, line := range lines {
			b.farText(of, PartTitle, f, Text{At: Point{X: c.Rect.X + 10, Y: c.Rect.Y + 4 + f.size + step*float64(n)}, Text: line, Size: f.size, Color: ink})
		}
	}
}

// farPill writes the first of some numbers that has room under a step, so large that it can be read from far.
func (b *builder) farPill(of journey.Ref, at Point, room float64, words []string, ground, ink RGBA) {
	f := fars[0]
	for _, w := range words {
		if w == "" || b.width(w, f.size, true)+f.size > room {
			continue
		}
		area := Rect{X: at.X, Y: at.Y, W: b.width(w, f.size, true) + f.size, H: f.size * 1.4}
		b.add(Item{Of: of, Part: PartNumber, Detail: f.from, Until: f.until, Box: &Box{Rect: area, Radius: area.H / 2, Fill: ground}})
		b.farText(of, PartNumber, f, Text{
			At: Point{X: area.X + area.W/2, Y: area.Y + area.H/2 + f.size*capHalf}, Text: w, Size: f.size, Bold: true, Color: ink, Align: AlignCenter,
		})
		return
	}
}

// farLabel writes the number of a link where its label is, if the link is long enough for it.
func (b *builder) farLabel(of journey.Ref, r *layout.Route, label Rect, words string) {
	f := fars[0]
	width := b.width(words, f.size*0.9, true) + 8
	if width > 0.8*layout.Length(r.Points) {
		return
	}
	area := Rect{X: label.X + (label.W-width)/2, Y: label.Y + (label.H-f.size*1.2)/2, W: width, H: f.size * 1.2}
	b.add(Item{Of: of, Part: PartLabel, Detail: f.from, Until: f.until, Box: &Box{Rect: area, Radius: 5, Fill: b.t.Label, Stroke: b.t.CardEdge, Width: 1}})
	b.farText(of, PartLabel, f, Text{
		At: Point{X: area.X + area.W/2, Y: area.Y + area.H/2 + f.size*0.9*capHalf}, Text: words, Size: f.size * 0.9, Bold: true, Color: b.t.LabelText, Align: AlignCenter,
	})
}

// lock marks a step that is kept where it is.
func (b *builder) lock(c *layout.Card, of journey.Ref) {
	if !c.Step.Locked {
		return
	}
	x, y := c.Rect.Right()-18, c.Rect.Y+6
	b.add(Item{Of: of, Part: PartBadge, Detail: portDetail, Box: &Box{
		Rect: Rect{X: x + 2.5, Y: y, W: 7, H: 9}, Radius: 3.5, Stroke: b.t.Muted, Width: 1.6,
	}})
	b.add(Item{Of: of, Part: PartBadge, Detail: portDetail, Box: &Box{Rect: Rect{X: x, Y: y + 5, W: 12, H: 8}, Radius: 2, Fill: b.t.Muted}})
}

// filter pales what a filter does not let through.
func (b *builder) filter() {
	for i := range b.items {
		if it := &b.items[i]; b.o.Faded[it.Of.ID] {
			it.fade(b.t.Board)
		}
	}
}
