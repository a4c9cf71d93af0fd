package board

import (
	"rehearse/journey"
	"rehearse/journey/draw"
	"rehearse/ui/tool"
)

// paintHandles shows what can be gripped: the ends of a selected link, the corners of a selected note or frame.
func (b *Board) paintHandles(unit float64) {
	for _, corner := range b.machine.Corners() {
		b.knob(corner, unit, false)
	}
	if list := b.machine.Selection(); len(list) == 1 && list[0].Kind == journey.KindLink {
		if start, tip, ok := b.machine.World().Ends(list[0].ID); ok {
			b.knob(start, unit, true)
			b.knob(tip, unit, true)
		}
	}
}

// knob is one handle.
func (b *Board) knob(at draw.Point, unit float64, round bool) {
	r, radius := 5*unit, 1.5*unit
	if round {
		radius = r
	}
	b.marks.box(&draw.Box{
		Rect: draw.Rect{X: at.X - r, Y: at.Y - r, W: 2 * r, H: 2 * r}, Radius: radius,
		Fill: b.colors.Background, Stroke: b.colors.Accent, Width: 2 * unit,
	}, draw.Point{})
}

// paintGesture shows the gestures of handles, the lines that steps fall into and the link that would take one in.
func (b *Board) paintGesture(p tool.Preview, unit float64) {
	for _, g := range p.Guides {
		b.marks.polyline([]draw.Point{g.From, g.To}, b.colors.Refused, 1, false)
	}
	if p.Onto != "" {
		b.traceLink(journey.Ref{Kind: journey.KindLink, ID: p.Onto}, b.colors.Accent)
	}
	switch p.Kind {
	case tool.PreviewReconnect:
		b.paintBand(p, unit)
	case tool.PreviewResize:
		b.outline(p.Area, 0, b.colors.Accent, 2)
	case tool.PreviewStageEdge:
		if x, top, bottom, ok := b.machine.StageEdge(); ok {
			b.marks.polyline([]draw.Point{{X: x, Y: top}, {X: x, Y: bottom}}, b.colors.Accent, 2, false)
		}
	case tool.PreviewStageMove:
		b.marks.box(&draw.Box{Rect: p.Area, Radius: 8, Fill: b.colors.AccentSoft, Stroke: b.colors.Accent, Width: 2 * unit}, draw.Point{})
		if _, top, bottom, ok := b.machine.StageEdge(); ok {
			b.marks.polyline([]draw.Point{{X: p.Start.X, Y: top}, {X: p.Start.X, Y: bottom}}, b.colors.Accent, 4, false)
		}
	}
}
