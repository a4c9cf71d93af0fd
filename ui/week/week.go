// Package week is the volume of an entry by weekday and hour, as people: what one drags and types, and what the map keeps of it.
// It also draws the week, as a heat map of seven days by 24 hours with bars beside and below. It knows no window.
package week

import (
	"math"
	"strconv"

	"rehearse/journey"
)

// Days and Hours are the sides of a week.
const (
	Days  = 7
	Hours = 24
	// All is every day, in place of a weekday.
	All = -1
)

// Week is how many people come in each hour of a usual week, Monday first, in the map's zone. For a cohort it is the shares
// of a hundred people.
type Week struct {
	People [Days][Hours]float64
}

var days = journey.Weekday("").Words()

// DayOf is the place of a weekday in a week, 0 for Monday; -1 for none.
func DayOf(d journey.Weekday) int {
	for i, word := range days {
		if string(d) == word {
			return i
		}
	}
	return -1
}

// Of reads a week: total people shaped by a profile; evenly where there is none.
func Of(profile []journey.ProfileHour, total float64) Week {
	var w Week
	sum := 0.0
	for _, h := range profile {
		if d := DayOf(h.Day); d >= 0 && h.Hour >= 0 && h.Hour < Hours && h.Weight > 0 {
			w.People[d][h.Hour] += h.Weight
			sum += h.Weight
		}
	}
	for d := range w.People {
		for h := range w.People[d] {
			if sum == 0 {
				w.People[d][h] = total / (Days * Hours)
			} else {
				w.People[d][h] *= total / sum
			}
		}
	}
	return w
}

// Total is the sum of the week.
func (w *Week) Total() float64 {
	sum := 0.0
	for d := range w.People {
		sum += w.Day(d)
	}
	return sum
}

// Day is the sum of a day; of All the mean day.
func (w *Week) Day(day int) float64 {
	if day == All {
		return w.Total() / Days
	}
	sum := 0.0
	for _, n := range w.People[day] {
		sum += n
	}
	return sum
}

// Hour is how many come in an hour of a day; of All in the mean day.
func (w *Week) Hour(day, hour int) float64 {
	if day != All {
		return w.People[day][hour]
	}
	sum := 0.0
	for d := range w.People {
		sum += w.People[d][hour]
	}
	return sum / Days
}

// part is the cells that a day and an hour mean; hour -1 is the whole day.
func part(day, hour int, f func(d, h int)) {
	for d := range Days {
		for h := range Hours {
			if (day == All || d == day) && (hour < 0 || h == hour) {
				f(d, h)
			}
		}
	}
}

// Set makes so many people come in an hour (hour -1: in the whole day) of a day (All: of every day). With keep the sum of the
// week stays: the other hours give or take in proportion to what they have; without it the sum follows. A week without people
// has no sum to keep: there it follows too.
func (w *Week) Set(day, hour int, people float64, keep bool) {
	total, was, cells := w.Total(), 0.0, 0
	part(day, hour, func(d, h int) { was += w.People[d][h]; cells++ })
	want := math.Max(0, people)
	if day == All {
		want *= Days
	}
	if keep && total > 0 {
		want = math.Min(want, total)
		if math.Abs(total-was) < 1e-9*math.Max(1, total) && cells < Days*Hours && want < was {
			// Nobody comes at another time: what is taken away is spread evenly.
			rest := (was - want) / float64(Days*Hours-cells)
			inside := [Days][Hours]bool{}
			part(day, hour, func(d, h int) { inside[d][h] = true })
			part(All, -1, func(d, h int) {
				if !inside[d][h] {
					w.People[d][h] += rest
				}
			})
			w.scale(day, hour, was, want, cells)
			return
		}
		if total > was {
			others := (total - want) / (total - was)
			inside := [Days][Hours]bool{}
			part(day, hour, func(d, h int) { inside[d][h] = true })
			part(All, -1, func(d, h int) {
				if !inside[d][h] {
					w.People[d][h] *= others
				}
			})
		} else {
			want = total
		}
	}
	w.scale(day, hour, was, want, cells)
}

// scale brings the cells of a day and an hour to a sum; where nobody came, evenly.
func (w *Week) scale(day, hour int, was, want float64, cells int) {
	part(day, hour, func(d, h int) {
		if was > 0 {
			w.People[d][h] *= want / was
		} else {
			w.People[d][h] = want / float64(cells)
		}
	})
}

// SetTotal makes so many people come in the week, in the same shape.
func (w *Week) SetTotal(people float64) { w.scale(All, -1, w.Total(), math.Max(0, people), Days*Hours) }

// Profile is the week as the map keeps it: weights with mean 1, four digits after the point; nil for an even week.
func (w *Week) Profile() []journey.ProfileHour {
	mean := w.Total() / (Days * Hours)
	if mean <= 0 {
		return nil
	}
	var list []journey.ProfileHour
	even := true
	for d := range w.People {
		for h, n := range w.People[d] {
			weight := math.Round(n/mean*1e4) / 1e4
			even = even && weight == 1
			if weight > 0 {
				list = append(list, journey.ProfileHour{Day: journey.Weekday(days[d]), Hour: h, Weight: weight})
			}
		}
	}
	if even {
		return nil
	}
	return list
}

// Shape is the form of a week, as weights.
type Shape struct {
	// ID is the message "people.shape.<ID>".
	ID      string
	Profile []journey.ProfileHour
}

// Shapes are weeks to begin with. They are forms, not measurements: whoever knows the real ones drags the bars.
func Shapes() []Shape {
	shape := func(id string, weight func(day, hour int) float64) Shape {
		s := Shape{ID: id}
		part(All, -1, func(d, h int) {
			if x := weight(d, h); x > 0 {
				s.Profile = append(s.Profile, journey.ProfileHour{Day: journey.Weekday(days[d]), Hour: h, Weight: x})
			}
		})
		return s
	}
	between := func(h, from, until int) bool { return h >= from && h < until }
	return []Shape{
		{ID: "even"},
		shape("office", func(d, h int) float64 {
			if d < 5 && between(h, 9, 18) {
				return 1
			}
			return 0
		}),
		shape("day", func(_, h int) float64 {
			switch {
			case between(h, 9, 22):
				return 1
			case between(h, 7, 9), between(h, 22, 24):
				return 0.4
			}
			return 0.05
		}),
		shape("evening", func(d, h int) float64 {
			switch {
			case between(h, 18, 23):
				return 1
			case d >= 5 && between(h, 10, 18):
				return 0.6
			case between(h, 8, 18):
				return 0.25
			}
			return 0.05
		}),
		shape("weekend", func(d, h int) float64 {
			switch {
			case d >= 5 && between(h, 10, 22):
				return 1
			case d < 5 && between(h, 18, 22):
				return 0.3
			case between(h, 8, 22):
				return 0.1
			}
			return 0.02
		}),
	}
}

// clock is an hour as "09:00".
func clock(hour int) string {
	s := strconv.Itoa(hour)
	if hour < 10 {
		s = "0" + s
	}
	return s + ":00"
}

// PerDay is a volume a day without the noise of fractions: four digits after the point.
func PerDay(n float64) float64 { return math.Round(n*1e4) / 1e4 }
