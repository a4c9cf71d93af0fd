package layout

import (
	"cmp"
	"math"
	"slices"

	"rehearse/journey"
)

// roomBelow is the room that is kept between what has grown and what stands below it, where there was as much.
const roomBelow = 20.0

// Room tells where steps have to stand in a map so that cards that have grown since an older revision of it, because another
// way leaves them, do not cover what stood below: that gives way downwards as far as it must, and so does what it would cover
// in turn; below a scenario whose frame has become higher, other scenarios give way as a whole. What is locked stays, and so
// does the upper edge of a frame: it becomes higher by what it would not hold any more.
func Room(before, now *journey.Map) ([]Placed, []Grown) {
	old := map[journey.ID]Card{}
	for _, c := range blindCards(before) {
		old[c.Step.ID] = c
	}
	var cards []*block
	var frames []Card
	grown := false
	for _, c := range blindCards(now) {
		if c.Step.Kind == journey.StepFrame {
			frames = append(frames, c)
			continue
		}
		b := &block{step: c.Step, was: c.Whole(), is: c.Whole(), edge: c.Rect.Bottom(), fixed: c.Step.Locked}
		if o, ok := old[c.Step.ID]; ok && o.Rect.X == c.Rect.X && o.Rect.Y == c.Rect.Y && o.Rect.H < c.Rect.H {
			b.was, b.edge, grown = o.Whole(), o.Rect.Bottom(), true
		}
		cards = append(cards, b)
	}
	if !grown {
		return nil, nil
	}
	giveWay(cards)
	giveWay(scenarioBlocks(cards))
	var places []Placed
	for _, b := range cards {
		if by := b.is.Y - b.was.Y; by > 0 {
			places = append(places, Placed{Step: b.step, X: b.step.X, Y: b.step.Y + by, Stage: b.step.Stage})
		}
	}
	return places, grownFrames(frames, cards)
}

// Grown is a frame that has to be higher.
type Grown struct {
	Step   *journey.Step
	Height float64
}

// grownFrames are the frames that do not hold any more what was in them; below that they keep the room they had, up to the usual.
func grownFrames(frames []Card, cards []*block) (list []Grown) {
	for _, f := range frames {
		bottom := f.Rect.Bottom()
		for _, b := range cards {
			inside := b.was.X >= f.Rect.X && b.was.Right() <= f.Rect.Right() && b.was.Y >= f.Rect.Y && b.edge <= f.Rect.Bottom()
			if inside && b.is.Bottom() > b.was.Bottom() {
				bottom = max(bottom, b.is.Bottom()+min(roomBelow, f.Rect.Bottom()-b.was.Bottom()))
			}
		}
		if bottom > f.Rect.Bottom() && !f.Step.Locked && f.Step.Frame != nil {
			list = append(list, Grown{f.Step, f.Rect.H + math.Ceil((bottom-f.Rect.Bottom())/DropGrid)*DropGrid})
		}
	}
	return list
}

// blindCards are the cards of a map's steps without their words.
func blindCards(m *journey.Map) []Card {
	linked := linkedPorts(m)
	list := make([]Card, len(m.Steps))
	for i, s := range m.Steps {
		list[i] = newCard(s, linked[s.ID], blind{})
	}
	return list
}

// blind measures nothing: the place of a card does not depend on its words.
type blind struct{}

// Width is part of Measurer.
func (blind) Width(string, float64, bool) float64 { return 0 }

// block is what gives way: a card, or all cards of a scenario together.
type block struct {
	step    *journey.Step // nil for a scenario
	was, is Rect
	// edge is where the card itself ended: what stood over the strip of its numbers stood below it too.
	edge  float64
	parts []*block // of a scenario
	fixed bool
}

// move brings a block down.
func (b *block) move(by float64) {
	if len(b.parts) == 0 && !b.fixed {
		b.is.Y += by
	}
	for _, p := range b.parts {
		p.move(by)
	}
	if len(b.parts) > 0 {
		b.is.Y += by
	}
}

// giveWay brings blocks down that stood below one that now reaches farther down. From top to bottom, each is settled before
// what stood below it.
func giveWay(blocks []*block) {
	slices.SortStableFunc(blocks, func(a, b *block) int { return cmp.Compare(a.was.Y, b.was.Y) })
	for i, a := range blocks {
		if a.is.Bottom() <= a.was.Bottom() {
			continue
		}
		for _, b := range blocks[i+1:] {
			if b.was.Y < a.edge || b.was.X >= a.is.Right() || a.is.X >= b.was.Right() {
				continue
			}
			room := min(roomBelow, b.was.Y-a.was.Bottom())
			if lack := a.is.Bottom() + room - b.is.Y; lack > 0 {
				b.move(math.Ceil(lack/DropGrid) * DropGrid)
			}
		}
	}
}

// scenarioBlocks are the scenarios with the frames around their cards, and the cards of none.
func scenarioBlocks(cards []*block) []*block {
	var list []*block
	of := map[journey.ID]*block{}
	for _, c := range cards {
		id := c.step.Scenario
		if id == "" {
			list = append(list, c)
			continue
		}
		around := func(r Rect) Rect {
			r = r.Grown(lanePadding)
			r.Y, r.H = r.Y-laneTitle, r.H+laneTitle
			return r
		}
		b := of[id]
		if b == nil {
			b = &block{}
			of[id] = b
			list = append(list, b)
		}
		b.parts = append(b.parts, c)
		b.was, b.is = b.was.Union(around(c.was)), b.is.Union(around(c.is))
		b.edge = b.was.Bottom()
	}
	return list
}
