package calendar

import (
	"math"
	"time"
)

// Never is the tick of what does not come.
const Never int64 = math.MaxInt64

// Farthest is how far from the start ticks may lie, in either direction: 2^50 ms, about 35,700 years.
// Later moments are Never.
const Farthest int64 = 1 << 50

// margin is how far before and after a run the changes of clocks are computed too, in seconds: dates of
// people's histories and offsets beyond the horizon lie there. Further away the answer is as true, but
// the last known offset is not enough and the table is asked, which is slower.
const margin = 2 * 366 * secondsPerDay

// Start is the moment of tick 0: seconds since 1970-01-01 00:00 UTC.
type Start int64

// NewStart returns the start of a run that begins on a day at a time of day in the named zone.
func NewStart(zone string, on Day, secondOfDay int32) (Start, error) {
	z, err := Load(zone, Start(int64(on)*secondsPerDay), 0)
	if err != nil {
		return 0, err
	}
	return z.start + Start(floorDiv(z.At(on, secondOfDay), second)), nil
}

// Time returns the real moment of a tick.
func (s Start) Time(tick int64) time.Time {
	return time.UnixMilli(int64(s)*second + tick).UTC()
}

// Zone is a time zone seen from one run's start. It never changes after Load and may be shared.
type Zone struct {
	name     string
	start    Start
	location *time.Location
	// spans are the stretches of constant offset around the run, in order.
	spans []span
}

// span is a stretch of time with one offset to UTC: ticks from (included) to until (not included).
type span struct {
	from, until int64
	// local is what to add to a tick to get wall-clock milliseconds since 1970-01-01.
	local int64
}

// Load returns the zone with the given IANA name for a run that begins at start and lasts horizonDays.
// Questions about other times are answered too, only slower. An unknown name is a *Problem.
func Load(name string, start Start, horizonDays int) (*Zone, error) {
	place, err := location(name)
	if err != nil {
		return nil, err
	}
	z := &Zone{name: name, start: start, location: place}
	end := (int64(horizonDays)*secondsPerDay + margin) * second
	for tick := int64(-margin * second); tick < end; {
		s := z.read(tick)
		if n := len(z.spans); n > 0 && z.spans[n-1].local == s.local {
			z.spans[n-1].until = s.until // the library also ends a stretch at the turn of the year
		} else {
			z.spans = append(z.spans, s)
		}
		tick = s.until
	}
	return z, nil
}

// Name returns the zone's IANA name.
func (z *Zone) Name() string { return z.name }

// read asks the table for the span around a tick.
func (z *Zone) read(tick int64) span {
	at := z.start.Time(tick).In(z.location)
	_, offset := at.Zone()
	s := span{from: math.MinInt64, until: Never, local: (int64(z.start) + int64(offset)) * second}
	from, until := at.ZoneBounds()
	if !from.IsZero() {
		s.from = (from.Unix() - int64(z.start)) * second
	}
	if !until.IsZero() {
		s.until = (until.Unix() - int64(z.start)) * second
	}
	if s.until <= tick {
		// On December 31 of a leap year the library says that the stretch has ended the day before (Go 1.26
		// counts 365 days for every year that follows a zone's rule). The offset is right; no zone changes
		// its clocks on that day.
		midnight := at.Truncate(secondsPerDay * time.Second).Add(secondsPerDay * time.Second)
		s.until = (midnight.Unix() - int64(z.start)) * second
	}
	return s
}

// at returns the span around a tick.
func (z *Zone) at(tick int64) span {
	low, high := 0, len(z.spans)-1
	for low < high {
		middle := int(uint(low+high) / 2)
		if tick < z.spans[middle].until {
			high = middle
		} else {
			low = middle + 1
		}
	}
	if s := z.spans[low]; tick >= s.from && tick < s.until {
		return s
	}
	return z.read(tick)
}

// Wall is what a clock and a calendar on the wall show.
type Wall struct {
	// Day is the calendar day.
	Day Day
	// Milli is the time of day in milliseconds since the clock's midnight, 0..86,399,999.
	Milli int32
}

// Weekday returns the day of the week.
func (w Wall) Weekday() time.Weekday { return w.Day.Weekday() }

// Second returns the whole second of the day, 0..86,399.
func (w Wall) Second() int32 { return w.Milli / second }

// Hour returns the hour of the day, 0..23.
func (w Wall) Hour() int { return int(w.Milli / (3600 * second)) }

// Wall returns what the clocks of the zone show at a tick.
func (z *Zone) Wall(tick int64) Wall {
	local := tick + z.at(tick).local
	d := floorDiv(local, day)
	return Wall{Day: Day(d), Milli: int32(local - d*day)}
}

// firstAt returns the first tick from the given one on at which the wall clock shows local or later;
// local in milliseconds since 1970-01-01 on the wall.
func (z *Zone) firstAt(local, from int64) int64 {
	for from < Farthest {
		s := z.at(from)
		if tick := max(from, local-s.local); tick < s.until {
			return tick
		}
		from = s.until
	}
	return Never
}

// At returns the first tick at which the zone's clocks show the day and second of the day or later: the
// moment itself, the first of two when it comes twice, the first moment after when it is skipped. A
// second of 86,400 is the next midnight.
func (z *Zone) At(on Day, secondOfDay int32) int64 {
	local := int64(on)*day + int64(secondOfDay)*second
	// No offset is more than 26 hours from another in the same zone: two days before, the clock showed less.
	before := local - int64(z.start)*second - 2*day
	return z.firstAt(local, before)
}

// NextTimeOfDay returns the first moment from the tick on that is the given second of the day on one of
// the weekdays; a tick that is that moment is returned itself. Of a time that comes twice only the first
// counts; a skipped one is the first moment after. Without any weekday it is Never.
func (z *Zone) NextTimeOfDay(tick int64, days Weekdays, secondOfDay int32) int64 {
	if days&EveryDay == 0 || tick >= Farthest {
		return Never
	}
	for on := z.Wall(tick).Day - 1; ; on++ {
		if days.Has(on.Weekday()) {
			if at := z.At(on, secondOfDay); at >= tick {
				return at
			}
		}
	}
}

// NextDay returns the first tick after the given one that belongs to a later calendar day, as do NextWeek
// and NextMonth for theirs. Where clocks go back over midnight the earlier day returns for a while; the
// later one is then the one that comes after.
func (z *Zone) NextDay(tick int64) int64 {
	return z.firstAt(int64(z.Wall(tick).Day+1)*day, tick)
}

// NextWeek returns the first tick after the given one that belongs to a later week, in weeks that begin
// on the given weekday.
func (z *Zone) NextWeek(tick int64, first time.Weekday) int64 {
	return z.firstAt(int64(z.Wall(tick).Day.WeekStart(first)+7)*day, tick)
}

// NextMonth returns the first tick after the given one that belongs to a later calendar month.
func (z *Zone) NextMonth(tick int64) int64 {
	return z.firstAt(int64(z.Wall(tick).Day.MonthStart().AddMonths(1))*day, tick)
}

// DayStart returns the first tick of the calendar day that the tick belongs to.
func (z *Zone) DayStart(tick int64) int64 { return z.At(z.Wall(tick).Day, 0) }

// WeekStart returns the first tick of the week that the tick belongs to, in weeks that begin on the given
// weekday.
func (z *Zone) WeekStart(tick int64, first time.Weekday) int64 {
	return z.At(z.Wall(tick).Day.WeekStart(first), 0)
}

// MonthStart returns the first tick of the calendar month that the tick belongs to.
func (z *Zone) MonthStart(tick int64) int64 {
	return z.At(z.Wall(tick).Day.MonthStart(), 0)
}

// Days visits the calendar days of the ticks from one (included) to another (not included): each tick from which on the clock
// shows another day, the first included. Where clocks go back over midnight the earlier day comes again.
func (z *Zone) Days(from, until int64, visit func(tick int64, on Day)) {
	var last Day
	for tick := from; tick < until; {
		s := z.at(tick)
		on := floorDiv(tick+s.local, day)
		if tick == from || Day(on) != last {
			last = Day(on)
			visit(tick, last)
		}
		tick = min((on+1)*day-s.local, s.until)
	}
}
