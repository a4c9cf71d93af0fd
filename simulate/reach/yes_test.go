package reach_test

import (
	"testing"

	"rehearse/journey"
	"rehearse/journey/rule"
)

// What is shown to be possible is found when enough people go, but for what is very rare: on random maps without caps.
func TestWhatIsShownPossibleHappens(t *testing.T) {
	t.Parallel()
	shown, happened, maybe := 0, 0, 0
	for seed := range uint64(15) {
		m := anyMap(seed)
		m.Policy.Caps = nil
		r, p := of(t, m)
		near := near(t, m, seed, 300, p.Policy.DuplicateWindow)
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
