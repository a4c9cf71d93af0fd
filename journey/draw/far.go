package draw

import (
	"slices"
	"strings"
	"unicode"

	"rehearse/journey"
	"rehearse/journey/layout"
)

// far is a size of names for a board seen small: from a zoom up to another, so large that a name is at least 8 pixels
// high.
type far struct{ from, until, size float64 }

// fars are the sizes between the least zoom at which names must be readable and the one at which the usual names are.
var fars = [...]far{{0.4, nearZoom, 21}, {0.32, 0.4, 26}, {wholeDetail, 0.32, 32}, {0.22, wholeDetail, 37}, {0.19, 0.22, 43}, {leastName, 0.19, 50}}

// leastName is the zoom from which names of steps are written at all. Below, those of stages and scenarios still are, in the
// sizes of wides: a large map then reads like one of a country.
const leastName = 0.16

var wides = [...]far{{0.12, leastName, 72}, {0.085, 0.12, 100}, {0.06, 0.085, 140}, {0, 0.06, 190}}

// wholeDetail is the zoom below which a card has room for a few letters only: a name that would be cut there is left out, and
// the card shows the mark of its kind instead.
const wholeDetail = 0.25

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

// named writes a name in its usual size, and with Far in larger ones for a board seen small, in the room it has in a size. at places it for a size;
// the words of the usual size are those of at.
func (b *builder) named(of journey.Ref, part Part, name string, room func(size float64) float64, lines int, at func(size float64) Text, size, detail float64) {
	b.text(of, part, max(detail, b.nearest()), at(size))
	if !b.o.Far {
		return
	}
	for _, f := range fars {
		t := at(f.size)
		t.Size = f.size
		t.Text = strings.Join(layout.Wrap(name, room(f.size), f.size, t.Bold, lines, b.o.Measurer), " ")
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
// its whole card. Where nothing of it could be read, the card has its mark in the middle.
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
		words, size, telling := b.farWords(name, area.W-left-right, area.H, f)
		if f.until <= wholeDetail && !telling {
			b.farMark(c, of, f)
			continue
		}
		step := size * farLine
		y := (area.H-step*float64(len(words)))/2 + size*0.9
		y = area.Y + min(y, area.H-farEdge-size*farBelow-step*float64(len(words)-1))
		for _, line := range words {
			b.farText(of, PartTitle, f, Text{At: Point{X: area.X + left, Y: y}, Text: line, Size: size, Bold: true, Color: b.t.Text})
			y += step
		}
	}
}

// farMark draws the mark of a step in the middle of its card, for one range of zoom.
func (b *builder) farMark(c *layout.Card, of journey.Ref, f far) {
	side := min(c.Head.H, c.Rect.W) - 16
	at := Rect{X: c.Rect.X + (c.Rect.W-side)/2, Y: c.Rect.Y + (c.Rect.H-side)/2, W: side, H: side}
	for _, it := range Icon(c.Step.Kind, b.medium(c.Step), at, b.t) {
		it.Of, it.Detail, it.Until = of, f.from, f.until
		if it.Text != nil {
			it.Text.Width = b.width(it.Text.Text, it.Text.Size, it.Text.Bold)
		}
		b.add(it)
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

// largerFar are how much larger than need be a name is written from far, if it has room without cutting a word. Not much:
// names of one rank in many sizes look like names of many ranks.
var largerFar = [...]float64{1.15, 1}

// farWords breaks a bold text into lines without cutting a word: rather it becomes as small as can be read, long words are
// broken between syllables, and the last words are left out. Only a word that is wider than the room even so is cut. telling
// reports whether nothing is missing, or enough is there to know the name again.
func (b *builder) farWords(text string, room, height float64, f far) (out []string, size float64, telling bool) {
	all := wordsOf(text)
	if len(all) == 0 {
		return nil, f.size, false
	}
	larger := largerFar[:]
	if f.until <= wholeDetail {
		larger = larger[len(larger)-1:]
	}
	var rest []string
	for _, broken := range [...]bool{false, true} {
		for _, by := range larger {
			size = f.size * by
			lines := max(1, 1+int((height-2*farEdge-size*(farAbove+farBelow))/(size*farLine)))
			words, left := b.fill(all, room, size, lines, broken)
			if len(left) == 0 {
				return words, size, true
			}
			if !broken {
				out, rest = words, left
			}
		}
		if b.width(rest[0], size, true) <= room { // it is lines that are missing
			break
		}
	}
	if out == nil { // the first word is too wide
		return []string{layout.Fit(all[0], room, size, true, b.o.Measurer)}, size, false
	}
	last := len(out) - 1
	for b.width(out[last]+"…", size, true) > room {
		cut := strings.LastIndexByte(out[last], ' ')
		if cut < 0 {
			return out, size, letters(out) >= tellingLetters // the place says already that there is more
		}
		out[last] = out[last][:cut]
	}
	out[last] += "…"
	return out, size, letters(out) >= tellingLetters
}

// wordsOf are the words of a text, signs that belong to a number with it.
func wordsOf(text string) (out []string) {
	for _, word := range strings.Fields(text) {
		if n := len(out); n > 0 && strings.ContainsAny(word[:1], "%") || n > 0 && (word == "€" || word == "₽" || word == "$") {
			out[n-1] += "\u00a0" + word
			continue
		}
		out = append(out, word)
	}
	return out
}

// tellingLetters are how many letters of a name, in whole words, tell it from the others.
const tellingLetters = 5

func letters(lines []string) (n int) {
	for _, line := range lines {
		for _, r := range line {
			if unicode.IsLetter(r) {
				n++
			}
		}
	}
	return n
}

// fill puts words into lines, with broken breaking between syllables those that are wider than the room; nil when the first
// one has no place. rest is what has none.
func (b *builder) fill(words []string, room, size float64, lines int, broken bool) (out, rest []string) {
	fits := func(s string) bool { return b.width(s, size, true) <= room }
	if broken {
		words = slices.Clone(words)
	}
	for i := 0; i < len(words); i++ {
		word := words[i]
		if n := len(out); n > 0 && fits(out[n-1]+" "+word) {
			out[n-1] += " " + word
			continue
		}
		if len(out) == lines {
			return out, words[i:]
		}
		if !fits(word) {
			var begun string
			if broken {
				begun, words[i] = layout.SplitWord(word, fits)
			}
			if begun == "" {
				return out, words[i:]
			}
			out = append(out, begun)
			i--
			continue
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
