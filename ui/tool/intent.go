package tool

import (
	"rehearse/journey"
	"rehearse/journey/draw"
)

// Intent is what a gesture means. The closed set is below.
type Intent interface{ intent() }

// Selected: the selection has changed; Machine.Selection holds it.
type Selected struct{}

// Looked: the camera has changed; Machine.Camera holds it.
type Looked struct{}

// MoveSteps moves steps by world units, already on the grid.
type MoveSteps struct {
	Steps  []journey.ID
	DX, DY float64
	// Copy leaves the steps and moves copies.
	Copy bool
}

// Connect makes a link.
type Connect struct {
	From journey.ID
	Port journey.Port
	To   journey.ID
}

// CreateLinked asks what to create at a world point, linked from a port; From is "" for no link.
type CreateLinked struct {
	From journey.ID
	Port journey.Port
	At   draw.Point
}

// Edit opens a record for typing its name in place.
type Edit struct{ Of journey.Ref }

// Menu asks for the context menu at a screen point.
type Menu struct {
	At  draw.Point
	Hit Hit
}

// Refuse tells why the gesture was not done.
type Refuse struct{ Problem journey.Problem }

func (Selected) intent()     {}
func (Looked) intent()       {}
func (MoveSteps) intent()    {}
func (Connect) intent()      {}
func (CreateLinked) intent() {}
func (Edit) intent()         {}
func (Menu) intent()         {}
func (Refuse) intent()       {}

// PreviewKind says which gesture is under way.
type PreviewKind uint8

// The gestures that show something while they last.
const (
	PreviewNone PreviewKind = iota
	PreviewMove
	PreviewMarquee
	PreviewConnect
	PreviewPan
)

// Preview is what to paint over the map during a gesture.
type Preview struct {
	Kind PreviewKind
	// Steps move by DX, DY (world units).
	Steps  []journey.ID
	DX, DY float64
	Copy   bool
	// Area is the marquee, in world units.
	Area draw.Rect
	// From, Port, Start and End are the rubber band; Target the step under its end, Refused why it may not
	// be linked.
	From       journey.ID
	Port       journey.Port
	Start, End draw.Point
	Target     journey.ID
	Refused    *journey.Problem
}
