package simulate_test

import (
	"fmt"
	"math"
	"math/rand/v2"
	"testing"

	"rehearse/journey"
	"rehearse/simulate"
	"rehearse/simulate/trial"
)

// chiSquareTail is the chance that a chi-square variable of so many degrees of freedom is x or more: the regularised
// incomplete gamma function Q(freedom/2, x/2), by its continued fraction (Press et al., Numerical Recipes, 6.2) or, near zero,
// by its series.
func chiSquareTail(freedom int, x float64) float64 {
	a, z := float64(freedom)/2, x/2
	log, _ := math.Lgamma(a)
	front := math.Exp(a*math.Log(z) - z - log)
	if z <= 0 {
		return 1
	}
	if z < a+1 {
		sum, term := 1/a, 1/a
		for n := a + 1; term > sum*1e-15; n++ {
			term *= z / n
			sum += term
		}
		return 1 - front*sum
	}
	b := z + 1 - a
	c, d := 1e300, 1/b
	h := d
	for i := 1.0; i < 10_000; i++ {
		an := -i * (i - a)
		b += 2
		d, c = 1/(an*d+b), b+an/c
		h *= d * c
		if math.Abs(d*c-1) < 1e-15 {
			break
		}
	}
	return front * h
}

// Published upper points of the chi-square law (Abramowitz and Stegun, table 26.8).
func TestTheTailOfChiSquareIsThePublishedOne(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		freedom int
		x, tail float64
	}{{1, 3.84146, 0.05}, {1, 10.8276, 0.001}, {2, 5.99147, 0.05}, {5, 15.0863, 0.01}, {10, 3.94030, 0.95}, {30, 50.8922, 0.01}} {
		if got := chiSquareTail(c.freedom, c.x); math.Abs(got-c.tail) > 1e-5 {
			t.Errorf("%d degrees, %g: %.6f, the table says %g", c.freedom, c.x, got, c.tail)
		}
	}
}

// outcomes are what became of a number of independent decisions with these chances.
type outcomes struct {
	what   string
	counts []int64
	shares []float64
}

// TestOutcomesOfEveryStepFollowTheirRates makes maps of steps with rates by chance and compares what became of everybody at each
// of them with the rates of the map, by chi-square: ways out of touchpoints, arms of splits, delivery, opening, clicking and
// unsubscribing, calls. Together the tests would fail by chance once in a thousand times, if the seeds were not fixed.
func TestOutcomesOfEveryStepFollowTheirRates(t *testing.T) {
	t.Parallel()
	const falseAlarm, people = 1e-3, 30_000
	var all []outcomes
	for seed := range uint64(25) {
		r := rand.New(rand.NewPCG(seed, 99))
		some := func(n int) []float64 { // n chances that leave something over
			list, sum := make([]float64, n), 0.1
			for i := range list {
				list[i] = 0.02 + r.Float64()
				sum += list[i]
			}
			for i := range list {
				list[i] /= sum
			}
			return list
		}
		b := trial.New(60)
		c := b.Channel("email")
		bounce, open, click, off := some(2), 0.1+0.8*r.Float64(), 0.1+0.8*r.Float64(), 0.05+0.5*r.Float64()
		c.Rates = journey.Rates{
			HardBounce: trial.Rate(bounce[0]/3, journey.PerSent), SoftBounce: trial.Rate(bounce[1]/3, journey.PerSent), Opened: trial.Rate(open, journey.PerDelivered),
			Clicked: trial.Rate(click, journey.PerOpened), Unsubscribed: trial.Rate(off, journey.PerNotClicked),
			OpenDelay: journey.Law{Kind: journey.LawExponential, Mean: journey.Hour}, ClickDelay: journey.Fixed(60),
		}
		b.Cohort("in", 1)
		weights, arms, answer, refuse := some(1+r.IntN(6)), some(1+r.IntN(5)), r.Float64(), r.Float64()
		left := 1.0
		var list []journey.SplitArm
		for i, w := range arms {
			list = append(list, journey.SplitArm{ID: journey.ID(fmt.Sprintf("arm%d", i)), Weight: journey.Guess(w)})
			left -= w
		}
		list = append(list, journey.SplitArm{ID: "rest", Weight: journey.Guess(left)})
		arms = append(arms, left)
		b.Touch("choose", "")
		b.Step("send", "", &journey.Message{Channels: []journey.ID{"email"}})
		b.Step("divide", "", &journey.Split{Arms: list})
		b.Step("ring", "", &journey.Call{Answered: journey.Guess(answer), Refused: journey.Guess(refuse), Attempts: 1})
		b.Touch("end", "")
		b.Chain("in", "send", "divide")
		var divided, chosen []int
		for _, a := range list {
			b.Link("divide", journey.Port(a.ID), "choose")
			divided = append(divided, len(b.Links)-1)
		}
		for i, w := range weights {
			to := journey.ID("end")
			if i == 0 {
				to = "ring"
			}
			b.Weighted("choose", to, w)
			chosen = append(chosen, len(b.Links)-1)
		}
		var rung []int
		for _, port := range []journey.Port{journey.PortReached, journey.PortRefused, journey.PortNotReached} {
			b.Link("ring", port, "end")
			rung = append(rung, len(b.Links)-1)
		}
		result := run(t, b.Done(), simulate.Spec{People: people, Seed: seed})
		add := func(what string, total int64, shares []float64, counts ...int64) {
			rest, over := total, 1.0
			for i, n := range counts {
				rest -= n
				over -= shares[i]
			}
			if over < 1e-9 { // nobody is left over
				if rest != 0 {
					t.Errorf("map %d, %s: %d of %d are nowhere", seed, what, rest, total)
				}
				rest, over = counts[len(counts)-1], shares[len(counts)-1]
				counts, shares = counts[:len(counts)-1], shares[:len(counts)-1]
			}
			all = append(all, outcomes{fmt.Sprintf("map %d, %s", seed, what), append(counts, rest), append(append([]float64(nil), shares...), over)})
		}
		tokens := func(links []int) (counts []int64) {
			for _, i := range links {
				counts = append(counts, result.Links[i].Tokens)
			}
			return counts
		}
		entered := func(step journey.ID) int64 {
			for _, s := range result.Steps {
				if s.Step == step {
					return s.Tokens.Entered
				}
			}
			return 0
		}
		m := result.Messages[0]
		add("delivery", m.Sent, []float64{bounce[0] / 3, bounce[1] / 3}, m.HardBounced, m.SoftBounced)
		add("opening", m.Delivered, []float64{open}, m.Opened)
		add("clicking", m.Opened, []float64{click}, m.Clicked)
		add("unsubscribing", m.Delivered-m.Clicked, []float64{off}, m.Unsubscribed)
		add("split", entered("divide"), arms, tokens(divided)...)
		add("ways on", entered("choose"), weights, tokens(chosen)...)
		add("calls", entered("ring"), []float64{answer * (1 - refuse), answer * refuse}, tokens(rung)[:2]...)
	}
	least := 1.0
	for _, o := range all {
		n, x, freedom := int64(0), 0.0, -1
		for _, k := range o.counts {
			n += k
		}
		for i, k := range o.counts {
			want := float64(n) * o.shares[i]
			if want < 5 { // too few for the chi-square law
				continue
			}
			x += (float64(k) - want) * (float64(k) - want) / want
			freedom++
		}
		if freedom < 1 {
			continue
		}
		p := chiSquareTail(freedom, x)
		least = min(least, p)
		if p < falseAlarm/float64(len(all)) {
			t.Errorf("%s: %v with chances %.4f: chi-square %.1f, p = %.2g", o.what, o.counts, o.shares, x, p)
		}
	}
	t.Logf("%d tests, the least p is %.2g", len(all), least)
	if len(all) < 150 {
		t.Errorf("only %d tests", len(all))
	}
}
