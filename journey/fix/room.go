package fix

import (
	"math"

	"rehearse/journey"
	"rehearse/journey/edit"
)

// How far apart fixes put steps, world units: from one step to the next in a row, and what a card takes with its ports,
// the numbers of a run under it, and a margin.
const (
	nextStep   = 260
	cardWide   = 232
	cardHigh   = 140
	rowsToTry  = 40
	halfAGrid  = 10
	shortWaits = 2 * nextStep
)

// pushRight makes room for a step before another one of a scenario: that one and everything of the scenario at its right
// move by one step. It does nothing, and says so, where that would move what is locked or what stands in a stage.
func pushRight(tx *edit.Tx, step *journey.Step) bool {
	if step.Scenario == "" {
		return false
	}
	var move []*journey.Step
	for _, s := range tx.Map().Steps {
		if s.Scenario != step.Scenario || s.X < step.X {
			continue
		}
		if s.Locked || s.Stage != "" {
			return false
		}
		move = append(move, s)
	}
	for _, s := range move {
		moved := journey.Clone(s)
		moved.X += nextStep
		tx.Put(moved)
	}
	return true
}

// free is the place nearest above or below a wanted one where a new step covers no other.
func free(m *journey.Map, x, y float64) (float64, float64) {
	for row := range rowsToTry {
		for _, at := range []float64{y + float64(row)*cardHigh, y - float64(row)*cardHigh} {
			if !covers(m, x, at) {
				return x, at
			}
		}
	}
	return x, y
}

func covers(m *journey.Map, x, y float64) bool {
	for _, s := range m.Steps {
		if s.Kind != journey.StepFrame && math.Abs(s.X-x) < cardWide && math.Abs(s.Y-y) < cardHigh {
			return true
		}
	}
	return false
}

// between is a place for a step that is put into a link: where its end stands now, when that can be pushed aside; else free
// ground near the middle.
func between(tx *edit.Tx, from, to *journey.Step) (float64, float64) {
	x, y := (from.X+to.X)/2, (from.Y+to.Y)/2
	if from.Y == to.Y && to.X > from.X && to.X-from.X < shortWaits && from.Scenario == to.Scenario && pushRight(tx, to) {
		return to.X, to.Y
	}
	return free(tx.Map(), math.Round(x/halfAGrid)*halfAGrid, math.Round(y/halfAGrid)*halfAGrid)
}
