package simulate_test

import (
	"slices"
	"testing"

	"rehearse/journey"
	"rehearse/simulate"
	"rehearse/simulate/trial"
)

func TestQuietHoursByWeekdayAndClock(t *testing.T) {
	t.Parallel()
	days := journey.Weekday("").Words()
	// Saturday and Sunday all day, Monday to Friday 21:00 to 09:00: a window belongs to the day it begins on, so Sunday's
	// ends at midnight and Monday 00:00–09:00 is nobody's.
	gap := &journey.QuietHours{}
	for _, d := range days[:5] {
		gap.Hours = append(gap.Hours, journey.Hours{Day: journey.Weekday(d), From: 21 * 3600, Until: 9 * 3600})
	}
	for _, d := range days[5:] {
		gap.Hours = append(gap.Hours, journey.Hours{Day: journey.Weekday(d), From: 0, Until: 86400})
	}
	clocked := func(c journey.Clock, a journey.QuietAction) *journey.QuietHours {
		q := nightly(22, 8)
		q.Clock, q.Action = c, a
		return q
	}
	for name, c := range map[string]struct {
		quiet *journey.QuietHours
		hours []float64
		zone  string // of the person
		want  []string
	}{
		// Hour 0 is Monday 00:00; hour 21 Monday evening; 30 Tuesday 06:00.
		"Monday 00:00 to 09:00 is uncovered": {gap, []float64{0, 8.5, 21, 30}, "UTC", []string{"m0 0", "m1 8.5", "m2 33", "m3 33"}},
		// Friday 21:00 (hour 117) runs into Saturday 09:00, inside Saturday's own; Saturday and Sunday end Monday 00:00, hour 168.
		"Friday's window and the weekend are one": {gap, []float64{117, 130, 150}, "UTC", []string{"m0 168", "m1 168", "m2 168"}},
		// Tokyo is UTC + 9: 22:00–08:00 there is 13:00–23:00 UTC.
		"the person's clock": {clocked(journey.ClockPerson, journey.QuietHold), []float64{1, 14}, "Asia/Tokyo", []string{"m0 1", "m1 23"}},
		"the map's clock":    {clocked(journey.ClockMap, journey.QuietHold), []float64{1, 14}, "Asia/Tokyo", []string{"m0 8", "m1 14"}},
		"UTC":                {clocked(journey.ClockUTC, journey.QuietHold), []float64{1, 14}, "Asia/Tokyo", []string{"m0 8", "m1 14"}},
		"skip":               {clocked(journey.ClockMap, journey.QuietSkip), []float64{1, 14}, "UTC", []string{"m0 1 quiet_hours", "m1 14"}},
		"leave":              {clocked(journey.ClockMap, journey.QuietLeave), []float64{1, 14}, "UTC", []string{"m0 1 quiet_hours", "m1 14"}},
		// Exactly at the beginning it is quiet, exactly at the end it is not.
		"from and until": {clocked(journey.ClockMap, journey.QuietHold), []float64{8, 22}, "UTC", []string{"m0 8", "m1 32"}},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			b := at(c.hours...)
			lives(c.zone)(b)
			b.Policy.QuietHours = c.quiet
			if got := ledger(t, b.Done(), simulate.Spec{}); !slices.Equal(got, c.want) {
				t.Errorf("%q, want %q", got, c.want)
			}
		})
	}
}

func TestMapsClockOfQuietHoursIsTheMapsOwnZone(t *testing.T) {
	t.Parallel()
	// The map is in New York, and so are its hours; the person lives in UTC, five hours ahead.
	b := at(7, 23)
	b.Settings.Zone = "America/New_York"
	lives("UTC")(b)
	b.Policy.QuietHours = nightly(22, 8)
	b.Policy.QuietHours.Clock = journey.ClockMap
	if got := ledger(t, b.Done(), simulate.Spec{}); !slices.Equal(got, []string{"m0 8", "m1 32"}) {
		t.Errorf("by the map's clock %q", got)
	}
	b.Policy.QuietHours.Clock = journey.ClockUTC // 7 is 12:00 UTC, 23 is 04:00 UTC, quiet until 08:00, which is 03:00 here
	if got := ledger(t, b.Done(), simulate.Spec{}); !slices.Equal(got, []string{"m0 7", "m1 27"}) {
		t.Errorf("by UTC %q", got)
	}
}

func TestQuietHoursWhenTheClocksChange(t *testing.T) {
	t.Parallel()
	quiet := func(from, until journey.TimeOfDay) *journey.QuietHours {
		q := &journey.QuietHours{}
		for _, d := range journey.Weekday("").Words() {
			q.Hours = append(q.Hours, journey.Hours{Day: journey.Weekday(d), From: from, Until: until})
		}
		return q
	}
	const h = 3600
	for name, c := range map[string]struct {
		start journey.Date // 00:00 UTC; the person lives in Berlin
		quiet *journey.QuietHours
		hours []float64
		want  []string
	}{
		// 29 March 2026: 02:00 becomes 03:00 at 01:00 UTC, hour 25. 02:30 does not exist: quiet until the first moment after.
		"an end that does not exist": {"2026-03-28", quiet(22*h, 2.5*h), []float64{23.5}, []string{"m0 25"}},
		// 07:00 summer time is 05:00 UTC: the night is an hour shorter.
		"a shorter night": {"2026-03-28", quiet(22*h, 7*h), []float64{22}, []string{"m0 29"}},
		// A beginning that does not exist: quiet from 03:00 on, at hour 25, until 06:00, which is 04:00 UTC.
		"a beginning that does not exist": {"2026-03-28", quiet(2.5*h, 6*h), []float64{24.9, 25}, []string{"m0 24.9", "m1 28"}},
		// 25 October 2026: 03:00 becomes 02:00 at 01:00 UTC, hour 25. 02:30 comes at hour 24.5 and again at 25.5: the first.
		"an end that comes twice": {"2026-10-24", quiet(22*h, 2.5*h), []float64{23}, []string{"m0 24.5"}},
		// 07:00 winter time is 06:00 UTC: the night is an hour longer.
		"a longer night": {"2026-10-24", quiet(22*h, 7*h), []float64{22}, []string{"m0 30"}},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			b := at(c.hours...)
			b.Settings.Start = c.start
			lives("Europe/Berlin")(b)
			b.Policy.QuietHours = c.quiet
			if got := ledger(t, b.Done(), simulate.Spec{}); !slices.Equal(got, c.want) {
				t.Errorf("%q, want %q", got, c.want)
			}
		})
	}
}

func TestHeldMessageIsGivenUpAtItsLongestHold(t *testing.T) {
	t.Parallel()
	// Quiet from hour 22 to 32; held for at most six hours, "m0" is refused at 28; "m1" asks at 27 and lasts until 32.
	b := at(22, 27)
	b.Policy.QuietHours = nightly(22, 8)
	for _, id := range []journey.ID{"m0", "m1"} {
		b.Map.Step(id).Message.LongestHold = 6 * journey.Hour
	}
	if got := ledger(t, b.Done(), simulate.Spec{}); !slices.Equal(got, []string{"m0 28 held_too_long", "m1 32"}) {
		t.Error(got)
	}
	// A hold that may last exactly as long as the quiet hours is long enough.
	b.Map.Step("m0").Message.LongestHold = 10 * journey.Hour
	if got := ledger(t, b.Done(), simulate.Spec{}); !slices.Equal(got, []string{"m0 32", "m1 32"}) {
		t.Error(got)
	}
}

func TestBurstsAtTheEndOfQuietHoursAreCounted(t *testing.T) {
	t.Parallel()
	const people = 100
	measure := func(b *trial.Builder) simulate.Distribution {
		return run(t, b.Done(), simulate.Spec{People: people}).Touches.Bursts
	}
	// Held in the first night: 23, 24, 25 (Monday evening and night); 30 is sent at 32 with them; 31.5 too; 40 by day.
	b := at(23, 24, 25, 40)
	b.Policy.QuietHours = nightly(22, 8)
	if d := measure(b); !slices.Equal(d.Counts, []int64{0, 0, 0, people}) || d.Worst != 3 || d.People != people {
		t.Errorf("%+v", d)
	}
	// Two nights: two at one end, one at the next; the person's greatest burst is two.
	b = at(23, 24, 47)
	b.Policy.QuietHours = nightly(22, 8)
	if d := measure(b); !slices.Equal(d.Counts, []int64{0, 0, people}) {
		t.Errorf("%+v", d)
	}
	// A message by day at that very moment is no part of the burst, nor is what a cap refuses at the end.
	b = at(23, 24, 32)
	b.Policy.QuietHours = nightly(22, 8)
	b.Policy.Caps = []journey.Cap{{ID: "c", Max: 2, Window: journey.CapRolling, Length: journey.Day}}
	if d := measure(b); !slices.Equal(d.Counts, []int64{0, 0, people}) {
		t.Errorf("%+v", d)
	}
	b.Policy.Caps[0].Max = 1
	if d := measure(b); !slices.Equal(d.Counts, []int64{0, people}) {
		t.Errorf("%+v", d)
	}
	// Several channels of one message are one; what is skipped never bursts.
	b = at(23)
	b.Policy.QuietHours = nightly(22, 8)
	b.Map.Step("m0").Message.Channels = []journey.ID{"email", "sms", "push"}
	b.Map.Step("m0").Message.Choice = journey.ChannelsAll
	if d := measure(b); !slices.Equal(d.Counts, []int64{0, people}) {
		t.Errorf("%+v", d)
	}
	b.Policy.QuietHours.Action = journey.QuietSkip
	if d := measure(b); d.Worst != 0 || d.People != people {
		t.Errorf("%+v", d)
	}
}

func TestBurstHasAWitnessWhoseStoryShowsIt(t *testing.T) {
	t.Parallel()
	b := at(23, 24, 25)
	b.Policy.QuietHours = nightly(22, 8)
	// Two in three get the third message.
	b.Map.Step("w-m2").Wait = &journey.Wait{For: journey.Fixed(25 * journey.Hour)}
	b.Segment("some", `pay_grade <= "C"`)
	b.Personas[0].PayGrades = []journey.Weighted{{Value: "A", Share: journey.Guess(0.5)}, {Value: "E", Share: journey.Guess(0.5)}}
	b.Scenarios[2].Segment = "some"
	m := b.Done()
	r := run(t, m, simulate.Spec{People: 200, Seed: 5})
	if d := r.Touches.Bursts; d.Worst != 3 || d.Counts[2]+d.Counts[3] != 200 || d.Counts[3] < 60 || d.Counts[3] > 140 {
		t.Fatalf("%+v", d)
	}
	seen := 0
	for _, w := range r.Witnesses {
		if w.Code != "burst" || w.Value != r.Touches.Bursts.Worst {
			continue
		}
		seen++
		story, err := simulate.Replay(t.Context(), m, simulate.Spec{People: 200, Seed: 5}, w.Person)
		if err != nil {
			t.Fatal(err)
		}
		together := 0
		for _, moment := range story.Moments {
			if moment.What == "send" && moment.At == 32*3_600_000 {
				together++
			}
		}
		if together != 3 {
			t.Errorf("the witness got %d at the end of quiet hours", together)
		}
	}
	if seen == 0 {
		t.Error("nobody shows the greatest burst")
	}
}
