package cards

import (
	"math"
	"slices"
	"strings"

	"rehearse/journey"
	"rehearse/journey/draw"
	"rehearse/journey/layout"
)

// Sizes of a card, world units.
const (
	// Width of every card; its height follows from what it says, LeastHeight at least.
	Width       = 860.0
	LeastHeight = 520.0

	leftWidth = 250.0
	pad       = 26.0

	nameSize    = 30.0
	storySize   = 16.5
	headingSize = 12.5
	textSize    = 14.0
	smallSize   = 12.0
	shareSize   = 44.0

	capHalf = 0.357 // half the height of capitals, in ems
)

// Printer writes messages in a language and knows which it has; ui/text has one.
type Printer interface {
	draw.Printer
	Has(id string) bool
}

// Options say how cards are drawn.
type Options struct {
	Theme    *draw.Theme // nil is Light
	Text     Printer
	Measurer draw.Measurer
	// Rehearsed says in a few words, by persona, what the last run showed; nil or no entry for nothing.
	Rehearsed map[journey.ID][]string
	// Date stands in the title of a sheet; "" for none.
	Date string
}

// Color is the colour of a persona of the map.
func Color(m *journey.Map, p *journey.Persona, t *draw.Theme) draw.RGBA {
	return t.Persona(p, slices.Index(m.Personas, p))
}

// Portrait is the picture of a persona: the one chosen for it, else its face.
func Portrait(m *journey.Map, p *journey.Persona, area draw.Rect, t *draw.Theme) []draw.Item {
	if a := asset(m, p.Portrait); a != nil && len(a.Data) > 0 {
		return []draw.Item{{Part: draw.PartOrnament, Picture: &draw.Picture{Rect: area, MediaType: a.MediaType, Data: a.Data}}}
	}
	return Face(p.ID, 0, Color(m, p, t), area)
}

func asset(m *journey.Map, id journey.ID) *journey.Asset {
	for _, a := range m.Assets {
		if id != "" && a.ID == id {
			return a
		}
	}
	return nil
}

// Scene is the card of one persona with its upper left corner at 0, 0. The card has its own height, or the given one when
// that is greater.
func Scene(m *journey.Map, p *journey.Persona, o Options, height float64) *draw.Scene {
	if o.Theme == nil {
		o.Theme = draw.Light()
	}
	c := &card{m: m, p: p, o: o, t: o.Theme, color: Color(m, p, o.Theme), of: journey.Ref{Kind: journey.KindPersona, ID: p.ID}}
	left := c.left()
	right := c.right()
	h := math.Max(math.Max(left, right), math.Max(height, LeastHeight))
	ground := []draw.Item{
		{Of: c.of, Box: &draw.Box{Rect: draw.Rect{W: Width, H: h}, Fill: c.t.Card, Stroke: c.t.CardEdge, Width: 1}},
		{Of: c.of, Part: draw.PartOrnament, Box: &draw.Box{Rect: draw.Rect{W: leftWidth, H: h}, Fill: c.t.Card.Mix(c.color, 0.10)}},
		{Of: c.of, Part: draw.PartOrnament, Box: &draw.Box{Rect: draw.Rect{X: leftWidth, W: Width - leftWidth, H: 6}, Fill: c.color}},
	}
	return &draw.Scene{Background: c.t.Board, Bounds: draw.Rect{W: Width, H: h}, Items: append(ground, c.items...)}
}

// card draws one card from the top down.
type card struct {
	m     *journey.Map
	p     *journey.Persona
	o     Options
	t     *draw.Theme
	color draw.RGBA
	of    journey.Ref
	items []draw.Item
}

func (c *card) words(id string, args journey.Args) string { return c.o.Text.T(id, args) }

func (c *card) width(s string, size float64, bold bool) float64 {
	return c.o.Measurer.Width(s, size, bold)
}

// line writes one line that is made to fit; y is its base line.
func (c *card) line(x, y, room float64, s string, size float64, bold bool, color draw.RGBA) {
	s = layout.Fit(s, room, size, bold, c.o.Measurer)
	if s == "" {
		return
	}
	c.items = append(c.items, draw.Item{Of: c.of, Part: draw.PartTitle, Text: &draw.Text{
		At: draw.Point{X: x, Y: y}, Text: s, Size: size, Bold: bold, Color: color, Width: c.width(s, size, bold),
	}})
}

// right-aligned line.
func (c *card) lineTo(x, y, room float64, s string, size float64, bold bool, color draw.RGBA) {
	s = layout.Fit(s, room, size, bold, c.o.Measurer)
	c.line(x-c.width(s, size, bold), y, room, s, size, bold, color)
}

// paragraph writes lines from a top on and returns the y below them.
func (c *card) paragraph(x, top, room float64, s string, size, step float64, bold bool, lines int, color draw.RGBA) float64 {
	for _, l := range layout.Wrap(s, room, size, bold, lines, c.o.Measurer) {
		c.line(x, top+size, room, l, size, bold, color)
		top += step
	}
	return top
}

func (c *card) heading(x, top, room float64, id string) float64 {
	c.line(x, top+headingSize, room, c.words(id, nil), headingSize, true, c.readable(c.color))
	return top + headingSize + 9
}

// readable is a colour that can be read on the card as text.
func (c *card) readable(color draw.RGBA) draw.RGBA {
	for range 8 {
		if draw.Contrast(color, c.t.Card) >= 4.5 && draw.Contrast(color, c.t.Card.Mix(c.color, 0.10)) >= 4.5 {
			break
		}
		color = color.Mix(c.t.Text, 0.25)
	}
	return color
}

func (c *card) box(x, y, w, h, radius float64, fill draw.RGBA) {
	c.items = append(c.items, draw.Item{Of: c.of, Part: draw.PartOrnament, Box: &draw.Box{Rect: draw.Rect{X: x, Y: y, W: w, H: h}, Radius: radius, Fill: fill}})
}

func (c *card) add(items []draw.Item) {
	for _, it := range items {
		it.Of, it.Detail = c.of, 0
		if it.Text != nil {
			it.Text.Width = c.width(it.Text.Text, it.Text.Size, it.Text.Bold)
		}
		c.items = append(c.items, it)
	}
}

// left draws portrait, share, mixes; it returns the height it needs.
func (c *card) left() float64 {
	x, room := pad, leftWidth-2*pad
	c.add(Portrait(c.m, c.p, draw.Rect{W: leftWidth, H: leftWidth}, c.t))
	y := leftWidth + 12
	share := c.m.Value(c.p.Share)
	c.line(x, y+shareSize*0.82, room, c.o.Text.Percent(share.Value), shareSize, true, c.readable(c.color))
	y += shareSize + 4
	c.line(x, y+textSize, room, c.words("people.of_audience", nil), textSize, false, c.t.Text)
	y += textSize + 5
	c.line(x, y+smallSize, room, c.founded(share), smallSize, false, c.t.Muted)
	y += smallSize + 10
	y = c.mix(x, y, room)
	y = c.shares(x, y, room, "people.languages", c.p.Languages, c.mapLanguage(), c.language)
	if len(c.p.Zones) > 0 {
		y = c.shares(x, y, room, "people.zones", c.p.Zones, "", func(zone string) string {
			_, city, found := strings.Cut(zone, "/")
			if !found {
				city = zone
			}
			return strings.ReplaceAll(city, "_", " ")
		})
	}
	if len(c.p.PayGrades) > 0 {
		y = c.shares(x, y, room, "people.pay_grades", c.p.PayGrades, "", func(g string) string { return g })
	}
	if c.p.Patience.Kind != journey.LawFixed || c.p.Patience.Value != 0 {
		y = c.heading(x, y, room, "people.patience")
		y = c.paragraph(x, y, room, c.o.Text.Law(c.p.Patience), textSize, 19, false, 2, c.t.Text) + 8
	}
	return y + pad - 8
}

// founded says how well founded a number is, and between what it lies.
func (c *card) founded(a journey.Assumption) string {
	words := c.words("step.word.Evidence."+string(a.Evidence), nil)
	if a.Low != nil && a.High != nil {
		words = c.words("people.range", journey.Args{"Low": c.o.Text.Percent(*a.Low), "High": c.o.Text.Percent(*a.High)}) + " · " + words
	}
	if a.Source != "" {
		words = a.Source + " · " + words
	}
	return words
}

// mix is a bar of the whole audience, in which this persona stands out.
func (c *card) mix(x, y, room float64) float64 {
	sum := 0.0
	for _, p := range c.m.Personas {
		sum += math.Max(0, c.m.Value(p.Share).Value)
	}
	sum = math.Max(sum, 1)
	c.box(x, y, room, 12, 6, c.t.CardLine)
	at := x
	for _, p := range c.m.Personas {
		w := room * math.Max(0, c.m.Value(p.Share).Value) / sum
		fill := Color(c.m, p, c.t).Mix(c.t.Card, 0.72)
		if p == c.p {
			fill = c.color
		}
		if w > 2 {
			c.box(at+1, y, w-2, 12, math.Min(3, (w-2)/2), fill)
		}
		at += w
	}
	return y + 12 + 18
}

// shares lists a mix, the greatest part first.
func (c *card) shares(x, y, room float64, heading string, list []journey.Weighted, otherwise string, name func(string) string) float64 {
	y = c.heading(x, y, room, heading)
	if len(list) == 0 {
		c.line(x, y+textSize, room, otherwise, textSize, false, c.t.Text)
		return y + textSize + 16
	}
	list = slices.Clone(list)
	slices.SortStableFunc(list, func(a, b journey.Weighted) int {
		switch d := c.m.Value(b.Share).Value - c.m.Value(a.Share).Value; {
		case d > 0:
			return 1
		case d < 0:
			return -1
		}
		return 0
	})
	for _, v := range list {
		percent := c.o.Text.Percent(c.m.Value(v.Share).Value)
		w := c.width(percent, textSize, true)
		c.line(x, y+textSize, room-w-10, name(v.Value), textSize, false, c.t.Text)
		c.lineTo(x+room, y+textSize, room, percent, textSize, true, c.t.Text)
		y += 20
	}
	return y + 10
}

func (c *card) mapLanguage() string {
	if s := c.m.Settings; s != nil && len(s.Languages) > 0 {
		return c.language(s.Languages[0])
	}
	return "–"
}

// language is the name of a language in the language of the card; its code where there is no name.
func (c *card) language(code string) string { return Language(c.o.Text, code) }

// Language is the name of a language, BCP 47, in the printer's language; the code in capitals where there is no name.
func Language(p Printer, code string) string {
	base, _, _ := strings.Cut(strings.ToLower(code), "-")
	if id := "people.language." + base; p.Has(id) {
		return p.T(id, nil)
	}
	return strings.ToUpper(code)
}

// right draws name, story, goals and pains, reach, and what is known; it returns the height it needs.
func (c *card) right() float64 {
	x, room := leftWidth+pad+6, Width-leftWidth-2*pad-6
	y := 6 + pad
	name := c.p.Name
	if name == "" {
		name = string(c.p.ID)
	}
	y = c.paragraph(x, y, room, name, nameSize, 37, true, 2, c.t.Text) + 8
	if strings.TrimSpace(c.p.Story) != "" {
		top := y
		y = c.paragraph(x+18, y, room-18, c.p.Story, storySize, 25, false, 9, c.t.Text)
		c.box(x, top, 4, y-top, 2, c.color)
		y += 18
	}
	column := (room - 28) / 2
	a := c.points(x, y, column, "people.goals", c.p.Goals, true)
	b := c.points(x+column+28, y, column, "people.pains", c.p.Pains, false)
	y = math.Max(a, b) + 8
	y = c.reach(x, y, room)
	y = c.known(x, y, room)
	if lines := c.o.Rehearsed[c.p.ID]; len(lines) > 0 {
		y = c.heading(x, y, room, "people.rehearsed")
		for i, l := range lines { // in two columns
			c.line(x+(column+28)*float64(i%2), y+textSize+20*float64(i/2), column, l, textSize, false, c.t.Text)
		}
		y += 20*float64((len(lines)+1)/2) + 8
	}
	return y + pad - 8
}

// points lists goals with ticks, or pains with crosses.
func (c *card) points(x, y, room float64, heading string, list []string, good bool) float64 {
	y = c.heading(x, y, room, heading)
	if len(list) == 0 {
		c.line(x, y+textSize, room, c.words("people.nothing_said", nil), textSize, false, c.t.Muted)
		return y + 28
	}
	mark := func(stroke draw.RGBA, xy ...float64) {
		points := make([]draw.Point, 0, len(xy)/2)
		for i := 0; i+1 < len(xy); i += 2 {
			points = append(points, draw.Point{X: x + xy[i], Y: y + xy[i+1]})
		}
		c.items = append(c.items, draw.Item{Of: c.of, Part: draw.PartOrnament, Polyline: &draw.Polyline{Points: points, Stroke: stroke, Width: 2.4}})
	}
	for _, s := range list {
		if good {
			mark(c.t.Accent(journey.StepGoal), 1, 9.5, 5, 14, 13, 4.5)
		} else {
			mark(c.t.Error, 2, 4.5, 11, 13.5)
			mark(c.t.Error, 11, 4.5, 2, 13.5)
		}
		y = c.paragraph(x+22, y, room-22, s, textSize+1, 21, false, 3, c.t.Text) + 4
	}
	return y + 8
}

// Reach is the share of a persona that may be written to by a channel: the address is known and consent was given.
func Reach(m *journey.Map, r journey.Reach) float64 {
	return m.Value(r.Known).Value * m.Value(r.Allowed).Value
}

// reach draws a bar for each channel: who may be written to, and whose address is known besides.
func (c *card) reach(x, y, room float64) float64 {
	rows := slices.Clone(c.p.Channels)
	for _, id := range c.p.LikedChannels {
		if !slices.ContainsFunc(rows, func(r journey.Reach) bool { return r.Channel == id }) {
			rows = append(rows, journey.Reach{Channel: id})
		}
	}
	y = c.heading(x, y, room, "people.reach")
	if len(rows) == 0 {
		c.line(x, y+textSize, room, c.words("people.no_reach", nil), textSize, false, c.t.Muted)
		return y + 32
	}
	const icon, label, percent = 24.0, 150.0, 62.0
	bar := room - icon - 10 - label - percent - 12
	for _, r := range rows {
		channel := c.m.Channel(r.Channel)
		if channel == nil {
			continue
		}
		c.add(draw.Icon(journey.StepMessage, channel.Medium, draw.Rect{X: x, Y: y + 4, W: icon, H: icon}, c.t))
		at := x + icon + 10
		name, liked := channel.Name, slices.Contains(c.p.LikedChannels, r.Channel)
		mark := 0.0
		if liked {
			mark = 18
			c.heart(at+math.Min(c.width(name, textSize, false), label-mark-8)+5, y+10.5)
		}
		c.line(at, y+4+icon/2+textSize*capHalf, label-mark-8, name, textSize, false, c.t.Text)
		known, reached := clamp(c.m.Value(r.Known).Value), clamp(Reach(c.m, r))
		at += label
		c.box(at, y+6, bar, 11, 5.5, c.t.CardLine)
		if w := bar * known; w > 1 {
			c.box(at, y+6, w, 11, math.Min(5.5, w/2), c.color.Mix(c.t.Card, 0.6))
		}
		if w := bar * reached; w > 1 {
			c.box(at, y+6, w, 11, math.Min(5.5, w/2), c.color)
		}
		c.line(at, y+20+smallSize, bar+percent, c.words("people.reach_of", journey.Args{
			"Known": c.o.Text.Percent(c.m.Value(r.Known).Value), "Allowed": c.o.Text.Percent(c.m.Value(r.Allowed).Value),
		}), smallSize, false, c.t.Muted)
		c.lineTo(x+room, y+16.5, percent, c.o.Text.Percent(reached), textSize+2, true, c.t.Text)
		y += 42
	}
	c.box(x, y+3, 10, 10, 3, c.color)
	legend := c.words("people.may_be_reached", nil)
	c.line(x+16, y+12, room, legend, smallSize, false, c.t.Muted)
	second := x + 16 + c.width(legend, smallSize, false) + 18
	c.box(second, y+3, 10, 10, 3, c.color.Mix(c.t.Card, 0.6))
	legend = c.words("people.only_known", nil)
	c.line(second+16, y+12, x+room-second-16, legend, smallSize, false, c.t.Muted)
	if len(c.p.LikedChannels) > 0 {
		third := second + 16 + c.width(legend, smallSize, false) + 18
		c.heart(third, y+2)
		c.line(third+18, y+12, x+room-third-18, c.words("people.liked", nil), smallSize, false, c.t.Muted)
	}
	return y + 34
}

func clamp(f float64) float64 { return math.Min(1, math.Max(0, f)) }

// heart marks a channel the persona likes.
func (c *card) heart(x, y float64) {
	red := c.t.Error
	c.box(x, y, 7, 7, 3.5, red)
	c.box(x+5, y, 7, 7, 3.5, red)
	c.items = append(c.items, draw.Item{Of: c.of, Part: draw.PartOrnament, Polygon: &draw.Polygon{Fill: red, Points: []draw.Point{
		{X: x + 0.7, Y: y + 5.2}, {X: x + 6, Y: y + 2.5}, {X: x + 11.3, Y: y + 5.2}, {X: x + 6, Y: y + 11},
	}}})
}

// known lists what is known of the persona beyond its name: the mixes of its properties.
func (c *card) known(x, y, room float64) float64 {
	var lines []string
	for _, mix := range c.p.Properties {
		property := c.property(mix.Property)
		if property == nil {
			continue
		}
		var parts []string
		for _, v := range mix.Values {
			name := v.Value
			if property.Type == journey.PropertyYesNo {
				name = c.words("people."+v.Value, nil)
			}
			if share := c.m.Value(v.Share).Value; share < 1 {
				name += " " + c.o.Text.Percent(share)
			}
			parts = append(parts, name)
		}
		if len(parts) == 0 {
			parts = []string{c.words("people.from_to", journey.Args{"Low": mix.Low, "High": mix.High})}
		}
		lines = append(lines, property.Name+": "+strings.Join(parts, ", "))
	}
	if len(lines) == 0 {
		return y
	}
	y = c.heading(x, y, room, "people.known")
	for _, l := range lines {
		y = c.paragraph(x, y, room, l, textSize, 20, false, 2, c.t.Text) + 2
	}
	return y + 8
}

func (c *card) property(id journey.ID) *journey.Property {
	for _, p := range c.m.Properties {
		if p.ID == id {
			return p
		}
	}
	return nil
}
