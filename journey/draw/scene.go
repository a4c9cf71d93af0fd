package draw

import "rehearse/journey"

// RGBA is a colour, not premultiplied.
type RGBA struct{ R, G, B, A uint8 }

// Point is a place in world units: x to the right, y down, one unit is one pixel at 100 %.
type Point struct{ X, Y float64 }

// Rect is an area in world units.
type Rect struct{ X, Y, W, H float64 }

// Contains reports whether the point lies in the area or on its border.
func (r Rect) Contains(p Point) bool {
	return p.X >= r.X && p.X <= r.X+r.W && p.Y >= r.Y && p.Y <= r.Y+r.H
}

// Overlaps reports whether two areas share a point.
func (r Rect) Overlaps(o Rect) bool {
	return r.X <= o.X+o.W && o.X <= r.X+r.W && r.Y <= o.Y+o.H && o.Y <= r.Y+r.H
}

// Union is the least area that contains both; an empty one adds nothing.
func (r Rect) Union(o Rect) Rect {
	if r.W == 0 && r.H == 0 {
		return o
	}
	if o.W == 0 && o.H == 0 {
		return r
	}
	x, y := min(r.X, o.X), min(r.Y, o.Y)
	return Rect{x, y, max(r.X+r.W, o.X+o.W) - x, max(r.Y+r.H, o.Y+o.H) - y}
}

// Scene is a whole drawing, painted in order.
type Scene struct {
	// Bounds contain every item.
	Bounds     Rect
	Background RGBA
	Items      []Item
}

// Item is one thing of a scene with everything needed to paint and to hit it. Exactly one of Box,
// Polyline, Polygon, Text and Picture is set.
type Item struct {
	// Of is the record it belongs to; zero for ornaments. Part says which part of it.
	Of   journey.Ref
	Part Part
	// Port is set for ports and the links' ends at them.
	Port journey.Port
	// Detail is the least zoom at which it is painted on a screen (1 = 100 %); 0 is always.
	Detail float64

	Box      *Box
	Polyline *Polyline
	Polygon  *Polygon
	Text     *Text
	Picture  *Picture
}

// Part is a part of a record's drawing, for hits and for updating numbers alone.
type Part uint8

// The parts.
const (
	PartBody Part = iota
	PartTitle
	PartSubtitle
	PartIcon
	PartPort
	PartPortLabel
	PartLine
	PartArrow
	PartLabel
	PartNumber
	PartBadge
	PartHeader
	PartLegend
	PartOrnament
)

// Box is a rectangle with round corners.
type Box struct {
	Rect   Rect
	Radius float64
	Fill   RGBA
	Stroke RGBA
	Width  float64 // of the stroke, 0 for none
	Dashed bool
}

// Polyline is an open line.
type Polyline struct {
	Points []Point
	Stroke RGBA
	Width  float64
	Dashed bool
}

// Polygon is a filled convex polygon of at most 16 corners.
type Polygon struct {
	Points []Point
	Fill   RGBA
	Stroke RGBA
	Width  float64
}

// Align is how a text stands to its point.
type Align uint8

// The alignments.
const (
	AlignLeft Align = iota
	AlignCenter
	AlignRight
)

// Text is one line. At is on the base line, at its left, middle or right.
type Text struct {
	At    Point
	Text  string
	Size  float64 // of the font, in world units
	Bold  bool
	Color RGBA
	Align Align
	// Width is the measured width in world units.
	Width float64
}

// Picture is a bitmap.
type Picture struct {
	Rect      Rect
	MediaType string
	Data      []byte
}

// Measurer measures text in the fonts everything is painted with.
type Measurer interface {
	// Width is the advance of one line in world units at this size.
	Width(text string, size float64, bold bool) float64
}
