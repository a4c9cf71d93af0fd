package tool

// At the edge of the viewport a drag takes the view along: edgeWidth is how near, in pixels, edgeMost how many pixels it
// moves each time at the very edge.
const (
	edgeWidth = 28
	edgeMost  = 22
)

// Push moves the view while a drag rests near its edge; call it again and again until it reports false. What is dragged
// stays under the hand.
func (m *Machine) Push(p Pointer) ([]Intent, bool) {
	if !m.AtEdge(p) {
		return nil, false
	}
	dx, dy := pushed(p.At.X, m.Camera.Width), pushed(p.At.Y, m.Camera.Height)
	m.Camera = m.Camera.Pan(-dx, -dy)
	m.start.At.X, m.start.At.Y = m.start.At.X-dx, m.start.At.Y-dy
	return append(m.Drag(p), Looked{}), true
}

// AtEdge reports whether a drag is under way that would move the view.
func (m *Machine) AtEdge(p Pointer) bool {
	switch m.state {
	case moving, marquee, connecting, reconnecting, resizing, stretching, shifting:
		return pushed(p.At.X, m.Camera.Width) != 0 || pushed(p.At.Y, m.Camera.Height) != 0
	}
	return false
}

// pushed is how far the view moves along an axis of a length with the pointer at a place.
func pushed(at, length float64) float64 {
	switch {
	case length <= 4*edgeWidth:
		return 0
	case at < edgeWidth:
		return -edgeMost * min(1, (edgeWidth-at)/edgeWidth)
	case at > length-edgeWidth:
		return edgeMost * min(1, (at-length+edgeWidth)/edgeWidth)
	}
	return 0
}
