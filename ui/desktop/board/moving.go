package board

import (
	"rehearse/journey"
	"rehearse/journey/draw"
	"rehearse/ui/tool"
)

// moving tells how items shift while steps are dragged: the steps by the whole way, their links bent so
// that each end stays at its step. The true routes are computed when the map has changed.
type moving struct {
	by    draw.Point
	steps map[journey.ID]bool
	from  map[journey.ID]bool // links whose first end moves
	to    map[journey.ID]bool // links whose last end moves
}

func newMoving(m *tool.Machine) *moving {
	p := m.Preview()
	if !shifts(p.Kind) || p.DX == 0 && p.DY == 0 {
		return nil
	}
	mv := &moving{by: draw.Point{X: p.DX, Y: p.DY}, steps: map[journey.ID]bool{}, from: map[journey.ID]bool{}, to: map[journey.ID]bool{}}
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
	return mv
}

// part is what a drag does with an item.
type part uint8

// The parts: what stays, what moves as a whole, and what is bent because only one of its ends moves.
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
		case first || last:
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
