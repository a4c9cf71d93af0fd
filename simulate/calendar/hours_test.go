package calendar

import (
	"errors"
	"math/rand/v2"
	"testing"
	"time"
)

func hours(t testing.TB, windows ...Window) Hours {
	t.Helper()
	h, err := NewHours(windows)
	if err != nil {
		t.Fatal(err)
	}
	return h
}

func nightly(from, to int32) []Window {
	windows := make([]Window, 7)
	for i := range windows {
		windows[i] = Window{time.Weekday(i), from, to}
	}
	return windows
}

func TestQuietHoursEndWhenTheClocksSaySo(t *testing.T) {
	t.Parallel()
	berlin := load(t, "Europe/Berlin")
	night := hours(t, nightly(clock(22, 0), clock(8, 0))...)
	short := hours(t, nightly(clock(22, 0), clock(2, 30))...)
	early := hours(t, nightly(clock(2, 30), clock(5, 0))...)
	friday := hours(t, Window{time.Friday, clock(22, 0), clock(8, 0)})
	for _, c := range []struct {
		name     string
		quiet    Hours
		at, free string
	}{
		{"before", night, "2026-01-15 20:59:59", "2026-01-15 20:59:59"},
		{"the first moment is quiet", night, "2026-01-15 21:00:00", "2026-01-16 07:00:00"},
		{"after midnight", night, "2026-01-16 02:00:00", "2026-01-16 07:00:00"},
		{"the end is not quiet", night, "2026-01-16 07:00:00", "2026-01-16 07:00:00"},
		{"the night clocks go forward is shorter", night, "2026-03-28 22:00:00", "2026-03-29 06:00:00"},
		{"the night clocks go back is longer", night, "2026-10-24 22:00:00", "2026-10-25 07:00:00"},
		{"an end that is skipped", short, "2026-03-29 00:30:00", "2026-03-29 01:00:00"},
		{"an end that comes twice, the first", short, "2026-10-24 23:00:00", "2026-10-25 00:30:00"},
		{"an end that comes twice, the second", short, "2026-10-25 01:10:00", "2026-10-25 01:30:00"},
		{"clocks going back leave the quiet hours", early, "2026-10-25 00:45:00", "2026-10-25 01:00:00"},
		{"Friday's night belongs to Friday", friday, "2026-01-17 05:00:00", "2026-01-17 07:00:00"},
		{"Saturday's night is free", friday, "2026-01-17 22:00:00", "2026-01-17 22:00:00"},
		{"Friday's small hours are Thursday's", friday, "2026-01-16 05:00:00", "2026-01-16 05:00:00"},
	} {
		tick := utc(t, c.at)
		if got, want := c.quiet.NextOutside(berlin, tick), utc(t, c.free); got != want {
			t.Errorf("%s: free at %v, want %s", c.name, start2026.Time(got), c.free)
		}
		if quiet := c.quiet.Covers(berlin, tick); quiet != (c.at != c.free) {
			t.Errorf("%s: quiet is %v", c.name, quiet)
		}
	}
}

func TestOpeningHoursOpenAndClose(t *testing.T) {
	t.Parallel()
	moscow := load(t, "Europe/Moscow")
	var windows []Window
	for d := time.Monday; d <= time.Friday; d++ {
		windows = append(windows, Window{d, clock(9, 0), clock(13, 0)}, Window{d, clock(14, 0), clock(18, 0)})
	}
	desk := hours(t, windows...)
	for _, c := range []struct{ at, open, closed string }{
		{"2026-01-16 05:00:00", "2026-01-16 06:00:00", "2026-01-16 05:00:00"},
		{"2026-01-16 06:00:00", "2026-01-16 06:00:00", "2026-01-16 10:00:00"},
		{"2026-01-16 10:00:00", "2026-01-16 11:00:00", "2026-01-16 10:00:00"}, // lunch
		{"2026-01-16 15:00:00", "2026-01-19 06:00:00", "2026-01-16 15:00:00"}, // the week-end
	} {
		tick := utc(t, c.at)
		if got := desk.NextInside(moscow, tick); got != utc(t, c.open) {
			t.Errorf("from %s: opens %v, want %s", c.at, start2026.Time(got), c.open)
		}
		if got := desk.NextOutside(moscow, tick); got != utc(t, c.closed) {
			t.Errorf("from %s: closes %v, want %s", c.at, start2026.Time(got), c.closed)
		}
	}
}

func TestHoursThatNeverChange(t *testing.T) {
	t.Parallel()
	z := load(t, "UTC")
	always := hours(t, nightly(0, 86_400)...)
	if !always.Full() || always.Empty() || always.NextOutside(z, 5) != Never || always.NextInside(z, 5) != 5 {
		t.Error("a week that is all quiet has a free moment")
	}
	halves := hours(t, append(nightly(clock(6, 0), clock(18, 0)), nightly(clock(18, 0), clock(6, 0))...)...)
	if !halves.Full() || halves.NextOutside(z, 5) != Never {
		t.Error("touching windows leave a gap")
	}
	if daily := hours(t, nightly(clock(9, 0), clock(9, 0))...); !daily.Full() {
		t.Error("from 09:00 to 09:00 every day leaves a gap")
	}
	var none Hours
	if none.Full() || !none.Empty() || none.Covers(z, 0) || none.NextOutside(z, 5) != 5 || none.NextInside(z, 5) != Never {
		t.Error("no hours cover something")
	}
}

func TestImpossibleWindowsAreRefusedByNumber(t *testing.T) {
	t.Parallel()
	good := Window{time.Monday, 0, 60}
	const code = "calendar.window_outside_day"
	for _, w := range []Window{
		{time.Monday, -1, 60}, {time.Monday, 86_400, 60}, {time.Monday, 0, 86_401}, {7, 0, 60}, {-1, 0, 60},
	} {
		_, err := NewHours([]Window{good, w})
		var p *Problem
		if !errors.As(err, &p) || p.Code != code || p.Args["Number"] != 2 {
			t.Errorf("%+v: %v, want %s", w, err, code)
		}
	}
}

// Against a plain reading of the definition, minute by minute through both changes of clocks.
func TestHoursAgreeWithTheirDefinition(t *testing.T) {
	t.Parallel()
	chance := rand.New(rand.NewPCG(9, 10))
	for _, name := range everyZone {
		z := load(t, name)
		for range 20 {
			var windows []Window
			for range 1 + chance.IntN(8) {
				w := Window{time.Weekday(chance.IntN(7)), chance.Int32N(48) * 1800, chance.Int32N(49) * 1800}
				windows = append(windows, w)
			}
			h := hours(t, windows...)
			covered := func(tick int64) bool {
				w := z.Wall(tick)
				for _, window := range windows {
					s := w.Second()
					today, yesterday := window.Weekday == w.Weekday(), window.Weekday == (w.Day-1).Weekday()
					if window.To > window.From {
						if today && s >= window.From && s < window.To {
							return true
						}
					} else if today && s >= window.From || yesterday && s < window.To {
						return true
					}
				}
				return false
			}
			from := (chance.Int64N(365*24*12) * 300_000)
			if chance.IntN(3) > 0 && len(z.spans) > 3 {
				from = z.spans[len(z.spans)/2].from - 43_200_000 // half a day before a change
			}
			next := h.NextOutside(z, from)
			opens := h.NextInside(z, from)
			for tick := from; tick < from+9*day; tick += 300_000 {
				if h.Covers(z, tick) != covered(tick) {
					t.Fatalf("%s: %v at %v: covers is %v", name, windows, start2026.Time(tick), h.Covers(z, tick))
				}
				if !covered(tick) && next > tick {
					t.Fatalf("%s: %v from %v: free at %v already", name, windows, start2026.Time(from), start2026.Time(tick))
				}
				if covered(tick) && opens > tick {
					t.Fatalf("%s: %v from %v: covered at %v already", name, windows, start2026.Time(from), start2026.Time(tick))
				}
			}
			if next != Never && covered(next) || opens != Never && !covered(opens) {
				t.Fatalf("%s: %v from %v: wrong state at the answer", name, windows, start2026.Time(from))
			}
		}
	}
}
