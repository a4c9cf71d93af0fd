package calendar

import (
	"testing"
	"time"

	"pgregory.net/rapid"
)

func TestDayNumbersAndDatesAreTwoNamesOfOneThing(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		d := Day(rapid.Int32Range(-800_000, 800_000).Draw(t, "day"))
		if back := NewDay(d.Date()); back != d {
			t.Errorf("%v became %v", d, back)
		}
		at := time.Unix(int64(d)*secondsPerDay, 0).UTC()
		if d.Weekday() != at.Weekday() {
			t.Errorf("%v is a %v, not a %v", d, at.Weekday(), d.Weekday())
		}
		first := time.Weekday(rapid.IntRange(0, 6).Draw(t, "first"))
		if start := d.WeekStart(first); start > d || start+7 <= d || start.Weekday() != first {
			t.Errorf("the week of %v from %v begins %v", d, first, start)
		}
		if _, _, dayOfMonth := d.MonthStart().Date(); dayOfMonth != 1 || d.MonthStart() > d || d.MonthStart()+31 <= d {
			t.Errorf("the month of %v begins %v", d, d.MonthStart())
		}
	})
}

func TestMonthsLaterIsTheSameDayOrTheLast(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		from string
		n    int
		want string
	}{
		{"2026-01-31", 1, "2026-02-28"}, {"2028-01-31", 1, "2028-02-29"}, {"2026-01-31", 2, "2026-03-31"},
		{"2026-11-15", 3, "2027-02-15"}, {"2026-03-31", -1, "2026-02-28"}, {"2026-12-31", 0, "2026-12-31"},
		{"2026-01-05", -1, "2025-12-05"},
	} {
		from, err := ParseDay(c.from)
		if err != nil {
			t.Fatal(err)
		}
		if got := from.AddMonths(c.n).String(); got != c.want {
			t.Errorf("%s and %d months: %s, want %s", c.from, c.n, got, c.want)
		}
	}
}
