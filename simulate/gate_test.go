package simulate_test

import (
	"fmt"
	"math"
	"testing"

	"rehearse/journey"
	"rehearse/simulate"
	"rehearse/simulate/trial"
)

// burst is a scenario that sends at each of the hours; everybody can be reached.
func burst(hours ...int) *trial.Builder {
	b := trial.New(40)
	b.Event("a")
	b.Channel("email")
	b.Topics = append(b.Topics, &journey.Topic{ID: "news", Name: "news"})
	b.Scenario("s", "a")
	b.Cohort("in", 1)
	b.Touch("first", "a")
	b.Chain("in", "first")
	last := journey.ID("")
	for i, h := range hours {
		w, msg := journey.ID(fmt.Sprintf("w%d", i)), journey.ID(fmt.Sprintf("m%d", i))
		// A wait for the scenario's start ± an offset keeps the plan whatever was held before.
		b.Step(w, "s", &journey.Wait{Kind: journey.WaitAnchor, Anchor: &journey.Anchor{Offset: journey.Duration(h) * journey.Hour}, Late: journey.LatePass})
		b.Step(msg, "s", &journey.Message{Channels: []journey.ID{"email"}, Topic: "news"})
		if last != "" {
			b.Chain(last, w)
		}
		b.Chain(w, msg)
		last = msg
	}
	return b
}

func TestCapsDeliverDropAndDeferAtTheRightMoments(t *testing.T) {
	t.Parallel()
	rolling := func(max int, length journey.Duration, hit journey.CapAction) journey.Cap {
		return journey.Cap{ID: "c", Max: max, Window: journey.CapRolling, Length: length, Hit: hit}
	}
	for name, c := range map[string]struct {
		hours []int
		caps  []journey.Cap
		sent  []float64
	}{
		"exactly at the window's end it no longer counts": {[]int{0, 24}, []journey.Cap{rolling(1, journey.Day, journey.CapSkip)}, []float64{0, 24}},
		"one hour before the window's end it counts":      {[]int{0, 23}, []journey.Cap{rolling(1, journey.Day, journey.CapSkip)}, []float64{0}},
		"a dropped send does not count":                   {[]int{0, 23, 24}, []journey.Cap{rolling(1, journey.Day, journey.CapSkip)}, []float64{0, 24}},
		"a dropped attempt counts when attempts count": {[]int{0, 23, 24, 47}, []journey.Cap{
			{ID: "c", Max: 1, Window: journey.CapRolling, Length: journey.Day, Counts: journey.CountAttempt}}, []float64{0}},
		"a cap of 0 sends nothing":                 {[]int{0, 24}, []journey.Cap{rolling(0, journey.Day, journey.CapDefer)}, nil},
		"three a week, the fourth as soon as free": {[]int{0, 1, 2, 3}, []journey.Cap{rolling(3, journey.Week, journey.CapDefer)}, []float64{0, 1, 2, 168}},
		"calendar days":                            {[]int{23, 24, 25, 47, 48}, []journey.Cap{{ID: "c", Max: 1, Window: journey.CapDay}}, []float64{23, 24, 48}},
		"two calendar days together":               {[]int{23, 24, 47, 48}, []journey.Cap{{ID: "c", Max: 1, Window: journey.CapDay, Periods: 2}}, []float64{23, 48}},
		"calendar week ends on Sunday":             {[]int{0, 167, 168}, []journey.Cap{{ID: "c", Max: 1, Window: journey.CapWeek}}, []float64{0, 168}},
		"calendar month ends with January":         {[]int{0, 27*24 - 1, 27 * 24}, []journey.Cap{{ID: "c", Max: 1, Window: journey.CapMonth}}, []float64{0, 27 * 24}},
		"deferred to the next calendar day":        {[]int{1, 2}, []journey.Cap{{ID: "c", Max: 1, Window: journey.CapDay, Hit: journey.CapDefer}}, []float64{1, 24}},
		"since the last message":                   {[]int{0, 5, 6, 11, 12}, []journey.Cap{{ID: "c", Max: 1, Window: journey.CapSinceLast, Length: 6 * journey.Hour}}, []float64{0, 6, 12}},
		"both caps must have room":                 {[]int{0, 1, 2, 24, 25}, []journey.Cap{rolling(2, journey.Day, journey.CapSkip), {ID: "d", Max: 3, Window: journey.CapRolling, Length: journey.Week}}, []float64{0, 1, 24}},
		"leaving ends the scenario":                {[]int{0, 1, 30}, []journey.Cap{rolling(1, journey.Day, journey.CapLeave)}, []float64{0}},
		"another topic is another count":           {[]int{0, 1}, []journey.Cap{{ID: "c", Max: 1, Window: journey.CapRolling, Length: journey.Day, Scope: journey.ScopeTopic, Of: []journey.ID{"other"}}}, []float64{0, 1}},
		"the scenario's own cap":                   {[]int{0, 1}, []journey.Cap{{ID: "c", Max: 1, Window: journey.CapRolling, Length: journey.Day, Scope: journey.ScopeScenario}}, []float64{0}},
		"a listed channel":                         {[]int{0, 1}, []journey.Cap{{ID: "c", Max: 1, Window: journey.CapRolling, Length: journey.Day, Scope: journey.ScopeChannels, Of: []journey.ID{"email"}}}, []float64{0}},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			b := burst(c.hours...)
			b.Topics = append(b.Topics, &journey.Topic{ID: "other", Name: "other"})
			b.Policy.Caps = c.caps
			if at := hoursOf(t, b.Done(), "send", ""); !same(at, c.sent) {
				t.Errorf("sent at %v, want %v", at, c.sent)
			}
		})
	}
}

func TestQuietHoursHoldToTheirEndAndTheWholeGateRunsAgain(t *testing.T) {
	t.Parallel()
	quiet := func(action journey.QuietAction) *journey.QuietHours {
		q := &journey.QuietHours{Action: action}
		for _, d := range journey.Weekday("").Words() {
			q.Hours = append(q.Hours, journey.Hours{Day: journey.Weekday(d), From: 22 * 3600, Until: 8 * 3600})
		}
		return q
	}
	for name, c := range map[string]struct {
		hours []int
		quiet *journey.QuietHours
		zone  string
		caps  []journey.Cap
		sent  []float64
	}{
		"held over midnight":               {[]int{23}, quiet(journey.QuietHold), "UTC", nil, []float64{32}},
		"exactly at the end it is sent":    {[]int{8}, quiet(journey.QuietHold), "UTC", nil, []float64{8}},
		"skipped":                          {[]int{7, 21}, quiet(journey.QuietSkip), "UTC", nil, []float64{21}},
		"leaving":                          {[]int{7, 21}, quiet(journey.QuietLeave), "UTC", nil, nil},
		"on the person's clock":            {[]int{0}, quiet(journey.QuietHold), "Asia/Tokyo", nil, []float64{0}},
		"a burst meets the cap at the end": {[]int{1, 2}, quiet(journey.QuietHold), "UTC", []journey.Cap{{ID: "c", Max: 1, Window: journey.CapRolling, Length: journey.Day}}, []float64{8}},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			b := burst(c.hours...)
			b.Personas[0].Zones = []journey.Weighted{{Value: c.zone, Share: journey.Guess(1)}}
			b.Policy.QuietHours, b.Policy.Caps = c.quiet, c.caps
			if at := hoursOf(t, b.Done(), "send", ""); !same(at, c.sent) {
				t.Errorf("sent at %v, want %v", at, c.sent)
			}
		})
	}
}

func TestTransactionalMessagesSkipConsentQuietHoursAndCaps(t *testing.T) {
	t.Parallel()
	b := burst(1, 2, 3)
	for _, s := range b.Steps {
		if s.Message != nil {
			s.Message.Class = journey.ClassTransactional
		}
	}
	b.Personas[0].Channels[0].Allowed = journey.Guess(0)
	b.Policy.Caps = []journey.Cap{{ID: "c", Max: 0, Window: journey.CapDay}}
	b.Policy.QuietHours = &journey.QuietHours{Hours: []journey.Hours{{Day: "mon", From: 0, Until: 86400}}}
	if at := hoursOf(t, b.Done(), "send", ""); !same(at, []float64{1, 2, 3}) {
		t.Errorf("sent at %v", at)
	}
}

func TestHeldSendEndsAtTheLongestHold(t *testing.T) {
	t.Parallel()
	b := burst(0, 1)
	b.Policy.Caps = []journey.Cap{{ID: "c", Max: 1, Window: journey.CapRolling, Length: 20 * journey.Day, Hit: journey.CapDefer}}
	m := b.Done()
	if at := hoursOf(t, m, "refuse", "m1"); !same(at, []float64{1 + 168}) {
		t.Errorf("refused at %v, want after seven days", at)
	}
	r := run(t, m, simulate.Spec{})
	if msg := r.Messages[1]; msg.Attempts != 1 || msg.Wanted != 1 || msg.Held != 1 || msg.Refused[0].Reason != "held_too_long" {
		t.Errorf("%+v", msg)
	}
}

func TestEveryGateRefusesWithItsReason(t *testing.T) {
	t.Parallel()
	for reason, set := range map[string]func(b *trial.Builder, msg *journey.Message){
		"not_in_segment": func(b *trial.Builder, _ *journey.Message) {
			b.Segment("young", `last("a") < 30m`)
			b.Scenarios[0].Segment = "young"
		},
		"holdout": func(b *trial.Builder, _ *journey.Message) { b.Scenarios[0].Holdout = 1 },
		"goal_reached": func(b *trial.Builder, _ *journey.Message) {
			b.Event("bought")
			b.Touch("buys", "bought")
			b.Link("first", journey.PortOut, "buys").Delay = journey.Fixed(journey.Minute)
			b.Scenarios[0].Goal = journey.Ref{Kind: journey.KindEvent, ID: "bought"}
		},
		"offer_expired": func(b *trial.Builder, msg *journey.Message) {
			b.Offers = append(b.Offers, &journey.Offer{ID: "o", Expires: &journey.Anchor{Offset: journey.Hour}})
			msg.Offer = "o"
		},
		"address_unknown": func(b *trial.Builder, _ *journey.Message) { b.Personas[0].Channels[0].Known = journey.Guess(0) },
		"not_allowed":     func(b *trial.Builder, _ *journey.Message) { b.Personas[0].Channels[0].Allowed = journey.Guess(0) },
		"unsubscribed": func(b *trial.Builder, _ *journey.Message) {
			b.Step("off", "", &journey.Update{Changes: []journey.Change{{Kind: journey.ChangeSubscription, Target: "news", No: true}}})
			b.Chain("first", "off")
		},
		"not_on_site": func(b *trial.Builder, _ *journey.Message) { b.Channels[0].OnSite = true },
		"no_language": func(b *trial.Builder, msg *journey.Message) {
			msg.Contents = []journey.Content{{Language: "ru", Subject: "Привет"}}
		},
		"quiet_hours": func(b *trial.Builder, _ *journey.Message) {
			b.Policy.QuietHours = &journey.QuietHours{Hours: []journey.Hours{{Day: "mon", From: 0, Until: 86400}}, Action: journey.QuietSkip}
		},
		"cap:c": func(b *trial.Builder, _ *journey.Message) {
			b.Policy.Caps = []journey.Cap{{ID: "c", Window: journey.CapDay}}
		},
	} {
		t.Run(reason, func(t *testing.T) {
			t.Parallel()
			b := burst(1)
			for _, s := range b.Steps {
				if s.Entry != nil {
					s.Entry.People = 10
				}
				if s.Message != nil {
					set(b, s.Message)
				}
			}
			r := run(t, b.Done(), simulate.Spec{})
			msg := r.Messages[0]
			if msg.Sent != 0 || len(msg.Refused) != 1 || msg.Refused[0] != (simulate.Reason{Reason: reason, Count: 10}) || msg.Attempts != 10 {
				t.Errorf("sent %d, refused %+v", msg.Sent, msg.Refused)
			}
			if wanted := reason == "quiet_hours" || reason == "cap:c"; (msg.Wanted == 10) != wanted {
				t.Errorf("wanted %d: what quiet hours and caps refuse was wanted, nothing else", msg.Wanted)
			}
		})
	}
}

// Whoever was last at a touchpoint exactly as long ago as the window is not there any more, as with every window: half open. The
// visit is at hour 0, the pop-up half an hour later, or a second earlier.
func TestAPersonIsOnTheSiteForLessThanItsWindow(t *testing.T) {
	t.Parallel()
	for after, want := range map[journey.Duration]int64{30*journey.Minute - 1: 10, 30 * journey.Minute: 0} {
		b := trial.New(2)
		b.Event("came")
		b.Channel("popup").OnSite = true
		b.Scenario("s", "came")
		b.Cohort("in", 10)
		b.Touch("site", "came")
		b.Chain("in", "site")
		b.Wait("w", "s", after)
		b.Step("m", "s", &journey.Message{Channels: []journey.ID{"popup"}})
		b.Chain("w", "m")
		if r := run(t, b.Done(), simulate.Spec{}); r.Messages[0].Sent != want {
			t.Errorf("after %v: %d sent, want %d, %+v", after, r.Messages[0].Sent, want, r.Messages[0].Refused)
		}
	}
}

func TestFallbackLanguageIsSent(t *testing.T) {
	t.Parallel()
	b := burst(1)
	b.Settings.Languages = []string{"en", "ru"}
	b.Settings.FallbackLanguage = "ru"
	for _, s := range b.Steps {
		if s.Message != nil {
			s.Message.Contents = []journey.Content{{Language: "ru", Subject: "Привет"}}
		}
	}
	if at := hoursOf(t, b.Done(), "send", ""); !same(at, []float64{1}) {
		t.Errorf("sent at %v", at)
	}
}

// funnel sends one message to many people by given rates.
func funnel(n int64, rates journey.Rates, ports ...journey.Port) *trial.Builder {
	b := trial.New(10)
	b.Event("a")
	b.Channel("email").Rates = rates
	b.Scenario("s", "a")
	b.Cohort("in", n)
	b.Touch("first", "a")
	b.Chain("in", "first")
	b.Step("msg", "s", &journey.Message{Channels: []journey.ID{"email"}})
	for _, port := range ports {
		id := journey.ID("by-" + string(port))
		b.Step(id, "s", &journey.Update{})
		b.Link("msg", port, id)
	}
	return b
}

func TestFunnelHasTheRatesWhateverTheirBase(t *testing.T) {
	t.Parallel()
	const n = 200_000
	for name, rates := range map[string]journey.Rates{
		"per delivered": {
			HardBounce: trial.Rate(0.04, journey.PerSent), SoftBounce: trial.Rate(0.06, journey.PerSent), Opened: trial.Rate(0.4, journey.PerDelivered),
			Clicked: trial.Rate(0.1, journey.PerDelivered), Unsubscribed: trial.Rate(0.018, journey.PerDelivered)},
		"per the one before": {
			HardBounce: trial.Rate(0.04, journey.PerAttempt), SoftBounce: trial.Rate(0.06, journey.PerSent), Opened: trial.Rate(0.4, journey.PerDelivered),
			Clicked: trial.Rate(0.25, journey.PerOpened), Unsubscribed: trial.Rate(0.02, journey.PerNotClicked)},
		"per sent": {
			HardBounce: trial.Rate(0.04, journey.PerSent), SoftBounce: trial.Rate(0.06, journey.PerSent), Opened: trial.Rate(0.36, journey.PerSent),
			Clicked: trial.Rate(0.09, journey.PerSent), Unsubscribed: trial.Rate(0.0162, journey.PerSent)},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			msg := run(t, funnel(n, rates).Done(), simulate.Spec{Seed: 8}).Messages[0]
			for _, c := range []struct {
				what string
				got  int64
				p    float64
			}{
				{"hard", msg.HardBounced, 0.04}, {"soft", msg.SoftBounced, 0.06}, {"delivered", msg.Delivered, 0.9},
				{"opened", msg.Opened, 0.36}, {"clicked", msg.Clicked, 0.09}, {"unsubscribed", msg.Unsubscribed, 0.0162},
			} {
				if off := math.Abs(float64(c.got)/n-c.p) / math.Sqrt(c.p*(1-c.p)/n); off > sigmas {
					t.Errorf("%s: %.5f, want %.5f (%.1f standard errors off)", c.what, float64(c.got)/n, c.p, off)
				}
			}
		})
	}
}

func TestPersonaMultipliesOdds(t *testing.T) {
	t.Parallel()
	const n = 100_000
	b := funnel(n, journey.Rates{Opened: trial.Rate(0.4, journey.PerDelivered), Unsubscribed: trial.Rate(0.2, journey.PerNotClicked)})
	b.Personas[0].Channels[0].OpenOdds = 3
	b.Personas[0].Channels[0].UnsubscribeOdds = 0.5
	m := run(t, b.Done(), simulate.Spec{Seed: 8}).Messages[0]
	// Odds 2/3 × 3 = 2 of opening, 1/4 × 1/2 = 1/8 of unsubscribing; nobody clicks.
	for what, c := range map[string]struct {
		got int64
		p   float64
	}{"open": {m.Opened, 2.0 / 3}, "unsubscribe": {m.Unsubscribed, 1.0 / 9}} {
		if off := math.Abs(float64(c.got)/n-c.p) / math.Sqrt(c.p*(1-c.p)/n); off > sigmas {
			t.Errorf("%s: %d of %d, want %.4f", what, c.got, n, c.p)
		}
	}
}

func TestLeavingAMessage(t *testing.T) {
	t.Parallel()
	all := journey.Rates{Opened: trial.Rate(1, journey.PerDelivered), Clicked: trial.Rate(1, journey.PerOpened), OpenDelay: journey.Fixed(journey.Hour), ClickDelay: journey.Fixed(journey.Hour)}
	opens := journey.Rates{Opened: trial.Rate(1, journey.PerDelivered), OpenDelay: journey.Fixed(journey.Hour)}
	late := journey.Rates{Opened: trial.Rate(1, journey.PerDelivered), OpenDelay: journey.Fixed(4 * journey.Day)}
	bounce := journey.Rates{SoftBounce: trial.Rate(1, journey.PerSent)}
	for name, c := range map[string]struct {
		rates journey.Rates
		known float64
		ports []journey.Port
		by    journey.Port
		at    float64
	}{
		"only out: at the decision":          {all, 1, []journey.Port{"out"}, "out", 0},
		"clicked: at the click":              {all, 1, []journey.Port{"clicked", "opened", "not_opened", "out"}, "clicked", 2},
		"clicked without that port: out":     {all, 1, []journey.Port{"opened", "not_opened", "out"}, "out", 2},
		"opened: when it is decided":         {opens, 1, []journey.Port{"clicked", "opened", "not_opened", "not_sent"}, "opened", 72},
		"opened later counts as not opened":  {late, 1, []journey.Port{"opened", "not_opened"}, "not_opened", 72},
		"not delivered goes by not opened":   {bounce, 1, []journey.Port{"clicked", "opened", "not_opened"}, "not_opened", 72},
		"an outcome that is not linked: out": {opens, 1, []journey.Port{"clicked", "out"}, "out", 72},
		"refused: at the refusal":            {opens, 0, []journey.Port{"opened", "not_sent", "out"}, "not_sent", 0},
		"refused without that port: out":     {opens, 0, []journey.Port{"opened", "out"}, "out", 0},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			b := funnel(1, c.rates, c.ports...)
			b.Personas[0].Channels[0].Known = journey.Guess(c.known)
			if at := hoursOf(t, b.Done(), "enter", journey.ID("by-"+string(c.by))); !same(at, []float64{c.at}) {
				t.Errorf("leaves by %s at %v, want %v", c.by, at, c.at)
			}
		})
	}
}

func TestSeveralChannelsAllOrTheFirstReachable(t *testing.T) {
	t.Parallel()
	build := func(choice journey.ChannelChoice, known float64) *simulate.Result {
		b := funnel(10, journey.Rates{})
		b.Channel("sms")
		b.Personas[0].Channels[0].Known = journey.Guess(known)
		for _, s := range b.Steps {
			if s.Message != nil {
				s.Message.Channels, s.Message.Choice = []journey.ID{"email", "sms"}, choice
			}
		}
		return run(t, b.Done(), simulate.Spec{})
	}
	for _, c := range []struct {
		choice     journey.ChannelChoice
		known      float64
		email, sms int64
	}{{journey.ChannelsFirst, 1, 10, 0}, {journey.ChannelsFirst, 0, 0, 10}, {journey.ChannelsAll, 1, 10, 10}, {journey.ChannelsAll, 0, 0, 10}} {
		r := build(c.choice, c.known)
		if e, s := r.Messages[0].Sent, r.Messages[1].Sent; e != c.email || s != c.sms {
			t.Errorf("%s, e-mail known %v: %d and %d sent, want %d and %d", c.choice, c.known, e, s, c.email, c.sms)
		}
		if r.Touches.PerPerson.Worst != 1 {
			t.Errorf("several channels of one step are one touch, not %d", r.Touches.PerPerson.Worst)
		}
	}
}

func TestFatigueLowersOpensByTheMessagesOfTheLastSevenDays(t *testing.T) {
	t.Parallel()
	const n = 50_000
	b := burst(0, 1, 2)
	for _, s := range b.Steps {
		if s.Entry != nil {
			s.Entry.People = n
		}
	}
	b.Channels[0].Rates.Opened = trial.Rate(0.6, journey.PerDelivered)
	b.Policy.Fatigue = []journey.FatiguePoint{{Messages: 2, Open: journey.Guess(0.5), Unsubscribe: journey.Guess(1)}}
	r := run(t, b.Done(), simulate.Spec{Seed: 6})
	for i, p := range []float64{0.6, 0.45, 0.3} { // factor 1 at 0 messages before, 0.75 at 1, 0.5 at 2
		if got := float64(r.Messages[i].Opened) / n; math.Abs(got-p)/math.Sqrt(p*(1-p)/n) > sigmas {
			t.Errorf("message %d: %.4f open, want %.4f", i, got, p)
		}
	}
}

func TestWhatIsHeldWhenTheInstanceEndsIsInTheLedger(t *testing.T) {
	t.Parallel()
	b := burst(1)
	b.Event("bought")
	b.Touch("buys", "bought")
	b.Link("first", journey.PortOut, "buys").Delay = journey.Fixed(3 * journey.Hour)
	b.Scenarios[0].Exits = []journey.ExitCriterion{{Event: "bought"}}
	b.Policy.QuietHours = &journey.QuietHours{Hours: []journey.Hours{{Day: "mon", From: 0, Until: 8 * 3600}}}
	msg := run(t, b.Done(), simulate.Spec{}).Messages[0]
	if msg.Attempts != 1 || msg.Wanted != 1 || msg.Held != 1 || len(msg.Refused) != 1 || msg.Refused[0].Reason != "instance_ended" {
		t.Errorf("%+v", msg)
	}
}
