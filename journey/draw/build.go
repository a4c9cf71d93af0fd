package draw

import (
	"rehearse/journey"
	"rehearse/journey/layout"
)

// The least zoom at which parts are painted on a screen; below it they would be a few pixels of noise.
const (
	iconDetail     = 0.4
	titleDetail    = 0.25
	subtitleDetail = 0.55
	lineDetail     = 0.7
	portDetail     = 0.5
	labelDetail    = 0.4
	numberDetail   = 0.4
)

// Build draws a map. The scene depends on nothing but its arguments; the same ones give the same items
// in the same order.
func Build(m *journey.Map, l *layout.Layout, o Options) *Scene {
	b := newBuilder(m, l, o)
	perCard, perLink := 16, 4
	if o.Far {
		perCard, perLink = 36, 12
	}
	b.items = make([]Item, 0, perCard*len(l.Cards)+perLink*len(l.Routes))
	b.columns()
	if !o.NoLanes {
		b.lanes()
	}
	b.frames()
	b.links()
	if !o.NoLanes {
		b.laneHeads()
	}
	for i := range l.Cards {
		if l.Cards[i].Step.Kind.Simulated() {
			b.card(&l.Cards[i])
		}
	}
	for i := range l.Cards {
		if l.Cards[i].Step.Kind == journey.StepNote {
			b.note(&l.Cards[i])
		}
	}
	if o.Far && !o.NoLanes {
		b.wideLanes()
	}
	b.linkLabels()
	b.fade()
	b.filter()
	b.hide()
	scene := &Scene{Background: b.t.Board}
	if o.Sheet != nil {
		b.sheet()
	}
	scene.Items = b.items
	for i := range scene.Items {
		if it := &scene.Items[i]; it.Until == 0 || it.Until > leastName { // names that are so large would leave a small map no room
			scene.Bounds = scene.Bounds.Union(it.Area())
		}
	}
	scene.Bounds = scene.Bounds.Grown(margin)
	return scene
}

// margin is the empty border of a scene.
const margin = 32.0

type builder struct {
	m        *journey.Map
	l        *layout.Layout
	o        Options
	t        *Theme
	channels map[journey.ID]*journey.Channel
	items    []Item
}

func newBuilder(m *journey.Map, l *layout.Layout, o Options) *builder {
	if o.Theme == nil {
		o.Theme = Light()
	}
	b := &builder{m: m, l: l, o: o, t: o.Theme, channels: make(map[journey.ID]*journey.Channel, len(m.Channels))}
	for _, c := range m.Channels {
		b.channels[c.ID] = c
	}
	return b
}

func (b *builder) add(it Item) { b.items = append(b.items, it) }

func (b *builder) box(of journey.Ref, part Part, box Box) {
	b.add(Item{Of: of, Part: part, Box: &box})
}

func (b *builder) width(text string, size float64, bold bool) float64 {
	return b.o.Measurer.Width(text, size, bold)
}

// text adds one line that has already been made to fit.
func (b *builder) text(of journey.Ref, part Part, detail float64, t Text) {
	if t.Text == "" {
		return
	}
	t.Width = b.width(t.Text, t.Size, t.Bold)
	b.add(Item{Of: of, Part: part, Detail: detail, Text: &t})
}

// pill adds words on a coloured ground with round ends; it returns the area.
func (b *builder) pill(of journey.Ref, part Part, detail float64, at Point, words string, size float64, ground, ink RGBA) Rect {
	area := Rect{X: at.X, Y: at.Y, W: b.width(words, size, true) + size*1.3, H: size * 1.65}
	b.add(Item{Of: of, Part: part, Detail: detail, Box: &Box{Rect: area, Radius: area.H / 2, Fill: ground}})
	b.text(of, part, detail, Text{
		At: Point{X: area.X + area.W/2, Y: area.Y + area.H/2 + size*capHalf}, Text: words, Size: size, Bold: true, Color: ink, Align: AlignCenter,
	})
	return area
}

// capHalf is half the height of capitals of the font, in ems: from the middle of a line of capitals and
// digits down to its base line.
const capHalf = 0.357

func stepRef(s *journey.Step) journey.Ref { return journey.Ref{Kind: journey.KindStep, ID: s.ID} }

func (b *builder) columns() {
	t := b.t
	grounds, inks := make([]RGBA, len(b.l.Columns)), make([]RGBA, len(b.l.Columns))
	for i, c := range b.l.Columns {
		of := journey.Ref{Kind: journey.KindStage, ID: c.Stage.ID}
		ground, header := t.Column, t.Header
		if c.Order%2 == 1 {
			ground = t.ColumnAlt
		}
		ink := t.HeaderText
		own, hasOwn := colorOf(c.Stage.Color)
		if hasOwn {
			ground = ground.Mix(own, 0.06)
			header = own
			ink = Ink(own)
		}
		b.box(of, PartOrnament, Box{Rect: c.Rect, Radius: 10, Fill: ground})
		b.box(of, PartHeader, Box{Rect: Rect{X: c.Header.X + 4, Y: c.Header.Y + 4, W: c.Header.W - 8, H: c.Header.H - 8}, Radius: 8, Fill: header})
		b.text(of, PartHeader, max(0.15, b.nearest()), Text{
			At:   Point{X: c.Header.X + c.Header.W/2, Y: c.Header.Y + c.Header.H/2 + layout.HeaderSize*capHalf},
			Text: c.Title, Size: layout.HeaderSize, Bold: true, Color: ink, Align: AlignCenter,
		})
		inks[i], grounds[i] = ink, header
	}
	if b.o.Far {
		b.farHeads(grounds, inks)
	}
}

func (b *builder) lanes() {
	for _, lane := range b.l.Lanes {
		if lane.Rect.W == 0 {
			continue
		}
		of := journey.Ref{Kind: journey.KindScenario, ID: lane.Scenario.ID}
		color := b.t.Scenario(lane.Scenario, lane.Order)
		b.box(of, PartBody, Box{
			Rect: lane.Rect, Radius: 16, Fill: color.Faded(0.07), Stroke: color.Faded(0.55), Width: 1.5,
		})
		if b.o.Framed == lane.Scenario.ID {
			frame := b.items[len(b.items)-1].Box
			frame.Stroke, frame.Width = color, 5
		}
	}
}

// laneHeads writes the names of scenarios, over links that pass, and counts their findings.
func (b *builder) laneHeads() {
	for _, lane := range b.l.Lanes {
		if lane.Rect.W == 0 || lane.Title == "" {
			continue
		}
		of := journey.Ref{Kind: journey.KindScenario, ID: lane.Scenario.ID}
		color := b.t.Scenario(lane.Scenario, lane.Order)
		size := layout.LaneTitleSize
		head := Rect{X: lane.Rect.X + 12, Y: lane.Rect.Y + 10, W: lane.TitleWidth + 20, H: size * 1.75}
		b.add(Item{Of: of, Part: PartHeader, Detail: b.nearest(), Box: &Box{Rect: head, Radius: head.H / 2, Fill: color}})
		over := lane.Rect.Y + layout.LaneHead/2 - 3 // of a name from far: a little nearer to the frame than to the steps
		b.beyondLane(&lane, of, head.X+10, over, color)
		b.named(of, PartHeader, lane.Scenario.Name, func(far float64) float64 { return b.laneRoom(&lane, far) }, 1, func(far float64) Text {
			ink, middle := Ink(color), head.Y+head.H/2
			if far != size {
				ink, middle = color.Mix(b.t.Text, 0.4), over
			}
			return Text{
				At: Point{X: head.X + 10, Y: middle + far*capHalf}, Text: lane.Title, Size: size, Bold: true, Color: ink,
			}
		}, size, titleDetail)
		b.badge(lane.Rect, of)
	}
}

func (b *builder) frames() {
	for i := range b.l.Cards {
		c := &b.l.Cards[i]
		if c.Step.Kind != journey.StepFrame {
			continue
		}
		color := b.t.Accent(journey.StepFrame)
		if c.Step.Frame != nil {
			if own, ok := colorOf(c.Step.Frame.Color); ok {
				color = own
			}
		}
		of := stepRef(c.Step)
		b.box(of, PartBody, Box{Rect: c.Rect, Radius: 12, Fill: color.Faded(0.06), Stroke: color, Width: 1.5, Dashed: true})
		b.lock(c, of)
		for _, line := range c.Title {
			b.named(of, PartTitle, c.Step.Name, func(float64) float64 { return c.Rect.W - 24 }, 1, func(size float64) Text {
				return Text{At: Point{X: c.Rect.X + 12, Y: c.Rect.Y + 10.5 + size}, Text: line, Size: layout.TitleSize, Bold: true, Color: b.t.Muted}
			}, layout.TitleSize, titleDetail)
		}
	}
}

func (b *builder) note(c *layout.Card) {
	ground, ink := b.t.Note, b.t.NoteText
	if c.Step.Note != nil {
		if own, ok := colorOf(c.Step.Note.Color); ok {
			ground, ink = own, Ink(own)
		}
	}
	of := stepRef(c.Step)
	b.box(of, PartBody, Box{Rect: c.Rect, Radius: 4, Fill: ground, Stroke: ground.Mix(ink, 0.16), Width: 1})
	b.lock(c, of)
	for n, line := range c.Title {
		b.text(of, PartTitle, max(titleDetail, b.nearest()), Text{
			At: Point{X: c.Rect.X + 12, Y: c.Rect.Y + 22 + layout.NoteLine*float64(n)}, Text: line, Size: layout.NoteTextSize, Color: ink,
		})
	}
	if b.o.Far {
		b.farNote(c, of, ink)
	}
}
