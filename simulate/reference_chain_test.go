package simulate_test

import (
	"math"
	"slices"
	"testing"

	"rehearse/journey"
	"rehearse/simulate"
	"rehearse/simulate/exact"
	"rehearse/simulate/program"
)

// chainOfReference1 is reference 1 with its messages replaced by touchpoints whose weights are worked out from what the
// model says of each persona, not from the odds and bases of the map: opened × clicked given opened are clicks,
// opened × not clicked × unsubscribed given that leave. Such a map has an exact answer.
func chainOfReference1(t *testing.T) *journey.Map {
	m := reference(t, "ref1")
	replace := func(id, clicked, rest journey.ID, opened, click, unsubscribe [3]float64) {
		step := m.Step(id)
		step.Kind, step.Message, step.Touchpoint = journey.StepTouchpoint, nil, &journey.Touchpoint{}
		m.Links = slices.DeleteFunc(m.Links, func(l *journey.Link) bool { return l.From == id })
		link := func(to journey.ID, weight func(i int) float64) {
			l := &journey.Link{ID: id + "_" + to, From: id, Port: journey.PortOut, To: to}
			for i, persona := range m.Personas {
				l.Weights = append(l.Weights, journey.WeightFor{Persona: persona.ID, Weight: journey.Guess(weight(i))})
			}
			zero := journey.Guess(0)
			l.Weight = &zero
			m.Links = append(m.Links, l)
		}
		link(clicked, func(i int) float64 { return opened[i] * click[i] })
		if rest != "" {
			link(rest, func(i int) float64 { return 1 - opened[i]*click[i] - opened[i]*(1-click[i])*unsubscribe[i] })
		}
	}
	replace("email", "product", "wait2", [3]float64{0.25, 0.35, 0.45}, [3]float64{0.20, 0.25, 0.30}, [3]float64{0.02, 0.01, 0.005})
	replace("sms", "cart", "", [3]float64{0.9, 0.9, 0.9}, [3]float64{0.05, 0.07, 0.09}, [3]float64{0.01, 0.008, 0.004})
	return m
}

// TestReference1IsItsChain compares a run with the exact chain. A click after the day in which the e-mail is decided
// (e⁻⁸ of the clicks) moves nobody, which at this size is a fiftieth of a standard error.
func TestReference1IsItsChain(t *testing.T) {
	t.Parallel()
	p, problems := program.Compile(chainOfReference1(t))
	if len(problems) > 0 {
		t.Fatal(problems)
	}
	want, problems := exact.Settled(p)
	if len(problems) > 0 {
		t.Fatal(problems)
	}
	const n = 400_000
	r := run(t, reference(t, "ref1"), simulate.Spec{People: n, Seed: 5})
	compared := 0
	for _, step := range r.Steps {
		if !slices.Contains(reference1Steps, step.Step) {
			continue
		}
		compared++
		a := want.Step(step.Step)
		if off := math.Abs(float64(step.Visits)/n-a.Visits) / (a.Deviation / math.Sqrt(n)); off > sigmas {
			t.Errorf("%s: %.5f visits, want %.5f (%.1f standard errors off)", step.Step, float64(step.Visits)/n, a.Visits, off)
		}
		for i, persona := range step.ByPersona {
			came := float64(r.Personas[i].People)
			p := a.ByPersona[i].People
			if got := float64(persona.People) / came; p < 1 && math.Abs(got-p)/math.Sqrt(p*(1-p)/came) > sigmas {
				t.Errorf("%s: %.5f of persona %s, want %.5f", step.Step, got, persona.ID, p)
			}
		}
		if step.Tokens.InProgress > 0 {
			t.Errorf("%s: %d on the way at the end", step.Step, step.Tokens.InProgress)
		}
	}
	if compared != len(reference1Steps) {
		t.Errorf("%d steps compared", compared)
	}
}
