package tool

import (
	"math"

	"rehearse/journey"
	"rehearse/journey/draw"
)

// insertReach is how near the middle of a card must come to a link to be put into it, in world units.
const insertReach = 24

// linkUnder is the link into which a step is put whose card would be there; "" for none. at is the pointer.
func (m *Machine) linkUnder(card draw.Rect, at draw.Point) journey.ID {
	best, found := math.Inf(1), journey.ID("")
	middle := draw.Point{X: card.X + card.W/2, Y: card.Y + card.H/2}
	for _, l := range m.world.links {
		line := m.world.lines[l.ID]
		if line == nil || len(line.points) < 2 {
			continue
		}
		d := min(distance(line.points, middle), distance(line.points, at))
		if d <= max(insertReach, hitSlack/m.Camera.Zoom) && d < best {
			best, found = d, l.ID
		}
	}
	return found
}

// insertable reports whether a kind of step can stand in the middle of a link.
func insertable(kind journey.StepKind) bool {
	return kind.Simulated() && kind != journey.StepEntry && kind != journey.StepExit
}

// onto is the link into which the moved step would be put: a single one without links, or a copy of a single one.
func (m *Machine) onto(at draw.Point) journey.ID {
	if len(m.preview.Steps) != 1 || m.preview.DX == 0 && m.preview.DY == 0 {
		return ""
	}
	id := m.preview.Steps[0]
	if !insertable(m.world.kinds[id]) || m.world.linked[id] && !m.preview.Copy {
		return ""
	}
	area, _ := m.world.Area(journey.Ref{Kind: journey.KindStep, ID: id})
	area.X, area.Y = area.X+m.preview.DX, area.Y+m.preview.DY
	return m.linkUnder(area, at)
}

// Place moves a new step of a kind over the board, as from a palette; at is a screen point.
func (m *Machine) Place(kind journey.StepKind, at draw.Point) {
	if m.state != placing {
		if m.state != idle || m.gaveUp {
			return
		}
		m.state = placing
	}
	m.preview = Preview{Kind: PreviewPlace, StepKind: kind, End: m.Camera.World(at)}
	if insertable(kind) {
		m.preview.Onto = m.linkUnder(draw.Rect{X: m.preview.End.X, Y: m.preview.End.Y}, m.preview.End)
	}
}

// Drop lets a placed step fall; over tells whether that is over the board. After Cancel nothing falls.
func (m *Machine) Drop(over bool) []Intent {
	was, preview := m.state, m.preview
	m.gaveUp = false
	if was != placing {
		return nil
	}
	m.state, m.preview = idle, Preview{}
	if !over {
		return nil
	}
	return []Intent{Create{Kind: preview.StepKind, At: preview.End, Onto: preview.Onto}}
}
