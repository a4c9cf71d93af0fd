package reach_test

import (
	"slices"
	"testing"

	"rehearse/journey"
	"rehearse/simulate/reach"
	"rehearse/simulate/trial"
)

// Each map's greatest number of contacts in a day and in 7 × 24 h is worked out beside it; UTC has no day of 25 hours.
func TestTheWorstWorkedOutOnPaper(t *testing.T) {
	t.Parallel()
	three := func(b *trial.Builder, id journey.ID, between journey.Duration) *journey.Scenario {
		s := b.Scenario(id, "carted")
		letter(b, id+"1", id, "carts")
		b.Wait(id+"w1", id, between)
		letter(b, id+"2", id, "carts")
		b.Wait(id+"w2", id, between)
		letter(b, id+"3", id, "carts")
		b.Chain(id+"1", id+"w1", id+"2", id+"w2", id+"3")
		return s
	}
	cases := []struct {
		name                         string
		day, week, sentDay, sentWeek int64
		make                         func(b *trial.Builder)
	}{
		// A day apart: one a day, all three in a week.
		{"three letters a day apart", 1, 3, 1, 3, func(b *trial.Builder) { three(b, "s", journey.Day) }},
		// 23 hours apart two can fall into one day; 46 hours not.
		{"three letters 23 hours apart", 2, 3, 2, 3, func(b *trial.Builder) { three(b, "s", 23*journey.Hour) }},
		// Three days and a half apart: 0, 3.5 and 7 days; the third is a week behind the first, which is no longer in it.
		{"three letters half a week apart", 1, 2, 1, 2, func(b *trial.Builder) { three(b, "s", 84*journey.Hour) }},
		// On the first, second and fourth day since the start, whenever who was quick to click came to the waits: of 1, 24 and
		// 72 hours the first two can fall into one day. In the window the second may be as late as the third.
		{"waits for a time since the start", 2, 3, 2, 3, func(b *trial.Builder) {
			b.Scenario("s", "carted")
			b.Channels[0].Rates.Opened, b.Channels[0].Rates.Clicked = trial.Rate(0.5, journey.PerDelivered), trial.Rate(0.1, journey.PerDelivered)
			at := func(id journey.ID, offset journey.Duration) {
				b.Step(id, "s", &journey.Wait{Kind: journey.WaitAnchor, Anchor: &journey.Anchor{Offset: offset}, Late: journey.LatePass})
			}
			at("w1", journey.Hour)
			letter(b, "one", "s", "carts")
			at("w2", journey.Day)
			letter(b, "two", "s", "carts")
			at("w3", 3*journey.Day)
			letter(b, "three", "s", "carts")
			b.Chain("w1", "one", "w2", "two", "w3", "three")
			b.Link("one", journey.PortClicked, "visit")
			b.Link("two", journey.PortClicked, "visit")
		}},
		// Two scenarios at once are twice as many.
		{"two scenarios", 2, 6, 2, 6, func(b *trial.Builder) { three(b, "s", journey.Day); three(b, "t", journey.Day) }},
		// Nobody is in both: the greater counts.
		{"two scenarios for different people", 1, 3, 1, 3, func(b *trial.Builder) {
			plans(b)
			b.Segment("free", `property("plan") = "free"`)
			b.Segment("paid", `not property("plan") = "free"`)
			three(b, "s", journey.Day).Segment = "free"
			three(b, "t", 84*journey.Hour).Segment = "paid"
		}},
		// Two a week are let through, of six that are wanted; of two on the first day both.
		{"a cap of two a week", 2, 6, 2, 2, func(b *trial.Builder) {
			three(b, "s", journey.Day)
			three(b, "t", journey.Day)
			b.Policy.Caps = []journey.Cap{{ID: "two", Max: 2, Length: journey.Week}}
		}},
		// The cap knows nothing of transactional letters: three of them and one other.
		{"a cap and letters it does not count", 2, 6, 2, 4, func(b *trial.Builder) {
			three(b, "s", journey.Day)
			three(b, "t", journey.Day)
			b.Policy.Caps = []journey.Cap{{ID: "one", Max: 1, Length: journey.Week}}
			for _, step := range b.Steps {
				if step.Message != nil && step.Scenario == "t" {
					step.Message.Class = journey.ClassTransactional
				}
			}
		}},
		// Arms exclude each other: two letters and one, not three.
		{"the longer arm", 2, 2, 2, 2, func(b *trial.Builder) {
			b.Scenario("s", "carted")
			b.Step("split", "s", &journey.Split{Arms: []journey.SplitArm{{ID: "x", Weight: journey.Guess(0.5)}, {ID: "y", Weight: journey.Guess(0.5)}}})
			letter(b, "one", "s", "carts")
			letter(b, "two", "s", "carts")
			letter(b, "three", "s", "carts")
			b.Link("split", "x", "one")
			b.Link("split", "y", "two")
			b.Chain("two", "three")
		}},
		// Round and round, two days each: 0, 2, 4 and 6 days.
		{"a loop bounded by its wait", 1, 4, 1, 4, func(b *trial.Builder) {
			b.Scenario("s", "carted")
			letter(b, "one", "s", "carts")
			b.Wait("rest", "s", 2*journey.Day)
			b.Chain("one", "rest", "one")
		}},
		// Nothing bounds a letter at every visit of a loop that takes no time worth a day, but the cap does.
		{"no bound but the cap", reach.Unbounded, reach.Unbounded, 3, 3, func(b *trial.Builder) {
			b.Scenario("s", "carted")
			letter(b, "one", "s", "carts")
			b.Wait("rest", "s", 0)
			b.Chain("one", "rest", "one")
			b.Steps[len(b.Steps)-1].Wait.For = journey.Law{Kind: journey.LawUniform, High: journey.Day}
			b.Policy.Caps = []journey.Cap{{ID: "three", Max: 3, Length: journey.Week}}
		}},
		// A call rings three times, two hours between: three contacts in a day, and the letter.
		{"calls count", 4, 4, 4, 4, func(b *trial.Builder) {
			series(b, "s", "carted", 0, "carts")
			b.Step("call", "s", &journey.Call{Channel: "email", Answered: journey.Guess(0.5), Attempts: 3, RetryAfter: journey.Fixed(2 * journey.Hour)})
			b.Chain("s-letter", "call")
		}},
		// Every Monday: one in seven days, and one more of the day's own scenario.
		{"a newsletter and a series", 2, 4, 2, 4, func(b *trial.Builder) {
			three(b, "s", journey.Day)
			s := series(b, "n", "", 0, "news")
			s.Trigger = journey.Trigger{Kind: journey.TriggerDate, Date: "2026-01-05", At: 10 * 3600, Repeat: journey.RepeatWeekly}
			s.Reentry = journey.ReentryAnyTime
		}},
		// Ten days between two starts of three letters in two days: three in a week.
		{"a pause between two starts", 1, 3, 1, 3, func(b *trial.Builder) {
			b.Wait("night", "", journey.Day)
			b.Weighted("cart", "night", 0.7)
			b.Chain("night", "cart")
			s := three(b, "s", journey.Day)
			s.Reentry, s.ReentryDays = journey.ReentryPause, 10
		}},
		// Without a rest a start every day: letters of three starts on one day, three a day for a week.
		{"a start every day", 3, 21, 3, 21, func(b *trial.Builder) {
			b.Wait("night", "", journey.Day)
			b.Weighted("cart", "night", 0.7)
			b.Chain("night", "cart")
			three(b, "s", journey.Day).Reentry = journey.ReentryAnyTime
		}},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			b := shop()
			c.make(b)
			r, _ := of(t, b.Done())
			worst := r.Worst()
			if worst.Day.Wanted != c.day || worst.Week.Wanted != c.week || worst.Day.Sent != c.sentDay || worst.Week.Sent != c.sentWeek {
				t.Errorf("wanted %d a day and %d a week, sent %d and %d; want %d, %d, %d, %d: %+v",
					worst.Day.Wanted, worst.Week.Wanted, worst.Day.Sent, worst.Week.Sent, c.day, c.week, c.sentDay, c.sentWeek, worst)
			}
		})
	}
}

// A segment that receives everything is told from one that does not, and the scenarios are named with their letters in order.
func TestTheWorstOfASegment(t *testing.T) {
	t.Parallel()
	b := shop()
	plans(b)
	b.Segment("free", `property("plan") = "free"`)
	b.Segment("paid", `property("plan") = "pro"`)
	b.Segment("nobody", `property("plan") = "team"`)
	twoLetters(b, journey.Day)
	series(b, "t", "carted", 0, "news").Segment = "paid"
	r, _ := of(t, b.Done())
	if worst, ok := r.WorstOf("free"); !ok || worst.Week.Wanted != 2 || len(worst.Week.By) != 1 {
		t.Errorf("free: %+v", worst)
	}
	worst, ok := r.WorstOf("paid")
	if !ok || worst.Week.Wanted != 3 || len(worst.Week.By) != 2 {
		t.Fatalf("paid: %+v", worst)
	}
	if by := worst.Week.By[0]; by.Scenario != "s" || by.Contacts != 2 || by.Instances != 1 || !slices.Equal(by.Steps, []journey.ID{"one", "two"}) {
		t.Errorf("paid: %+v", by)
	}
	if _, ok := r.WorstOf("nobody"); ok {
		t.Error("somebody has the plan nobody has")
	}
}
