package tool

import (
	"math"

	"rehearse/journey"
	"rehearse/journey/draw"
)

// Hit is what is under a point; the zero Hit is empty ground.
type Hit struct {
	Of   journey.Ref
	Part draw.Part
	Port journey.Port
}

// IsZero reports whether there is nothing.
func (h Hit) IsZero() bool { return h.Of.IsZero() }

// World answers what a gesture must know about the drawing. A new one is made for each scene.
type World struct {
	scene   *draw.Scene
	areas   map[journey.Ref]draw.Rect // bodies of steps, for marquee, selection frames and drop targets
	lanes   map[journey.ID]draw.Rect  // of scenarios
	kinds   map[journey.ID]journey.StepKind
	ports   []portPlace
	heads   map[journey.Ref]draw.Rect // heads of stages and scenarios
	lines   map[journey.ID]*linkLine
	links   []*journey.Link
	bodies  []body // of steps, in the order of drawing
	stages  []stagePlace
	stageOf map[journey.ID]journey.ID
	linked  map[journey.ID]bool // steps with links
	locked  map[journey.ID]bool
	steps   map[journey.ID]*journey.Step
	judge   Judge
}

// body is where a step is drawn.
type body struct {
	of   journey.Ref
	area draw.Rect
}

// Judge says why something may not be done, nil when it may; a function that is nil allows everything.
type Judge struct {
	Connect   func(from journey.ID, port journey.Port, to journey.ID) *journey.Problem
	Reconnect func(link journey.ID, atStart bool, step journey.ID, port journey.Port) *journey.Problem
	// MainPort is the way by which a step goes on in the usual case.
	MainPort func(*journey.Step) journey.Port
}

type portPlace struct {
	of   journey.ID
	port journey.Port
	at   draw.Point
}

// NewWorld indexes a scene.
func NewWorld(m *journey.Map, scene *draw.Scene, judge Judge) *World {
	w := &World{
		scene: scene, areas: make(map[journey.Ref]draw.Rect, len(m.Steps)),
		lanes: map[journey.ID]draw.Rect{}, kinds: make(map[journey.ID]journey.StepKind, len(m.Steps)), judge: judge, links: m.Links,
		stageOf: map[journey.ID]journey.ID{}, linked: map[journey.ID]bool{}, locked: map[journey.ID]bool{},
		steps: make(map[journey.ID]*journey.Step, len(m.Steps)),
	}
	for _, s := range m.Steps {
		w.kinds[s.ID], w.steps[s.ID] = s.Kind, s
		if s.Stage != "" {
			w.stageOf[s.ID] = s.Stage
		}
		if s.Locked {
			w.locked[s.ID] = true
		}
	}
	for _, l := range m.Links {
		w.linked[l.From], w.linked[l.To] = true, true
	}
	columns := map[journey.Ref]draw.Rect{}
	w.heads, w.lines = map[journey.Ref]draw.Rect{}, make(map[journey.ID]*linkLine, len(m.Links))
	for i := range scene.Items {
		it := &scene.Items[i]
		switch {
		case it.Of.Kind == journey.KindStage && it.Part == draw.PartOrnament && it.Box != nil:
			columns[it.Of] = it.Box.Rect
		case it.Part == draw.PartHeader && it.Box != nil:
			w.heads[it.Of] = it.Box.Rect
		case it.Of.Kind == journey.KindLink && it.Part == draw.PartLine && it.Polyline != nil:
			w.line(it.Of.ID).points = it.Polyline.Points
		case it.Of.Kind == journey.KindLink && it.Part == draw.PartArrow && it.Polygon != nil:
			w.line(it.Of.ID).tip = it.Polygon.Points[0]
		case it.Of.Kind == journey.KindStep && it.Part == draw.PartBody && it.Box != nil:
			w.areas[it.Of] = it.Box.Rect.Union(w.areas[it.Of])
		case it.Of.Kind == journey.KindStep && it.Part == draw.PartBody && it.Polygon != nil:
			w.areas[it.Of] = boundsOf(it.Polygon.Points).Union(w.areas[it.Of])
		case it.Of.Kind == journey.KindScenario && it.Part == draw.PartBody && it.Box != nil:
			w.lanes[it.Of.ID] = it.Box.Rect
		case it.Of.Kind == journey.KindStep && it.Part == draw.PartPort:
			b := ItemBounds(it)
			w.ports = append(w.ports, portPlace{it.Of.ID, it.Port, draw.Point{X: b.X + b.W/2, Y: b.Y + b.H/2}})
		}
	}
	seen := make(map[journey.Ref]bool, len(m.Steps))
	for i := range scene.Items {
		of := scene.Items[i].Of
		if area, ok := w.areas[of]; ok && !seen[of] {
			seen[of] = true
			w.bodies = append(w.bodies, body{of, area})
		}
	}
	for of, column := range columns {
		w.stages = append(w.stages, stagePlace{of, column, w.heads[of]})
	}
	w.sortStages()
	return w
}

func (w *World) link(id journey.ID) *journey.Link {
	for _, l := range w.links {
		if l.ID == id {
			return l
		}
	}
	return nil
}

// mainPort is the way by which a step goes on in the usual case.
func (w *World) mainPort(id journey.ID) journey.Port {
	if s := w.steps[id]; s != nil && w.judge.MainPort != nil {
		return w.judge.MainPort(s)
	}
	return journey.PortOut
}

// Scene is the drawing the world was made of.
func (w *World) Scene() *draw.Scene { return w.scene }

// Links are the links of the map.
func (w *World) Links() []*journey.Link { return w.links }

// Area is the body of a step, or the lane of a scenario.
func (w *World) Area(ref journey.Ref) (draw.Rect, bool) {
	if ref.Kind == journey.KindScenario {
		r, ok := w.lanes[ref.ID]
		return r, ok
	}
	r, ok := w.areas[ref]
	return r, ok
}

// Port is where a port is drawn.
func (w *World) Port(step journey.ID, port journey.Port) (draw.Point, bool) {
	for _, p := range w.ports {
		if p.of == step && p.port == port {
			return p.at, true
		}
	}
	return draw.Point{}, false
}

// Ports lists the ports of a step that are drawn.
func (w *World) Ports(step journey.ID) []journey.Port {
	var list []journey.Port
	for _, p := range w.ports {
		if p.of == step {
			list = append(list, p.port)
		}
	}
	return list
}

// MayConnect says why a link may not be made; nil when it may.
func (w *World) MayConnect(from journey.ID, port journey.Port, to journey.ID) *journey.Problem {
	if w.judge.Connect == nil {
		return nil
	}
	return w.judge.Connect(from, port, to)
}

// portReach is how far around a port's middle a press takes it, in screen pixels.
const portReach = 9

// At is what lies under a world point. slack is how far beside thin things still hits, in world units.
// Ports are above bodies, bodies above links, and frames below all of them: a frame is taken by its
// title or border only, so that a marquee can begin inside it.
func (w *World) At(p draw.Point, slack float64) Hit {
	reach := portReach * slack / hitSlack
	best, bestAt := reach, -1
	for i := range w.ports {
		if d := math.Hypot(w.ports[i].at.X-p.X, w.ports[i].at.Y-p.Y); d <= best {
			best, bestAt = d, i
		}
	}
	if bestAt >= 0 {
		q := w.ports[bestAt]
		return Hit{journey.Ref{Kind: journey.KindStep, ID: q.of}, draw.PartPort, q.port}
	}
	var link, frame, stage Hit
	for i := len(w.scene.Items) - 1; i >= 0; i-- {
		it := &w.scene.Items[i]
		if it.Of.IsZero() {
			continue
		}
		switch it.Of.Kind {
		case journey.KindStep:
			if w.kinds[it.Of.ID] == journey.StepFrame {
				if frame.IsZero() && onFrame(it, p, slack) {
					frame = Hit{it.Of, it.Part, it.Port}
				}
				continue
			}
			if onItem(it, p, 0) {
				return Hit{it.Of, it.Part, it.Port}
			}
		case journey.KindLink:
			if link.IsZero() && onItem(it, p, slack) {
				link = Hit{it.Of, it.Part, it.Port}
			}
		default:
			if stage.IsZero() && it.Part == draw.PartHeader && onItem(it, p, 0) {
				stage = Hit{it.Of, it.Part, it.Port}
			}
		}
	}
	for _, h := range []Hit{link, frame, stage} {
		if !h.IsZero() {
			return h
		}
	}
	return Hit{}
}

// StepAt is the simulated or drawn step whose body is under the point, frames left out; for drop targets.
func (w *World) StepAt(p draw.Point) journey.ID {
	for i := len(w.scene.Items) - 1; i >= 0; i-- {
		it := &w.scene.Items[i]
		if it.Of.Kind == journey.KindStep && it.Part == draw.PartBody && w.kinds[it.Of.ID] != journey.StepFrame && onItem(it, p, 0) {
			return it.Of.ID
		}
	}
	return ""
}

// Inside lists the steps whose bodies a marquee touches, frames only when they are wholly inside, in
// drawing order.
func (w *World) Inside(area draw.Rect) []journey.Ref {
	var refs []journey.Ref
	seen := map[journey.Ref]bool{}
	for i := range w.scene.Items {
		ref := w.scene.Items[i].Of
		body, ok := w.areas[ref]
		if !ok || seen[ref] {
			continue
		}
		seen[ref] = true
		if w.kinds[ref.ID] == journey.StepFrame {
			if area.Contains(draw.Point{X: body.X, Y: body.Y}) && area.Contains(draw.Point{X: body.X + body.W, Y: body.Y + body.H}) {
				refs = append(refs, ref)
			}
			continue
		}
		if area.Overlaps(body) {
			refs = append(refs, ref)
		}
	}
	return refs
}

// Contents lists the steps whose bodies lie wholly inside a frame: they move with it.
func (w *World) Contents(frame journey.Ref) []journey.ID {
	outer, ok := w.areas[frame]
	if !ok || w.kinds[frame.ID] != journey.StepFrame {
		return nil
	}
	var ids []journey.ID
	seen := map[journey.Ref]bool{frame: true}
	for i := range w.scene.Items {
		ref := w.scene.Items[i].Of
		body, ok := w.areas[ref]
		if !ok || seen[ref] {
			continue
		}
		seen[ref] = true
		if outer.Contains(draw.Point{X: body.X, Y: body.Y}) && outer.Contains(draw.Point{X: body.X + body.W, Y: body.Y + body.H}) {
			ids = append(ids, ref.ID)
		}
	}
	return ids
}

// linkLine is how a link is drawn.
type linkLine struct {
	points []draw.Point
	tip    draw.Point // of the arrow
}

func (w *World) line(link journey.ID) *linkLine {
	if w.lines[link] == nil {
		w.lines[link] = &linkLine{}
	}
	return w.lines[link]
}

// Head is where the name of a stage or scenario is drawn, and of a link the middle of its line.
func (w *World) Head(ref journey.Ref) (draw.Rect, bool) {
	if l := w.lines[ref.ID]; ref.Kind == journey.KindLink && l != nil && len(l.points) > 0 {
		at := middle(l.points)
		return draw.Rect{X: at.X, Y: at.Y}, true
	}
	r, ok := w.heads[ref]
	return r, ok
}

// Ends are where a link begins and ends.
func (w *World) Ends(link journey.ID) (start, tip draw.Point, ok bool) {
	l := w.lines[link]
	if l == nil || len(l.points) == 0 {
		return start, tip, false
	}
	return l.points[0], l.tip, true
}
