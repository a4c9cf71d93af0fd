package tool

import (
	"math"
	"slices"
	"time"

	"rehearse/journey"
	"rehearse/journey/draw"
)

// Button is a mouse button.
type Button uint8

// The buttons.
const (
	ButtonLeft Button = iota
	ButtonMiddle
	ButtonRight
)

// Modifiers are keys held during an event.
type Modifiers uint8

// The modifier keys. Ctrl is the platform's command key.
const (
	ModShift Modifiers = 1 << iota
	ModCtrl
	ModAlt
)

// Pointer is an event of the mouse, in pixels of the viewport.
type Pointer struct {
	At     draw.Point
	Button Button
	Mods   Modifiers
	// When grows with the events; only differences matter.
	When time.Duration
}

const (
	// Grid is what moved steps snap to, in world units.
	Grid = 10
	// dragThreshold is how far a press must move to be a drag, in pixels.
	dragThreshold = 5
	// doubleClick is the longest time between the presses of a double click, doubleReach the farthest.
	doubleClick = 400 * time.Millisecond
	doubleReach = 5
	// hitSlack is how far beside a line still takes it, in pixels.
	hitSlack = 6
	// wheelZoom is the zoom factor of one notch of the wheel (wheelNotch pixels).
	wheelZoom  = 1.15
	wheelNotch = 25
)

type state uint8

const (
	idle    state = iota
	pressed       // down, not moved far enough to be anything yet
	moving
	marquee
	connecting
	panning
	reconnecting
	resizing
	stretching // the edge of a stage
	shifting   // a whole stage
	placing    // a new step, from outside the board
)

// Machine is the state of the hand on one board. Not for concurrent use.
type Machine struct {
	Camera Camera
	world  *World

	selection []journey.Ref
	state     state
	start     Pointer // where the button went down
	last      draw.Point
	hit       Hit
	before    []journey.Ref // the selection before a marquee
	looked    Camera        // before panning
	preview   Preview
	clicks    int
	lastClick Pointer
	lastHit   Hit
	hand      bool // the space bar is held or the hand tool chosen
	grip      grip // the handle that was pressed
	gaveUp    bool // a step being placed was given up, and is not dropped yet
	late      bool // a press on a selected record: the others are let go on release without a drag
}

// NewMachine starts idle with an empty world.
func NewMachine() *Machine {
	return &Machine{Camera: NewCamera(), world: NewWorld(&journey.Map{}, &draw.Scene{}, Judge{})}
}

// SetWorld replaces the drawing. Selected records that are gone are let go; a gesture in progress goes on
// with what is left of it.
func (m *Machine) SetWorld(w *World, exists func(journey.Ref) bool) []Intent {
	m.world = w
	kept := slices.DeleteFunc(slices.Clone(m.selection), func(r journey.Ref) bool { return !exists(r) })
	if m.state == moving {
		m.preview.Steps = slices.DeleteFunc(slices.Clone(m.preview.Steps), func(id journey.ID) bool {
			return !exists(journey.Ref{Kind: journey.KindStep, ID: id})
		})
	}
	if len(kept) != len(m.selection) {
		m.selection = kept
		return []Intent{Selected{}}
	}
	return nil
}

// World is the drawing the machine works on.
func (m *Machine) World() *World { return m.world }

// Selection lists the selected records; do not change it.
func (m *Machine) Selection() []journey.Ref { return m.selection }

// IsSelected reports whether a record is selected.
func (m *Machine) IsSelected(r journey.Ref) bool { return slices.Contains(m.selection, r) }

// Select replaces the selection.
func (m *Machine) Select(refs ...journey.Ref) []Intent {
	if slices.Equal(m.selection, refs) {
		return nil
	}
	m.selection = slices.Clone(refs)
	return []Intent{Selected{}}
}

// SelectedSteps lists the selected steps in the order of selection.
func (m *Machine) SelectedSteps() []journey.ID {
	var ids []journey.ID
	for _, r := range m.selection {
		if r.Kind == journey.KindStep {
			ids = append(ids, r.ID)
		}
	}
	return ids
}

// Preview is what to paint over the map now.
func (m *Machine) Preview() Preview { return m.preview }

// Busy reports whether a button is down.
func (m *Machine) Busy() bool { return m.state != idle }

// Hand chooses whether a drag pans, as while the space bar is held.
func (m *Machine) Hand(on bool) { m.hand = on }

// HandChosen reports whether a drag pans.
func (m *Machine) HandChosen() bool { return m.hand }

// Under is what is under a screen point.
func (m *Machine) Under(at draw.Point) Hit {
	return m.world.At(m.Camera.World(at), hitSlack/m.Camera.Zoom)
}

// Press is a button going down.
func (m *Machine) Press(p Pointer) []Intent {
	if m.state != idle {
		return m.Cancel()
	}
	m.start, m.last = p, p.At
	if p.Button == ButtonMiddle || m.hand && p.Button == ButtonLeft {
		m.state, m.looked = panning, m.Camera
		m.preview = Preview{Kind: PreviewPan}
		return nil
	}
	m.hit, m.grip = m.Under(p.At), grip{}
	if p.Button == ButtonRight {
		out := []Intent(nil)
		if !m.hit.IsZero() && !m.IsSelected(m.hit.Of) {
			out = m.Select(m.hit.Of)
		}
		return append(out, Menu{At: p.At, Hit: m.hit})
	}
	m.grip = m.gripAt(p.At)
	if k := m.grip.kind; k == gripLinkStart || k == gripLinkTip || k == gripCorner || k == gripStageEdge {
		m.hit = Hit{Of: m.grip.of} // a handle lies above what is under it
	}
	m.countClick(p)
	m.state, m.late = pressed, false
	if m.hit.IsZero() || m.hit.Part == draw.PartPort {
		return nil
	}
	switch {
	case p.Mods&ModShift != 0:
		return m.toggle(m.hit.Of)
	case m.IsSelected(m.hit.Of):
		m.late = len(m.selection) > 1
		return nil
	}
	return m.Select(m.hit.Of)
}

func (m *Machine) countClick(p Pointer) {
	near := math.Hypot(p.At.X-m.lastClick.At.X, p.At.Y-m.lastClick.At.Y) <= doubleReach
	if m.clicks > 0 && near && p.When-m.lastClick.When <= doubleClick && m.lastHit.Of == m.hit.Of {
		m.clicks++
	} else {
		m.clicks = 1
	}
	m.lastClick, m.lastHit = p, m.hit
}

func (m *Machine) toggle(r journey.Ref) []Intent {
	if m.IsSelected(r) {
		return m.Select(slices.DeleteFunc(slices.Clone(m.selection), func(o journey.Ref) bool { return o == r })...)
	}
	return m.Select(append(slices.Clone(m.selection), r)...)
}

// Drag is the mouse moving, with a button down or not.
func (m *Machine) Drag(p Pointer) []Intent {
	switch m.state {
	case idle:
		return nil
	case pressed:
		if math.Hypot(p.At.X-m.start.At.X, p.At.Y-m.start.At.Y) < dragThreshold {
			return nil
		}
		if out := m.begin(p); out != nil || m.state == idle {
			return out
		}
	}
	defer func() { m.last = p.At }()
	switch m.state {
	case panning:
		m.Camera = m.Camera.Pan(p.At.X-m.last.X, p.At.Y-m.last.Y)
		return []Intent{Looked{}}
	case moving:
		m.move(p)
	case reconnecting, resizing, stretching, shifting:
		m.pull(p)
	case marquee:
		m.preview.Area = span(m.Camera.World(m.start.At), m.Camera.World(p.At))
		inside := m.world.Inside(m.preview.Area)
		if m.start.Mods&ModShift != 0 {
			merged := slices.Clone(m.before)
			for _, r := range inside {
				if !slices.Contains(merged, r) {
					merged = append(merged, r)
				}
			}
			inside = merged
		}
		return m.Select(inside...)
	case connecting:
		m.preview.End = m.Camera.World(p.At)
		m.preview.Target, m.preview.Refused = m.world.StepAt(m.preview.End), nil
		if m.preview.Target != "" {
			m.preview.Refused = m.world.MayConnect(m.preview.From, m.preview.Port, m.preview.Target)
		}
	}
	return nil
}

// begin decides what a drag is by what was under the press.
func (m *Machine) begin(p Pointer) []Intent {
	m.clicks = 0
	switch {
	case m.grip.kind != gripNone:
		m.grab(p)
	case m.hit.Part == draw.PartPort && m.hit.Of.Kind == journey.KindStep:
		m.state = connecting
		start, ok := m.world.Port(m.hit.Of.ID, m.hit.Port)
		if !ok {
			start = m.Camera.World(m.start.At)
		}
		m.preview = Preview{Kind: PreviewConnect, From: m.hit.Of.ID, Port: m.hit.Port, Start: start, End: m.Camera.World(p.At)}
	case m.hit.Of.Kind == journey.KindStep && m.world.locked[m.hit.Of.ID] && m.start.Mods&ModAlt == 0:
		m.state = idle
		name := ""
		if s := m.world.steps[m.hit.Of.ID]; s != nil {
			name = s.Name
		}
		return []Intent{Refuse{journey.Problem{Code: "edit.locked", Record: m.hit.Of, Args: journey.Args{"Name": name}}}}
	case m.hit.Of.Kind == journey.KindStep && m.IsSelected(m.hit.Of):
		m.state, m.late = moving, false
		m.preview = Preview{Kind: PreviewMove, Steps: m.movable(), Copy: m.start.Mods&ModAlt != 0}
	case m.hit.IsZero() || m.hit.Of.Kind != journey.KindStep:
		m.state = marquee
		m.before = m.selection
		m.preview = Preview{Kind: PreviewMarquee}
	default:
		m.state = idle
	}
	return nil
}

// movable are the selected steps and what lies in selected frames; locked ones only to be copied.
func (m *Machine) movable() []journey.ID {
	ids := m.SelectedSteps()
	for _, id := range slices.Clone(ids) {
		for _, inner := range m.world.Contents(journey.Ref{Kind: journey.KindStep, ID: id}) {
			if !slices.Contains(ids, inner) {
				ids = append(ids, inner)
			}
		}
	}
	if m.start.Mods&ModAlt == 0 {
		ids = slices.DeleteFunc(ids, func(id journey.ID) bool { return m.world.locked[id] })
	}
	return ids
}

// move follows the hand with the steps: the one under it is drawn into line with its neighbours or onto the grid. With
// the control key it is free to the unit. A hand that comes back to where it began has moved nothing, and one that goes
// straight does not bring a step onto the grid sideways.
func (m *Machine) move(p Pointer) {
	m.preview.DX, m.preview.DY, m.preview.Guides, m.preview.Onto = 0, 0, nil, ""
	if math.Hypot(p.At.X-m.start.At.X, p.At.Y-m.start.At.Y) < dragThreshold {
		return
	}
	dx := (p.At.X - m.start.At.X) / m.Camera.Zoom
	dy := (p.At.Y - m.start.At.Y) / m.Camera.Zoom
	area, ok := m.world.Area(m.hit.Of)
	if !ok || p.Mods&ModCtrl != 0 {
		m.preview.DX, m.preview.DY = math.Round(dx), math.Round(dy)
	} else {
		moved := make(map[journey.ID]bool, len(m.preview.Steps))
		for _, id := range m.preview.Steps {
			moved[id] = !m.preview.Copy
		}
		m.preview.DX, m.preview.DY, m.preview.Guides = m.snap(area, dx, dy, moved)
	}
	m.preview.Onto = m.onto(m.Camera.World(p.At))
}

// onGrid is the distance near d that brings a corner onto the grid; none for less than half of it.
func onGrid(corner, d float64) float64 {
	if math.Abs(d) < Grid/2 {
		return 0
	}
	return math.Round((corner+d)/Grid)*Grid - corner
}

func span(a, b draw.Point) draw.Rect {
	return draw.Rect{X: min(a.X, b.X), Y: min(a.Y, b.Y), W: math.Abs(a.X - b.X), H: math.Abs(a.Y - b.Y)}
}

// Release is the button going up: the gesture is done.
func (m *Machine) Release(p Pointer) []Intent {
	if m.state == idle || m.state == placing { // what comes from the palette is dropped by Drop
		return nil
	}
	out := m.Drag(p)
	was, preview := m.state, m.preview
	m.state, m.preview = idle, Preview{}
	switch was {
	case pressed:
		return append(out, m.click(p)...)
	case moving:
		if len(preview.Steps) > 0 && (preview.DX != 0 || preview.DY != 0) {
			out = append(out, MoveSteps{preview.Steps, preview.DX, preview.DY, preview.Copy, preview.Onto})
		}
	case reconnecting, resizing, stretching, shifting:
		out = append(out, m.letGo(was, preview)...)
	case connecting:
		switch {
		case preview.Target == "":
			out = append(out, CreateLinked{preview.From, preview.Port, preview.End})
		case preview.Refused != nil:
			out = append(out, Refuse{*preview.Refused})
		default:
			out = append(out, Connect{preview.From, preview.Port, preview.Target})
		}
	}
	return out
}

// click is a press and release in one place.
func (m *Machine) click(p Pointer) []Intent {
	if m.clicks == 2 {
		m.clicks = 0
		if m.hit.IsZero() {
			return []Intent{CreateLinked{At: m.Camera.World(p.At)}}
		}
		return []Intent{Edit{m.hit.Of}}
	}
	switch {
	case m.hit.Part == draw.PartBadge && m.start.Mods&ModShift == 0:
		m.late = false
		return append(m.Select(m.hit.Of), OpenFindings{m.hit.Of})
	case m.hit.IsZero() && m.start.Mods&ModShift == 0:
		return m.Select()
	case m.hit.Part == draw.PartPort:
		return m.Select(m.hit.Of)
	case m.late:
		m.late = false
		return m.Select(m.hit.Of)
	}
	return nil
}

// Cancel gives a gesture up without a trace: the map was not touched, and the selection is as it was
// before a marquee.
func (m *Machine) Cancel() []Intent {
	was := m.state
	m.state, m.preview, m.clicks, m.gaveUp = idle, Preview{}, 0, was == placing
	switch was {
	case marquee:
		return m.Select(m.before...)
	case panning:
		m.Camera = m.looked
		return []Intent{Looked{}}
	}
	return nil
}

// Wheel pans, or zooms at the pointer with the control key. dx and dy are pixels as the system scrolls.
func (m *Machine) Wheel(at draw.Point, dx, dy float64, mods Modifiers) []Intent {
	if mods&ModCtrl != 0 {
		m.Camera = m.Camera.ZoomAt(at, m.Camera.Zoom*math.Pow(wheelZoom, dy/wheelNotch))
	} else {
		m.Camera = m.Camera.Pan(dx*2, dy*2)
	}
	return []Intent{Looked{}}
}
