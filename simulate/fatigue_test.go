package simulate_test

import (
	"math"
	"testing"

	"rehearse/journey"
	"rehearse/simulate"
	"rehearse/simulate/trial"
)

// tiring is burst with the curve that new maps have: opens × 0.81 and unsubscribes × 1.1 after one marketing message in
// the last 7 × 24 h, × 0.6 and × 1.5 after five, linear in between, level beyond.
func tiring(people int64, hours ...int) *trial.Builder {
	b := burst(hours...)
	for _, s := range b.Steps {
		if s.Entry != nil {
			s.Entry.People = people
		}
	}
	b.Policy.Fatigue = []journey.FatiguePoint{
		{Messages: 1, Open: journey.Guess(0.81), Unsubscribe: journey.Guess(1.1)}, {Messages: 5, Open: journey.Guess(0.6), Unsubscribe: journey.Guess(1.5)},
	}
	return b
}

// Seven letters an hour apart, opened by 0.5 × the curve, clicked by 0.4 of those who open whatever the curve says, and
// unsubscribed by 0.02 × the curve of those who do not click. Each of 21 shares may be 5 standard deviations off: one false
// alarm in 80,000 seeds.
func TestTheFatigueCurveActsOnOpensAndUnsubscribesAndNotOnClicksOfOpens(t *testing.T) {
	t.Parallel()
	const people = 60_000
	b := tiring(people, 0, 1, 2, 3, 4, 5, 6)
	b.Channels[0].Rates = journey.Rates{
		Opened: trial.Rate(0.5, journey.PerDelivered), Clicked: trial.Rate(0.4, journey.PerOpened), Unsubscribed: trial.Rate(0.02, journey.PerNotClicked),
	}
	r := run(t, b.Done(), simulate.Spec{Seed: 11})
	opens := []float64{1, 0.81, 0.7575, 0.705, 0.6525, 0.6, 0.6}
	leaves := []float64{1, 1.1, 1.2, 1.3, 1.4, 1.5, 1.5}
	near := func(what string, x int, num, den int64, p float64) {
		if got := float64(num) / float64(den); math.Abs(got-p) > sigmas*math.Sqrt(p*(1-p)/float64(den)) {
			t.Errorf("%s after %d messages: %.4f of %d, want %.4f", what, x, got, den, p)
		}
	}
	for x, m := range r.Messages {
		near("opened", x, m.Opened, m.Delivered, 0.5*opens[x])
		near("clicked of the opened", x, m.Clicked, m.Opened, 0.4)
		near("unsubscribed of the others", x, m.Unsubscribed, m.Delivered-m.Clicked, 0.02*leaves[x])
	}
}

// The window is half open: what was delivered exactly 7 × 24 h ago tires no more, a second less and it does. With a
// factor of 0 nobody opens then, else everybody.
func TestFatigueForgetsAfterExactlySevenTimes24Hours(t *testing.T) {
	t.Parallel()
	for offset, want := range map[journey.Duration]int64{7 * journey.Day: 10, 7*journey.Day - 1: 0, 7*journey.Day + 1: 10} {
		b := tiring(10, 0, 1)
		b.Policy.Fatigue = []journey.FatiguePoint{{Messages: 1, Open: journey.Guess(0), Unsubscribe: journey.Guess(1)}}
		b.Channels[0].Rates.Opened = trial.Rate(1, journey.PerDelivered)
		for _, s := range b.Steps {
			if s.ID == "w1" {
				s.Wait.Anchor.Offset = offset
			}
		}
		r := run(t, b.Done(), simulate.Spec{})
		if r.Messages[0].Opened != 10 || r.Messages[1].Opened != want {
			t.Errorf("after %s: %d and %d open, want 10 and %d", offset, r.Messages[0].Opened, r.Messages[1].Opened, want)
		}
	}
}

// A first letter by e-mail, the second by SMS. Marketing tires on any channel, unless the policy says "same channel"; service
// messages tire nobody but are tired of; transactional ones neither.
func TestWhatTiresAndWhatIsTiredOf(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		same          bool
		first, second journey.MessageClass
		opened        int64
	}{
		"another channel counts":             {false, journey.ClassMarketing, journey.ClassMarketing, 0},
		"another channel when only the same": {true, journey.ClassMarketing, journey.ClassMarketing, 10},
		"service tires nobody":               {false, journey.ClassService, journey.ClassMarketing, 10},
		"service is tired of":                {false, journey.ClassMarketing, journey.ClassService, 0},
		"transactional tires nobody":         {false, journey.ClassTransactional, journey.ClassMarketing, 10},
		"transactional is not tired of":      {false, journey.ClassMarketing, journey.ClassTransactional, 10},
	} {
		b := tiring(10, 0, 1)
		b.Policy.Fatigue = []journey.FatiguePoint{{Messages: 1, Open: journey.Guess(0), Unsubscribe: journey.Guess(1)}}
		b.Policy.FatigueSameChannel = c.same
		b.Channel("sms").Rates.Opened = trial.Rate(1, journey.PerDelivered)
		b.Channels[0].Rates.Opened = trial.Rate(1, journey.PerDelivered)
		for _, s := range b.Steps {
			switch s.ID {
			case "m0":
				s.Message.Class = c.first
			case "m1":
				s.Message.Class, s.Message.Channels = c.second, []journey.ID{"sms"}
			}
		}
		if r := run(t, b.Done(), simulate.Spec{}); r.Messages[1].Opened != c.opened {
			t.Errorf("%s: %d open, want %d", name, r.Messages[1].Opened, c.opened)
		}
	}
}

// Thirty points on 5 January 00:00. After two days of silence 5 points fade every 12 h, the first time 12 h after those two
// days: 25 at 60 h, 20 at 72 h, 15 at 84 h, 10 at 96 h. The scenario starts when interest falls below 3 (score < 20), so
// exactly at 84 h. A deed worth 1 point at 70 h, when 25 are left, begins the silence anew: 26 points, 21 at 70 + 48 + 12 h, and
// 16 at 142 h.
func TestAFadingScoreStartsAScenarioAtTheExactTick(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		deed bool
		at   int64
	}{"silent": {false, 84}, "with a deed": {true, 142}} {
		b := trial.New(10)
		b.Event("joined", "read")
		b.Channel("email")
		b.Scores = append(b.Scores, &journey.Score{
			ID: "warm", Name: "warm", Points: []journey.EventPoints{{Event: "joined", Points: 30}, {Event: "read", Points: 1}},
			DecayAfter: 2 * journey.Day, DecayEvery: 12 * journey.Hour, DecayPoints: 5, Interest: []int{10, 20, 40},
		})
		b.Segment("cooling", `interest("warm") < 3 and count("joined") > 0`)
		s := b.Scenario("back", "")
		s.Trigger = journey.Trigger{Kind: journey.TriggerSegment, Segment: "cooling"}
		b.Cohort("in", 3)
		b.Touch("join", "joined")
		b.Chain("in", "join")
		if c.deed {
			b.Wait("later", "", 70*journey.Hour)
			b.Touch("reads", "read")
			b.Chain("join", "later", "reads")
		}
		b.Step("letter", "back", &journey.Message{Channels: []journey.ID{"email"}})
		m := b.Done()
		r := run(t, m, simulate.Spec{})
		if r.Scenarios[0].Started != 3 {
			t.Errorf("%s: %d started", name, r.Scenarios[0].Started)
		}
		story, err := simulate.Replay(t.Context(), m, simulate.Spec{}, simulate.PersonRef{Number: 1})
		if err != nil {
			t.Fatal(err)
		}
		at := int64(-1)
		for _, moment := range story.Moments {
			if moment.What == "start" {
				at = moment.At
			}
		}
		if at != c.at*3_600_000 {
			t.Errorf("%s: started at %d ms, want %d h", name, at, c.at)
		}
	}
}
