package reach_test

import (
	"context"
	"testing"

	"rehearse/simulate"
	"rehearse/simulate/reach"
)

// The most that anybody gets, or is wanted to get, on a random map must not be more than the static bound says.
func TestNobodyGetsMoreThanTheWorst(t *testing.T) {
	t.Parallel()
	maps := uint64(30)
	if testing.Short() {
		maps = 10
	}
	bounded := 0
	for seed := range maps {
		m := anyMap(seed)
		for _, step := range m.Steps { // what was before the run is not in the bound
			if step.Entry != nil && step.Entry.Base != nil {
				step.Entry.Base.Messages = 0
			}
		}
		r, _ := of(t, m)
		worst := r.Worst()
		result, err := simulate.Run(context.Background(), m, simulate.Spec{Seed: seed, People: 500, Workers: 1}, nil)
		if err != nil {
			t.Fatal(err)
		}
		touches := result.Touches
		if touches.WorstDay.Worst > worst.Day.Sent || touches.Worst7Days.Worst > worst.Week.Sent || touches.Wanted7Days.Worst > worst.Week.Wanted {
			t.Fatalf("map %d: in a day %d, in a week %d, wanted %d; %+v", seed, touches.WorstDay.Worst, touches.Worst7Days.Worst, touches.Wanted7Days.Worst, worst)
		}
		if worst.Week.Sent < reach.Unbounded && worst.Week.Sent > 0 {
			bounded++
		}
	}
	if bounded == 0 {
		t.Error("too tame: nothing is bounded")
	}
}
