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
	// Onto is the link into which the step is put; "" for none.
	Onto journey.ID
}

// Reconnect brings an end of a link to another step, the start to one of its ports.
type Reconnect struct {
	Link    journey.ID
	AtStart bool
	Step    journey.ID
	Port    journey.Port
}

// Create makes a step with its middle at a world point, and puts it into a link if Onto is set.
type Create struct {
	Kind journey.StepKind
	At   draw.Point
	Onto journey.ID
}

// Resize gives a note or frame another area.
type Resize struct {
	Step journey.ID
	Area draw.Rect
}

// ResizeStage gives a stage a width; the steps behind it move by DX.
type ResizeStage struct {
	Stage     journey.ID
	Width, DX float64
	Steps     []journey.ID
}

// MoveStage brings a stage to another place, counted without itself.
type MoveStage struct {
	Stage journey.ID
	At    int
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

// OpenFindings shows what is found about a record: a click on its badge.
type OpenFindings struct{ Of journey.Ref }

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
func (OpenFindings) intent() {}
func (Menu) intent()         {}
func (Refuse) intent()       {}
func (Reconnect) intent()    {}
func (Create) intent()       {}
func (Resize) intent()       {}
func (ResizeStage) intent()  {}
func (MoveStage) intent()    {}

// PreviewKind says which gesture is under way.
type PreviewKind uint8

// The gestures that show something while they last.
const (
	PreviewNone PreviewKind = iota
	PreviewMove
	PreviewMarquee
	PreviewConnect
	PreviewPan
	PreviewReconnect
	PreviewResize
	PreviewStageEdge
	PreviewStageMove
	PreviewPlace
)

// Preview is what to paint over the map during a gesture.
type Preview struct {
	Kind PreviewKind
	// Steps move by DX, DY (world units).
	Steps  []journey.ID
	DX, DY float64
	Copy   bool
	// Area is the marquee, a note or frame being resized, or the head of a stage being moved, in world units.
	Area draw.Rect
	// Guides show with what a moved step stands in line; Onto is the link into which it would be put.
	Guides []Guide
	Onto   journey.ID
	// Link is the one whose end is moved, AtStart which end; Target and Port are what it would be linked to.
	Link    journey.ID
	AtStart bool
	// Stage is being widened or moved; Slot is the gap it would come into, Start a point there.
	Stage journey.ID
	Slot  int
	// StepKind is that of a new step being placed, at End.
	StepKind journey.StepKind
	// From, Port, Start and End are the rubber band; Target the step under its end, Refused why it may not
	// be linked.
	From       journey.ID
	Port       journey.Port
	Start, End draw.Point
	Target     journey.ID
	Refused    *journey.Problem
}
