package calendar

import "time"

// Milliseconds in the units of a clock.
const (
	second = 1000
	hour   = 3_600 * second
	day    = 86_400 * second
)

// secondsPerDay is how many seconds a day has on the wall clock, whatever really passes.
const secondsPerDay = 86_400

// Day is the number of a calendar day: days since 1970-01-01, negative before.
type Day int32

// NewDay returns the number of a date of the Gregorian calendar. A day beyond the month's end runs over
// into the next month, as in time.Date.
func NewDay(year int, month time.Month, dayOfMonth int) Day {
	return Day(floorDiv(time.Date(year, month, dayOfMonth, 0, 0, 0, 0, time.UTC).Unix(), secondsPerDay))
}

// ParseDay reads a date such as "2026-11-22".
func ParseDay(text string) (Day, error) {
	at, err := time.Parse(time.DateOnly, text)
	if err != nil {
		return 0, &Problem{Code: "calendar.bad_date", Args: map[string]any{"Date": text}}
	}
	return Day(floorDiv(at.Unix(), secondsPerDay)), nil
}

// Date returns the date of a day number.
func (d Day) Date() (year int, month time.Month, dayOfMonth int) {
	return time.Unix(int64(d)*secondsPerDay, 0).UTC().Date()
}

// String returns the date as "2026-11-22".
func (d Day) String() string {
	return time.Unix(int64(d)*secondsPerDay, 0).UTC().Format(time.DateOnly)
}

// Weekday returns the day of the week.
func (d Day) Weekday() time.Weekday {
	return time.Weekday(floorMod(int64(d)+int64(time.Thursday), 7)) // 1970-01-01 was a Thursday
}

// AddMonths returns the same day of the month n months later, or that month's last day when it is
// shorter: one month after January 31 is February 28 or 29.
func (d Day) AddMonths(n int) Day {
	year, month, dayOfMonth := d.Date()
	first := NewDay(year, month+time.Month(n), 1)
	last := NewDay(year, month+time.Month(n)+1, 1) - 1
	return min(first+Day(dayOfMonth)-1, last)
}

// WeekStart returns the day on which the week of d begins, in weeks that begin on first.
func (d Day) WeekStart(first time.Weekday) Day {
	return d - Day(floorMod(int64(d.Weekday()-first), 7))
}

// MonthStart returns the first day of the month of d.
func (d Day) MonthStart() Day {
	_, _, dayOfMonth := d.Date()
	return d - Day(dayOfMonth) + 1
}

// Weekdays is a set of days of the week, the bit 1<<time.Weekday for each.
type Weekdays uint8

// EveryDay is the set of all seven.
const EveryDay Weekdays = 1<<7 - 1

// On returns the set of the given days.
func On(days ...time.Weekday) Weekdays {
	var set Weekdays
	for _, d := range days {
		set |= 1 << d
	}
	return set
}

// Has reports whether the day is in the set.
func (w Weekdays) Has(d time.Weekday) bool { return w>>d&1 == 1 }

func floorDiv(a, b int64) int64 {
	q := a / b
	if a%b < 0 {
		q--
	}
	return q
}

func floorMod(a, b int64) int64 { return a - b*floorDiv(a, b) }
