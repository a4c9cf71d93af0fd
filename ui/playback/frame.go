package playback

import (
	"cmp"
	"math"
	"slices"
	"sort"

	"rehearse/journey"
	"rehearse/journey/layout"
)

// Sizes in world units.
const (
	// Radius is that of a dot.
	Radius = 6.0
	// StackLeft is where the row of waiting people begins, from the left border of their step: the number stands before it.
	StackLeft = 46.0
	// pitch is from one waiting person to the next.
	pitch     = 14.0
	stackLift = 10.0 // the lowest row's middle over the card
	stackRows = 2
	// lane keeps dots on the same link apart.
	lane = 3.0
)

// lanes are how far beside the middle of a link people walk, by their number.
var lanes = [...]float64{0, 1, -1, 2, -2}

// Frame is what is to be seen at one moment. It can be filled anew again and again.
type Frame struct {
	// Dots are people; the first Walking of them are on their ways, the others wait in stacks.
	Dots    []Dot
	Walking int
	Stacks  []Stack
	Flashes []Flash
	// Arrived people of the sample, those who are on the way now, and who reached a goal so far.
	Arrived, OnWay, AtGoal int
	// Messages (and calls) so far, and how many were refused.
	Messages, Refused int

	bubbles []Bubble
	by      []int      // of the stacks
	waiting [][]waiter // by card
	seen    []bool     // by person
	glow    [kinds][]float64
}

// Dot is a person at a place, in world units.
type Dot struct {
	X, Y float64
	// Person is a place in Film.People.
	Person int
	// Opacity falls from 1 to 0 where a way has ended.
	Opacity float64
}

// Stack is a number of people who are at the same step.
type Stack struct {
	Step journey.ID
	// At is the middle of the left end of the lowest row.
	At    layout.Point
	Count int
	// InLine of them wait for an agent.
	InLine int
	// By counts them by persona: first those of none, then in the order of Film.Personas. Width is that of the step.
	By    []int
	Width float64
}

// Flash lights up a step; Strength falls from 1 to 0.
type Flash struct {
	Step     journey.ID
	Area     layout.Rect
	Kind     Kind
	Strength float64
}

type waiter struct {
	since         int64
	track, person int32
	line          bool
}

// At fills a frame with a moment, in milliseconds since the map's start. glide, above 0, is the time of the map in which a way that takes
// no time is shown, as long as what follows leaves room; an end fades and a flash lasts as long.
func (f *Film) At(t, glide int64, to *Frame) {
	to.clear(f)
	t = min(t, f.Horizon-1) // what is due at the horizon does not happen any more
	for i := range f.tracks {
		f.show(int32(i), t, glide, to)
	}
	to.Walking = len(to.Dots)
	if need := len(to.waiting) * (1 + len(f.Personas)); cap(to.by) < need {
		to.by = make([]int, 0, need)
	}
	to.by = to.by[:0]
	for card := range to.waiting {
		if len(to.waiting[card]) > 0 {
			f.stack(card, to)
		}
	}
	f.glow(t, glide, to)
	to.Arrived, to.AtGoal = until(f.arrived, t), until(f.goals, t)
	to.Messages, to.Refused = until(f.sent, t), until(f.refused, t)
	for _, seen := range to.seen {
		if seen {
			to.OnWay++
		}
	}
}

func (to *Frame) clear(f *Film) {
	to.Dots, to.Stacks, to.Flashes, to.OnWay = to.Dots[:0], to.Stacks[:0], to.Flashes[:0], 0
	if len(to.waiting) != len(f.areas) || len(to.seen) != len(f.People) {
		to.waiting, to.seen = make([][]waiter, len(f.areas)), make([]bool, len(f.People))
		for k := range to.glow {
			to.glow[k] = make([]float64, len(f.areas))
		}
		return
	}
	for i := range to.waiting {
		to.waiting[i] = to.waiting[i][:0]
	}
	clear(to.seen)
	for k := range to.glow {
		clear(to.glow[k])
	}
}

// until is how many of sorted times are not after t.
func until(times []int64, t int64) int {
	return sort.Search(len(times), func(i int) bool { return times[i] > t })
}

// show adds where a track is.
func (f *Film) show(number int32, t, glide int64, to *Frame) {
	k := &f.tracks[number]
	n := sort.Search(len(k.legs), func(i int) bool { return k.legs[i].from > t }) - 1
	if n < 0 {
		return
	}
	l := &k.legs[n]
	if !l.over && t >= k.ends {
		return
	}
	passed, span := t-l.from, glide*int64(l.hops)
	switch {
	case l.over:
	case l.route >= 0:
		span = min(span, (l.until-l.from)/2)
	default:
		span = min(span, l.until-l.from)
	}
	if passed < span { // still on the ways that take no time
		hop := passed * int64(l.hops) / span
		share := float64(passed)*float64(l.hops)/float64(span) - float64(hop)
		f.walk(k, &k.legs[int64(n)-int64(l.hops)+hop], share, to)
		return
	}
	passed -= span
	switch {
	case l.over:
		if passed < glide {
			area := f.areas[l.step]
			to.Dots = append(to.Dots, Dot{X: area.X + area.W/2, Y: area.Y - stackLift, Person: int(k.person), Opacity: 1 - float64(passed)/float64(glide)})
		}
	case l.route >= 0:
		share := 1.0
		if long := l.until - l.from - span; long > 0 {
			share = float64(passed) / float64(long)
		}
		f.walk(k, l, share, to)
	default:
		to.seen[k.person] = true
		to.waiting[l.step] = append(to.waiting[l.step], waiter{l.from, number, k.person, l.line})
	}
}

// walk adds a dot on a link.
func (f *Film) walk(k *track, l *leg, share float64, to *Frame) {
	at := f.routes[l.route].along(share)
	to.seen[k.person] = true
	to.Dots = append(to.Dots, Dot{X: at.X, Y: at.Y + lane*lanes[int(k.person)%len(lanes)], Person: int(k.person), Opacity: 1})
}

// stack puts people who are at a step in rows over its card, who came first in front; the others are only counted.
func (f *Film) stack(card int, to *Frame) {
	list, area := to.waiting[card], f.areas[card]
	slices.SortFunc(list, func(a, b waiter) int { return cmp.Or(cmp.Compare(a.since, b.since), cmp.Compare(a.track, b.track)) })
	s := Stack{Step: f.steps[card], At: layout.Point{X: area.X, Y: area.Y - stackLift}, Count: len(list), Width: area.W}
	from := len(to.by)
	to.by = to.by[:from+1+len(f.Personas)]
	s.By = to.by[from:]
	clear(s.By)
	row := max(1, int(math.Floor((area.W-StackLeft)/pitch)))
	for i, w := range list {
		s.By[1+f.People[w.person].Persona]++
		if w.line {
			s.InLine++
		}
		if i < stackRows*row {
			to.Dots = append(to.Dots, Dot{
				X: area.X + StackLeft + pitch*float64(i%row), Y: s.At.Y - pitch*float64(i/row), Person: int(w.person), Opacity: 1,
			})
		}
	}
	to.Stacks = append(to.Stacks, s)
}

// glow adds what flashes: of each kind the strongest at each step.
func (f *Film) glow(t, glide int64, to *Frame) {
	first := sort.Search(len(f.flashes), func(i int) bool { return f.flashes[i].at > t-glide })
	for _, x := range f.flashes[first:] {
		if x.at > t {
			break
		}
		to.glow[x.kind][x.card] = 1 - float64(t-x.at)/float64(glide) // the last is the strongest
	}
	for card, id := range f.steps {
		for kind := range kinds {
			if s := to.glow[kind][card]; s > 0 {
				to.Flashes = append(to.Flashes, Flash{Step: id, Area: f.areas[card], Kind: kind, Strength: s})
			}
		}
	}
}

// Nearest is the person whose dot is nearest to a place and not farther than so much; false for nobody.
func (to *Frame) Nearest(x, y, within float64) (person int, ok bool) {
	for i := range to.Dots {
		if d := math.Hypot(to.Dots[i].X-x, to.Dots[i].Y-y); d <= within {
			person, ok, within = to.Dots[i].Person, true, d
		}
	}
	return person, ok
}
