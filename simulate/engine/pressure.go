package engine

import (
	"rehearse/simulate/calendar"
	"rehearse/simulate/random"
	"rehearse/simulate/stats"
)

// Levels is how many numbers of touches are told apart: 0 … Levels-1, the last is "so many or more".
const Levels = 41

// Causes counts the touches of one scenario in people's fullest days, or seven days, by how full these were.
type Causes [Levels]int64

// Pressure is where contacts come from and how they follow a start.
type Pressure struct {
	// Day and Week say whose touches fill people's fullest days and seven days: 0 those of no scenario, else those of
	// the scenario plus 1.
	Day, Week []Causes
	// AfterArrival are people's touches in the policy's days after they arrived, AfterStart those after they started a
	// scenario for the first time, without people held out of it: all touches, whoever sends them. People whose days reach
	// beyond the horizon are not in it.
	AfterArrival stats.Histogram
	AfterStart   []stats.Histogram
	// alone counts people with such days and no touch at all, until fold.
	alone int64
}

func newPressure(scenarios int) Pressure {
	return Pressure{Day: make([]Causes, scenarios+1), Week: make([]Causes, scenarios+1), AfterStart: make([]stats.Histogram, scenarios)}
}

func (p *Pressure) merge(o *Pressure) {
	for i := range p.Day {
		addAll(p.Day[i][:], o.Day[i][:])
		addAll(p.Week[i][:], o.Week[i][:])
	}
	p.AfterArrival.Merge(&o.AfterArrival)
	for i := range p.AfterStart {
		p.AfterStart[i].Merge(&o.AfterStart[i])
	}
	p.alone += o.alone
}

// window is a stretch of the person's touches, from the one with a number up to another, which is not in it.
type window struct{ from, until int }

func (w window) touches() int64 { return int64(w.until - w.from) }

// blame counts whose touches fill a window.
func (x *life) blame(w window, causes []Causes) {
	level := min(w.touches(), Levels-1)
	for i := w.from; i < w.until; i++ {
		causes[x.touches[i].scenario+1][level]++
	}
}

// untouched counts somebody nobody contacted, who is counted from a tick on and to whom something happened last now.
func (x *life) untouched(counted int64, who random.Person, number, now int64) {
	x.tally.untouched++
	enough := counted+x.p.Policy.StartDays <= x.p.Horizon
	if enough {
		x.tally.Pressure.alone++
	}
	if x.p.Policy.Least > 0 && (enough || x.p.Policy.LeastInAll) {
		x.leaveAlone(who, number, now)
	}
}

// leaveAlone shows somebody who got too few touches, to whom something happened last now.
func (x *life) leaveAlone(who random.Person, number, now int64) {
	x.tally.offer(leftAlone, stats.Witness{Hash: uint64(who), Person: number, At: now})
}

// finishStarts counts the touches that followed the arrival and the first starts of scenarios.
func (x *life) finishStarts() {
	days := x.p.Policy.StartDays
	if x.counted+days <= x.p.Horizon {
		first := x.touchesFrom(x.counted)
		x.tally.Pressure.AfterArrival.Add(first)
		x.few(first, false)
	}
	for i := range x.started {
		if mine := &x.started[i]; mine.counted && !mine.heldOut && mine.first >= x.counted && mine.first+days <= x.p.Horizon {
			x.tally.Pressure.AfterStart[i].Add(x.touchesFrom(mine.first))
		}
	}
}

// touchesFrom counts the touches in the policy's days from a tick of the counted time on.
func (x *life) touchesFrom(at int64) (n int64) {
	for i := x.before; i < len(x.touches); i++ {
		if t := x.touches[i].at; t >= at && t < at+x.p.Policy.StartDays {
			n++
		}
	}
	return n
}

// fullestDay is the first calendar day of the person's own zone with the most contacts, of those that have one in the
// counted time.
func (x *life) fullestDay() (best window) {
	zone := x.p.Zones[x.who.Zone]
	from := 0
	var today calendar.Day
	for i := range x.touches {
		if on := zone.Wall(x.touches[i].at).Day; i == 0 || on != today {
			today, from = on, i
		}
		if w := (window{from, i + 1}); i >= x.before && w.touches() > best.touches() {
			best = w
		}
	}
	return best
}

// fullestWeek is the first 7 × 24 h with the most times, of those that end with one behind the first so many; times rise.
func fullestWeek(times []int64, before int) (best window) {
	if n := len(times); before == 0 && n > 0 && times[n-1]-times[0] < week {
		return window{0, n}
	}
	from := 0
	for i, at := range times {
		for at-times[from] >= week {
			from++
		}
		if w := (window{from, i + 1}); i >= before && w.touches() > best.touches() {
			best = w
		}
	}
	return best
}
