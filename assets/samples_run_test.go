package assets_test

import (
	"context"
	"testing"

	"rehearse/journey"
	"rehearse/simulate"
	"rehearse/simulate/check"
)

// What the notes on the boards promise is what a run shows: the same people with and without the scenario,
// compared with the published numbers the notes quote.
func TestSamplesDoWhatTheirNotesSay(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		name string
		goal journey.ID
		// The range of what goal (a share of) base is with the scenario, and of the gain over the same people
		// without it.
		base      func(r *simulate.Result) int64
		low, high float64
		gainLow   float64
		gainHigh  float64
		rules     []string
	}{
		// "Recover 8–12 % of the carts", counted of those who got the first e-mail.
		{"abandoned_cart", "order", sentBy("left_behind"), 0, 2, 0.06, 0.12, nil},
		// "14–18 % of trials pay, opt-in trials 8–15 %"; e-mails bring "4–8 points".
		{"saas_trial", "paid", entered("sign_up"), 0.08, 0.18, 0.03, 0.08, nil},
		// "38 % live", "32 % of the registered"; four touches on one day are all service messages, which flood nobody.
		{"webinar", "attends", entered("registered_step"), 0.30, 0.40, 0.1, 0.3, nil},
	} {
		m := sample(t, c.name, "en")
		if findings := check.Find(m, check.Seen{Today: "2026-11-22"}); len(findings) > 0 {
			t.Errorf("%s: a finding without a run: %v", c.name, findings)
		}
		var with, without, base float64
		const seeds = 5
		for seed := uint64(1); seed <= seeds; seed++ {
			r, err := simulate.Run(context.Background(), m, simulate.Spec{Seed: seed}, nil)
			if err != nil {
				t.Fatal(c.name, err)
			}
			muted, err := simulate.Run(context.Background(), m, simulate.Spec{Seed: seed, Mute: []journey.ID{m.Scenarios[0].ID}}, nil)
			if err != nil {
				t.Fatal(c.name, err)
			}
			with += float64(entered(c.goal)(r))
			without += float64(entered(c.goal)(muted))
			base += float64(c.base(r))
			rules := map[string]bool{}
			for _, f := range check.Find(m, check.Seen{Today: "2026-11-22", Result: r}) {
				rules[f.Rule] = true
			}
			for _, rule := range c.rules {
				if !rules[rule] {
					t.Errorf("%s: %s is silent", c.name, rule)
				}
				delete(rules, rule)
			}
			if len(rules) > 0 {
				t.Errorf("%s: unexpected findings %v", c.name, rules)
			}
		}
		if share := with / base; share < c.low || share > c.high {
			t.Errorf("%s: %.3f of the people reach %s, the notes say %v to %v", c.name, share, c.goal, c.low, c.high)
		}
		if gain := (with - without) / base; gain < c.gainLow || gain > c.gainHigh {
			t.Errorf("%s: the scenario brings %.3f, the notes say %v to %v", c.name, gain, c.gainLow, c.gainHigh)
		}
	}
}

func entered(step journey.ID) func(r *simulate.Result) int64 {
	return func(r *simulate.Result) int64 {
		for _, s := range r.Steps {
			if s.Step == step {
				return s.People
			}
		}
		return 0
	}
}

func sentBy(message journey.ID) func(r *simulate.Result) int64 {
	return func(r *simulate.Result) int64 {
		for _, s := range r.Messages {
			if s.Step == message {
				return s.Sent
			}
		}
		return 0
	}
}
