package oracle

import (
	"time"

	"rehearse/journey"
)

const day = 24 * 3_600_000 // in milliseconds

var weekdays = map[journey.Weekday]time.Weekday{
	"mon": time.Monday, "tue": time.Tuesday, "wed": time.Wednesday, "thu": time.Thursday, "fri": time.Friday, "sat": time.Saturday, "sun": time.Sunday,
}

func location(name string) *time.Location {
	loc, err := time.LoadLocation(name)
	if err != nil {
		panic("oracle: " + err.Error())
	}
	return loc
}

func date(d journey.Date) time.Time {
	t, err := time.Parse(time.DateOnly, string(d))
	if err != nil {
		panic("oracle: " + err.Error())
	}
	return t
}

// wall is the time on a clock.
func (w *world) wall(ms int64, loc *time.Location) time.Time {
	return w.start.Add(time.Duration(ms) * time.Millisecond).In(loc)
}

// tick is the millisecond of a wall-clock time.
func (w *world) tick(on time.Time, at journey.TimeOfDay, loc *time.Location) int64 {
	return time.Date(on.Year(), on.Month(), on.Day(), 0, 0, int(at), 0, loc).Sub(w.start).Milliseconds()
}

// clockOf is the location a clock means for a person.
func (x *person) clockOf(c journey.Clock) *time.Location {
	switch c {
	case journey.ClockMap:
		return x.w.zone
	case journey.ClockUTC:
		return time.UTC
	default:
		return x.zone
	}
}

// windowEnd tells whether a time is inside one of the windows and when that window ends. Windows up to the
// same moment or earlier than they begin reach into the next day.
func (w *world) windowEnd(windows []journey.Hours, ms int64, loc *time.Location) (end int64, inside bool) {
	now := w.wall(ms, loc)
	for back := 0; back <= 1; back++ {
		on := now.AddDate(0, 0, -back)
		for _, h := range windows {
			if weekdays[h.Day] != on.Weekday() {
				continue
			}
			from, until := w.tick(on, h.From, loc), w.tick(on, h.Until, loc)
			if h.Until <= h.From {
				until = w.tick(on.AddDate(0, 0, 1), h.Until, loc)
			}
			if ms >= from && ms < until {
				end, inside = max(end, until), true
			}
		}
	}
	if inside { // the next window may begin where this one ends
		if further, more := w.windowEnd(windows, end, loc); more {
			end = further
		}
	}
	return end, inside
}

// period is the beginning of the calendar day, week or month in which a time is, and of the next one.
func (w *world) period(limit *journey.Cap, ms int64, loc *time.Location) (from, next time.Time) {
	t := w.wall(ms, loc)
	from = time.Date(t.Year(), t.Month(), t.Day(), 0, 0, 0, 0, loc)
	switch limit.Window {
	case journey.CapWeek:
		first := weekdays[limit.WeekStarts]
		from = from.AddDate(0, 0, -(int(from.Weekday())-int(first)+7)%7)
		return from, from.AddDate(0, 0, 7)
	case journey.CapMonth:
		from = from.AddDate(0, 0, 1-from.Day())
		return from, from.AddDate(0, 1, 0)
	default:
		return from, from.AddDate(0, 0, 1)
	}
}

// occurrences are the ticks of a named date up to a limit.
func (w *world) occurrences(d *journey.NamedDate) []int64 {
	loc := w.zone
	if d.Zone != "" {
		loc = location(d.Zone)
	}
	on := date(d.Date)
	list := []int64{w.tick(on, d.At, loc)}
	for d.EveryDays > 0 && list[len(list)-1] <= w.horizon+366*day {
		on = on.AddDate(0, 0, d.EveryDays)
		list = append(list, w.tick(on, d.At, loc))
	}
	return list
}

// next is the first moment from now on at which a clock shows the time on one of the days.
func (w *world) next(now int64, days []journey.Weekday, at journey.TimeOfDay, loc *time.Location) int64 {
	for ahead := 0; ; ahead++ {
		on := w.wall(now, loc).AddDate(0, 0, ahead)
		allowed := len(days) == 0
		for _, d := range days {
			allowed = allowed || weekdays[d] == on.Weekday()
		}
		if t := w.tick(on, at, loc); allowed && t >= now {
			return t
		}
	}
}
