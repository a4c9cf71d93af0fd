package draw

import (
	"math"
	"strings"

	"rehearse/journey"
	"rehearse/journey/layout"
)

const (
	leastSheet = 960.0 // width below which a sheet is not narrowed
	legendItem = 178.0 // least room for one entry of the legend
)

// sheet adds title block and legend. On a large map they grow with it, so that a poster seen from afar
// has a title that can be read.
func (b *builder) sheet() {
	var area Rect
	for i := range b.items {
		area = area.Union(b.items[i].Area())
	}
	if area.W < leastSheet {
		area.W = leastSheet
	}
	k := min(3, max(1, math.Sqrt(area.W/1800)))
	b.titleBlock(area, k)
	b.legend(area, k)
}

// titleBlock writes name, client and date above the drawing.
func (b *builder) titleBlock(area Rect, k float64) {
	name, client := b.o.Sheet.Name, b.o.Sheet.Client
	if s := b.m.Settings; s != nil {
		if name == "" {
			name = s.Name
		}
		if client == "" {
			client = s.Client
		}
	}
	if name == "" {
		name = b.o.Labels.Untitled
	}
	var parts []string
	if client != "" {
		if b.o.Labels.Client != nil {
			client = b.o.Labels.Client(client)
		}
		parts = append(parts, client)
	}
	if b.o.Sheet.Date != "" {
		parts = append(parts, b.o.Sheet.Date)
	}
	size, small := 28*k, 15*k
	lines := layout.Wrap(name, area.W, size, true, 2, b.o.Measurer)
	subtitle := layout.Fit(strings.Join(parts, " · "), area.W, small, false, b.o.Measurer)
	y := area.Y - 30*k
	b.add(Item{Part: PartLegend, Polyline: &Polyline{Points: []Point{{X: area.X, Y: y}, {X: area.Right(), Y: y}}, Stroke: b.t.CardEdge, Width: 1.5}})
	y -= 16 * k
	if subtitle != "" {
		b.text(journey.Ref{}, PartLegend, 0, Text{At: Point{X: area.X, Y: y}, Text: subtitle, Size: small, Color: b.t.Muted})
		y -= 26 * k
	}
	for i := len(lines) - 1; i >= 0; i-- {
		b.text(journey.Ref{}, PartLegend, 0, Text{At: Point{X: area.X, Y: y}, Text: lines[i], Size: size, Bold: true, Color: b.t.Text})
		y -= 36 * k
	}
}

// legend explains the kinds that occur, the colours of scenarios and the numbers.
func (b *builder) legend(area Rect, k float64) {
	y := area.Bottom() + 30*k
	b.add(Item{Part: PartLegend, Polyline: &Polyline{Points: []Point{{X: area.X, Y: y}, {X: area.Right(), Y: y}}, Stroke: b.t.CardEdge, Width: 1.5}})
	y += 14 * k

	var marks []mark
	seen := map[journey.StepKind]bool{}
	for _, s := range b.m.Steps {
		seen[s.Kind] = true
	}
	for _, word := range journey.StepKind("").Words() {
		kind := journey.StepKind(word)
		if seen[kind] && b.o.Labels.Kinds[kind] != "" {
			marks = append(marks, mark{words: b.o.Labels.Kinds[kind], paint: func(r Rect) []Item { return Icon(kind, "", r, b.t) }})
		}
	}
	y = b.marks(b.o.Labels.Kind, marks, area, y, k)

	y = b.marks(b.o.Labels.Outcomes, b.outcomeMarks(), area, y, k)

	marks = nil
	for _, lane := range b.l.Lanes {
		color := b.t.Scenario(lane.Scenario, lane.Order)
		marks = append(marks, mark{words: lane.Scenario.Name, paint: func(r Rect) []Item {
			return []Item{{Part: PartLegend, Box: &Box{Rect: r, Radius: r.W * 0.3, Fill: color}}}
		}})
	}
	y = b.marks(b.o.Labels.Scenarios, marks, area, y, k)

	if b.o.Overlay == nil {
		return
	}
	lines := b.o.Overlay.Footer
	if len(b.o.Overlay.Steps)+len(b.o.Overlay.Links) > 0 {
		lines = append(append([]string(nil), b.o.Labels.Meanings...), lines...)
	}
	if len(lines) > 0 {
		y = b.heading(b.o.Labels.Numbers, area, y, k)
		for _, line := range lines {
			for _, part := range layout.Wrap(line, area.W, 13*k, false, 3, b.o.Measurer) {
				y += 20 * k
				b.text(journey.Ref{}, PartLegend, 0, Text{At: Point{X: area.X, Y: y}, Text: part, Size: 13 * k, Color: b.t.Muted})
			}
		}
	}
}

// mark is one entry of the legend.
type mark struct {
	words string
	paint func(Rect) []Item
}

// heading writes the heading of a part of the legend and returns its base line.
func (b *builder) heading(words string, area Rect, y, k float64) float64 {
	if words == "" {
		return y
	}
	y += 20 * k
	b.text(journey.Ref{}, PartLegend, 0, Text{At: Point{X: area.X, Y: y}, Text: words, Size: 13 * k, Bold: true, Color: b.t.Text})
	return y
}

// marks writes entries in columns and returns the y below them.
func (b *builder) marks(heading string, list []mark, area Rect, y, k float64) float64 {
	if len(list) == 0 {
		return y
	}
	y = b.heading(heading, area, y, k) + 10*k
	size, side := 13*k, 22*k
	room := legendItem * k
	for _, e := range list {
		room = max(room, b.width(e.words, size, false)+side+44*k)
	}
	room = min(room, 420*k)
	columns := max(1, int(area.W/room))
	for i, e := range list {
		x, top := area.X+room*float64(i%columns), y+float64(i/columns)*30*k
		for _, it := range e.paint(Rect{X: x, Y: top, W: side, H: side}) {
			it.Part, it.Detail = PartLegend, 0
			if it.Text != nil {
				it.Text.Width = b.width(it.Text.Text, it.Text.Size, it.Text.Bold)
			}
			b.add(it)
		}
		words := layout.Fit(e.words, room-side-16*k, size, false, b.o.Measurer)
		b.text(journey.Ref{}, PartLegend, 0, Text{At: Point{X: x + side + 8*k, Y: top + side/2 + size*capHalf}, Text: words, Size: size, Color: b.t.Text})
	}
	return y + float64((len(list)+columns-1)/columns)*30*k + 6*k
}
