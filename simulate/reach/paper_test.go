package reach_test

import (
	"slices"
	"testing"

	"rehearse/journey"
	"rehearse/journey/rule"
	"rehearse/simulate/reach"
	"rehearse/simulate/trial"
)

// shop is a map of thirty days: everybody arrives, visits, and may leave a cart at once; three in ten of those order a day
// later. One channel reaches everybody.
func shop() *trial.Builder {
	b := trial.New(30)
	b.Channel("email")
	b.Event("visited", "carted", "ordered")
	b.Topics = append(b.Topics, &journey.Topic{ID: "carts", Name: "carts"}, &journey.Topic{ID: "news", Name: "news"})
	b.Cohort("arrive", 100)
	b.Touch("visit", "visited")
	b.Touch("cart", "carted")
	b.Wait("think", "", journey.Day)
	b.Step("order", "", &journey.Goal{Event: "ordered"})
	b.Chain("arrive", "visit")
	b.Weighted("visit", "cart", 0.5)
	b.Weighted("cart", "think", 0.3)
	b.Chain("think", "order")
	return b
}

// letter adds a message about a topic.
func letter(b *trial.Builder, id, scenario, topic journey.ID) *journey.Message {
	m := &journey.Message{Channels: []journey.ID{"email"}, Topic: topic}
	b.Step(id, scenario, m)
	return m
}

// series adds a scenario that an event starts: a wait, then a letter.
func series(b *trial.Builder, id, event journey.ID, after journey.Duration, topic journey.ID) *journey.Scenario {
	s := b.Scenario(id, event)
	b.Wait(id+"-wait", id, after)
	letter(b, id+"-letter", id, topic)
	b.Chain(id+"-wait", id+"-letter")
	return s
}

const ms = 1000

// Each map has one pair whose answer is worked out beside it.
func TestPairsWorkedOutOnPaper(t *testing.T) {
	t.Parallel()
	const day = int64(journey.Day) * ms
	cases := []struct {
		name  string
		a, b  journey.ID
		want  rule.Answer
		apart int64
		make  func(b *trial.Builder)
	}{
		// One behind the other: the wait is the time between them.
		{"three days apart in one series", "one", "two", rule.Yes, 3 * day, func(b *trial.Builder) { twoLetters(b, 3*journey.Day) }},
		// The window is half open: what is exactly seven days old is no duplicate.
		{"exactly the window apart", "one", "two", rule.No, 7 * day, func(b *trial.Builder) { twoLetters(b, 7*journey.Day) }},
		{"a second less than the window", "one", "two", rule.Yes, 7*day - ms, func(b *trial.Builder) { twoLetters(b, 7*journey.Day-1) }},
		// The arm of a split is the person's for good.
		{"arms of one split", "one", "two", rule.No, reach.Unbounded, func(b *trial.Builder) {
			b.Scenario("s", "carted")
			b.Step("split", "s", &journey.Split{Arms: []journey.SplitArm{{ID: "x", Weight: journey.Guess(0.5)}, {ID: "y", Weight: journey.Guess(0.5)}}})
			letter(b, "one", "s", "carts")
			letter(b, "two", "s", "carts")
			b.Link("split", "x", "one")
			b.Link("split", "y", "two")
		}},
		// A message is opened or not; nobody comes here a second time.
		{"outcomes of one message", "one", "two", rule.No, reach.Unbounded, func(b *trial.Builder) {
			b.Scenario("s", "carted")
			b.Channels[0].Rates.Opened, b.Channels[0].Rates.Clicked = trial.Rate(0.5, journey.PerDelivered), trial.Rate(0.1, journey.PerDelivered)
			letter(b, "first", "s", "news")
			letter(b, "one", "s", "carts")
			letter(b, "two", "s", "carts")
			b.Link("first", journey.PortOpened, "one")
			b.Link("first", journey.PortNotOpened, "two")
		}},
		// A branch on what never changes divides people for good, in any two scenarios.
		{"segments by property that exclude each other", "s-letter", "t-letter", rule.No, reach.Unbounded, func(b *trial.Builder) {
			plans(b)
			b.Segment("free", `property("plan") = "free"`)
			b.Segment("paid", `property("plan") in ("pro", "team")`)
			series(b, "s", "carted", 0, "carts").Segment = "free"
			series(b, "t", "carted", 0, "carts").Segment = "paid"
		}},
		{"segments by property that overlap", "s-letter", "t-letter", rule.Yes, int64(journey.Hour) * ms, func(b *trial.Builder) {
			plans(b)
			b.Segment("paid", `property("plan") != "free"`)
			b.Segment("pro", `property("plan") = "pro"`)
			series(b, "s", "carted", 0, "carts").Segment = "paid"
			series(b, "t", "carted", journey.Hour, "carts").Segment = "pro"
		}},
		// Nobody of the personas is in both, though the rules allow it: every r has the plan "free".
		{"segments that overlap where nobody is", "s-letter", "t-letter", rule.No, reach.Unbounded, func(b *trial.Builder) {
			plans(b)
			p := b.Persona("r", 0)
			b.Personas[0].Share, p.Share = journey.Guess(0.5), journey.Guess(0.5)
			p.Channels = b.Personas[0].Channels
			b.Segment("rs", `persona = "r"`)
			b.Segment("paid", `property("plan") != "free"`)
			series(b, "s", "carted", 0, "carts").Segment = "rs"
			series(b, "t", "carted", 0, "carts").Segment = "paid"
		}},
		// The gate asks for the segment at each send: the letter to who never ordered is before the order, the thanks seven days
		// after it. A letter six days after the order can be near one just before it.
		{"before the order and seven days after it", "s-letter", "t-letter", rule.No, 7*day + 4*int64(journey.Hour)*ms, func(b *trial.Builder) {
			b.Segment("new", `never("ordered")`)
			series(b, "s", "visited", 20*journey.Hour, "carts").Segment = "new"
			series(b, "t", "ordered", 7*journey.Day, "carts")
		}},
		{"before the order and six days after it", "s-letter", "t-letter", rule.Yes, 6*day + 4*int64(journey.Hour)*ms, func(b *trial.Builder) {
			b.Segment("new", `never("ordered")`)
			series(b, "s", "visited", 20*journey.Hour, "carts").Segment = "new"
			series(b, "t", "ordered", 6*journey.Day, "carts")
		}},
		// Without the gate the first letter may be sent after the order: on day 7, the thanks on day 8.
		{"kept outside the segment", "s-letter", "t-letter", rule.Yes, day, func(b *trial.Builder) {
			b.Segment("new", `never("ordered")`)
			s := series(b, "s", "visited", 7*journey.Day, "carts")
			s.Segment, s.KeepOutsideSegment = "new", true
			series(b, "t", "ordered", 7*journey.Day, "carts")
		}},
		// The order is a day after the cart, at which both begin once: the times from the cart are 0 and 1 + 9 days.
		{"from one clock", "s-letter", "t-letter", rule.No, 10 * day, func(b *trial.Builder) {
			series(b, "s", "carted", 0, "carts")
			series(b, "t", "ordered", 9*journey.Day, "carts")
		}},
		// Once is once.
		{"one message, no way back", "s-letter", "s-letter", rule.No, reach.Unbounded, func(b *trial.Builder) { series(b, "s", "carted", 0, "carts") }},
		// Every Monday at 10: two in seven days exactly are not inside the window, two a day apart are.
		{"a newsletter every week", "s-letter", "s-letter", rule.No, 7 * day, func(b *trial.Builder) {
			s := series(b, "s", "", 0, "news")
			s.Trigger = journey.Trigger{Kind: journey.TriggerDate, Date: "2026-01-05", At: 10 * 3600, Repeat: journey.RepeatWeekly}
			s.Reentry = journey.ReentryAnyTime
		}},
		{"two newsletters a day apart", "s-letter", "t-letter", rule.Yes, day, func(b *trial.Builder) {
			for id, date := range map[journey.ID]journey.Date{"s": "2026-01-06", "t": "2026-01-07"} {
				s := series(b, id, "", 0, "news")
				s.Trigger = journey.Trigger{Kind: journey.TriggerDate, Date: date, At: 10 * 3600}
			}
			slices.SortFunc(b.Steps, func(x, y *journey.Step) int { // a map has no order
				if x.ID < y.ID {
					return -1
				}
				return 1
			})
			slices.SortFunc(b.Scenarios, func(x, y *journey.Scenario) int {
				if x.ID < y.ID {
					return -1
				}
				return 1
			})
		}},
		// A cart again every two days; ten days of rest between two starts keep the letters apart, five do not.
		{"ten days between two starts", "s-letter", "s-letter", rule.No, 10 * day, func(b *trial.Builder) { again(b, 10) }},
		{"five days between two starts", "s-letter", "s-letter", rule.Maybe, 5 * day, func(b *trial.Builder) { again(b, 5) }},
		// The same words in Russian only, which nobody of the personas reads.
		{"alike in a language nobody reads", "one", "two", rule.No, reach.Unbounded, func(b *trial.Builder) {
			twoLetters(b, journey.Day)
			b.Settings.Languages = []string{"en", "ru"}
			b.Steps[len(b.Steps)-3].Message.Contents = texts("Come back", "Вернитесь к корзине")
			b.Steps[len(b.Steps)-1].Message.Contents = texts("One more thing", "Вернитесь к корзине!")
			b.Steps[len(b.Steps)-3].Message.Topic, b.Steps[len(b.Steps)-1].Message.Topic = "", ""
		}},
		{"alike in a language some read", "one", "two", rule.Yes, day, func(b *trial.Builder) {
			twoLetters(b, journey.Day)
			b.Settings.Languages = []string{"en", "ru"}
			b.Personas[0].Languages = []journey.Weighted{{Value: "en", Share: journey.Guess(0.9)}, {Value: "ru", Share: journey.Guess(0.1)}}
			b.Steps[len(b.Steps)-3].Message.Contents = texts("Come back", "Вернитесь к корзине")
			b.Steps[len(b.Steps)-1].Message.Contents = texts("One more thing", "Вернитесь к корзине!")
			b.Steps[len(b.Steps)-3].Message.Topic, b.Steps[len(b.Steps)-1].Message.Topic = "", ""
		}},
		// A cap of one a week keeps what it counts a week apart; the gate never lets both go.
		{"a cap of one a week", "one", "two", rule.No, 7 * day, func(b *trial.Builder) {
			twoLetters(b, journey.Day)
			b.Policy.Caps = []journey.Cap{{ID: "weekly", Max: 1, Length: journey.Week}}
		}},
		{"a cap of one a week for another topic", "one", "two", rule.Yes, day, func(b *trial.Builder) {
			twoLetters(b, journey.Day)
			b.Policy.Caps = []journey.Cap{{ID: "weekly", Max: 1, Length: journey.Week, Scope: journey.ScopeTopic, Of: []journey.ID{"news"}}}
		}},
		// Quiet hours may hold the first to the morning, the second has two hours behind it in any case.
		{"held by quiet hours", "one", "two", rule.Yes, 2 * int64(journey.Hour) * ms, func(b *trial.Builder) {
			twoLetters(b, 2*journey.Hour)
			quiet := &journey.QuietHours{}
			for _, d := range journey.Weekday("").Words() {
				quiet.Hours = append(quiet.Hours, journey.Hours{Day: journey.Weekday(d), From: 21 * 3600, Until: 8 * 3600})
			}
			b.Policy.QuietHours = quiet
		}},
		// Entering a segment by time alone, ten days after the visit. That the visit cannot come again is not seen.
		{"entering a segment by time", "s-letter", "t-letter", rule.Maybe, 0, func(b *trial.Builder) {
			b.Segment("quiet", `last("visited") >= 10d`)
			s := series(b, "s", "visited", 0, "news")
			s.Segment = ""
			o := series(b, "t", "", 0, "news")
			o.Trigger = journey.Trigger{Kind: journey.TriggerSegment, Segment: "quiet"}
		}},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			b := shop()
			c.make(b)
			m := b.Done()
			r, program := of(t, m)
			pair, ok := r.Pair(c.a, c.b)
			if !ok || pair.Answer != c.want {
				t.Fatalf("answer %d, want %d: %+v", pair.Answer, c.want, pair)
			}
			if pair.Answer != rule.Yes && pair.Apart != c.apart {
				t.Errorf("proved %d ms apart, want %d", pair.Apart, c.apart)
			}
			if pair.Answer == rule.Yes {
				apart := pair.Paths[0].Sent - pair.Paths[1].Sent
				if max(apart, -apart) != c.apart || pair.Apart > c.apart {
					t.Errorf("shown %d and %d, want %d apart, proved %d", pair.Paths[0].Sent, pair.Paths[1].Sent, c.apart, pair.Apart)
				}
			}
			happened := near(t, m, 1, 200, program.Policy.DuplicateWindow)[[2]journey.ID{c.a, c.b}]
			if c.name == "alike in a language nobody reads" {
				return // they are sent, in other words
			}
			if c.want != rule.Maybe && happened != (c.want == rule.Yes) {
				t.Errorf("in a run it happens: %v", happened)
			}
		})
	}
}

func texts(english, russian string) []journey.Content {
	return []journey.Content{{Language: "en", Subject: english}, {Language: "ru", Subject: russian}}
}

// twoLetters is a scenario of a letter, a wait and a letter of the same topic.
func twoLetters(b *trial.Builder, between journey.Duration) {
	b.Scenario("s", "carted")
	letter(b, "one", "s", "carts")
	b.Wait("between", "s", between)
	letter(b, "two", "s", "carts")
	b.Chain("one", "between", "two")
}

// plans gives people a plan: half free, half pro.
func plans(b *trial.Builder) {
	b.Properties = append(b.Properties, &journey.Property{ID: "plan", Name: "plan", Choices: []string{"free", "pro", "team"}, Default: "free"})
	b.Personas[0].Properties = []journey.PropertyMix{{Property: "plan", Values: []journey.Weighted{{Value: "free", Share: journey.Guess(0.5)}, {Value: "pro", Share: journey.Guess(0.5)}}}}
}

// again lets people leave a cart again every day, and a letter start again after some days.
func again(b *trial.Builder, days int) {
	b.Wait("night", "", journey.Day)
	b.Weighted("cart", "night", 0.7)
	b.Chain("night", "cart")
	s := series(b, "s", "carted", 0, "carts")
	s.Reentry, s.ReentryDays = journey.ReentryPause, days
}
