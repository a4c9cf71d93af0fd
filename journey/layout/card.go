package layout

import (
	"math"

	"rehearse/journey"
)

// Sizes of cards, world units. Every kind has the same height of head, so that neighbours placed at
// the same y are joined by a straight line.
const (
	CardWidth   = 208.0
	HeadHeight  = 72.0
	RowHeight   = 24.0
	RowsPadding = 8.0 // under the last row

	waitWidth = 184.0
	exitWidth = 152.0

	noteWidth, noteHeight   = 208.0, 120.0
	frameWidth, frameHeight = 480.0, 320.0
	leastSide, greatestSide = 48.0, 20_000.0

	// farthest is how far from the middle of the board a step may stand; a step placed farther by a file
	// is drawn here.
	farthest = 500_000.0

	// TitleSize is the font size of a step's title and TextLeft where its text begins in the card.
	TitleSize = 13.5
	TextLeft  = 54.0
	textRight = 12.0
)

// NumbersHeight is the strip under a card that is kept free for the numbers of a run; under a message there
// is a line of NumbersLine more for each channel.
const (
	NumbersHeight = 26.0
	NumbersLine   = 15.0
)

// Card is the place of a step.
type Card struct {
	Step *journey.Step
	// Rect is the whole card, Head its upper part with icon and title. Rows with ports may follow.
	Rect Rect
	Head Rect
	// Title is the name in at most two lines; of a note, its text in as many as fit.
	Title []string
	Ports []PortPlace
	// In is where links arrive when there is one only; several are spread around it.
	In Point
}

// PortPlace is the place of a port on the right border of its card.
type PortPlace struct {
	Port journey.Port
	At   Point
	// Linked tells that a link leaves here.
	Linked bool
	// Row is the card's row that names the port; empty when it has none.
	Row Rect
	// Name is the user's own name of a branch rule or split arm; "" for one without and for fixed ports.
	Name string
}

// Size is how large a step's card is when so many ports are shown as rows.
func size(s *journey.Step, rows int) (w, h float64) {
	switch s.Kind {
	case journey.StepNote:
		return side(s.Note != nil, func() float64 { return s.Note.Width }, noteWidth),
			side(s.Note != nil, func() float64 { return s.Note.Height }, noteHeight)
	case journey.StepFrame:
		return side(s.Frame != nil, func() float64 { return s.Frame.Width }, frameWidth),
			side(s.Frame != nil, func() float64 { return s.Frame.Height }, frameHeight)
	case journey.StepExit:
		return exitWidth, HeadHeight
	case journey.StepWait:
		w = waitWidth
	default:
		w = CardWidth
	}
	h = HeadHeight
	if rows > 0 {
		w = CardWidth
		h += float64(rows)*RowHeight + RowsPadding
	}
	return w, h
}

func side(set bool, value func() float64, standard float64) float64 {
	if !set || value() <= 0 {
		return standard
	}
	return within(value(), leastSide, greatestSide)
}

// within keeps a number of a map inside the board; what is no number becomes the low end, 0 at best.
func within(v, low, high float64) float64 {
	if math.IsNaN(v) {
		return max(low, 0)
	}
	return min(high, max(low, v))
}

// newCard places one step; linked tells which of its ports have links.
func newCard(s *journey.Step, linked map[journey.Port]bool, measure Measurer) Card {
	ports := journey.PortsOf(s)
	inRow := make([]bool, len(ports))
	rows := 0
	for i, p := range ports {
		if inRow[i] = hasRow(s, p, linked); inRow[i] {
			rows++
		}
	}
	w, h := size(s, rows)
	x, y := within(s.X, -farthest, farthest), within(s.Y, -farthest, farthest)
	c := Card{Step: s, Rect: Rect{x, y, w, h}}
	c.Head = Rect{x, y, w, min(h, HeadHeight)}
	c.In = Point{x, y + c.Head.H/2}
	c.Title = title(&c, measure)

	// Ports without a row share the height of the head; a single one is in its middle.
	loose := len(ports) - rows
	straight := false
	for i, p := range ports {
		straight = straight || p == journey.PortOut && !inRow[i]
	}
	row, n := 0, 0
	for i, p := range ports {
		place := PortPlace{Port: p, Linked: linked[p], Name: ownName(s, p)}
		if inRow[i] {
			place.Row = Rect{x, y + HeadHeight + float64(row)*RowHeight, w, RowHeight}
			place.At = Point{c.Rect.Right(), place.Row.Y + RowHeight/2}
			row++
		} else {
			place.At = Point{c.Rect.Right(), c.Head.Y + c.Head.H*looseShare(n, loose, straight, p)}
			if p != journey.PortOut {
				n++
			}
		}
		c.Ports = append(c.Ports, place)
	}
	return c
}

// looseShare says how far down the head a port is, the n-th of so many without a row, "out" not counted in
// n. When "out" is one of them (straight), it is in the middle, so that the plain way on is a straight line;
// the others are above and below, a single one below.
func looseShare(n, count int, straight bool, p journey.Port) float64 {
	if count <= 1 || p == journey.PortOut {
		return 0.5
	}
	if straight && 2*n+1 >= count-1 {
		n++
	}
	return (float64(n) + 0.5) / float64(count)
}

// hasRow reports whether the card names the port in a row: every way of a branch or split, of the
// others the outcomes that are linked.
func hasRow(s *journey.Step, p journey.Port, linked map[journey.Port]bool) bool {
	switch s.Kind {
	case journey.StepBranch, journey.StepSplit:
		return true
	case journey.StepMessage, journey.StepWait:
		return linked[p] && (p != journey.PortOut || len(linked) > 1)
	default:
		return linked[p] && p != journey.PortOut
	}
}

func ownName(s *journey.Step, p journey.Port) string {
	if s.Branch != nil {
		for _, r := range s.Branch.Rules {
			if journey.Port(r.ID) == p {
				return r.Name
			}
		}
	}
	if s.Split != nil {
		for _, a := range s.Split.Arms {
			if journey.Port(a.ID) == p {
				return a.Name
			}
		}
	}
	return ""
}

// NoteTextSize is the font size of a note's text, NoteLine the distance of its lines.
const (
	NoteTextSize = 13.0
	NoteLine     = 18.0
)

func title(c *Card, measure Measurer) []string {
	s := c.Step
	switch s.Kind {
	case journey.StepNote:
		text := s.Name
		if s.Note != nil && s.Note.Text != "" {
			text = s.Note.Text
		}
		return Wrap(text, c.Rect.W-24, NoteTextSize, false, max(1, int((c.Rect.H-20)/NoteLine)), measure)
	case journey.StepFrame:
		return Wrap(s.Name, c.Rect.W-24, TitleSize, true, 1, measure)
	default:
		return Wrap(s.Name, c.Rect.W-TextLeft-textRight, TitleSize, true, 2, measure)
	}
}

// Below is the strip under the card for the numbers of a run; empty for notes and frames.
func (c *Card) Below() Rect {
	if !c.Step.Kind.Simulated() {
		return Rect{}
	}
	h := NumbersHeight
	if m := c.Step.Message; m != nil {
		h += NumbersLine * float64(min(4, max(1, len(m.Channels))))
	}
	return Rect{c.Rect.X, c.Rect.Bottom(), c.Rect.W, h}
}

// Whole is the card with the strip below it.
func (c *Card) Whole() Rect { return c.Rect.Union(c.Below()) }

// Port is the place of one port; false when the step has none of this name.
func (c *Card) Port(p journey.Port) (PortPlace, bool) {
	for _, place := range c.Ports {
		if place.Port == p {
			return place, true
		}
	}
	return PortPlace{}, false
}

// moved is the card at another place; the step itself is not changed.
func (c Card) moved(dx, dy float64) Card {
	c.Rect, c.Head = c.Rect.Moved(dx, dy), c.Head.Moved(dx, dy)
	c.In = Point{c.In.X + dx, c.In.Y + dy}
	ports := make([]PortPlace, len(c.Ports))
	for i, p := range c.Ports {
		p.At = Point{p.At.X + dx, p.At.Y + dy}
		if p.Row.W > 0 {
			p.Row = p.Row.Moved(dx, dy)
		}
		ports[i] = p
	}
	c.Ports = ports
	return c
}
