package board

import (
	"math"

	"fyne.io/fyne/v2/canvas"

	"rehearse/journey"
	"rehearse/journey/draw"
	"rehearse/ui/tool"
)

// wasMoving reports whether the layer still shows the shifted steps of a gesture that is over.
func (b *Board) wasMoving() bool {
	was := b.marks.shifted
	b.marks.shifted = shifts(b.machine.Preview().Kind)
	return was && !b.marks.shifted
}

// PaintMarks paints selection, hover and the gesture under way over the scene.
func (b *Board) PaintMarks() {
	cam := b.machine.Camera
	if cam.Width <= 0 {
		return
	}
	p := b.marks
	p.begin(cam)
	preview := b.machine.Preview()
	moves := map[journey.ID]bool{}
	if shifts(preview.Kind) {
		for _, id := range preview.Steps {
			moves[id] = true
		}
	}
	unit := 1 / cam.Zoom // one pixel in world units
	for _, ref := range b.machine.Selection() {
		switch ref.Kind {
		case journey.KindStep:
			if area, ok := b.machine.World().Area(ref); ok {
				if moves[ref.ID] {
					area.X, area.Y = area.X+preview.DX, area.Y+preview.DY
				}
				b.outline(area, 3*unit, b.colors.Accent, 2)
			}
		case journey.KindLink:
			b.traceLink(ref, b.colors.Accent)
		case journey.KindStage:
			if head, ok := b.head(ref); ok {
				b.outline(head, unit, b.colors.Accent, 2)
			}
		case journey.KindScenario: // as a frame: on a board seen small its name is larger than the usual head
			if area, ok := b.machine.World().Area(ref); ok {
				b.outline(area, 3*unit, b.colors.Accent, 2)
			}
		}
	}
	if b.spot != nil && !b.machine.IsSelected(*b.spot) {
		if area, ok := b.machine.World().Area(*b.spot); ok {
			b.outline(area, 6*unit, b.colors.Refused, 2)
		}
	}
	hovers := preview.Kind == tool.PreviewNone
	if hovers {
		b.paintPorts(unit)
		b.paintHover(unit)
		b.paintHandles(unit)
	}
	b.paintBadges(hovers, func(step journey.ID) draw.Point {
		if moves[step] {
			return draw.Point{X: preview.DX, Y: preview.DY}
		}
		return draw.Point{}
	})
	b.paintGesture(preview, unit)
	switch preview.Kind {
	case tool.PreviewMarquee:
		p.box(&draw.Box{Rect: preview.Area, Fill: b.colors.AccentSoft, Stroke: b.colors.Accent, Width: unit}, draw.Point{})
	case tool.PreviewConnect:
		b.paintBand(preview, unit)
	}
	b.front.Objects = append(p.objects, b.hint()...)
	canvas.Refresh(b.front)
	if b.cast != nil {
		b.PaintActors()
	}
}

// head is the head of a stage as it is seen now: on a board seen small it is higher than the usual one.
func (b *Board) head(of journey.Ref) (draw.Rect, bool) {
	area, ok := b.machine.World().Head(of)
	if ok {
		items := b.machine.World().Scene().Items
		for i := range items {
			if it := &items[i]; it.Of == of && it.Part == draw.PartTitle && it.Box != nil && it.ShownAt(b.detail()) {
				area = area.Union(it.Box.Rect)
			}
		}
	}
	return area, ok
}

func (b *Board) paintHover(unit float64) {
	if b.hover.IsZero() || b.machine.IsSelected(b.hover.Of) && b.hover.Part != draw.PartPort {
		return
	}
	soft := b.colors.Accent
	soft.A = 110
	switch {
	case b.hover.Part == draw.PartPort && b.hover.Of.Kind == journey.KindStep:
		if at, ok := b.machine.World().Port(b.hover.Of.ID, b.hover.Port); ok {
			r := math.Max(7*unit, 6)
			b.marks.box(&draw.Box{Rect: draw.Rect{X: at.X - r, Y: at.Y - r, W: 2 * r, H: 2 * r}, Radius: r, Fill: soft, Stroke: b.colors.Accent, Width: unit}, draw.Point{})
		}
	case b.hover.Of.Kind == journey.KindStep:
		if area, ok := b.machine.World().Area(b.hover.Of); ok {
			b.outline(area, 3*unit, soft, 1.5)
		}
	case b.hover.Of.Kind == journey.KindLink:
		b.traceLink(b.hover.Of, soft)
	}
}

// paintBadges paints the badges of the steps that have a ring once more, over it: a number with a line through it cannot
// be read.
func (b *Board) paintBadges(hovers bool, shift func(step journey.ID) draw.Point) {
	scene := b.machine.World().Scene()
	for i := range scene.Items {
		it := &scene.Items[i]
		if it.Part != draw.PartBadge || it.Of.Kind != journey.KindStep || !it.ShownAt(b.detail()) {
			continue
		}
		if b.machine.IsSelected(it.Of) || b.spot != nil && *b.spot == it.Of || hovers && b.hover.Of == it.Of {
			b.marks.item(it, shift(it.Of.ID), nil)
		}
	}
}

// outline frames an area at a distance; width is in pixels.
func (b *Board) outline(area draw.Rect, away float64, stroke draw.RGBA, width float64) {
	unit := 1 / b.machine.Camera.Zoom
	r := draw.Rect{X: area.X - away, Y: area.Y - away, W: area.W + 2*away, H: area.H + 2*away}
	b.marks.box(&draw.Box{Rect: r, Radius: 10 + away, Stroke: stroke, Width: width * unit}, draw.Point{})
}

func (b *Board) traceLink(ref journey.Ref, stroke draw.RGBA) {
	scene := b.machine.World().Scene()
	for i := range scene.Items {
		it := &scene.Items[i]
		if it.Of == ref && it.Part == draw.PartLine && it.Polyline != nil {
			stroke.A = min(stroke.A, 120) // the line's own label stays readable
			width := b.marks.strokePx(it.Polyline.Width) + 5
			b.marks.polyline(it.Polyline.Points, stroke, width, false)
		}
	}
}

// paintBand paints the rubber band and the step it would reach.
func (b *Board) paintBand(preview tool.Preview, unit float64) {
	stroke := b.colors.Accent
	if preview.Refused != nil {
		stroke = b.colors.Refused
	}
	if preview.Target != "" {
		if area, ok := b.machine.World().Area(journey.Ref{Kind: journey.KindStep, ID: preview.Target}); ok {
			b.outline(area, 4*unit, stroke, 2.5)
		}
	}
	b.marks.polyline(curve(preview.Start, preview.End), stroke, 2, false)
	r := 4 * unit
	b.marks.box(&draw.Box{Rect: draw.Rect{X: preview.End.X - r, Y: preview.End.Y - r, W: 2 * r, H: 2 * r}, Radius: r, Fill: stroke}, draw.Point{})
}

// curve is a cubic curve that leaves to the right and arrives from the left, as a line of twelve pieces.
func curve(a, z draw.Point) []draw.Point {
	pull := math.Max(30, math.Abs(z.X-a.X)/2)
	b, c := draw.Point{X: a.X + pull, Y: a.Y}, draw.Point{X: z.X - pull, Y: z.Y}
	points := make([]draw.Point, 13)
	for i := range points {
		t := float64(i) / 12
		u := 1 - t
		k0, k1, k2, k3 := u*u*u, 3*u*u*t, 3*u*t*t, t*t*t
		points[i] = draw.Point{X: k0*a.X + k1*b.X + k2*c.X + k3*z.X, Y: k0*a.Y + k1*b.Y + k2*c.Y + k3*z.Y}
	}
	return points
}
