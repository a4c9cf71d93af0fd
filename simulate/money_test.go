package simulate_test

import (
	"math"
	"testing"

	"rehearse/journey"
	"rehearse/simulate"
	"rehearse/simulate/trial"
)

// shop lets people get a message at 0, click it at 2 and buy at the given hour.
func shop(buyAt journey.Duration, amount journey.Money) *trial.Builder {
	b := funnel(10, journey.Rates{
		Opened: trial.Rate(1, journey.PerDelivered), Clicked: trial.Rate(1, journey.PerOpened), OpenDelay: journey.Fixed(journey.Hour), ClickDelay: journey.Fixed(journey.Hour),
	})
	b.Wait("think", "", buyAt)
	b.Step("buy", "", &journey.Goal{Value: journey.GoalValue{Amount: amount}})
	b.Chain("first", "think", "buy")
	return b
}

func TestGoalIsCreditedToTheLastClickInsideTheWindowAndTheOfferTakenOff(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		buyAt  journey.Duration
		window journey.Duration
		credit int64
		value  journey.Money
	}{
		"after the click":                    {3 * journey.Hour, 0, 10, 8},
		"after opening only":                 {90 * journey.Minute, 0, 10, 8},
		"before opening":                     {30 * journey.Minute, 0, 0, 10},
		"exactly at the window's end is out": {5 * journey.Hour, 5 * journey.Hour, 0, 10},
		"just inside":                        {5*journey.Hour - 1, 5 * journey.Hour, 10, 8},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			b := shop(c.buyAt, 10*journey.Unit)
			b.Offers = append(b.Offers, &journey.Offer{ID: "o", Value: 2 * journey.Unit})
			for _, s := range b.Steps {
				if s.Message != nil {
					s.Message.Offer, s.Message.AttributionWindow = "o", c.window
				}
			}
			r := run(t, b.Done(), simulate.Spec{})
			if r.Messages[0].Attributed != c.credit || r.Goals[0].Value != 10*c.value*journey.Unit {
				t.Errorf("%d credited, value %d", r.Messages[0].Attributed, r.Goals[0].Value)
			}
			if c.credit > 0 && (len(r.Goals[0].Attributed) != 1 || r.Goals[0].Attributed[0].Value != 10*c.value*journey.Unit) {
				t.Errorf("%+v", r.Goals[0].Attributed)
			}
		})
	}
}

func TestMoneyAddsUp(t *testing.T) {
	t.Parallel()
	b := shop(3*journey.Hour, 10*journey.Unit)
	b.Settings.HorizonDays = 32
	b.Channels[0].CostPerSend = journey.Unit / 10
	b.Steps[0].Entry.CostPerVisit = journey.Unit
	b.Costs = append(b.Costs,
		&journey.Cost{ID: "set_up", Amount: 5 * journey.Unit}, &journey.Cost{ID: "tool", Amount: 7 * journey.Unit, Rhythm: journey.CostMonthly})
	got := run(t, b.Done(), simulate.Spec{}).Money
	// Ten people, ten sends, ten goals; the monthly cost falls due on 5 January and on 5 February.
	if got.Value != 100*journey.Unit || got.Visits != 10*journey.Unit || got.Sends != journey.Unit || got.Fixed != 19*journey.Unit {
		t.Errorf("%+v", got)
	}
	if got.Net != 70*journey.Unit || got.PerGoal != 3*journey.Unit || got.Return != 2.33333 {
		t.Errorf("net %d, per goal %d, return %v", got.Net, got.PerGoal, got.Return)
	}
	if i := *got.NetInterval; i.Low != got.Net || i.High != got.Net {
		t.Errorf("everybody costs and earns the same, so the interval is a point: %+v", i)
	}
}

func TestGoalOncePerPersonOrEveryTimeAndLate(t *testing.T) {
	t.Parallel()
	for _, every := range []bool{false, true} {
		b := trial.New(10)
		b.Cohort("in", 10)
		b.Step("buy", "", &journey.Goal{EveryTime: every, Deadline: &journey.Anchor{Offset: journey.Day}, Value: journey.GoalValue{Amount: journey.Unit}})
		b.Touch("again", "")
		b.Chain("in", "buy")
		b.Link("buy", journey.PortOut, "again").Delay = journey.Fixed(2 * journey.Day)
		b.Weighted("again", "buy", 1)
		g := run(t, b.Done(), simulate.Spec{}).Goals[0]
		want := int64(10)
		late := int64(0)
		if every {
			want, late = 50, 40 // on days 0, 2, 4, 6 and 8; only the first within a day
		}
		if g.People != 10 || g.Count != want || g.Late != late || g.Value != journey.Money(want)*journey.Unit {
			t.Errorf("every time %v: %+v", every, g)
		}
	}
}

func TestGoalValuesOfATriangleAndOfAProperty(t *testing.T) {
	t.Parallel()
	const n = 50_000
	b := trial.New(3)
	b.Properties = append(b.Properties, &journey.Property{ID: "seats", Name: "seats", Type: journey.PropertyNumber})
	b.Personas[0].Properties = []journey.PropertyMix{{Property: "seats", Low: 1, High: 5}}
	b.Cohort("in", n)
	b.Step("triangle", "", &journey.Goal{Value: journey.GoalValue{Low: 10 * journey.Unit, Amount: 20 * journey.Unit, High: 60 * journey.Unit}})
	b.Step("property", "", &journey.Goal{Value: journey.GoalValue{Property: "seats"}})
	b.Chain("in", "triangle", "property")
	r := run(t, b.Done(), simulate.Spec{Seed: 2})
	variance := (100.0 + 400 + 3600 - 200 - 600 - 1200) / 18
	mean := float64(r.Goals[0].Value) / n / float64(journey.Unit)
	if math.Abs(mean-30) > sigmas*math.Sqrt(variance/n) {
		t.Errorf("triangle: mean %.3f, want 30", mean)
	}
	mean = float64(r.Goals[1].Value) / n / float64(journey.Unit)
	if math.Abs(mean-3) > sigmas*math.Sqrt(2.0/n) {
		t.Errorf("property: mean %.4f, want 3", mean)
	}
	if r.Goals[0].ValueInterval.Low >= r.Goals[0].Value || r.Goals[0].ValueInterval.High <= r.Goals[0].Value {
		t.Errorf("no interval around %d", r.Goals[0].Value)
	}
}

func TestResponsePullsByItsRateOrMakesAnEventHappen(t *testing.T) {
	t.Parallel()
	const n = 50_000
	for name, c := range map[string]struct {
		step, event journey.ID
		per         journey.Base
		p           float64
	}{
		"a step, per sent":        {"shop", "", journey.PerSent, 0.2},
		"a step, per delivered":   {"shop", "", journey.PerDelivered, 0.2 * 0.8},
		"an event, per delivered": {"", "came", journey.PerDelivered, 0.2 * 0.8},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			b := funnel(n, journey.Rates{SoftBounce: trial.Rate(0.2, journey.PerSent)})
			b.Event("came")
			b.Touch("shop", "")
			b.Scenario("t", "came")
			b.Step("heard", "t", &journey.Update{})
			for _, s := range b.Steps {
				if s.Message != nil {
					s.Message.Response = &journey.Response{Step: c.step, Event: c.event, Rate: *trial.Rate(0.2, c.per), Delay: journey.Fixed(journey.Hour)}
				}
			}
			r := run(t, b.Done(), simulate.Spec{Seed: 3})
			got := tokens(t, r, "shop").Entered + tokens(t, r, "heard").Entered
			if r.Messages[0].Responded != got {
				t.Errorf("%d responded, %d came", r.Messages[0].Responded, got)
			}
			if math.Abs(float64(got)/n-c.p)/math.Sqrt(c.p*(1-c.p)/n) > sigmas {
				t.Errorf("%.4f respond, want %.4f", float64(got)/n, c.p)
			}
		})
	}
}

func TestTwoScenariosWithTheSameTopicAreSeenAsAPair(t *testing.T) {
	t.Parallel()
	b := burst(0)
	b.Scenario("other", "a")
	b.Wait("later", "other", 3*journey.Day)
	b.Step("same", "other", &journey.Message{Channels: []journey.ID{"email"}, Topic: "news"})
	b.Chain("later", "same")
	for _, s := range b.Steps {
		if s.Entry != nil {
			s.Entry.People = 10
		}
	}
	m := b.Done()
	r := run(t, m, simulate.Spec{})
	if len(r.Pairs) != 1 || r.Pairs[0] != (simulate.PairResult{Code: "same_topic", How: "between", A: "m0", B: "same", People: 10, AFirst: 10, Of: 10}) {
		t.Errorf("%+v", r.Pairs)
	}
	found := false
	for _, w := range r.Witnesses {
		found = found || (w.Code == "same_topic" && w.Person.Number > 0)
	}
	if !found {
		t.Errorf("no witness: %+v", r.Witnesses)
	}
	b.Policy.DuplicateWindow = 2 * journey.Day
	if r := run(t, b.Done(), simulate.Spec{}); len(r.Pairs) != 0 {
		t.Errorf("three days apart is no duplicate within two: %+v", r.Pairs)
	}
}

func TestTouchesPerDayAndSevenDays(t *testing.T) {
	t.Parallel()
	b := burst(0, 1, 30, 200)
	r := run(t, b.Done(), simulate.Spec{}).Touches
	if r.PerPerson.Worst != 4 || r.WorstDay.Worst != 2 || r.Worst7Days.Worst != 3 || r.Wanted7Days.Worst != 3 || r.ByScenario[0].People != 4 {
		t.Errorf("%+v", r)
	}
	if len(r.PerPerson.Counts) != 5 || r.PerPerson.Counts[4] != 1 {
		t.Errorf("one person had four: %v", r.PerPerson.Counts)
	}
}
