package draw

import (
	"math"
	"strings"

	"rehearse/journey"
	"rehearse/journey/layout"
)

// labelWidths are the widest lines of a label that are tried, the widest first: in a narrow gap between
// two cards a label is broken into several short lines.
var labelWidths = [...]float64{190, 110, 76, 54}

const (
	labelLine    = 14.0
	labelPadding = 6.0
	mostLines    = 5
	// mostNumberLines bounds labels after a run: then the number matters and the line must be seen.
	mostNumberLines = 2
)

// linkLabels writes the words of links at free places of their ways, away from cards, from what else is written and from
// each other.
func (b *builder) linkLabels() {
	places := b.l.Labels()
	for i := range b.items {
		if it := &b.items[i]; it.Until == 0 && keepsOff(it) {
			places.Take(it.Area())
		}
	}
	for i := range b.l.Routes {
		b.label(places, &b.l.Routes[i])
	}
	b.farLabels(func(*journey.Link) bool { return true })
}

// label writes the words of one link and counts its findings.
func (b *builder) label(places *layout.Places, r *layout.Route) {
	if parts := b.linkWords(r.Link); len(parts) > 0 {
		b.linkLabel(places, r, parts)
	}
	if b.o.Overlay != nil && b.o.Overlay.Findings[r.Link.ID] != (FindingCount{}) {
		at, _ := layout.Along(r.Points, 0.25)
		b.badge(Rect{X: at.X - 6, Y: at.Y, W: 0, H: 0}, linkRef(r.Link))
	}
}

// keepsOff reports whether labels of links stay away from an item.
func keepsOff(it *Item) bool {
	switch it.Part {
	case PartNumber, PartBadge, PartLabel:
		return true
	case PartHeader:
		return it.Box != nil
	}
	return false
}

// wording is one way of breaking the words of a label into lines.
type wording struct {
	lines []string
	w, h  float64
}

// wordings lists the ways of breaking the words of a link, the widest first and last the number alone.
func (b *builder) wordings(r *layout.Route, parts []string) []wording {
	var out []wording
	add := func(lines []string) {
		w := 0.0
		for _, line := range lines {
			w = max(w, b.width(line, labelSize, true))
		}
		out = append(out, wording{lines, w + 2*labelPadding, labelLine*float64(len(lines)) + 5})
	}
	most, room := mostLines, math.Inf(1)
	if b.o.Overlay != nil && b.o.Overlay.Links[r.Link.ID].Label != "" {
		most, room = mostNumberLines, 0.7*layout.Length(r.Points)
	}
	for i, width := range labelWidths {
		var lines []string
		if i == 0 {
			lines = []string{layout.Fit(strings.Join(parts, " · "), width, labelSize, true, b.o.Measurer)}
		} else {
			for _, part := range parts {
				lines = append(lines, layout.Wrap(part, width, labelSize, true, 3, b.o.Measurer)...)
			}
			if len(lines) > most {
				continue
			}
		}
		if add(lines); out[len(out)-1].w > room {
			out = out[:len(out)-1]
		}
	}
	add([]string{layout.Fit(parts[len(parts)-1], labelWidths[0], labelSize, true, b.o.Measurer)})
	return out
}

// linkLabel writes a label: on the line if there is room in any wording, else close beside it, else as near as possible
// with a thin line that leads there.
func (b *builder) linkLabel(places *layout.Places, r *layout.Route, parts []string) {
	all := b.wordings(r, parts)
	chosen, place, found := all[len(all)-1], layout.Place{}, false
	try := func(find func(*layout.Route, float64, float64) (layout.Place, bool), list []wording) {
		for _, w := range list {
			if found {
				return
			}
			if place, found = find(r, w.w, w.h); found {
				chosen = w
			}
		}
	}
	try(places.On, all[:len(all)-1])
	try(places.Beside, all[:len(all)-1])
	try(places.On, all[len(all)-1:])
	try(places.Beside, all[len(all)-1:])
	try(places.Around, all[len(all)-1:])
	if !found {
		return
	}
	area := place.Area
	places.Take(area)
	of, detail := linkRef(r.Link), max(labelDetail, b.nearest())
	if place.Off {
		b.add(Item{Of: of, Part: PartLabel, Detail: detail, Polyline: &Polyline{
			Points: []Point{place.At, nearestOf(area, place.At)}, Stroke: b.t.Muted, Width: 1, Dashed: true,
		}})
	}
	b.add(Item{Of: of, Part: PartLabel, Detail: detail, Box: &Box{
		Rect: area, Radius: 5, Fill: b.t.Label, Stroke: b.t.CardEdge, Width: 1,
	}})
	y := area.Y + (area.H-labelLine*float64(len(chosen.lines)))/2 + labelLine/2 + labelSize*capHalf
	for _, line := range chosen.lines {
		b.text(of, PartLabel, detail, Text{
			At: Point{X: area.X + area.W/2, Y: y}, Text: line, Size: labelSize, Bold: true, Color: b.t.LabelText, Align: AlignCenter,
		})
		y += labelLine
	}
}

// nearestOf is the point of an area nearest to another point.
func nearestOf(area Rect, p Point) Point {
	return Point{X: min(area.Right(), max(area.X, p.X)), Y: min(area.Bottom(), max(area.Y, p.Y))}
}

// farLabels writes the number of each link for a board seen small, where there is room.
func (b *builder) farLabels(wanted func(*journey.Link) bool) {
	if !b.o.Far {
		return
	}
	for _, f := range fars[:numbered] {
		places := b.l.Labels()
		for i := range b.items {
			if it := &b.items[i]; it.Until == f.until && keepsOff(it) {
				places.Take(it.Area())
			}
		}
		for i := range b.l.Routes {
			r := &b.l.Routes[i]
			parts := b.linkWords(r.Link)
			if len(parts) == 0 || !wanted(r.Link) {
				continue
			}
			words := parts[len(parts)-1]
			w := b.width(words, f.size*0.9, true) + 8
			if w > 0.8*layout.Length(r.Points) {
				continue
			}
			place, ok := places.On(r, w, f.size*1.2)
			if !ok {
				continue
			}
			places.Take(place.Area)
			b.farLabel(linkRef(r.Link), f, place.Area, words)
		}
	}
}

// farLabel writes one of them.
func (b *builder) farLabel(of journey.Ref, f far, area Rect, words string) {
	b.add(Item{Of: of, Part: PartLabel, Detail: f.from, Until: f.until, Box: &Box{Rect: area, Radius: 5, Fill: b.t.Label, Stroke: b.t.CardEdge, Width: 1}})
	b.farText(of, PartLabel, f, Text{
		At: Point{X: area.X + area.W/2, Y: area.Y + area.H/2 + f.size*0.9*capHalf}, Text: words, Size: f.size * 0.9, Bold: true, Color: b.t.LabelText, Align: AlignCenter,
	})
}
