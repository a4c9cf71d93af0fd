package week

import (
	"math"
	"strconv"

	"rehearse/journey"
	"rehearse/journey/draw"
)

// Sizes of the picture, world units.
const (
	left       = 62.0
	top        = 20.0
	cellWidth  = 27.0
	cellHeight = 25.0
	gridRight  = left + Hours*cellWidth
	gridBottom = top + Days*cellHeight
	dayLeft    = gridRight + 14
	dayWide    = 96.0
	barsTop    = gridBottom + 30
	barsHigh   = 108.0
	barsBottom = barsTop + barsHigh
	width      = dayLeft + dayWide + 62
	height     = barsBottom + 20
)

// Bounds are the area of the picture.
func Bounds() draw.Rect { return draw.Rect{W: width, H: height} }

// Words write what stands in the picture.
type Words interface {
	T(id string, args journey.Args) string
	Number(float64) string
}

// Look says what is chosen, and up to how many people the bars go, which stay while one is dragged.
type Look struct {
	Day, Hour         int // Day All is every day
	DayScale, HourTop float64
	Theme             *draw.Theme
	Words             Words
}

// Scales are how far the bars go, with room above the highest, for the chosen day.
func (w *Week) Scales(day int) (days, hours float64) {
	for d := range Days {
		days = math.Max(days, w.Day(d))
	}
	for h := range Hours {
		hours = math.Max(hours, w.Hour(day, h))
	}
	return math.Max(days*1.25, 1e-6), math.Max(hours*1.3, 1e-6)
}

// Round is a number of people that can be read: whole from 100 on, from 10 on with one digit, else with two.
func Round(n float64) float64 {
	switch {
	case n >= 100:
		return math.Round(n)
	case n >= 10:
		return math.Round(n*10) / 10
	}
	return math.Round(n*100) / 100
}

// pens add boxes and texts to a scene.
func pens(s *draw.Scene) (box func(x, y, wide, high, radius float64, fill, stroke draw.RGBA, line float64), text func(x, y float64, words string, size float64, bold bool, color draw.RGBA, align draw.Align)) {
	box = func(x, y, wide, high, radius float64, fill, stroke draw.RGBA, line float64) {
		s.Items = append(s.Items, draw.Item{Box: &draw.Box{Rect: draw.Rect{X: x, Y: y, W: wide, H: high}, Radius: radius, Fill: fill, Stroke: stroke, Width: line}})
	}
	text = func(x, y float64, words string, size float64, bold bool, color draw.RGBA, align draw.Align) {
		s.Items = append(s.Items, draw.Item{Text: &draw.Text{At: draw.Point{X: x, Y: y}, Text: words, Size: size, Bold: bold, Color: color, Align: align}})
	}
	return box, text
}

// heads draws the hours above and the names of the days beside the grid.
func heads(s *draw.Scene, t *draw.Theme, words Words, chosen func(day int) bool) {
	_, text := pens(s)
	for h := 0; h < Hours; h += 3 {
		text(left+float64(h)*cellWidth, top-6, clock(h), 11, false, t.Muted, draw.AlignLeft)
	}
	for d := range Days {
		color := t.Muted
		if chosen(d) {
			color = t.Text
		}
		text(left-10, top+(float64(d)+0.5)*cellHeight+4.5, words.T("draw.weekday."+days[d], nil), 12.5, chosen(d), color, draw.AlignRight)
	}
}

// Scene draws the week.
func (w *Week) Scene(o Look) *draw.Scene {
	t := o.Theme
	s := &draw.Scene{Bounds: Bounds(), Background: t.Card}
	box, text := pens(s)
	heads(s, t, o.Words, func(day int) bool { return day == o.Day || o.Day == All })
	most := 0.0
	for d := range Days {
		for h := range Hours {
			most = math.Max(most, w.People[d][h])
		}
	}
	for d := range Days {
		y := top + float64(d)*cellHeight
		for h := range Hours {
			heat := 0.0
			if most > 0 {
				heat = math.Sqrt(w.People[d][h] / most) // small hours are told apart too
			}
			box(left+float64(h)*cellWidth+1, y+1, cellWidth-2, cellHeight-2, 3, t.CardLine.Mix(t.Flow, heat), draw.RGBA{}, 0)
		}
		n := w.Day(d)
		bar := dayWide * math.Min(1, n/o.DayScale)
		box(dayLeft, y+5, dayWide, cellHeight-10, 4, t.CardLine, draw.RGBA{}, 0)
		if bar > 1 {
			box(dayLeft, y+5, bar, cellHeight-10, math.Min(4, bar/2), t.Flow, draw.RGBA{}, 0)
		}
		text(dayLeft+dayWide+58, y+cellHeight/2+4.5, o.Words.Number(Round(n)), 12.5, true, t.Text, draw.AlignRight)
	}
	row, rows := top+float64(max(o.Day, 0))*cellHeight, 1.0
	if o.Day == All {
		rows = Days
	}
	box(left+float64(o.Hour)*cellWidth, row, cellWidth, cellHeight*rows, 4, draw.RGBA{}, t.Text, 2)

	name := o.Words.T("people.every_day", nil)
	if o.Day != All {
		name = o.Words.T("people.weekday."+days[o.Day], nil)
	}
	text(left, barsTop-8, name, 13, true, t.Text, draw.AlignLeft)
	text(0, barsTop+9, o.Words.Number(Round(o.HourTop)), 10.5, false, t.Muted, draw.AlignLeft)
	box(left, barsTop, gridRight-left, barsHigh, 3, t.CardLine.Mix(t.Card, 0.55), draw.RGBA{}, 0)
	for h := range Hours {
		high := barsHigh * math.Min(1, w.Hour(o.Day, h)/o.HourTop)
		fill := t.Flow
		if h == o.Hour {
			fill = t.Flow.Mix(t.Text, 0.45)
		}
		if high > 0.5 {
			box(left+float64(h)*cellWidth+3, barsBottom-high, cellWidth-6, high, math.Min(3, high/2), fill, draw.RGBA{}, 0)
		}
		text(left+(float64(h)+0.5)*cellWidth, barsBottom+14, strconv.Itoa(h), 10.5, h == o.Hour, t.Muted, draw.AlignCenter)
	}
	return s
}

// Kind is what of the picture is under the hand.
type Kind uint8

// The parts.
const (
	Nothing Kind = iota
	Cell         // an hour of a day
	Bar          // an hour of the chosen day
	DayBar       // the sum of a day
	DayName      // a click chooses the day, a second one all days
)

// Hit is a part of the picture.
type Hit struct {
	Kind      Kind
	Day, Hour int
}

// At is what lies at a point of the picture.
func At(p draw.Point) Hit {
	day, hour := int(math.Floor((p.Y-top)/cellHeight)), int(math.Floor((p.X-left)/cellWidth))
	inDay, inHour := day >= 0 && day < Days, hour >= 0 && hour < Hours
	switch {
	case inDay && inHour:
		return Hit{Cell, day, hour}
	case inDay && p.X < left && p.X >= 0:
		return Hit{DayName, day, 0}
	case inDay && p.X >= dayLeft-6:
		return Hit{DayBar, day, 0}
	case inHour && p.Y >= barsTop-4 && p.Y <= barsBottom+18:
		return Hit{Bar, All, hour}
	}
	return Hit{}
}

// Value is how many people a bar means that was dragged to a point, by the scales of the look. A cell changes with how far
// the hand moves up or down from where it began.
func (o Look) Value(hit Hit, from, to draw.Point, before float64) float64 {
	switch hit.Kind {
	case Bar:
		return math.Max(0, (barsBottom-to.Y)/barsHigh*o.HourTop)
	case DayBar:
		return math.Max(0, (to.X-dayLeft)/dayWide*o.DayScale)
	case Cell:
		return math.Max(0, before+(from.Y-to.Y)/barsHigh*o.HourTop)
	}
	return before
}
