package draw

import (
	"math"

	"rehearse/journey"
	"rehearse/journey/layout"
)

// Widths of links, world units: without numbers, and for the least and the greatest flow.
const (
	lineWidth  = 1.8
	leastFlow  = 1.5
	widestFlow = 13.0
	labelSize  = 11.5
)

// outcomeTint is how far the line of an outcome that nobody goes has the outcome's colour.
const outcomeTint = 0.6

func linkRef(k *journey.Link) journey.Ref { return journey.Ref{Kind: journey.KindLink, ID: k.ID} }

// links draws the lines with their arrowheads. Narrow ones are painted after broad ones, so that a thin way remains
// visible where it crosses a broad one, and last those of the way that is lit up.
func (b *builder) links() {
	b.lines(func(*journey.Link) bool { return true })
}

// lines draws the lines of the links that are wanted.
func (b *builder) lines(wanted func(*journey.Link) bool) {
	const wide, narrow, onWay = 0, 1, 2
	for pass := range 3 {
		for i := range b.l.Routes {
			r := &b.l.Routes[i]
			if !wanted(r.Link) {
				continue
			}
			width, color := b.lineOf(r.Link)
			turn := narrow
			switch {
			case b.onWay(r.Link):
				turn = onWay
			case width > widestFlow/2:
				turn = wide
			}
			if turn == pass {
				b.line(r, width, color)
			}
		}
	}
}

// lineOf is how wide and in which colour a link is drawn.
func (b *builder) lineOf(k *journey.Link) (float64, RGBA) {
	if b.onWay(k) {
		if b.way().Present == linkRef(k) {
			return 1.7 * wayWidth, b.t.Selection
		}
		return wayWidth, b.t.Selection
	}
	idle, busy := b.t.Line, b.t.Flow
	if what, color := b.outcomeOf(b.l.Card(k.From).Step, k.Port); what != outcomePlain {
		idle, busy = b.t.Line.Mix(color, outcomeTint), color
	}
	if b.o.Overlay != nil {
		if n, ok := b.o.Overlay.Links[k.ID]; ok {
			flow := min(1, max(0, n.Flow))
			if math.IsNaN(flow) {
				flow = 0
			}
			color := idle.Mix(busy, 0.25+0.75*math.Sqrt(flow))
			if flow == 0 || b.o.Overlay.Stale {
				color = idle
			}
			return leastFlow + (widestFlow-leastFlow)*flow, color
		}
	}
	return lineWidth, idle
}

// onWay reports whether a link is lit up.
func (b *builder) onWay(k *journey.Link) bool {
	way := b.way()
	return way != nil && way.Links[k.ID]
}

func (b *builder) line(r *layout.Route, width float64, color RGBA) {
	if len(r.Points) < 2 {
		return
	}
	of := linkRef(r.Link)
	tip := r.Points[len(r.Points)-1]
	long, half := 9+width*0.75, 4.5+width*0.62
	if r.Room > 0 { // beside other arrows
		half = max(width/2+1.5, min(half, r.Room*0.6))
	}
	before, _ := layout.Along(r.Points, 1-long/max(long, layout.Length(r.Points)))
	dx, dy := tip.X-before.X, tip.Y-before.Y
	d := math.Hypot(dx, dy)
	if d == 0 {
		dx, dy, d = 1, 0, 1
	}
	dx, dy = dx/d, dy/d
	b.add(Item{Of: of, Part: PartLine, Port: r.Link.Port, Polyline: &Polyline{
		Points: layout.Shortened(r.Points, long*0.8), Stroke: color, Width: width,
	}})
	base := Point{X: tip.X - dx*long, Y: tip.Y - dy*long}
	b.add(Item{Of: of, Part: PartArrow, Polygon: &Polygon{Fill: color, Points: []Point{
		tip, {X: base.X - dy*half, Y: base.Y + dx*half}, {X: base.X + dy*half, Y: base.Y - dx*half},
	}}})
}

// linkWords are the user's own label, the time the link takes, and its weight or, after a run, what was
// counted.
func (b *builder) linkWords(k *journey.Link) []string {
	var parts []string
	if k.Label != "" {
		parts = append(parts, k.Label)
	}
	if b.o.Labels.Delay != nil && k.Delay != (journey.Law{}) && k.Delay != journey.Fixed(0) {
		parts = append(parts, b.o.Labels.Delay(k.Delay))
	}
	counted := ""
	if b.o.Overlay != nil {
		counted = b.o.Overlay.Links[k.ID].Label
	}
	switch {
	case counted != "":
		parts = append(parts, counted)
	case k.Weight != nil && b.o.Labels.Share != nil:
		parts = append(parts, b.o.Labels.Share(b.m.Value(*k.Weight).Value))
	}
	return parts
}
