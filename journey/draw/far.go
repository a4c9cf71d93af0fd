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
var fars = [...]far{{0.4, nearZoom, 21}, {0.32, 0.4, 26}, {0.25, 0.32, 32}, {leastName, 0.25, 50}}

// leastName is the zoom from which names are written at all.
const leastName = 0.16

// numbered is how many of fars have numbers as well.
const numbered = 3

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

// farTitle writes the name of a step over its head, and where the icon and the rows are too small to say anything over
// its whole card.
func (b *builder) farTitle(c *layout.Card, of journey.Ref) {
	name := c.Step.Name
	if name == "" {
		name = b.subtitle(c.Step)
	}
	for _, f := range fars {
		left, right, area := layout.TextLeft, 8.0, c.Head
		if f.until <= iconDetail {
			left, area = bandWidth+8, c.Rect
			if c.Step.Kind == journey.StepWait || c.Step.Kind == journey.StepExit {
				left, right = left+8, 16 // round ends
			}
		}
		words, size := b.wholeWords(name, area.W-left-right, area.H, f.size)
		step := size * farLine
		y := (area.H-step*float64(len(words)))/2 + size*0.9
		y = area.Y + min(y, area.H-farEdge-size*farBelow-step*float64(len(words)-1))
		for _, line := range words {
			b.farText(of, PartTitle, f, Text{At: Point{X: area.X + left, Y: y}, Text: line, Size: size, Bold: true, Color: b.t.Text})
			y += step
		}
	}
}

// A line of a name from far stands farLine ems under the one before it, and its ink goes from farAbove over its foot to
// farBelow under it. Between the ink and the edge of the card is at least farEdge.
const (
	farLine  = 1.08
	farAbove = 0.73
	farBelow = 0.22
	farEdge  = 3.0
)

// largerFar are how much larger than need be a name is written from far, if it has room without cutting a word.
var largerFar = [...]float64{1.3, 1.15, 1}

// wholeWords breaks a bold text into lines without cutting a word: rather it becomes as small as can be read, and its last
// words are left out. Only a word that is wider than the room is cut.
func (b *builder) wholeWords(text string, room, height, least float64) (out []string, size float64) {
	all := strings.Fields(text)
	if len(all) == 0 {
		return nil, least
	}
	var rest []string
	for _, larger := range largerFar {
		size = least * larger
		lines := 1 + int((height-2*farEdge-size*(farAbove+farBelow))/(size*farLine))
		if out, rest = b.fill(all, room, size, max(1, lines)); len(rest) == 0 && out != nil {
			return out, size
		}
	}
	if out == nil { // the first word is too wide
		return []string{layout.Fit(all[0], room, size, true, b.o.Measurer)}, size
	}
	last := len(out) - 1
	for b.width(out[last]+"…", size, true) > room {
		cut := strings.LastIndexByte(out[last], ' ')
		if cut < 0 {
			return out, size // as it is: the place says already that there is more
		}
		out[last] = out[last][:cut]
	}
	out[last] += "…"
	return out, size
}

// fill puts words into lines; nil when one of those that come first is wider than the room. rest is what has no place.
func (b *builder) fill(words []string, room, size float64, lines int) (out, rest []string) {
	for i, word := range words {
		if n := len(out); n > 0 && b.width(out[n-1]+" "+word, size, true) <= room {
			out[n-1] += " " + word
			continue
		}
		if b.width(word, size, true) > room || len(out) == lines {
			return out, words[i:]
		}
		out = append(out, word)
	}
	return out, nil
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

// farPills write under a step the first of some numbers that has room, so large that it can be read from far: with its
// share, then one number alone. They stand some 3 pixels off the card at every zoom: closer, they seem to lie on its edge.
func (b *builder) farPills(c *layout.Card, of journey.Ref, both string, one []string, ground, ink RGBA) {
	b.farPill(of, fars[0], c, append([]string{both}, one...), ground, ink)
	for _, f := range fars[1:numbered] {
		b.farPill(of, f, c, one, ground, ink)
	}
}

func (b *builder) farPill(of journey.Ref, f far, c *layout.Card, words []string, ground, ink RGBA) {
	for _, w := range words {
		if w == "" {
			continue
		}
		area := Rect{X: c.Rect.X + 2, Y: c.Rect.Bottom() + f.size*0.3, W: b.width(w, f.size, true) + f.size, H: f.size * 1.3}
		if area.W > c.Rect.W || len(b.l.Within(area)) > 0 {
			continue
		}
		b.add(Item{Of: of, Part: PartNumber, Detail: f.from, Until: f.until, Box: &Box{Rect: area, Radius: area.H / 2, Fill: ground}})
		b.farText(of, PartNumber, f, Text{
			At: Point{X: area.X + area.W/2, Y: area.Y + area.H/2 + f.size*capHalf}, Text: w, Size: f.size, Bold: true, Color: ink, Align: AlignCenter,
		})
		return
	}
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
