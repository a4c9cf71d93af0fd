package simulate_test

import (
	"bytes"
	"context"
	"math/rand/v2"
	"reflect"
	"testing"

	"rehearse/journey"
	"rehearse/simulate"
	"rehearse/simulate/trial"
)

// regulars are ten people of a base in a run of 30 days, of which 10 are warm-up. They visit on day 5, which starts a scenario
// with a letter at once and one ten days later, and buy on days 8 and 20. The first letter is opened after six days, on day 11.
func regulars(everyTime bool) *trial.Builder {
	b := customers(30, 10, nil)
	b.Settings.WarmUpDays = 10
	c := b.Channel("email")
	c.Rates.Opened, c.Rates.OpenDelay = trial.Rate(1, journey.PerDelivered), journey.Fixed(6*journey.Day)
	b.Scenario("s", "visited")
	b.Wait("w5", "", 5*journey.Day)
	b.Touch("visit", "visited")
	b.Wait("w3", "", 3*journey.Day)
	b.Step("buy", "", &journey.Goal{Value: journey.GoalValue{Amount: journey.Unit}, EveryTime: everyTime})
	b.Chain("base", "w5", "visit", "w3", "buy")
	b.Link("buy", journey.PortOut, "buy").Delay = journey.Fixed(12 * journey.Day)
	b.Step("first", "s", &journey.Message{Channels: []journey.ID{"email"}})
	b.Wait("ten", "s", 10*journey.Day)
	b.Step("second", "s", &journey.Message{Channels: []journey.ID{"email"}})
	b.Chain("first", "ten", "second")
	return b
}

// When the ten days are over everybody waits in the scenario for the second letter and is on the link from the goal back
// to it. So the counted time begins with the wait entered and the link taken; nobody enters the base, the visit or the
// first letter, and its opening on day 11 is not counted. The second letter of day 15 is. The purchase of day 8 is not counted,
// that of day 20 is, if the goal counts every time: once per person means once in the run. Then it is on the link again, until
// day 32.
func TestABaseIsCountedFromTheEndOfTheWarmUp(t *testing.T) {
	t.Parallel()
	for _, every := range []bool{true, false} {
		r := run(t, regulars(every).Done(), simulate.Spec{})
		if r.People != 10 || r.Counted != 10 {
			t.Errorf("%d people, %d counted", r.People, r.Counted)
		}
		for _, id := range []journey.ID{"base", "w5", "visit", "w3", "first"} {
			expect(t, r, id, simulate.Tokens{})
		}
		expect(t, r, "ten", simulate.Tokens{Entered: 10, WentOn: 10})
		expect(t, r, "second", simulate.Tokens{Entered: 10, Completed: 10})
		expect(t, r, "buy", simulate.Tokens{Entered: 20, WentOn: 20})
		if s := r.Scenarios[0]; s.Started != 10 || s.People != 10 || s.Completed != 10 || s.Running != 0 {
			t.Errorf("scenario %+v", s)
		}
		first, second := messageOf(t, r, "first"), messageOf(t, r, "second")
		if first.Sent+first.Entered+first.Attempts+first.Opened != 0 || second.Sent != 10 || second.Opened != 10 {
			t.Errorf("first %+v, second %+v", first, second)
		}
		goal, conversions := goalOf(t, r, "buy"), int64(10)
		if !every {
			conversions = 0
		}
		if goal.Count != conversions || goal.People != conversions || r.Money.Value != journey.Money(conversions)*journey.Unit {
			t.Errorf("goal %+v", goal)
		}
		if touches := r.Touches.PerPerson; touches.Mean != 1 || touches.Worst != 1 {
			t.Errorf("touches %+v", touches)
		}
	}
}

// A letter on day 9, in the warm-up, and one on day 12: only the second is a touch of the counted time, but the seven days
// that end with it held two.
func TestTheWeekThatEndsInTheCountedTimeIsAsFullAsItWas(t *testing.T) {
	t.Parallel()
	b := customers(30, 10, nil)
	b.Settings.WarmUpDays = 10
	b.Channel("email")
	b.Wait("w9", "", 9*journey.Day)
	b.Step("one", "", &journey.Message{Channels: []journey.ID{"email"}})
	b.Wait("w3", "", 3*journey.Day)
	b.Step("two", "", &journey.Message{Channels: []journey.ID{"email"}})
	b.Chain("base", "w9", "one", "w3", "two")
	got := run(t, b.Done(), simulate.Spec{}).Touches
	if got.PerPerson.Mean != 1 || got.Worst7Days.Mean != 2 || got.WorstDay.Mean != 1 {
		t.Errorf("%+v", got)
	}
}

// What quiet hours held goes out together on the morning of day 6, in the warm-up of ten days: nobody gets anything at once in the counted
// time.
func TestABurstOfTheWarmUpIsNotCounted(t *testing.T) {
	t.Parallel()
	for warmUp, want := range map[int]int64{10: 0, 0: 10} {
		b := customers(30, 10, nil)
		b.Settings.WarmUpDays = warmUp
		b.Channel("email")
		b.Wait("evening", "", 5*journey.Day+23*journey.Hour)
		b.Touch("visit", "visited")
		b.Chain("base", "evening", "visit")
		for _, id := range []journey.ID{"one", "two"} {
			b.Scenario(id, "visited")
			b.Step("letter_"+id, id, &journey.Message{Channels: []journey.ID{"email"}})
		}
		b.Policy.QuietHours = &journey.QuietHours{}
		for _, day := range (journey.Weekday("")).Words() {
			b.Policy.QuietHours.Hours = append(b.Policy.QuietHours.Hours, journey.Hours{Day: journey.Weekday(day), From: 22 * 3600, Until: 8 * 3600})
		}
		r := run(t, b.Done(), simulate.Spec{})
		if got := r.Touches; got.AtOnce.Num != want || got.Bursts.Worst != 2*min(1, want) || got.Bursts.People != 10 {
			t.Errorf("warm-up of %d days: at once %+v, bursts %+v", warmUp, got.AtOnce, got.Bursts)
		}
	}
}

// Who leaves the map on day 5 is not there when the counted time begins on day 10.
func TestWhoLeftInTheWarmUpIsNotCounted(t *testing.T) {
	t.Parallel()
	b := customers(30, 10, nil)
	b.Settings.WarmUpDays = 10
	b.Cohort("late", 3).From = "2026-01-20"
	b.Wait("w5", "", 5*journey.Day)
	b.Step("gone", "", &journey.Exit{Map: true})
	b.Chain("base", "w5", "gone")
	r := run(t, b.Done(), simulate.Spec{})
	if r.People != 13 || r.Counted != 3 {
		t.Errorf("%d people, %d counted, want 13 and 3", r.People, r.Counted)
	}
	expect(t, r, "gone", simulate.Tokens{})
}

// fullMap is a map with people who were there, events from outside and perhaps a warm-up; every fourth with shared agents.
func fullMap(seed uint64) *journey.Map {
	features := []trial.Feature{trial.BasePeople, trial.OutsideEvents, trial.WarmUp, trial.CapSwitches}
	if seed%4 == 2 {
		features = append(features, trial.SharedAgents)
	}
	return trial.Map(rand.New(rand.NewPCG(seed, 2)).IntN, features...)
}

// Run refuses numbers that do not add up, so this says that every token is accounted for, with carried ones too; the bytes
// are the same for any number of workers; and a story told twice is the same.
func TestMapsWithAPastAddUpAndGiveTheSameBytes(t *testing.T) {
	t.Parallel()
	rained, warm := 0, 0
	for seed := range uint64(randomMaps) {
		m := fullMap(seed)
		spec := simulate.Spec{Seed: seed, People: 200, Workers: 1, Detail: true}
		one, err := simulate.Run(context.Background(), m, spec, nil)
		if err != nil {
			t.Fatalf("map %d: %v", seed, err)
		}
		spec.Workers = 3
		if !bytes.Equal(encoded(t, one), encoded(t, run(t, m, spec))) {
			t.Fatalf("map %d: three workers give other bytes than one", seed)
		}
		if m.Settings.WarmUpDays > 0 {
			warm++
		}
		for ordinal := range int64(3) {
			who := simulate.PersonRef{Seed: seed, Entry: "base", Day: -1, Ordinal: ordinal}
			a, err := simulate.Replay(context.Background(), m, spec, who)
			if err != nil {
				t.Fatalf("map %d: %v", seed, err)
			}
			b, err := simulate.Replay(context.Background(), m, spec, a.Person)
			if err != nil || !reflect.DeepEqual(a, b) {
				t.Fatalf("map %d, person %d: two stories, %v", seed, ordinal, err)
			}
			for _, moment := range a.Moments {
				if moment.What == "event" && (moment.Of == "rain" || moment.Of == "holiday") {
					rained++
				}
			}
		}
	}
	if rained < 100 || warm < 20 {
		t.Errorf("too tame: %d events from outside, %d maps with a warm-up", rained, warm)
	}
}

func TestNoStoryOfPeopleWithAPastBreaksThePolicy(t *testing.T) {
	t.Parallel()
	sends := 0
	for seed := range uint64(40) {
		m := fullMap(seed + 10_000)
		for n := int64(1); n <= 40; n++ {
			story, err := simulate.Replay(context.Background(), m, simulate.Spec{Seed: 3, People: 40}, simulate.PersonRef{Seed: 3, Number: n})
			if err == nil { // people of the warm-up have none
				sends += police(t, seed, m, story)
			}
		}
	}
	if sends < 300 {
		t.Errorf("only %d sends were looked at", sends)
	}
}
