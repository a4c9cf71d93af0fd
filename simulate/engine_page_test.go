package simulate_test

import (
	"os"
	"path/filepath"
	"testing"

	"rehearse/journey"
	"rehearse/journey/codec"
	"rehearse/simulate"
)

// walker computes what docs/engine.md says of chance, in the words of that page and of its script: it shares
// nothing with package random.
type walker struct{ key uint64 }

const pageGamma = 0x9E3779B97F4A7C15

func pageMix(z uint64) uint64 {
	z = (z ^ z>>30) * 0xBF58476D1CE4E5B9
	z = (z ^ z>>27) * 0x94D049BB133111EB
	return z ^ z>>31
}

func pageHash(id string) uint64 {
	h := uint64(0xCBF29CE484222325)
	for _, b := range []byte(id) {
		h = (h ^ uint64(b)) * 0x100000001B3
	}
	return pageMix(h)
}

func newWalker(seed uint64, entry string, day, ordinal uint64) walker {
	source := pageMix(pageMix(seed+pageGamma) + pageGamma*pageHash(entry))
	return walker{pageMix(source + pageGamma*(day<<32|ordinal))}
}

func (w walker) draw(id string, instance, visit, purpose uint64) uint64 {
	return pageMix(w.key + pageGamma*pageHash(id) + pageGamma*(instance<<40|visit<<8|purpose))
}

// The drunkard of docs/engine.md: whoever follows the page's formulas finds not about as many people at home as the
// engine but the same people. The textbook's share is a third (gambler's ruin with a fair coin, stake 1 of 3; Feller, An
// Introduction to Probability Theory, volume 1, chapter XIV).
func TestTheDrawsOfTheEnginePageAreThoseOfTheEngine(t *testing.T) {
	t.Parallel()
	data, err := os.ReadFile(filepath.Join("..", "docs", "engine", "walk.json"))
	if err != nil {
		t.Fatal(err)
	}
	m, problems := codec.DecodeMap(data)
	if len(problems) > 0 {
		t.Fatal(problems)
	}
	const people = 100_000
	visits, home, corners := int64(0), int64(0), map[string][2]string{"s1": {"s2", "bar"}, "s2": {"home", "s1"}}
	for n := range uint64(people) {
		w, at, been := newWalker(1, "in", 0, n), "s1", map[string]uint64{}
		for next, walking := corners[at]; walking; next, walking = corners[at] {
			r := w.draw(at, 0, been[at], 0)
			been[at]++
			visits++
			at = next[0]
			if r>>32 >= 1<<31 {
				at = next[1]
			}
		}
		if at == "home" {
			home++
		}
	}
	if home != 33_336 {
		t.Errorf("the page's formulas bring %d home, the page says 33,336", home)
	}
	r := run(t, m, simulate.Spec{People: people, Seed: 1})
	counted := int64(0)
	for _, s := range r.Steps {
		if s.Step == "s1" || s.Step == "s2" {
			counted += s.Visits
		}
	}
	if got := goalOf(t, r, journey.ID("home")).People; got != home || counted != visits {
		t.Errorf("the engine brings %d home after %d corners, the page's formulas %d after %d", got, counted, home, visits)
	}
}
