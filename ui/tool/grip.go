package tool

import (
	"math"

	"rehearse/journey"
	"rehearse/journey/draw"
)

// gripKind is what a handle changes.
type gripKind uint8

const (
	gripNone gripKind = iota
	gripLinkStart
	gripLinkTip
	gripCorner
	gripStageEdge
	gripStageHead
)

// grip is a handle: an end of a selected link, a corner of a selected note or frame, the head of a stage or its edge.
type grip struct {
	kind   gripKind
	of     journey.Ref
	corner int // 0 upper left, 1 upper right, 2 lower right, 3 lower left
}

// gripReach is how far from a handle a press takes it, in pixels.
const gripReach = 9

// gripAt is the handle under a screen point.
func (m *Machine) gripAt(at draw.Point) grip {
	p, reach := m.Camera.World(at), gripReach/m.Camera.Zoom
	near := func(q draw.Point) bool { return math.Hypot(p.X-q.X, p.Y-q.Y) <= reach }
	if len(m.selection) == 1 {
		ref := m.selection[0]
		if start, tip, ok := m.world.Ends(ref.ID); ref.Kind == journey.KindLink && ok {
			switch {
			case near(tip):
				return grip{kind: gripLinkTip, of: ref}
			case near(start):
				return grip{kind: gripLinkStart, of: ref}
			}
		}
		for i, corner := range m.Corners() {
			if near(corner) {
				return grip{kind: gripCorner, of: ref, corner: i}
			}
		}
	}
	for _, s := range m.world.stages {
		if math.Abs(p.X-s.column.X-s.column.W) <= reach/1.5 && p.Y >= s.head.Y && p.Y <= s.head.Y+s.head.H {
			return grip{kind: gripStageEdge, of: s.of}
		}
	}
	for _, s := range m.world.stages {
		if s.head.Contains(p) && m.Under(at).Of == s.of {
			return grip{kind: gripStageHead, of: s.of}
		}
	}
	return grip{}
}

// Corners are the handles of the note or frame that is selected alone and not locked; nil for none.
func (m *Machine) Corners() []draw.Point {
	if len(m.selection) != 1 {
		return nil
	}
	ref := m.selection[0]
	area, ok := m.world.Area(ref)
	if kind := m.world.kinds[ref.ID]; !ok || ref.Kind != journey.KindStep || kind.Simulated() || m.world.locked[ref.ID] {
		return nil
	}
	right, bottom := area.X+area.W, area.Y+area.H
	return []draw.Point{{X: area.X, Y: area.Y}, {X: right, Y: area.Y}, {X: right, Y: bottom}, {X: area.X, Y: bottom}}
}

// Handle says what the mouse would do at a screen point, for the shape of the pointer.
type Handle uint8

// The handles that have a pointer of their own.
const (
	HandleNone Handle = iota
	HandleEnd
	HandleCorner
	HandleEdge
)

// HandleAt is the handle under a screen point.
func (m *Machine) HandleAt(at draw.Point) Handle {
	switch m.gripAt(at).kind {
	case gripLinkStart, gripLinkTip:
		return HandleEnd
	case gripCorner:
		return HandleCorner
	case gripStageEdge:
		return HandleEdge
	}
	return HandleNone
}

// grab begins the gesture of a handle.
func (m *Machine) grab(p Pointer) {
	g := m.grip
	switch g.kind {
	case gripLinkStart, gripLinkTip:
		start, tip, _ := m.world.Ends(g.of.ID)
		m.state = reconnecting
		m.preview = Preview{Kind: PreviewReconnect, Link: g.of.ID, AtStart: g.kind == gripLinkStart, Start: start, End: tip}
	case gripCorner:
		area, _ := m.world.Area(g.of)
		m.state = resizing
		m.preview = Preview{Kind: PreviewResize, Steps: []journey.ID{g.of.ID}, Area: area}
	case gripStageEdge:
		m.state = stretching
		m.preview = Preview{Kind: PreviewStageEdge, Stage: g.of.ID, Steps: m.world.behind(g.of.ID)}
	case gripStageHead:
		m.state = shifting
		m.preview = Preview{Kind: PreviewStageMove, Stage: g.of.ID}
	}
	m.pull(p)
}

// pull follows the gesture of a handle.
func (m *Machine) pull(p Pointer) {
	at := m.Camera.World(p.At)
	switch m.state {
	case reconnecting:
		m.pullEnd(at)
	case resizing:
		m.preview.Area = m.pullCorner(at, p.Mods&ModCtrl != 0)
	case stretching:
		s := m.world.stage(m.preview.Stage)
		edge := s.column.X + s.column.W
		wish := edge + (p.At.X-m.start.At.X)/m.Camera.Zoom
		if p.Mods&ModCtrl == 0 {
			wish = math.Round(wish/Grid) * Grid
		}
		m.preview.DX, m.preview.DY = max(wish, m.world.leastEdge(s))-edge, 0
	case shifting:
		s := m.world.stage(m.preview.Stage)
		m.preview.Area = s.head
		m.preview.Area.X += (p.At.X - m.start.At.X) / m.Camera.Zoom
		m.preview.Slot, m.preview.Start = m.world.slot(at.X)
	}
}

// pullEnd brings an end of a link to a point and asks what it would be linked to there.
func (m *Machine) pullEnd(at draw.Point) {
	l := m.world.link(m.preview.Link)
	m.preview.Target, m.preview.Refused = "", nil
	if l == nil {
		return
	}
	if !m.preview.AtStart {
		m.preview.End, m.preview.Target = at, m.world.StepAt(at)
		m.preview.Port = l.Port
		if m.preview.Target == l.To {
			return
		}
	} else {
		m.preview.Start, m.preview.Target = at, m.world.StepAt(at)
		m.preview.Port = l.Port
		if hit := m.world.At(at, hitSlack/m.Camera.Zoom); hit.Part == draw.PartPort && hit.Of.Kind == journey.KindStep {
			m.preview.Target, m.preview.Port = hit.Of.ID, hit.Port
		} else if ports := m.world.Ports(m.preview.Target); len(ports) > 0 && !contains(ports, l.Port) {
			m.preview.Port = m.world.mainPort(m.preview.Target)
		}
		if m.preview.Target == l.From && m.preview.Port == l.Port {
			return
		}
	}
	if m.preview.Target != "" && m.world.judge.Reconnect != nil {
		m.preview.Refused = m.world.judge.Reconnect(l.ID, m.preview.AtStart, m.preview.Target, m.preview.Port)
	}
}

func contains(ports []journey.Port, port journey.Port) bool {
	for _, p := range ports {
		if p == port {
			return true
		}
	}
	return false
}

// leastSize is how small a note or frame can be made, in world units.
const leastSize = 60

// pullCorner is the area with the gripped corner at a point.
func (m *Machine) pullCorner(at draw.Point, free bool) draw.Rect {
	area, _ := m.world.Area(m.grip.of)
	if !free {
		at = draw.Point{X: math.Round(at.X/Grid) * Grid, Y: math.Round(at.Y/Grid) * Grid}
	}
	left, top, right, bottom := area.X, area.Y, area.X+area.W, area.Y+area.H
	if m.grip.corner == 0 || m.grip.corner == 3 {
		left = min(at.X, right-leastSize)
	} else {
		right = max(at.X, left+leastSize)
	}
	if m.grip.corner < 2 {
		top = min(at.Y, bottom-leastSize)
	} else {
		bottom = max(at.Y, top+leastSize)
	}
	return draw.Rect{X: left, Y: top, W: right - left, H: bottom - top}
}

// letGo is what the gesture of a handle means.
func (m *Machine) letGo(was state, preview Preview) []Intent {
	switch was {
	case reconnecting:
		l := m.world.link(preview.Link)
		switch {
		case l == nil || preview.Target == "":
		case preview.Refused != nil:
			return []Intent{Refuse{*preview.Refused}}
		case preview.AtStart && (preview.Target != l.From || preview.Port != l.Port), !preview.AtStart && preview.Target != l.To:
			return []Intent{Reconnect{l.ID, preview.AtStart, preview.Target, preview.Port}}
		}
	case resizing:
		if area, _ := m.world.Area(m.grip.of); preview.Area != area {
			return []Intent{Resize{m.grip.of.ID, preview.Area}}
		}
	case stretching:
		if s := m.world.stage(preview.Stage); preview.DX != 0 {
			return []Intent{ResizeStage{preview.Stage, s.column.W + preview.DX, preview.DX, preview.Steps}}
		}
	case shifting:
		if from := m.world.order(preview.Stage); preview.Slot != from && preview.Slot != from+1 {
			to := preview.Slot
			if to > from {
				to-- // counted without the stage itself
			}
			return []Intent{MoveStage{preview.Stage, to}}
		}
	}
	return nil
}

// StageEdge is the edge of the stage whose edge or head is being dragged: where it would stand, and from where to where.
func (m *Machine) StageEdge() (x, top, bottom float64, ok bool) {
	if m.preview.Stage == "" {
		return 0, 0, 0, false
	}
	s := m.world.stage(m.preview.Stage)
	return s.column.X + s.column.W + m.preview.DX, s.column.Y, s.column.Y + s.column.H, true
}
