package calendar

import (
	"errors"
	"math/rand/v2"
	"strings"
	"testing"
	"time"
)

// start2026 is 2026-01-01 00:00 UTC.
const start2026 Start = 1_767_225_600

func load(t testing.TB, name string) *Zone {
	t.Helper()
	z, err := Load(name, start2026, 365)
	if err != nil {
		t.Fatal(err)
	}
	return z
}

// utc returns the tick of a moment written in UTC.
func utc(t testing.TB, text string) int64 {
	t.Helper()
	at, err := time.Parse("2006-01-02 15:04:05", text)
	if err != nil {
		t.Fatal(err)
	}
	return at.UnixMilli() - int64(start2026)*1000
}

func clock(hour, minute int32) int32 { return hour*3600 + minute*60 }

func TestTimesOfDayBecomeTheRightMoment(t *testing.T) {
	t.Parallel()
	for _, c := range []struct{ zone, day, at, want string }{
		{"Europe/Berlin", "2026-01-15", "09:00", "2026-01-15 08:00:00"},
		{"Europe/Berlin", "2026-07-15", "09:00", "2026-07-15 07:00:00"},
		{"Europe/Berlin", "2026-03-29", "02:30", "2026-03-29 01:00:00"}, // skipped: 03:00 summer time
		{"Europe/Berlin", "2026-03-29", "03:00", "2026-03-29 01:00:00"},
		{"Europe/Berlin", "2026-10-25", "02:30", "2026-10-25 00:30:00"}, // twice: the first
		{"Europe/Berlin", "2026-10-25", "03:00", "2026-10-25 02:00:00"},
		{"America/New_York", "2026-03-08", "02:15", "2026-03-08 07:00:00"},
		{"America/New_York", "2026-11-01", "01:30", "2026-11-01 05:30:00"},
		{"America/New_York", "2026-11-01", "02:00", "2026-11-01 07:00:00"},
		{"Europe/Moscow", "2026-03-29", "02:30", "2026-03-28 23:30:00"}, // no summer time
		{"Europe/Moscow", "2026-10-25", "02:30", "2026-10-24 23:30:00"},
		{"Asia/Kolkata", "2026-06-01", "00:00", "2026-05-31 18:30:00"}, // half an hour
		{"Asia/Kathmandu", "2026-06-01", "00:00", "2026-05-31 18:15:00"},
		{"Australia/Lord_Howe", "2026-04-05", "01:45", "2026-04-04 14:45:00"}, // clocks go back by half an hour
		{"Asia/Beirut", "2026-03-29", "00:00", "2026-03-28 22:00:00"},         // midnight itself is skipped
		{"America/Havana", "2026-11-01", "00:30", "2026-11-01 04:30:00"},      // midnight's hour comes twice
		{"Pacific/Apia", "2011-12-30", "12:00", "2011-12-30 10:00:00"},        // a whole day skipped
		{"UTC", "2026-12-31", "24:00", "2027-01-01 00:00:00"},
	} {
		on, err := ParseDay(c.day)
		if err != nil {
			t.Fatal(err)
		}
		hour, minute := int32(c.at[0]-'0')*10+int32(c.at[1]-'0'), int32(c.at[3]-'0')*10+int32(c.at[4]-'0')
		if got, want := load(t, c.zone).At(on, clock(hour, minute)), utc(t, c.want); got != want {
			t.Errorf("%s %s in %s is %v, want %v", c.day, c.at, c.zone, start2026.Time(got), start2026.Time(want))
		}
	}
}

// everyZone is a choice of zones with every kind of oddity; the embedded table is the only source.
var everyZone = []string{
	"UTC", "Europe/Berlin", "America/New_York", "Europe/Moscow", "Asia/Kolkata", "Asia/Kathmandu", "Australia/Lord_Howe",
	"America/St_Johns", "Africa/Casablanca", "Asia/Beirut", "America/Havana", "Pacific/Apia", "Pacific/Chatham",
	"Europe/Dublin", "Asia/Tehran", "America/Sao_Paulo", "Antarctica/Troll", "Etc/GMT+12", "Pacific/Kiritimati",
}

// Against time.Time: forty years around the run, so both the prepared spans and the table are asked.
func TestWallClockAgreesWithTheStandardLibrary(t *testing.T) {
	t.Parallel()
	chance := rand.New(rand.NewPCG(1, 2))
	newYear := utc(t, "2024-12-31 00:00:00") // the end of a leap year, where the library is wrong about stretches
	for _, name := range Names() {
		z := load(t, name)
		place, err := location(name)
		if err != nil {
			t.Fatal(err)
		}
		for i := range 400 {
			tick := chance.Int64N(40*366*day) - 20*366*day
			switch i % 4 {
			case 0:
				tick = newYear + chance.Int64N(3*day) - day
			case 1, 2:
				tick = chance.Int64N(365 * day)
			}
			want := start2026.Time(tick).In(place)
			got := z.Wall(tick)
			milli := ((want.Hour()*60+want.Minute())*60+want.Second())*1000 + want.Nanosecond()/1e6
			if got.Day != NewDay(want.Date()) || int(got.Milli) != milli || got.Weekday() != want.Weekday() ||
				got.Hour() != want.Hour() || int(got.Second()) != milli/1000 {
				t.Fatalf("%s at %v: %v %+v", name, want, got.Day, got)
			}
		}
	}
}

// The rule itself, checked without the code's shortcuts: the wall clock at the answer shows the time or
// later, and one millisecond before it never did.
func TestAtIsTheFirstMomentThatShowsTheTime(t *testing.T) {
	t.Parallel()
	chance := rand.New(rand.NewPCG(3, 4))
	for _, name := range everyZone {
		z := load(t, name)
		for range 1500 {
			on := NewDay(2026, 1, 1) + Day(chance.IntN(365*12)) - 365*6
			second := chance.Int32N(48) * 1800
			if chance.IntN(2) == 0 {
				second = chance.Int32N(86_400)
			}
			local := int64(on)*day + int64(second)*1000
			got := z.At(on, second)
			if w := z.Wall(got); int64(w.Day)*day+int64(w.Milli) < local {
				t.Fatalf("%s: %v second %d gives a moment that shows %v %d", name, on, second, w.Day, w.Milli)
			}
			for _, before := range []int64{1, 1000, 1_800_000, 3_600_000, 7_200_000, 86_400_000} {
				if w := z.Wall(got - before); int64(w.Day)*day+int64(w.Milli) >= local {
					t.Fatalf("%s: %v second %d was shown %d ms before the answer", name, on, second, before)
				}
			}
		}
	}
}

func TestNextTimeOfDayIsTheNearestAndLetsNowPass(t *testing.T) {
	t.Parallel()
	berlin := load(t, "Europe/Berlin")
	mondays := On(time.Monday)
	for _, c := range []struct {
		from string
		days Weekdays
		at   int32
		want string
	}{
		{"2026-01-05 08:00:00", mondays, clock(9, 0), "2026-01-05 08:00:00"}, // exactly now passes
		{"2026-01-05 08:00:01", mondays, clock(9, 0), "2026-01-12 08:00:00"},
		{"2026-01-05 07:59:59", mondays, clock(9, 0), "2026-01-05 08:00:00"},
		{"2026-01-05 08:00:01", EveryDay, clock(9, 0), "2026-01-06 08:00:00"},
		{"2026-01-09 12:00:00", On(time.Sunday, time.Saturday), clock(0, 0), "2026-01-09 23:00:00"},
		{"2026-03-28 12:00:00", EveryDay, clock(2, 30), "2026-03-29 01:00:00"},
		{"2026-03-29 01:00:00", EveryDay, clock(2, 30), "2026-03-29 01:00:00"},
		{"2026-10-25 00:30:00", EveryDay, clock(2, 30), "2026-10-25 00:30:00"},
		{"2026-10-25 00:30:01", EveryDay, clock(2, 30), "2026-10-26 01:30:00"}, // the second 02:30 does not count
		{"2026-06-30 12:00:00", On(time.Wednesday), 86_400, "2026-07-01 22:00:00"},
	} {
		if got, want := berlin.NextTimeOfDay(utc(t, c.from), c.days, c.at), utc(t, c.want); got != want {
			t.Errorf("from %s: %v, want %s", c.from, start2026.Time(got), c.want)
		}
	}
	if berlin.NextTimeOfDay(0, 0, 0) != Never {
		t.Error("a time on no weekday comes")
	}
}

func TestNextTimeOfDayNeverMissesOne(t *testing.T) {
	t.Parallel()
	chance := rand.New(rand.NewPCG(5, 6))
	for _, name := range everyZone {
		z := load(t, name)
		for range 500 {
			tick, days, second := chance.Int64N(365*day), Weekdays(1+chance.IntN(127)), chance.Int32N(86_400)
			got := z.NextTimeOfDay(tick, days, second)
			want := Never
			for on := z.Wall(tick).Day - 2; on < z.Wall(tick).Day+10; on++ {
				if at := z.At(on, second); at >= tick && days.Has(on.Weekday()) {
					want = min(want, at)
				}
			}
			if got != want {
				t.Fatalf("%s from %d: %d, want %d", name, tick, got, want)
			}
		}
	}
}

func TestCalendarPeriodsBeginAndEndWithTheClocksOfTheZone(t *testing.T) {
	t.Parallel()
	berlin := load(t, "Europe/Berlin")
	sunday := utc(t, "2026-03-29 12:00:00") // the day of 23 hours
	for name, c := range map[string]struct {
		got  int64
		want string
	}{
		"day start":           {berlin.DayStart(sunday), "2026-03-28 23:00:00"},
		"next day":            {berlin.NextDay(sunday), "2026-03-29 22:00:00"},
		"week from Monday":    {berlin.WeekStart(sunday, time.Monday), "2026-03-22 23:00:00"},
		"week from Sunday":    {berlin.WeekStart(sunday, time.Sunday), "2026-03-28 23:00:00"},
		"next week, Monday":   {berlin.NextWeek(sunday, time.Monday), "2026-03-29 22:00:00"},
		"next week, Sunday":   {berlin.NextWeek(sunday, time.Sunday), "2026-04-04 22:00:00"},
		"month start":         {berlin.MonthStart(sunday), "2026-02-28 23:00:00"},
		"next month":          {berlin.NextMonth(sunday), "2026-03-31 22:00:00"},
		"next month at start": {berlin.NextMonth(utc(t, "2026-02-28 23:00:00")), "2026-03-31 22:00:00"},
		"last moment":         {berlin.NextMonth(utc(t, "2026-02-28 22:59:59")), "2026-02-28 23:00:00"},
	} {
		if want := utc(t, c.want); c.got != want {
			t.Errorf("%s: %v, want %s", name, start2026.Time(c.got), c.want)
		}
	}
	chance := rand.New(rand.NewPCG(7, 8))
	for _, name := range everyZone {
		z := load(t, name)
		for range 500 {
			tick := chance.Int64N(365 * day)
			if next := z.NextDay(tick); next <= tick || z.Wall(next).Day <= z.Wall(tick).Day || z.Wall(next-1).Day > z.Wall(tick).Day {
				t.Fatalf("%s: the day after tick %d begins at %d", name, tick, next)
			}
			if from := z.DayStart(tick); from > tick || z.Wall(from).Day != z.Wall(tick).Day {
				t.Fatalf("%s: the day of tick %d began at %d", name, tick, from)
			}
		}
	}
}

func TestStartIsInTheMapsOwnZone(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		zone string
		want Start
	}{
		{"UTC", start2026 + 9*3600}, {"Europe/Moscow", start2026 + 6*3600}, {"America/New_York", start2026 + 14*3600},
	} {
		got, err := NewStart(c.zone, NewDay(2026, 1, 1), clock(9, 0))
		if err != nil || got != c.want {
			t.Errorf("%s: %d %v, want %d", c.zone, got, err, c.want)
		}
	}
	if _, err := NewStart("Moon/Tycho", 0, 0); err == nil {
		t.Error("a start on the moon was accepted")
	}
}

func TestUnknownZoneIsRefusedWithTheLikeliestNames(t *testing.T) {
	t.Parallel()
	for name, near := range map[string]string{
		"berlin": "Europe/Berlin", "europe/berlin": "Europe/Berlin", "Europe/Berln": "Europe/Berlin", "Moskow": "Europe/Moscow",
		"New York": "America/New_York", "Local": "", "": "", "../../etc/passwd": "", "Xyzzyxyzzy": "",
	} {
		_, err := Load(name, start2026, 1)
		var p *Problem
		if !errors.As(err, &p) {
			t.Errorf("%q: %v is no problem of the user's", name, err)
			continue
		}
		if near == "" {
			if p.Code != "calendar.unknown_zone_far" {
				t.Errorf("%q: %v", name, p)
			}
			continue
		}
		if p.Code != "calendar.unknown_zone" || p.Args["Name"] != name || !strings.HasPrefix(p.Args["Near"].(string), near) {
			t.Errorf("%q: %v", name, p)
		}
	}
	if _, err := ParseDay("2026-02-30"); err == nil {
		t.Error("February 30 was accepted")
	}
}

func TestEveryZoneOfTheTableLoads(t *testing.T) {
	t.Parallel()
	names := Names()
	if len(names) < 400 || !Known("Europe/Berlin") || Known("Local") {
		t.Fatalf("%d zones", len(names))
	}
	for _, name := range names {
		if z, err := Load(name, start2026, 30); err != nil || z.Name() != name {
			t.Errorf("%s: %v", name, err)
		}
	}
}

func TestTheMachinesOwnTableIsNeverAsked(t *testing.T) {
	t.Setenv("ZONEINFO", t.TempDir()+"/no-such-table.zip")
	t.Setenv("TZ", "Asia/Tokyo")
	if w := load(t, "Europe/Berlin").Wall(utc(t, "2026-07-01 10:00:00")); w.Hour() != 12 {
		t.Errorf("10:00 UTC is %d o'clock in Berlin", w.Hour())
	}
}

func TestAskingAPreparedZoneDoesNotAllocate(t *testing.T) {
	z := load(t, "Europe/Berlin")
	quiet, err := NewHours([]Window{{time.Monday, clock(22, 0), clock(8, 0)}})
	if err != nil {
		t.Fatal(err)
	}
	tick := utc(t, "2026-03-28 12:00:00")
	if n := testing.AllocsPerRun(100, func() {
		z.Wall(tick)
		z.NextTimeOfDay(tick, EveryDay, 9000)
		z.NextWeek(tick, time.Monday)
		z.MonthStart(tick)
		quiet.NextOutside(z, tick)
	}); n != 0 {
		t.Errorf("%v allocations", n)
	}
}

func BenchmarkWall(b *testing.B) {
	z := load(b, "Europe/Berlin")
	tick, sum := int64(0), 0
	for b.Loop() {
		tick = (tick + 987_654_321) % (365 * day)
		sum += int(z.Wall(tick).Milli)
	}
	if sum < 0 {
		b.Fatal(sum)
	}
}

func BenchmarkNextTimeOfDay(b *testing.B) {
	z := load(b, "Europe/Berlin")
	tick, sum := int64(0), int64(0)
	for b.Loop() {
		tick = (tick + 987_654_321) % (365 * day)
		sum += z.NextTimeOfDay(tick, On(time.Tuesday), 9*3600) - tick
	}
	if sum < 0 {
		b.Fatal(sum)
	}
}
