package calendar

import (
	"sort"
	"time"
)

// Window is a stretch of the wall clock that begins on one weekday: quiet hours, opening hours, calling
// hours. It lasts from From (included) to To (not included), in seconds of the day; a To at or before
// From is on the next day, and the whole window still belongs to the day it begins on. To = 86,400 is
// midnight, so 0 to 86,400 is the whole day, and 09:00 to 09:00 lasts 24 hours.
type Window struct {
	Weekday  time.Weekday
	From, To int32
}

// Hours is a set of windows that repeats every week of the wall clock. The zero Hours covers nothing.
type Hours struct {
	// covered are the stretches of the week in milliseconds from Sunday 00:00, sorted, apart.
	covered []stretch
	// hours say, by hour of the week, whether all of it is covered, or only a part.
	hours *[week / hour]hourCover
}

type hourCover uint8

const (
	noneCovered hourCover = iota
	allCovered
	someCovered
)

type stretch struct{ from, until int64 }

const week = 7 * day

// NewHours unites the windows. A window with a time outside the day is a *Problem whose argument Number
// tells which, from 1.
func NewHours(windows []Window) (Hours, error) {
	var all []stretch
	for i, w := range windows {
		if w.From < 0 || w.From >= secondsPerDay || w.To < 0 || w.To > secondsPerDay || w.Weekday < 0 || w.Weekday > 6 {
			return Hours{}, &Problem{Code: "calendar.window_outside_day", Args: map[string]any{"Number": i + 1}}
		}
		s := stretch{int64(w.Weekday)*day + int64(w.From)*second, int64(w.Weekday)*day + int64(w.To)*second}
		if w.To <= w.From {
			s.until += day
		}
		if s.until > week { // Saturday night runs into Sunday
			all = append(all, stretch{0, s.until - week})
			s.until = week
		}
		all = append(all, s)
	}
	sort.Slice(all, func(i, j int) bool { return all[i].from < all[j].from })
	var h Hours
	for _, s := range all {
		if n := len(h.covered); n > 0 && s.from <= h.covered[n-1].until {
			h.covered[n-1].until = max(h.covered[n-1].until, s.until)
		} else {
			h.covered = append(h.covered, s)
		}
	}
	h.hours = new([week / hour]hourCover)
	for i := range h.hours {
		covered, until := h.state(int64(i) * hour)
		switch whole := until >= int64(i+1)*hour; {
		case !whole:
			h.hours[i] = someCovered
		case covered:
			h.hours[i] = allCovered
		}
	}
	return h, nil
}

// Empty reports whether the hours cover nothing at all.
func (h Hours) Empty() bool { return len(h.covered) == 0 }

// Full reports whether the hours cover the whole week.
func (h Hours) Full() bool { return len(h.covered) == 1 && h.covered[0] == stretch{0, week} }

// state tells whether a moment of the week is covered and when that changes next, in milliseconds from
// Sunday 00:00; at the week's end at the latest.
func (h Hours) state(moment int64) (covered bool, until int64) {
	for _, s := range h.covered {
		if moment < s.from {
			return false, s.from
		}
		if moment < s.until {
			return true, s.until
		}
	}
	return false, week
}

// Covers reports whether the zone's wall clock is within the hours at the tick.
func (h Hours) Covers(z *Zone, tick int64) bool {
	moment := weekMoment(tick + z.at(tick).local)
	if h.hours == nil {
		return false
	}
	if is := h.hours[uint64(moment)/hour]; is != someCovered {
		return is == allCovered
	}
	covered, _ := h.state(moment)
	return covered
}

// NextOutside returns the first tick, from the given one on, that the hours do not cover: the first
// moment that is not quiet, or closing time. It is Never when they cover the whole week.
func (h Hours) NextOutside(z *Zone, tick int64) int64 {
	if h.Full() {
		return Never
	}
	return h.next(z, tick, false)
}

// NextInside returns the first tick, from the given one on, that the hours cover: opening time. It is
// Never when they cover nothing.
func (h Hours) NextInside(z *Zone, tick int64) int64 {
	if h.Empty() {
		return Never
	}
	return h.next(z, tick, true)
}

// next goes from change to change, of the hours or of the clocks, until the moment is as wanted.
func (h Hours) next(z *Zone, tick int64, wanted bool) int64 {
	for tick < Farthest {
		s := z.at(tick)
		moment := weekMoment(tick + s.local)
		covered, until := h.state(moment)
		if covered == wanted {
			return tick
		}
		tick = min(tick+until-moment, s.until)
	}
	return Never
}

// weekMoment returns the milliseconds from Sunday 00:00 of a wall-clock time since 1970-01-01.
func weekMoment(local int64) int64 {
	return floorMod(local+int64(time.Thursday)*day, week)
}

// Within returns how many ticks from one (included) to another (not included) the hours cover.
func (h Hours) Within(z *Zone, from, until int64) (covered int64) {
	for from < until {
		begin := h.NextInside(z, from)
		if begin >= until {
			break
		}
		end := min(h.NextOutside(z, begin), until)
		covered += end - begin
		from = end
	}
	return covered
}
