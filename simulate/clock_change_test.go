package simulate_test

import (
	"testing"

	"rehearse/journey"
	"rehearse/simulate"
	"rehearse/simulate/trial"
)

// Changes of the clock in many zones, each on the day it happens. A time that is missing is the first moment after, one that comes
// twice the first; hours are counted from midnight, or noon, of the day on which the run starts.
func TestUntilThroughChangesOfTheClockInManyZones(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		zone    string
		start   journey.Date
		startAt journey.TimeOfDay // hours
		at      journey.TimeOfDay // minutes
		want    float64
	}{
		"Lord Howe goes from 2:00 to 2:30":           {"Australia/Lord_Howe", "2026-10-04", 0, 2*60 + 15, 2},
		"Lord Howe, the half hour is missing":        {"Australia/Lord_Howe", "2026-10-04", 0, 9 * 60, 8.5},
		"Lord Howe has 1:45 twice":                   {"Australia/Lord_Howe", "2026-04-05", 0, 60 + 45, 1.75},
		"Lord Howe, the half hour came twice":        {"Australia/Lord_Howe", "2026-04-05", 0, 9 * 60, 9.5},
		"Sydney goes from 2:00 to 3:00 in October":   {"Australia/Sydney", "2026-10-04", 0, 2*60 + 30, 2},
		"Sydney has 2:30 twice in April":             {"Australia/Sydney", "2026-04-05", 0, 2*60 + 30, 2.5},
		"New York goes from 2:00 to 3:00":            {"America/New_York", "2026-03-08", 0, 2*60 + 15, 2},
		"New York has 1:30 twice":                    {"America/New_York", "2026-11-01", 0, 60 + 30, 1.5},
		"New York, the morning after the long night": {"America/New_York", "2026-11-01", 0, 9 * 60, 10},
		"Cairo has no midnight, at noon before":      {"Africa/Cairo", "2026-04-23", 12, 30, 12},
		"Santiago has no midnight, at noon before":   {"America/Santiago", "2026-09-05", 12, 0, 12},
		"Kathmandu knows no change":                  {"Asia/Kathmandu", "2026-03-29", 0, 9 * 60, 9},
	} {
		b := trial.New(3)
		b.Settings.Zone, b.Settings.Start, b.Settings.StartAt = c.zone, c.start, c.startAt*3600
		b.Cohort("in", 1)
		b.Step("w", "", &journey.Wait{Kind: journey.WaitUntil, At: c.at * 60})
		b.Touch("end", "")
		b.Chain("in", "w", "end")
		if at := hoursOf(t, b.Done(), "enter", "end"); !same(at, []float64{c.want}) {
			t.Errorf("%s: at %v, want %v", name, at, c.want)
		}
	}
}

// Dates of triggers over the ends of months, the leap day of 2028 and changes of the clock; the map's clock is UTC, 9:00 of day n is hour
// 24n + 9. In Berlin 2:30 is 1:30 in UTC, on 29 March it is missing (3:00, 1:00 in UTC), in April it is 0:30.
func TestTriggersOverMonthsLeapDaysAndChangesOfTheClock(t *testing.T) {
	t.Parallel()
	const nine = 9 * 3600
	for name, c := range map[string]struct {
		start   journey.Date
		due     string
		trigger journey.Trigger
		want    []float64
	}{
		"the 31st of every month": {"2026-01-05", "", journey.Trigger{Date: "2026-01-31", At: nine, Repeat: journey.RepeatMonthly},
			[]float64{26*24 + 9, 54*24 + 9, 85*24 + 9, 115*24 + 9}}, // 31 January, 28 February, 31 March, 30 April
		"every month from a leap day": {"2028-02-01", "", journey.Trigger{Date: "2028-02-29", At: nine, Repeat: journey.RepeatMonthly},
			[]float64{28*24 + 9, 57*24 + 9, 88*24 + 9, 118*24 + 9}}, // the 29th, in a leap year February too
		"the day after a date":       {"2028-02-01", "2028-02-28", journey.Trigger{Property: "due", OffsetDays: 1, At: nine}, []float64{28*24 + 9}},
		"three days before a date":   {"2026-01-05", "2026-03-01", journey.Trigger{Property: "due", OffsetDays: -3, At: nine}, []float64{52*24 + 9}}, // 26 February
		"thirty days after a date":   {"2026-01-05", "2026-03-01", journey.Trigger{Property: "due", OffsetDays: 30, At: nine}, []float64{85*24 + 9}},
		"a date that is gone":        {"2026-02-01", "2026-01-28", journey.Trigger{Property: "due", At: nine}, nil},
		"every Sunday at 2:30 there": {"2026-03-10", "", journey.Trigger{Date: "2026-03-15", At: 2*3600 + 1800, Zone: "Europe/Berlin", Repeat: journey.RepeatWeekly}, []float64{5*24 + 1.5, 12*24 + 1.5, 19*24 + 1, 26*24 + 0.5}},
	} {
		days := 28
		if c.start != "2026-03-10" {
			days = 120
		}
		b := trial.New(days)
		b.Settings.Start = c.start
		b.Properties = append(b.Properties, &journey.Property{ID: "due", Name: "due", Type: journey.PropertyDate, Default: c.due})
		s := b.Scenario("s", "")
		c.trigger.Kind = journey.TriggerDate
		s.Trigger, s.Reentry = c.trigger, journey.ReentryAnyTime
		b.Cohort("in", 1)
		b.Step("x", "s", &journey.Update{})
		if at := hoursOf(t, b.Done(), "enter", "x"); !same(at, c.want) {
			t.Errorf("%s: starts at %v, want %v", name, at, c.want)
		}
	}
}

// A desk from 0:00 to 6:00 of a Sunday in Berlin: five hours of an agent when the clocks go forward in that night, seven when they go
// back.
func TestADeskIsOpenForTheHoursThatThereAre(t *testing.T) {
	t.Parallel()
	for start, want := range map[journey.Date]float64{"2026-03-28": 5, "2026-10-24": 7, "2026-05-09": 6} {
		b := trial.New(2)
		b.Settings.Zone, b.Settings.Start = "Europe/Berlin", start
		b.Cohort("in", 1)
		b.Step("desk", "", &journey.Support{Agents: 1, Handling: journey.Fixed(journey.Hour), Opening: []journey.Hours{{Day: "sun", From: 0, Until: 6 * 3600}}})
		b.Chain("in", "desk")
		if d := deskOf(t, run(t, b.Done(), simulate.Spec{})); d.AgentHours != want {
			t.Errorf("from %s: %v hours, want %v", start, d.AgentHours, want)
		}
	}
}
