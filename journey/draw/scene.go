package draw

import (
	"rehearse/journey"
	"rehearse/journey/layout"
)

// RGBA is a colour, not premultiplied.
type RGBA struct{ R, G, B, A uint8 }

// Point is a place in world units: x to the right, y down, one unit is one pixel at 100 %.
type Point = layout.Point

// Rect is an area in world units.
type Rect = layout.Rect

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
	// Until is the zoom from which on it is no longer painted on a screen, because a finer one takes its place; 0 is
	// never. Only scenes made with Options.Far have such items.
	Until float64

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
type Measurer = layout.Measurer
