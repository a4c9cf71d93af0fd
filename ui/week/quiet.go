package week

import (
	"math"

	"rehearse/journey"
	"rehearse/journey/draw"
)

// Quiet are the quiet hours of a week, each a bar on the row of the day it begins on; over midnight it goes on in the next.
type Quiet []journey.Hours

// QuietLook says which bar is chosen.
type QuietLook struct {
	Chosen int
	Theme  *draw.Theme
	Words  Words
}

const (
	wholeDay = 24 * 3600
	// Snap is what a drag goes by, in seconds.
	Snap = 15 * 60
	edge = 7.0 // how near to an end of a bar the hand takes that
)

// QuietBounds are the area of the picture; below the last day there is room to drag its bar over midnight.
func QuietBounds() draw.Rect { return draw.Rect{W: gridRight + 24, H: gridBottom + cellHeight*0.8} }

// piece is what of a bar lies on one row, in seconds of the day.
type piece struct {
	day        int
	from, till float64
	first      bool // holds the beginning of the bar
	last       bool // holds its end
}

func pieces(h journey.Hours) []piece {
	day := DayOf(h.Day)
	if day < 0 {
		return nil
	}
	if h.Until > h.From {
		return []piece{{day, float64(h.From), float64(h.Until), true, true}}
	}
	list := []piece{{day, float64(h.From), wholeDay, true, h.Until == 0}}
	if h.Until > 0 {
		list = append(list, piece{(day + 1) % Days, 0, float64(h.Until), false, true})
	}
	return list
}

func across(seconds float64) float64 { return left + seconds/3600*cellWidth }

// Place is where the beginning, the middle or the end of a bar is drawn.
func (q Quiet) Place(bar int, part QuietPart) draw.Point {
	list := pieces(q[bar])
	p := list[0]
	x := across(p.from) + 1
	switch part {
	case QuietUntil:
		p = list[len(list)-1]
		x = across(p.till) - 1
	case QuietBar:
		x = across((p.from + p.till) / 2)
	}
	return draw.Point{X: x, Y: top + (float64(p.day)+0.5)*cellHeight}
}

// Scene draws the quiet hours.
func (q Quiet) Scene(o QuietLook) *draw.Scene {
	t := o.Theme
	s := &draw.Scene{Bounds: QuietBounds(), Background: t.Card}
	box, _ := pens(s)
	heads(s, t, o.Words, func(day int) bool { return o.Chosen < len(q) && o.Chosen >= 0 && DayOf(q[o.Chosen].Day) == day })
	for d := range Days {
		y := top + float64(d)*cellHeight
		box(left, y+1, gridRight-left, cellHeight-2, 3, t.CardLine.Mix(t.Card, 0.4), draw.RGBA{}, 0)
		for h := 3; h < Hours; h += 3 {
			box(left+float64(h)*cellWidth, y+1, 1, cellHeight-2, 0, t.CardLine.Mix(t.Muted, 0.3), draw.RGBA{}, 0)
		}
	}
	for i, h := range q {
		stroke, line := draw.RGBA{}, 0.0
		if i == o.Chosen {
			stroke, line = t.Text, 2
		}
		for _, p := range pieces(h) {
			wide := across(p.till) - across(p.from)
			box(across(p.from), top+float64(p.day)*cellHeight+3, wide, cellHeight-6, math.Min(4, wide/2), t.Flow, stroke, line)
		}
	}
	return s
}

// QuietPart is what of the quiet hours is under the hand.
type QuietPart uint8

// The parts.
const (
	QuietNothing QuietPart = iota
	QuietGround            // no bar: a drag draws one
	QuietBar
	QuietFrom
	QuietUntil
)

// QuietHit is a part of the picture; Bar is -1 where there is none.
type QuietHit struct {
	Part QuietPart
	Bar  int
}

// row is the day of a height, which may lie beyond the picture.
func row(y float64) int { return int(math.Floor((y - top) / cellHeight)) }

// seconds is the time of the day at a place, on the quarter of an hour.
func seconds(x float64) int {
	s := math.Round((x-left)/cellWidth*3600/Snap) * Snap
	return int(math.Max(0, math.Min(wholeDay, s)))
}

// At is what lies at a point. Of bars that lie on each other the chosen one is taken, else the last.
func (q Quiet) At(p draw.Point, chosen int) QuietHit {
	day := row(p.Y)
	found := QuietHit{QuietNothing, -1}
	if day >= 0 && day < Days && p.X >= left && p.X <= gridRight {
		found.Part = QuietGround
	}
	for i, h := range q {
		for _, b := range pieces(h) {
			from, till := across(b.from), across(b.till)
			if b.day != day || p.X < from-edge || p.X > till+edge || found.Bar == chosen && found.Bar >= 0 {
				continue
			}
			near := math.Min(edge, (till-from)/3)
			switch {
			case b.first && p.X <= from+near:
				found = QuietHit{QuietFrom, i}
			case b.last && p.X >= till-near:
				found = QuietHit{QuietUntil, i}
			case p.X >= from && p.X <= till:
				found = QuietHit{QuietBar, i}
			}
		}
	}
	return found
}

// Drag is the quiet hours after the hand went from one point to another, and the bar that it drew or changed; -1 for none.
func (q Quiet) Drag(hit QuietHit, from, to draw.Point) (Quiet, int) {
	next := append(Quiet(nil), q...)
	switch hit.Part {
	case QuietNothing:
		return next, -1
	case QuietGround:
		begin := seconds(from.X)
		h := journey.Hours{Day: journey.Weekday(days[row(from.Y)]), From: journey.TimeOfDay(min(begin, wholeDay-Snap))}
		if end := seconds(to.X); row(to.Y) == row(from.Y) && end <= begin {
			if end == begin {
				return next, -1
			}
			h.From, h.Until = journey.TimeOfDay(end), journey.TimeOfDay(begin)
		} else {
			h = ended(h, to)
		}
		return append(next, h), len(next)
	}
	h := next[hit.Bar]
	switch hit.Part {
	case QuietFrom:
		h.From = begun(h, seconds(to.X))
	case QuietUntil:
		h = ended(h, to)
	case QuietBar:
		h = moved(h, row(to.Y)-row(from.Y), int(math.Round((to.X-from.X)/cellWidth*3600/Snap))*Snap)
	}
	next[hit.Bar] = h
	return next, hit.Bar
}

// begun is where a bar may begin: never so that it becomes another kind of bar.
func begun(h journey.Hours, at int) journey.TimeOfDay {
	if h.Until > h.From {
		return journey.TimeOfDay(max(0, min(at, int(h.Until)-Snap)))
	}
	return journey.TimeOfDay(min(max(at, int(h.Until)), wholeDay-Snap))
}

// ended ends a bar at a point: on the row of its own day, or on the next one over midnight. More than 24 hours are none.
func ended(h journey.Hours, to draw.Point) journey.Hours {
	day, at, own := row(to.Y), seconds(to.X), DayOf(h.Day)
	if day == own || day < own && day != (own+1)%Days {
		h.Until = journey.TimeOfDay(min(max(at, int(h.From)+Snap), wholeDay))
		return h
	}
	if at = min(at, int(h.From)); at == 0 {
		at = wholeDay
	}
	h.Until = journey.TimeOfDay(at)
	return h
}

// moved is a bar some days and seconds on, as long as it was.
func moved(h journey.Hours, by, later int) journey.Hours {
	long := int(h.Until - h.From)
	if long <= 0 {
		long += wholeDay
	}
	from := max(0, min(int(h.From)+later, wholeDay-Snap))
	h.Day = journey.Weekday(days[max(0, min(DayOf(h.Day)+by, Days-1))])
	h.From, h.Until = journey.TimeOfDay(from), journey.TimeOfDay(from+long)
	if from+long > wholeDay {
		h.Until -= wholeDay
	}
	return h
}

// Later is the quiet hours with a bar that many seconds on, Longer with one that ends that many seconds later.
func (q Quiet) Later(bar, by int) Quiet {
	next := append(Quiet(nil), q...)
	next[bar] = moved(next[bar], 0, by)
	return next
}

// Longer ends a bar later, or earlier for a negative number; it stays between a quarter of an hour and a day.
func (q Quiet) Longer(bar, by int) Quiet {
	next := append(Quiet(nil), q...)
	h := next[bar]
	long := int(h.Until - h.From)
	if long <= 0 {
		long += wholeDay
	}
	end := int(h.From) + max(Snap, min(long+by, wholeDay))
	if end > wholeDay {
		end -= wholeDay
	}
	h.Until = journey.TimeOfDay(end)
	next[bar] = h
	return next
}

// EveryDay is the quiet hours with those of a bar's day on every day, in place of the others.
func (q Quiet) EveryDay(bar int) Quiet {
	var next Quiet
	for _, day := range days {
		for _, h := range q {
			if h.Day == q[bar].Day {
				h.Day = journey.Weekday(day)
				next = append(next, h)
			}
		}
	}
	return next
}

// Night is a bar to begin with, from nine to nine, on the first day that has none.
func (q Quiet) Night() journey.Hours {
	h := journey.Hours{Day: journey.Weekday(days[0]), From: 21 * 3600, Until: 9 * 3600}
	for _, day := range days {
		free := true
		for _, other := range q {
			free = free && string(other.Day) != day
		}
		if free {
			h.Day = journey.Weekday(day)
			break
		}
	}
	return h
}

// Without is the quiet hours without a bar.
func (q Quiet) Without(bar int) Quiet {
	return append(append(Quiet(nil), q[:bar]...), q[bar+1:]...)
}
