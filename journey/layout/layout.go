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
	style Style
	cards map[journey.ID]int
	links map[journey.ID]int
	hits  *hitIndex
	fit   columnFit
}

// After lays a revision of a map out that is looked at: the heads of its stages stay where they were while they can stand
// there, whatever is added below. before may be nil.
func After(before *Layout, style Style, m *journey.Map, measure Measurer) *Layout {
	l := In(style, m, measure)
	if before == nil || len(before.Columns) == 0 || len(l.Columns) == 0 {
		return l
	}
	top := before.Columns[0].Rect.Y
	if up := l.Columns[0].Rect.Y - top; up > 0 && up <= columnHeight { // farther away they would be out of sight
		for i := range l.Columns {
			c := &l.Columns[i]
			c.Rect.Y, c.Rect.H, c.Header.Y = top, c.Rect.H+up, top
		}
	}
	return l
}

// Of lays a map out with curved links.
func Of(m *journey.Map, measure Measurer) *Layout { return In(Curved, m, measure) }

// In lays a map out with links of a style.
func In(style Style, m *journey.Map, measure Measurer) *Layout {
	l := &Layout{m: m, style: style, cards: make(map[journey.ID]int, len(m.Steps)), links: make(map[journey.ID]int, len(m.Links))}
	linked := linkedPorts(m)
	l.Cards = make([]Card, 0, len(m.Steps))
	for i, s := range m.Steps {
		l.Cards = append(l.Cards, newCard(s, linked[s.ID], measure))
		l.cards[s.ID] = i
	}
	l.routeAll()
	l.finish(measure)
	return l
}

// linkedPorts tells by which ports links leave each step.
func linkedPorts(m *journey.Map) map[journey.ID]map[journey.Port]bool {
	linked := make(map[journey.ID]map[journey.Port]bool, len(m.Steps))
	for _, k := range m.Links {
		if linked[k.From] == nil {
			linked[k.From] = map[journey.Port]bool{}
		}
		linked[k.From][k.Port] = true
	}
	return linked
}

// routeAll finds a way for every link.
func (l *Layout) routeAll() {
	jobs := l.jobs()
	l.Routes = make([]Route, len(jobs))
	for n, j := range jobs {
		l.links[j.link.ID] = n
	}
	newRouter(l.Cards, l.style).all(jobs, func(n int, route Route) { l.Routes[n] = route })
}

// jobs lists the links that have both ends on the map.
func (l *Layout) jobs() []job {
	from, to := l.ends()
	swing := bows(l.m.Links)
	jobs := make([]job, 0, len(l.m.Links))
	for i, k := range l.m.Links {
		if from[i].card >= 0 {
			bow, many := swing[i]
			jobs = append(jobs, job{k, from[i], to[i], bow, many})
		}
	}
	return jobs
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
		from[i] = end{card: a, at: start}
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

// widestArrival is the distance between the tips of links that arrive at one card, if there is room.
const widestArrival = 18.0

// spread puts the ends of several links around the middle of a head, in the order of the heights they
// come from, those that come back from above or level before and those from below after all others. One that comes in
// level stays level.
func spread(list []int, from, to []end, middle float64) {
	side := func(i int) int {
		switch {
		case to[i].at.X-from[i].at.X >= leastForward:
			return 0
		case from[i].at.Y <= middle:
			return -1
		default:
			return 1
		}
	}
	sort.SliceStable(list, func(i, j int) bool {
		if a, b := side(list[i]), side(list[j]); a != b {
			return a < b
		}
		return from[list[i]].at.Y < from[list[j]].at.Y
	})
	level := float64(len(list)-1) / 2
	for n, i := range list {
		if from[i].at.Y == middle && from[i].at.X < to[i].at.X {
			level = float64(n)
			break
		}
	}
	gap := min(widestArrival, (HeadHeight/2-10)/max(level, float64(len(list)-1)-level))
	for n, i := range list {
		to[i].room = gap
		to[i].at.Y = middle + gap*(float64(n)-level)
	}
}

// Moved is how things would stand with some steps elsewhere, for the preview of a drag, and which links lead another
// way then: those of the moved steps, those that make room beside them for an arrow, and those that would run over a
// moved step. The map itself is not changed, and
// columns stay as they are.
func (l *Layout) Moved(ids []journey.ID, dx, dy float64) (next *Layout, routed []journey.ID) {
	next = &Layout{m: l.m, style: l.style, cards: l.cards, links: l.links, Columns: l.Columns, Content: l.Content, fit: l.fit}
	next.Cards = append([]Card(nil), l.Cards...)
	next.Routes = append([]Route(nil), l.Routes...)
	moved := make(map[journey.ID]bool, len(ids))
	var areas []Rect
	for _, id := range ids {
		if i, ok := l.cards[id]; ok && !moved[id] {
			moved[id] = true
			next.Cards[i] = l.Cards[i].moved(dx, dy)
			next.Content = next.Content.Union(next.Cards[i].Whole())
			if next.Cards[i].Step.Kind != journey.StepFrame {
				areas = append(areas, next.Cards[i].Rect.Grown(clearance))
			}
		}
	}
	r := newRouter(next.Cards, l.style)
	var jobs []job
	for n, j := range next.jobs() {
		k, old := j.link, l.Routes[n].Points
		switch along := moved[k.From] && moved[k.To]; {
		case along && old[len(old)-1] == (Point{j.to.at.X - dx, j.to.at.Y - dy}):
			shifted := make([]Point, len(old))
			for i, p := range old {
				shifted[i] = Point{p.X + dx, p.Y + dy}
			}
			if r.crossings(shifted, j.from.card, j.to.card) > 0 {
				jobs = append(jobs, j)
				continue
			}
			next.Routes[n].Points = shifted
			routed = append(routed, k.ID)
			r.rememberRoute(shifted)
		case along || moved[k.From] || moved[k.To] || old[len(old)-1] != j.to.at || runsOver(old, areas):
			jobs = append(jobs, j)
		default:
			r.rememberRoute(old)
		}
	}
	r.all(jobs, func(n int, route Route) {
		next.Routes[l.links[route.Link.ID]] = route
		routed = append(routed, route.Link.ID)
	})
	next.Lanes = movedLanes(l.Lanes, next.Cards)
	next.hits = newHitIndex(next)
	return next, routed
}

// runsOver reports whether a line meets one of some areas.
func runsOver(points []Point, areas []Rect) bool {
	if len(areas) == 0 {
		return false
	}
	around := bounds(points)
	for _, area := range areas {
		if !area.Overlaps(around) {
			continue
		}
		for i := 1; i < len(points); i++ {
			if area.crosses(points[i-1], points[i]) {
				return true
			}
		}
	}
	return false
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
