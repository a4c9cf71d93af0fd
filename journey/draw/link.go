package draw

import (
	"math"
	"strings"

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

func linkRef(k *journey.Link) journey.Ref { return journey.Ref{Kind: journey.KindLink, ID: k.ID} }

// links draws the lines with their arrowheads. Narrow ones are painted after broad ones, so that a thin way remains
// visible where it crosses a broad one, and last those of the way that is lit up.
func (b *builder) links() {
	const wide, narrow, onWay = 0, 1, 2
	for pass := range 3 {
		for i := range b.l.Routes {
			r := &b.l.Routes[i]
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
	if b.o.Overlay != nil {
		if n, ok := b.o.Overlay.Links[k.ID]; ok {
			flow := min(1, max(0, n.Flow))
			if math.IsNaN(flow) {
				flow = 0
			}
			color := b.t.Line.Mix(b.t.Flow, 0.25+0.75*math.Sqrt(flow))
			if flow == 0 || b.o.Overlay.Stale {
				color = b.t.Line
			}
			return leastFlow + (widestFlow-leastFlow)*flow, color
		}
	}
	return lineWidth, b.t.Line
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
		half = max(width/2+1, min(half, r.Room*0.6))
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

// labelWidths are the widest lines of a label that are tried, the widest first: in a narrow gap between
// two cards a label is broken into several short lines.
var labelWidths = [...]float64{190, 110, 76, 54}

// linkLabels writes the words of links at free places of their ways.
func (b *builder) linkLabels() {
	places := b.l.Labels()
	for i := range b.l.Routes {
		r := &b.l.Routes[i]
		if parts := b.linkWords(r.Link); len(parts) > 0 {
			b.linkLabel(places, r, parts)
		}
		if b.o.Overlay != nil && b.o.Overlay.Findings[r.Link.ID] != (FindingCount{}) {
			at, _ := layout.Along(r.Points, 0.25)
			b.badge(Rect{X: at.X - 6, Y: at.Y, W: 0, H: 0}, linkRef(r.Link))
		}
	}
}

const (
	labelLine    = 14.0
	labelPadding = 6.0
	mostLines    = 5
	// mostNumberLines bounds labels after a run: then the number matters and the line must be seen.
	mostNumberLines = 2
)

// linkLabel tries ways of breaking the words until one fits beside cards and other labels. Where none
// fits, the last part alone, the number, is written.
func (b *builder) linkLabel(places *layout.Places, r *layout.Route, parts []string) {
	whole := strings.Join(parts, " · ")
	var lines []string
	var area Rect
	size := func(lines []string) (w, h float64) {
		for _, line := range lines {
			w = max(w, b.width(line, labelSize, true))
		}
		return w + 2*labelPadding, labelLine*float64(len(lines)) + 5
	}
	free, most, room := false, mostLines, math.Inf(1)
	if b.o.Overlay != nil && b.o.Overlay.Links[r.Link.ID].Label != "" {
		most, room = mostNumberLines, 0.7*layout.Length(r.Points)
	}
	for i, width := range labelWidths {
		if i == 0 {
			lines = []string{layout.Fit(whole, width, labelSize, true, b.o.Measurer)}
		} else {
			lines = nil
			for _, part := range parts {
				lines = append(lines, layout.Wrap(part, width, labelSize, true, 3, b.o.Measurer)...)
			}
			if len(lines) > most {
				continue
			}
		}
		w, h := size(lines)
		if w > room {
			continue
		}
		if area, free = places.Find(r, w, h); free {
			break
		}
	}
	if !free {
		lines = []string{layout.Fit(parts[len(parts)-1], labelWidths[0], labelSize, true, b.o.Measurer)}
		w, h := size(lines)
		area, _ = places.Find(r, w, h)
	}
	places.Take(area)
	of := linkRef(r.Link)
	if b.o.Far {
		b.farLabel(of, r, area, parts[len(parts)-1])
	}
	b.add(Item{Of: of, Part: PartLabel, Detail: max(labelDetail, b.nearest()), Box: &Box{
		Rect: area, Radius: 5, Fill: b.t.Label, Stroke: b.t.CardEdge, Width: 1,
	}})
	y := area.Y + (area.H-labelLine*float64(len(lines)))/2 + labelLine/2 + labelSize*capHalf
	for _, line := range lines {
		b.text(of, PartLabel, max(labelDetail, b.nearest()), Text{
			At: Point{X: area.X + area.W/2, Y: y}, Text: line, Size: labelSize, Bold: true, Color: b.t.LabelText, Align: AlignCenter,
		})
		y += labelLine
	}
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
