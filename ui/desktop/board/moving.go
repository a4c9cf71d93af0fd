package board

import (
	"slices"

	"rehearse/journey"
	"rehearse/journey/draw"
	"rehearse/ui/tool"
)

// moving tells how items shift while steps are dragged: the steps by the whole way, their links drawn anew as they will
// lead, or bent so that each end stays at its step where nobody tells how they will.
type moving struct {
	by    draw.Point
	steps map[journey.ID]bool
	from  map[journey.ID]bool // links whose first end moves
	to    map[journey.ID]bool // links whose last end moves
	// links lead another way, rerouted lists them in order, items draw them.
	links    map[journey.ID]bool
	rerouted []journey.ID
	items    []draw.Item
	// copies tells that the steps stay where they are and copies of them move.
	copies bool
}

// Reroute tells how links lead while steps are shown away from their places: which lead another way, and their items.
type Reroute func(steps []journey.ID, dx, dy float64) (links map[journey.ID]bool, items []draw.Item)

// OnMove gives the board the true ways of links while steps are dragged; without it they are bent.
func (b *Board) OnMove(r Reroute) { b.reroute = r }

func newMoving(m *tool.Machine, reroute Reroute) *moving {
	p := m.Preview()
	if !shifts(p.Kind) || p.DX == 0 && p.DY == 0 {
		return nil
	}
	mv := &moving{by: draw.Point{X: p.DX, Y: p.DY}, steps: map[journey.ID]bool{}, from: map[journey.ID]bool{}, to: map[journey.ID]bool{}, copies: p.Copy}
	for _, id := range p.Steps {
		mv.steps[id] = true
	}
	for _, l := range m.World().Links() {
		if mv.steps[l.From] {
			mv.from[l.ID] = true
		}
		if mv.steps[l.To] {
			mv.to[l.ID] = true
		}
	}
	if reroute != nil && !mv.copies {
		mv.links, mv.items = reroute(p.Steps, p.DX, p.DY)
		for id := range mv.links {
			if mv.links[id] = !(mv.from[id] && mv.to[id]); mv.links[id] { // else it moves as it is
				mv.rerouted = append(mv.rerouted, id)
			}
		}
		slices.Sort(mv.rerouted)
	}
	return mv
}

// part is what a drag does with an item.
type part uint8

// The parts: what stays, what moves as a whole, and links that lead another way.
const (
	stays part = iota
	lifted
	bent
)

func (mv *moving) part(it *draw.Item) part {
	if mv == nil {
		return stays
	}
	switch it.Of.Kind {
	case journey.KindStep:
		if mv.steps[it.Of.ID] {
			return lifted
		}
	case journey.KindLink:
		switch first, last := mv.from[it.Of.ID], mv.to[it.Of.ID]; {
		case first && last:
			return lifted
		case first || last || mv.links[it.Of.ID]:
			return bent
		}
	}
	return stays
}

// shifts reports whether a gesture shows steps away from their places.
func shifts(k tool.PreviewKind) bool { return k == tool.PreviewMove || k == tool.PreviewStageEdge }

// of says how an item moves; moved is false for one that stays.
func (mv *moving) of(it *draw.Item) (shift draw.Point, bend func(i, n int) draw.Point, moved bool) {
	if mv == nil {
		return draw.Point{}, nil, false
	}
	switch it.Of.Kind {
	case journey.KindStep:
		if mv.steps[it.Of.ID] {
			return mv.by, nil, true
		}
	case journey.KindLink:
		first, last := mv.from[it.Of.ID], mv.to[it.Of.ID]
		if !first && !last {
			break
		}
		start, end := 0.0, 0.0
		if first {
			start = 1
		}
		if last {
			end = 1
		}
		part := func(t float64) draw.Point {
			k := start + (end-start)*t
			return draw.Point{X: mv.by.X * k, Y: mv.by.Y * k}
		}
		if it.Part == draw.PartArrow {
			return part(1), nil, true
		}
		return part(0.5), func(i, n int) draw.Point { return part(float64(i) / float64(max(1, n-1))) }, true
	}
	return draw.Point{}, nil, false
}
