package layout

import (
	"sort"

	"rehearse/journey"
)

// Layout is where everything of one map stands. It must not be changed.
type Layout struct {
	// Cards are in the order of Map.Steps, Routes in that of Map.Links; a link whose ends are not both
	// on the map has no route.
	Cards  []Card
	Routes []Route
	// Columns are the stages in order, Lanes the scenarios that have steps.
	Columns []Column
	Lanes   []Lane
	// Content is the area of all cards and routes.
	Content Rect

	m     *journey.Map
	cards map[journey.ID]int
	links map[journey.ID]int
	hits  *hitIndex
	fit   columnFit
}

// Of lays a map out.
func Of(m *journey.Map, measure Measurer) *Layout {
	l := &Layout{m: m, cards: make(map[journey.ID]int, len(m.Steps)), links: make(map[journey.ID]int, len(m.Links))}
	linked := make(map[journey.ID]map[journey.Port]bool, len(m.Steps))
	for _, k := range m.Links {
		if linked[k.From] == nil {
			linked[k.From] = map[journey.Port]bool{}
		}
		linked[k.From][k.Port] = true
	}
	l.Cards = make([]Card, 0, len(m.Steps))
	for i, s := range m.Steps {
		l.Cards = append(l.Cards, newCard(s, linked[s.ID], measure))
		l.cards[s.ID] = i
	}
	l.routeAll()
	l.finish(measure)
	return l
}

// routeAll finds a way for every link.
func (l *Layout) routeAll() {
	r := newRouter(l.Cards)
	from, to := l.ends()
	l.Routes = make([]Route, 0, len(l.m.Links))
	for i, k := range l.m.Links {
		if from[i].card < 0 {
			continue
		}
		l.links[k.ID] = len(l.Routes)
		l.Routes = append(l.Routes, r.route(k, from[i], to[i]))
	}
}

// finish derives what follows from cards and routes.
func (l *Layout) finish(measure Measurer) {
	l.Content = Rect{}
	for i := range l.Cards {
		l.Content = l.Content.Union(l.Cards[i].Whole())
	}
	for i := range l.Routes {
		l.Content = l.Content.Union(bounds(l.Routes[i].Points))
	}
	l.Lanes = lanes(l.m, l.Cards, measure)
	for _, lane := range l.Lanes {
		l.Content = l.Content.Union(lane.Rect)
	}
	l.Columns, l.fit = columns(l.m, l.Cards, l.Content, measure)
	l.hits = newHitIndex(l)
}

// ends finds where each link starts and arrives; a card of −1 marks a link without route. Links of one
// port leave from one point; links that arrive at one card are spread around the middle of its head,
// ordered by where they come from, so that they do not cross on the last piece.
func (l *Layout) ends() (from, to []end) {
	links := l.m.Links
	from, to = make([]end, len(links)), make([]end, len(links))
	arrivals := make([][]int, len(l.Cards))
	departures := make([]int, len(l.Cards))
	for i, k := range links {
		a, okA := l.cards[k.From]
		b, okB := l.cards[k.To]
		if !okA || !okB {
			from[i].card, to[i].card = -1, -1
			continue
		}
		start := Point{l.Cards[a].Rect.Right(), l.Cards[a].In.Y}
		if p, ok := l.Cards[a].Port(k.Port); ok {
			start = p.At
		}
		from[i] = end{card: a, at: start, rank: departures[a]}
		departures[a]++
		to[i] = end{card: b, at: l.Cards[b].In}
		arrivals[b] = append(arrivals[b], i)
	}
	for b, list := range arrivals {
		if len(list) < 2 {
			continue
		}
		spread(list, from, to, l.Cards[b].In.Y)
	}
	return from, to
}

// spread puts the ends of several links around the middle of a head, in the order of the heights they
// come from. One that comes in level stays level.
func spread(list []int, from, to []end, middle float64) {
	sort.SliceStable(list, func(i, j int) bool { return from[list[i]].at.Y < from[list[j]].at.Y })
	level := float64(len(list)-1) / 2
	for n, i := range list {
		if from[i].at.Y == middle && from[i].at.X < to[i].at.X {
			level = float64(n)
			break
		}
	}
	gap := min(11, (HeadHeight/2-12)/max(level, float64(len(list)-1)-level))
	for n, i := range list {
		to[i].rank = n
		to[i].at.Y = middle + gap*(float64(n)-level)
	}
}

// Moved is how things would stand with some steps elsewhere, for the preview of a drag. Only links of
// the moved steps are routed anew; the map itself is not changed, and columns stay as they are.
func (l *Layout) Moved(ids []journey.ID, dx, dy float64) *Layout {
	next := &Layout{m: l.m, cards: l.cards, links: l.links, Columns: l.Columns, Content: l.Content, fit: l.fit}
	next.Cards = append([]Card(nil), l.Cards...)
	next.Routes = append([]Route(nil), l.Routes...)
	moved := make(map[journey.ID]bool, len(ids))
	for _, id := range ids {
		if i, ok := l.cards[id]; ok && !moved[id] {
			moved[id] = true
			next.Cards[i] = l.Cards[i].moved(dx, dy)
			next.Content = next.Content.Union(next.Cards[i].Whole())
		}
	}
	from, to := next.ends()
	r := newRouter(next.Cards)
	for i, k := range l.m.Links {
		if n, ok := l.links[k.ID]; ok && (moved[k.From] || moved[k.To]) {
			next.Routes[n] = r.route(k, from[i], to[i])
		}
	}
	next.Lanes = movedLanes(l.Lanes, next.Cards)
	next.hits = newHitIndex(next)
	return next
}

// Card finds the place of a step; nil when the map has none of this ID.
func (l *Layout) Card(id journey.ID) *Card {
	if i, ok := l.cards[id]; ok {
		return &l.Cards[i]
	}
	return nil
}

// Route finds the way of a link; nil when there is none.
func (l *Layout) Route(id journey.ID) *Route {
	if i, ok := l.links[id]; ok {
		return &l.Routes[i]
	}
	return nil
}
