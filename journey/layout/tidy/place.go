package tidy

import (
	"math"
	"sort"

	"rehearse/journey"
	"rehearse/journey/layout"
)

// moves turns places of nodes into moves of steps: on the grid, with the old upper left corner, notes
// beside the step they stood beside, frames around the steps they held.
func (g *graph) moves(places []layout.Point) []Move {
	old := g.area(func(i int) layout.Point { return layout.Point{X: g.nodes[i].card.Rect.X, Y: g.nodes[i].card.Rect.Y} })
	now := g.area(func(i int) layout.Point { return places[i] })
	g.compact(places)
	dx, dy := old.X-now.X, old.Y-now.Y
	after := map[journey.ID]layout.Rect{}
	var taken []layout.Rect
	for i, n := range g.nodes {
		r := n.card.Rect
		r.X, r.Y = snap(places[i].X+dx), snap(places[i].Y+dy)
		after[n.card.Step.ID] = r
		taken = append(taken, r)
	}
	g.straighten(after)
	sizes := map[journey.ID]bool{}
	for i := range g.l.Cards {
		c := &g.l.Cards[i]
		switch c.Step.Kind {
		case journey.StepNote:
			r := besideNearest(g, c.Rect, after)
			for blocked := true; blocked; {
				blocked = false
				for _, t := range taken {
					if t.Grown(Snap).Overlaps(r) {
						r.Y, blocked = snap(t.Bottom()+3*Snap), true
					}
				}
			}
			after[c.Step.ID] = r
			taken = append(taken, r)
		case journey.StepFrame:
			if r, ok := g.around(c.Rect, after); ok {
				after[c.Step.ID], sizes[c.Step.ID] = r, true
			}
		}
	}
	var moves []Move
	for i := range g.l.Cards {
		c := &g.l.Cards[i]
		r, ok := after[c.Step.ID]
		if !ok || r == c.Rect {
			continue
		}
		move := Move{Step: c.Step.ID, X: r.X, Y: r.Y}
		if sizes[c.Step.ID] {
			move.Width, move.Height = r.W, r.H
		}
		moves = append(moves, move)
	}
	return moves
}

func (g *graph) area(at func(int) layout.Point) layout.Rect {
	var all layout.Rect
	for i, n := range g.nodes {
		p := at(i)
		all = all.Union(layout.Rect{X: p.X, Y: p.Y, W: n.card.Rect.W, H: n.card.Rect.H})
	}
	return all
}

// widest is the most that is left empty from side to side between two groups of cards, besides the room
// of lanes.
const widest = 40.0

// compact takes out empty strips, which Graphviz leaves for the ends of links that lead elsewhere.
func (g *graph) compact(places []layout.Point) {
	type strip struct{ top, bottom float64 }
	strips := make([]strip, len(g.nodes))
	for i, n := range g.nodes {
		strips[i] = strip{places[i].Y, places[i].Y + n.height}
		if n.scenario != "" {
			strips[i].top -= lanePad + laneTitle
			strips[i].bottom += lanePad
		}
	}
	sort.Slice(strips, func(a, b int) bool { return strips[a].top < strips[b].top })
	type cut struct{ from, by float64 }
	var cuts []cut
	bottom := strips[0].bottom
	for _, s := range strips {
		if gap := s.top - bottom; gap > widest {
			cuts = append(cuts, cut{s.top, gap - widest})
		}
		bottom = max(bottom, s.bottom)
	}
	for i := range places {
		y := places[i].Y
		for _, c := range cuts {
			if y >= c.from {
				places[i].Y -= c.by
			}
		}
	}
}

// straighten puts a step at the height of the one before it when they are nearly level and nothing is in
// the way: Graphviz aims at the middle of nodes of different heights, people at the middle of heads.
func (g *graph) straighten(after map[journey.ID]layout.Rect) {
	order := make([]int, len(g.nodes))
	for i := range order {
		order[i] = i
	}
	sort.SliceStable(order, func(a, b int) bool {
		return after[g.nodes[order[a]].card.Step.ID].X < after[g.nodes[order[b]].card.Step.ID].X
	})
	before := map[journey.ID]journey.ID{}
	for _, k := range g.m.Links {
		if _, ok := before[k.To]; !ok && k.From != k.To {
			before[k.To] = k.From
		}
	}
	const level = layout.HeadHeight
	for _, i := range order {
		id := g.nodes[i].card.Step.ID
		r := after[id]
		from, ok := after[before[id]]
		if !ok || from.X >= r.X || from.Y == r.Y || math.Abs(from.Y-r.Y) > level {
			continue
		}
		wish := r
		wish.Y = from.Y
		room := layout.Rect{X: wish.X, Y: wish.Y - Snap, W: wish.W, H: g.nodes[i].height + 2*Snap}
		free := true
		for _, other := range g.nodes {
			o := after[other.card.Step.ID]
			o.H = other.height
			if other.card.Step.ID != id && o.Overlaps(room) {
				free = false
				break
			}
		}
		if free {
			after[id] = wish
		}
	}
}

// besideNearest keeps a note where it was relative to the nearest step.
func besideNearest(g *graph, r layout.Rect, after map[journey.ID]layout.Rect) layout.Rect {
	best, nearest := -1, math.Inf(1)
	for i, n := range g.nodes {
		a, b := n.card.Rect.Middle(), r.Middle()
		if d := math.Hypot(a.X-b.X, a.Y-b.Y); d < nearest {
			best, nearest = i, d
		}
	}
	old := g.nodes[best].card.Rect
	now := after[g.nodes[best].card.Step.ID]
	r.X, r.Y = snap(r.X+now.X-old.X), snap(r.Y+now.Y-old.Y)
	return r
}

// around is the new area of a frame: around the steps whose middle it held; false when it held none.
func (g *graph) around(frame layout.Rect, after map[journey.ID]layout.Rect) (layout.Rect, bool) {
	var all layout.Rect
	for i := range g.l.Cards {
		c := &g.l.Cards[i]
		if c.Step.Kind != journey.StepFrame && frame.Contains(c.Rect.Middle()) {
			r := after[c.Step.ID]
			r.H += c.Below().H
			all = all.Union(r)
		}
	}
	if all.W == 0 {
		return frame, false
	}
	const pad = 3 * Snap
	return layout.Rect{X: all.X - pad, Y: all.Y - pad - laneTitle, W: all.W + 2*pad, H: all.H + 2*pad + laneTitle}, true
}
