package draw

import (
	"slices"
	"strconv"
	"strings"

	"rehearse/journey"
	"rehearse/journey/layout"
)

const (
	bandWidth    = 6.0 // of the coloured left border
	iconSide     = 32.0
	subtitleSize = 11.5
	rowSize      = 12.0
	leastHeat    = 0.03 // below it the bar would be a speck
	lineSize     = 10.5 // of further numbers under a step
	badgeSize    = 11.5
)

// card draws a simulated step: the card, its mark, name and subtitle, the rows of its ports, the ports,
// and what a run and the findings say about it.
func (b *builder) card(c *layout.Card) {
	s, t := c.Step, b.t
	of, accent := stepRef(s), t.Accent(s.Kind)
	ground, radius := t.Card, 10.0
	if s.Kind == journey.StepGoal {
		ground = t.Card.Mix(accent, 0.10)
	}
	round := (s.Kind == journey.StepWait || s.Kind == journey.StepExit) && c.Rect.H == c.Head.H
	corner := radius
	if round {
		corner = c.Rect.H / 2
	}
	b.wayOutline(c.Rect, corner, of)
	if round {
		b.box(of, PartBody, Box{Rect: c.Rect, Radius: c.Rect.H / 2, Fill: ground, Stroke: accent.Mix(t.CardEdge, 0.35), Width: 1.5})
	} else {
		// The card lies on a coloured one that shows as the left band.
		b.box(of, PartBody, Box{Rect: c.Rect, Radius: radius, Fill: accent})
		inner := Rect{X: c.Rect.X + bandWidth, Y: c.Rect.Y, W: c.Rect.W - bandWidth, H: c.Rect.H}
		b.box(of, PartOrnament, Box{Rect: inner, Radius: radius - 2, Fill: ground, Stroke: t.CardEdge, Width: 1})
	}
	icon := Rect{X: c.Head.X + 14, Y: c.Head.Y + (c.Head.H-iconSide)/2, W: iconSide, H: iconSide}
	for _, it := range Icon(s.Kind, b.medium(s), icon, t) {
		it.Of = of
		if b.o.Far { // below, the name has the place of the mark
			it.Detail = max(it.Detail, iconDetail)
		}
		if it.Text != nil {
			it.Text.Width = b.width(it.Text.Text, it.Text.Size, it.Text.Bold)
		}
		b.add(it)
	}
	b.words(c, of)
	b.rows(c, of)
	b.ports(c, of)
	b.stepNumbers(c, of)
	b.lock(c, of)
	b.badge(c.Rect, of)
}

// words writes title and subtitle, together in the middle of the head.
func (b *builder) words(c *layout.Card, of journey.Ref) {
	title := c.Title
	subtitle := b.subtitle(c.Step)
	room := c.Head.W - layout.TextLeft - 12
	if c.Rect.H == c.Head.H && (c.Step.Kind == journey.StepExit || c.Step.Kind == journey.StepWait) {
		room -= 8 // round ends
	}
	if len(title) == 0 {
		title, subtitle = layout.Wrap(subtitle, room, layout.TitleSize, true, 2, b.o.Measurer), ""
	}
	if len(title) == 1 && title[0] == subtitle {
		subtitle = ""
	}
	const titleLine, subtitleLine = 17.0, 15.0
	height := titleLine * float64(len(title))
	if subtitle != "" {
		height += subtitleLine
	}
	x, y := c.Head.X+layout.TextLeft, c.Head.Y+(c.Head.H-height)/2
	for _, line := range title {
		b.text(of, PartTitle, max(titleDetail, b.nearest()), Text{At: Point{X: x, Y: y + 13}, Text: line, Size: layout.TitleSize, Bold: true, Color: b.t.Text})
		y += titleLine
	}
	if b.o.Far {
		b.farTitle(c, of)
	}
	ink, bold := b.t.Muted, unruled(c.Step) && b.o.Labels.NoRule != ""
	if bold {
		ink = b.t.Text // the map waits for it
	}
	b.text(of, PartSubtitle, max(subtitleDetail, b.nearest()), Text{
		At: Point{X: x, Y: y + 12}, Text: layout.Fit(subtitle, room, subtitleSize, bold, b.o.Measurer), Size: subtitleSize, Bold: bold, Color: ink,
	})
}

// unruled reports whether a branch has a way without a rule: the map cannot be rehearsed until it has one.
func unruled(s *journey.Step) bool {
	return s.Branch != nil && slices.ContainsFunc(s.Branch.Rules, func(r journey.BranchRule) bool { return strings.TrimSpace(r.Rule) == "" })
}

// subtitle says in a few words what a step does beyond its name.
func (b *builder) subtitle(s *journey.Step) string {
	kind := b.o.Labels.Kinds[s.Kind]
	or := func(words string) string {
		if words == "" {
			return kind
		}
		return words
	}
	switch {
	case s.Entry != nil:
		return or(b.channel(s.Entry.Channel))
	case s.Touchpoint != nil:
		if e := b.m.Event(s.Touchpoint.Event); e != nil && e.Name != s.Name {
			return e.Name
		}
		return kind
	case s.Message != nil:
		names := make([]string, 0, len(s.Message.Channels))
		for _, id := range s.Message.Channels {
			if name := b.channel(id); name != "" {
				names = append(names, name)
			}
		}
		return or(strings.Join(names, ", "))
	case unruled(s):
		return or(b.o.Labels.NoRule)
	case s.Wait != nil && b.o.Labels.Wait != nil:
		return or(b.o.Labels.Wait(s.Wait, b.m))
	case s.Support != nil:
		return or(b.channel(s.Support.Channel))
	case s.Call != nil:
		return or(b.channel(s.Call.Channel))
	default:
		return kind
	}
}

func (b *builder) channel(id journey.ID) string {
	if c := b.channels[id]; c != nil {
		return c.Name
	}
	return ""
}

func (b *builder) medium(s *journey.Step) journey.ChannelMedium {
	if s.Message == nil || len(s.Message.Channels) == 0 {
		return ""
	}
	if c := b.channels[s.Message.Channels[0]]; c != nil {
		return c.Medium
	}
	return ""
}

// rows names the ports that have a row of the card.
func (b *builder) rows(c *layout.Card, of journey.Ref) {
	right := c.Rect.Right() - 14
	for _, p := range c.Ports {
		if p.Row.W == 0 {
			continue
		}
		b.add(Item{Of: of, Part: PartOrnament, Detail: max(portDetail, b.nearest()), Polyline: &Polyline{
			Points: []Point{{X: c.Rect.X + 14, Y: p.Row.Y}, {X: right, Y: p.Row.Y}}, Stroke: b.t.CardLine, Width: 1,
		}})
		name := p.Name
		if name == "" {
			if name = b.o.Labels.Ports[p.Port]; name == "" && b.o.Labels.Way != nil {
				name = b.o.Labels.Way(c.Step, p.Port)
			}
		}
		base := p.Row.Y + p.Row.H/2 + rowSize*capHalf
		share, room := b.share(c.Step, p.Port), right-c.Rect.X-16
		if share != "" {
			w := b.width(share, rowSize, true)
			b.add(Item{Of: of, Part: PartPortLabel, Port: p.Port, Detail: max(portDetail, b.nearest()), Text: &Text{
				At: Point{X: right - 2, Y: base}, Text: share, Size: rowSize, Bold: true, Color: b.t.Text, Align: AlignRight, Width: w,
			}})
			room -= w + 8
			right := right - w - 10
			b.portName(c, p, name, room, Point{X: right, Y: base})
			continue
		}
		b.portName(c, p, name, room, Point{X: right - 2, Y: base})
	}
}

func (b *builder) portName(c *layout.Card, p layout.PortPlace, name string, room float64, at Point) {
	name = layout.Fit(name, room, rowSize, false, b.o.Measurer)
	if name == "" {
		return
	}
	b.add(Item{Of: stepRef(c.Step), Part: PartPortLabel, Port: p.Port, Detail: max(portDetail, b.nearest()), Text: &Text{
		At: at, Text: name, Size: rowSize, Color: b.t.Muted, Align: AlignRight, Width: b.width(name, rowSize, false),
	}})
}

// share is the weight of a split's arm.
func (b *builder) share(s *journey.Step, p journey.Port) string {
	if s.Split == nil || b.o.Labels.Share == nil {
		return ""
	}
	for _, a := range s.Split.Arms {
		if journey.Port(a.ID) == p {
			return b.o.Labels.Share(b.m.Value(a.Weight).Value)
		}
	}
	return ""
}

// ports draws a ring where links leave, filled with the colour of the outcome and a sign if it is one. On paper the ports
// without links are left out.
func (b *builder) ports(c *layout.Card, of journey.Ref) {
	for _, p := range c.Ports {
		if !p.Linked && b.o.Sheet != nil {
			continue
		}
		what, color := b.outcomeOf(c.Step, p.Port)
		r, edge, fill, detail := portRadius, b.t.Port, b.t.Card, 0.0
		switch {
		case !p.Linked:
			r, edge, detail = freeRadius, b.t.PortFree, portDetail
		case what == outcomeArm:
			edge, fill = b.t.Card, color
		case what != outcomePlain:
			r, edge, fill = signRadius, b.t.Card, color
		}
		b.add(Item{Of: of, Part: PartPort, Port: p.Port, Detail: detail, Box: &Box{
			Rect: Rect{X: p.At.X - r, Y: p.At.Y - r, W: 2 * r, H: 2 * r}, Radius: r, Fill: fill, Stroke: edge, Width: 1.8,
		}})
		if p.Linked {
			b.sign(of, what, p.At)
		}
	}
}

// stepNumbers writes what a run counted under the card: people and their share, who dropped off, and
// further lines.
func (b *builder) stepNumbers(c *layout.Card, of journey.Ref) {
	if b.o.Overlay == nil {
		return
	}
	n, ok := b.o.Overlay.Steps[c.Step.ID]
	if !ok {
		return
	}
	const size = 11.5
	people, peopleText, drop, dropText := b.t.People, b.t.PeopleText, b.t.Drop, b.t.DropText
	if b.o.Overlay.Stale {
		people, peopleText, drop, dropText = b.t.CardLine, b.t.Muted, b.t.CardLine, b.t.Muted
	}
	if heat := min(1, max(0, n.Heat)); heat >= leastHeat {
		// How busy the step is compared with the busiest, as a bar along the foot of the card.
		bar := b.t.Flow
		if b.o.Overlay.Stale {
			bar = b.t.Line
		}
		left, room := c.Rect.X+12, c.Rect.W-24
		if c.Rect.H == c.Head.H && (c.Step.Kind == journey.StepWait || c.Step.Kind == journey.StepExit) {
			left, room = c.Rect.X+c.Rect.H/2, c.Rect.W-c.Rect.H
		}
		b.add(Item{Of: of, Part: PartNumber, Detail: numberDetail, Box: &Box{
			Rect: Rect{X: left, Y: c.Rect.Bottom() - 3, W: room * heat, H: 3}, Radius: 1.5, Fill: bar,
		}})
	}
	x, y := c.Rect.X+2, c.Rect.Bottom()+5
	words := n.People
	if n.Share != "" {
		words += " · " + n.Share
	}
	left := x
	if words != "" {
		area := b.pill(of, PartNumber, max(numberDetail, b.nearest()), Point{X: x, Y: y}, words, size, people, peopleText)
		left = area.Right() + 5
		if b.o.Far {
			b.farPills(c, of, words, []string{n.Share, n.People}, people, peopleText)
		}
	}
	if n.Drop != "" {
		b.pill(of, PartNumber, max(numberDetail, b.nearest()), Point{X: left, Y: y}, n.Drop, size, drop, dropText)
	}
	y += size*1.65 + 14
	for _, line := range n.Lines {
		b.text(of, PartNumber, max(lineDetail, b.nearest()), Text{
			At: Point{X: x + 6, Y: y}, Text: layout.Fit(line, c.Rect.W+14, lineSize, false, b.o.Measurer), Size: lineSize, Color: b.t.Muted,
		})
		y += layout.NumbersLine
	}
}

// dot marks a step with findings on a board seen so small that a number would cover its name: in the colour of the worst,
// over the corner where neither name nor heading is.
func (b *builder) dot(area Rect, of journey.Ref, f far, n FindingCount) {
	ground := b.t.Warning
	if n.Errors > 0 {
		ground = b.t.Error
	} else if n.Warnings == 0 {
		return
	}
	side := f.size * 0.8
	r := Rect{X: area.Right() - side*0.2, Y: area.Y - side*0.15, W: side, H: side}
	b.add(Item{Of: of, Part: PartBadge, Detail: f.from, Until: f.until, Box: &Box{Rect: r, Radius: side / 2, Fill: ground, Stroke: b.t.Board, Width: side * 0.16}})
}

// badgeGap is between the badge of errors and that of warnings, in units of the usual size.
const badgeGap = 3.0

// badge counts the findings of a record at the upper right corner of its area.
func (b *builder) badge(area Rect, of journey.Ref) {
	if b.o.Overlay == nil {
		return
	}
	n := b.o.Overlay.Findings[of.ID]
	shown := []far{{b.nearest(), 0, badgeSize}}
	if b.o.Far {
		shown = append(shown, fars[:]...)
		shown[len(shown)-1].from = 0 // where no name can be read a badge still is a point of colour
	}
	for _, f := range shown {
		if f.until > 0 && f.until <= wholeDetail && of.Kind == journey.KindStep {
			b.dot(area, of, f, n)
			continue
		}
		k := f.size / badgeSize
		right := area.Right() + 6*k
		for _, part := range [...]struct {
			count  int
			ground RGBA
		}{{n.Warnings, b.t.Warning}, {n.Errors, b.t.Error}} {
			if part.count == 0 {
				continue
			}
			words := strconv.Itoa(part.count)
			width := b.width(words, f.size, true)
			w := max(19*k, width+11*k)
			r := Rect{X: right - w, Y: area.Y - 9*k, W: w, H: 19 * k}
			b.add(Item{Of: of, Part: PartBadge, Detail: f.from, Until: f.until, Box: &Box{Rect: r, Radius: r.H / 2, Fill: part.ground, Stroke: b.t.Board, Width: 2 * k}})
			b.add(Item{Of: of, Part: PartBadge, Detail: max(f.from, leastName), Until: f.until, Text: &Text{
				At: Point{X: r.X + r.W/2, Y: r.Y + r.H/2 + f.size*capHalf}, Text: words, Width: width, Size: f.size, Bold: true, Color: Ink(part.ground), Align: AlignCenter,
			}})
			right -= w + badgeGap*k
		}
	}
}
