package pixel

import (
	"math"

	"rehearse/journey/draw"
)

// round is a rectangle with round corners, in pixels of the image.
type round struct{ x0, y0, x1, y1, r float64 }

// inset is the rectangle so much smaller on each side.
func (o round) inset(by float64) round {
	return round{o.x0 + by, o.y0 + by, o.x1 - by, o.y1 - by, max(0, o.r-by)}
}

// empty reports whether nothing is inside.
func (o round) empty() bool { return o.x1 <= o.x0 || o.y1 <= o.y0 }

// cover is how much of the pixel with a middle is inside, 0..1, by the distance of the middle from the edge.
func (o round) cover(x, y float64) float64 {
	// How far the middle is inside, along each axis.
	dx, dy := min(x-o.x0, o.x1-x), min(y-o.y0, o.y1-y)
	if dx < o.r && dy < o.r {
		return clamp(o.r - math.Hypot(o.r-dx, o.r-dy) + 0.5)
	}
	return clamp(dx+0.5) * clamp(dy+0.5)
}

func clamp(v float64) float64 { return max(0, min(1, v)) }

func (p *Painter) box(b *draw.Box) {
	o := round{p.x(b.Rect.X), p.y(b.Rect.Y), p.x(b.Rect.X + b.Rect.W), p.y(b.Rect.Y + b.Rect.H), b.Radius * p.scale}
	stroke := 0.0
	if b.Width > 0 && b.Stroke.A > 0 {
		stroke = p.strokeWidth(b.Width)
	}
	o.r = min(o.r, (o.x1-o.x0)/2, (o.y1-o.y0)/2)
	edge := o.inset(-stroke / 2)
	if p.Screen > 0 { // on whole pixels, so that edges are crisp
		edge.x0, edge.y0 = math.Round(edge.x0), math.Round(edge.y0)
		edge.x1, edge.y1 = max(edge.x0+1, math.Round(edge.x1)), max(edge.y0+1, math.Round(edge.y1))
		o = edge.inset(stroke / 2)
	}
	if edge.x1 < 0 || edge.y1 < 0 || edge.x0 > float64(p.width) || edge.y0 > float64(p.height) {
		return
	}
	if b.Fill.A > 0 {
		p.area(o, round{}, b.Fill)
	}
	switch {
	case stroke == 0:
	case b.Dashed:
		p.stroke(outlineOf(b.Rect, b.Radius), b.Stroke, b.Width, true)
	default:
		p.area(edge, edge.inset(stroke), b.Stroke)
	}
}

// area fills what is inside of one rectangle and not inside of another, which may be empty.
func (p *Painter) area(outer, hole round, c draw.RGBA) {
	if outer.empty() {
		return
	}
	k := inkOf(c)
	x0, x1 := max(0, int(math.Floor(outer.x0-0.5))), min(p.width, int(math.Ceil(outer.x1+0.5)))
	y0, y1 := max(0, int(math.Floor(outer.y0-0.5))), min(p.height, int(math.Ceil(outer.y1+0.5)))
	hollow := !hole.empty()
	// Between left and right nothing changes along a row.
	left, right := outer.x0+outer.r+1, outer.x1-outer.r-1
	if hollow {
		left, right = max(left, hole.x0+hole.r+1), min(right, hole.x1-hole.r-1)
	}
	from, until := max(x0, int(math.Ceil(left))), min(x1, int(math.Floor(right)))
	if from >= until {
		from, until = x1, x1
	}
	for y := y0; y < y1; y++ {
		row := p.img.Pix[y*p.img.Stride : y*p.img.Stride+4*p.width]
		yc := float64(y) + 0.5
		one := func(x int) uint32 {
			xc := float64(x) + 0.5
			v := outer.cover(xc, yc)
			if hollow && v > 0 {
				v -= hole.cover(xc, yc)
			}
			return uint32(v*255 + 0.5)
		}
		part := func(from, until int) {
			for x := from; x < until; x++ {
				if cover := one(x); cover > 0 {
					k.span(row[4*x:4*x+4:4*x+4], cover)
				}
			}
		}
		part(x0, from)
		if from < until {
			if cover := one(from); cover > 0 {
				k.span(row[4*from:4*until], cover)
			}
			part(until, x1)
		}
	}
}

// outlineOf is the border of a box as a line.
func outlineOf(r draw.Rect, radius float64) []draw.Point {
	radius = min(radius, r.W/2, r.H/2)
	var points []draw.Point
	quarter := func(cx, cy, from float64) {
		for i := range 7 {
			a := (from + float64(i)/6) * math.Pi / 2
			points = append(points, draw.Point{X: cx + radius*math.Cos(a), Y: cy + radius*math.Sin(a)})
		}
	}
	quarter(r.X+radius, r.Y+radius, 2)
	quarter(r.Right()-radius, r.Y+radius, 3)
	quarter(r.Right()-radius, r.Bottom()-radius, 0)
	quarter(r.X+radius, r.Bottom()-radius, 1)
	return append(points, points[0])
}
