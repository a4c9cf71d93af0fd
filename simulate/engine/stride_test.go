package engine

import (
	"context"
	"math/rand/v2"
	"reflect"
	"testing"

	"rehearse/simulate/cohort"
	"rehearse/simulate/program"
	"rehearse/simulate/trial"
)

func TestStridesChangeNoByte(t *testing.T) {
	t.Parallel()
	strode, crowds := 0, 0
	for seed := range uint64(400) {
		r := rand.New(rand.NewPCG(seed, 3))
		var features []trial.Feature
		if seed%4 == 3 {
			features = []trial.Feature{trial.BasePeople, trial.OutsideEvents, trial.WarmUp}[:1+seed/4%3]
		}
		m := trial.Map(r.IntN, features...)
		m.Policy.LeastTouches, m.Policy.LeastTouchesDays = int(seed%3), int(seed%2)
		p, problems := program.Compile(m)
		if len(problems) > 0 {
			t.Fatalf("seed %d: %v", seed, problems)
		}
		plan := cohort.NewPlan(p, seed, 120)
		var tallies [2]*Tally
		for i := range tallies {
			var err error
			if tallies[i], err = Run(context.Background(), p, plan, Options{stepByStep: i == 1}, 1, nil); err != nil {
				t.Fatalf("seed %d: %v", seed, err)
			}
		}
		if !reflect.DeepEqual(tallies[0], tallies[1]) {
			t.Errorf("seed %d: strides counted something else than single steps", seed)
		}
		l := newLayout(p, Options{})
		if l.crowds {
			crowds++
		}
		for i := range l.strides {
			if l.strides[i].kind != strideNone {
				strode++
			}
		}
	}
	if strode < 150 || crowds < 30 {
		t.Errorf("only %d steps of all maps are strides', %d maps have crowds: the test compares little", strode, crowds)
	}
}
