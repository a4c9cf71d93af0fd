package simulate_test

import (
	"context"
	"math"
	"testing"

	"rehearse/journey"
	"rehearse/simulate"
	"rehearse/simulate/trial"
)

// groups is a map of cohorts, of which those named reach the goal for sure and the others do not.
func groups(sizes []int64, good ...int) *journey.Map {
	b := trial.New(1)
	b.Step("goal", "", &journey.Goal{})
	b.Touch("no", "")
	for i, n := range sizes {
		if n == 0 {
			continue
		}
		id := journey.ID('a' + rune(i))
		b.Cohort(id, n)
		to := journey.ID("no")
		for _, g := range good {
			if g == i {
				to = "goal"
			}
		}
		b.Link(id, journey.PortOut, to)
	}
	return b.Done()
}

// Of 1600 people asked twice 794 approved both times, 150 only the first and 86 only the second time (Agresti, Categorical Data Analysis,
// table 10.1): the difference is −0.04. With half a person more in each of the four cells (Agresti and Min 2005) Wald's interval is
// −64/1602 ± 1.96·√(237 − 64²/1602)/1602: −0.0587 to −0.0212.
func TestTheIntervalOfAPairedDifferenceIsThatInPrint(t *testing.T) {
	t.Parallel()
	sizes := []int64{794, 150, 86, 570}
	spec := simulate.Spec{People: 1600}
	got, err := simulate.Compare(context.Background(), groups(sizes, 0, 1), groups(sizes, 0, 2), spec, spec, nil)
	if err != nil {
		t.Fatal(err)
	}
	p := got.Goals[0].People
	if p.A != 944 || p.B != 880 || p.Gained != 86 || p.Lost != 150 || p.Difference != -0.04 {
		t.Errorf("%+v", p)
	}
	if math.Abs(p.Low+0.0587) > 5e-5 || math.Abs(p.High+0.0212) > 5e-5 {
		t.Errorf("%.4f to %.4f, in print −0.0587 to −0.0212", p.Low, p.High)
	}
}
