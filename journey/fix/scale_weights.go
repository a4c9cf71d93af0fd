package fix

import (
	"math"

	"rehearse/journey"
	"rehearse/journey/edit"
)

// ScaleWeights makes the weights of a port's links sum to 1 and keeps how they stand to each other. Weights for some
// people only are scaled only for people whose sum does not fit. The scaled numbers are guesses: what a source said, it
// did not say of them.
type ScaleWeights struct {
	Step journey.ID   `json:"step"`
	Port journey.Port `json:"port"`
}

// Action is part of finding.Edit.
func (ScaleWeights) Action() string { return "scale_weights" }

// Apply is part of finding.Edit.
func (f ScaleWeights) Apply(tx *edit.Tx) error {
	step := tx.Map().Step(f.Step)
	if step == nil {
		return gone(journey.Ref{Kind: journey.KindStep, ID: f.Step})
	}
	// Pulls share those who leave among themselves, so they are scaled apart from the links of the flow.
	for _, pulls := range []bool{false, true} {
		var links []*journey.Link
		for _, l := range tx.Map().Links {
			if to := tx.Map().Step(l.To); to != nil && l.From == f.Step && l.Port == f.Port && (to.Scenario != step.Scenario) == pulls {
				links = append(links, journey.Clone(l))
			}
		}
		scale(tx.Map(), links, step.Kind != journey.StepTouchpoint && !pulls)
		for _, l := range links {
			tx.Put(l)
		}
	}
	return nil
}

// group is whom weights are for; "" is anybody.
type group struct{ persona, entry journey.ID }

// scale changes the weights of the links for every group of people whose sum is over 1 or, where all must go on and
// every link has a weight, under 1. The general weights come first, so that those who have no weights of their own follow.
func scale(m *journey.Map, links []*journey.Link, whole bool) {
	groups := []group{{}}
	for _, rank := range []int{1, 2} { // for one persona or one entry, then for both
		for _, l := range links {
			for _, w := range l.Weights {
				if (w.Persona != "" && w.Entry != "") == (rank == 2) {
					groups = append(groups, group{w.Persona, w.Entry})
				}
			}
		}
	}
	for _, g := range groups {
		sum, open := 0.0, false
		shares := make([]float64, len(links))
		for i, l := range links {
			w, _ := l.WeightFor(g.persona, g.entry)
			if w == nil {
				open = true
				continue
			}
			shares[i] = m.Value(*w).Value
			sum += shares[i]
		}
		if sum <= 0 || sum <= 1+1e-9 && (open || !whole || sum >= 1-1e-9) {
			continue
		}
		for i, share := range inParts(shares, sum) {
			if w, _ := links[i].WeightFor(g.persona, g.entry); w != nil {
				setWeight(links[i], g, share)
			}
		}
	}
}

// inParts divides 1 in the ratio of shares, in steps of 0.0001; the largest takes what rounding leaves.
func inParts(shares []float64, sum float64) []float64 {
	const steps = 10_000
	left, largest := steps, 0
	parts := make([]int, len(shares))
	for i, share := range shares {
		parts[i] = int(math.Floor(share/sum*steps + 1e-9))
		left -= parts[i]
		if share > shares[largest] {
			largest = i
		}
	}
	parts[largest] += left
	result := make([]float64, len(shares))
	for i, part := range parts {
		result[i] = float64(part) / steps
	}
	return result
}

func setWeight(l *journey.Link, g group, share float64) {
	weight := journey.Guess(share)
	if g == (group{}) {
		l.Weight = &weight
		return
	}
	for i, w := range l.Weights {
		if w.Persona == g.persona && w.Entry == g.entry {
			l.Weights[i].Weight = weight
			return
		}
	}
	l.Weights = append(l.Weights, journey.WeightFor{Persona: g.persona, Entry: g.entry, Weight: weight})
}
