package reach_test

import (
	"context"
	"testing"

	"rehearse/journey"
	"rehearse/journey/rule"
	"rehearse/simulate"
)

// What is shown to be possible is found when enough people go, but for what is very rare: the pairs of runs of random maps without caps.
func TestWhatIsShownPossibleHappens(t *testing.T) {
	t.Parallel()
	shown, happened, maybe := 0, 0, 0
	for seed := range uint64(40) {
		m := anyMap(seed)
		m.Policy.Caps = nil
		r, _ := of(t, m)
		result, err := simulate.Run(context.Background(), m, simulate.Spec{Seed: seed, People: 2000, Workers: 1}, nil)
		if err != nil {
			t.Fatal(err)
		}
		near := map[[2]journey.ID]bool{}
		for _, pair := range result.Pairs {
			if pair.People > 0 {
				near[[2]journey.ID{pair.A, pair.B}] = true
			}
		}
		for _, pair := range r.Pairs() {
			if pair.Answer == rule.Maybe && near[[2]journey.ID{pair.A, pair.B}] {
				maybe++
			}
			if pair.Answer != rule.Yes {
				continue
			}
			shown++
			if near[[2]journey.ID{pair.A, pair.B}] {
				happened++
			}
		}
	}
	t.Logf("%d shown, %d of them happened; %d happened that were not shown", shown, happened, maybe)
	if shown == 0 || happened*10 < shown*9 {
		t.Errorf("of %d pairs shown possible only %d happened to anybody", shown, happened)
	}
}
