package oracle_test

import (
	"context"
	"fmt"
	"math"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"rehearse/journey"
	"rehearse/simulate"
	"rehearse/simulate/oracle"
	"rehearse/simulate/trial"
)

// uncertain is a shop of two personas, with a letter to those who leave their cart, and ranges on what moves it.
func uncertain(seed uint64) *journey.Map {
	k := &maker{r: rand.New(rand.NewPCG(seed, 23))}
	around := func(a *journey.Assumption) {
		low, high := a.Value*(0.4+0.5*k.r.Float64()), min(1, a.Value*(1.1+0.6*k.r.Float64()))
		a.Low, a.High = &low, &high
	}
	b := trial.New(20)
	b.Personas[0].ID, b.Personas[0].Share = "anna", journey.Guess(0.6)
	b.Persona("boris", 0.4)
	around(&b.Personas[0].Share)
	b.Event("left")
	b.Channel("email")
	b.Cohort("in", 1000)
	b.Touch("page", "")
	b.Touch("cart", "left")
	b.Touch("back", "")
	b.Step("order", "", &journey.Goal{})
	b.Chain("in", "page")
	around(b.Weighted("page", "cart", 0.5).Weight)
	order := b.Weighted("cart", "order", 0.3)
	order.Weights = []journey.WeightFor{{Persona: "boris", Weight: journey.Guess(0.1)}}
	around(order.Weight)
	around(b.Weighted("back", "order", 0.6).Weight)
	b.Scenario("nudge", "left")
	b.Wait("day", "nudge", journey.Day)
	m := &journey.Message{Channels: []journey.ID{"email"}, Rates: journey.Rates{
		Opened: trial.Rate(0.5, journey.PerDelivered), Clicked: trial.Rate(0.5, journey.PerOpened), Unsubscribed: trial.Rate(0.05, journey.PerDelivered),
	}}
	around(m.Rates.Opened)
	around(m.Rates.Clicked)
	b.Step("letter", "nudge", m)
	b.Chain("day", "letter")
	b.Link("letter", journey.PortClicked, "back")
	return b.Done()
}

// Four hundred draws of the assumptions, each lived by six hundred people of the oracle, spread as far as the engine's band says. What is
// luck in a draw is taken off its distance from the middle, as far as the people's own variance explains it. Quantiles of so many
// draws have standard deviations of √(p(1−p)/n)/density, here of the normal law.
func TestTheOracleDrawsTheBandsOfTheEngine(t *testing.T) {
	t.Parallel()
	const draws, engineDraws, each = 400, 1000, 600
	first, last := seeds(t, 1, 1)
	for seed := first; seed <= min(last, first+9); seed++ {
		t.Run(fmt.Sprint(seed), func(t *testing.T) {
			t.Parallel()
			m := uncertain(seed)
			r, err := simulate.Run(context.Background(), m, simulate.Spec{People: 100_000, Seed: seed, Bands: engineDraws}, nil)
			if err != nil {
				t.Fatal(err)
			}
			chance := rand.New(rand.NewPCG(seed, 29))
			values, noise := map[string][]float64{}, map[string]float64{}
			bands := map[string]simulate.Band{}
			for _, b := range r.Bands.Numbers {
				per := 1.0
				if b.Number != "rate" {
					per = float64(r.Counted)
				}
				name := map[string]string{"people": "step/%s/people", "rate": "goal/%s/people"}[b.Number]
				if b.Record.Kind == journey.KindScenario || name == "" && !slices.Contains([]string{"sent", "opened", "clicked"}, b.Number) {
					continue
				}
				if name = fmt.Sprintf(strings.ReplaceAll(name, "%s", "%[1]s"), b.Record.ID); strings.HasPrefix(name, "%!") {
					name = fmt.Sprintf("send/%s/%s/%s", b.Record.ID, b.Channel, b.Number)
				}
				b.Low, b.High = b.Low/per, b.High/per
				bands[name] = b
			}
			for n := range draws {
				counts := oracle.Run(oracle.Draw(m, chance), each, seed*10_000+uint64(n))
				for name := range bands {
					k := float64(counts.People)
					mean := counts.Of[name].Sum / k
					values[name] = append(values[name], mean)
					noise[name] += (counts.Of[name].Squares/k - mean*mean) / k / draws
				}
			}
			limit := normalLimit(2 * len(bands))
			compared := 0
			for name, b := range bands {
				middle, variance := 0.0, 0.0
				for _, v := range values[name] {
					middle += v / draws
				}
				for _, v := range values[name] {
					variance += (v - middle) * (v - middle) / (draws - 1)
				}
				if b.Low == b.High || variance <= 2*noise[name] {
					continue // nothing uncertain moves it, or little beside luck
				}
				compared++
				keep := math.Sqrt(1 - noise[name]/variance)
				spread := slices.Sorted(slices.Values(values[name]))
				deviation := math.Sqrt(variance) * keep
				error := deviation * math.Sqrt(0.025*0.975*(1.0/draws+1.0/engineDraws)) / 0.05845
				for _, end := range []struct {
					of   string
					at   int
					band float64
				}{{"low", draws / 40, b.Low}, {"high", draws - 1 - draws/40, b.High}} {
					slow := middle + keep*(spread[end.at]-middle)
					if z := (end.band - slow) / error; math.Abs(z) > limit {
						t.Errorf("%s: the band's %s is %.5g, of the oracle's draws %.5g: %.1f standard deviations", name, end.of, end.band, slow, z)
					}
				}
			}
			if compared < 6 {
				t.Errorf("only %d of %d numbers are uncertain enough to compare", compared, len(bands))
			}
		})
	}
}
