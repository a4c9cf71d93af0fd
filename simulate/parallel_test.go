package simulate_test

import (
	"bytes"
	"runtime"
	"testing"

	"rehearse/simulate"
)

// The number of processors is a property of the process, so this test runs alone.
func TestNumberOfProcessorsChangesNothing(t *testing.T) {
	m := sample(t, "abandoned_cart")
	spec := simulate.Spec{Seed: 1, People: 30_000}
	before := runtime.GOMAXPROCS(1)
	defer runtime.GOMAXPROCS(before)
	one := encoded(t, run(t, m, spec))
	runtime.GOMAXPROCS(4)
	if four := encoded(t, run(t, m, spec)); !bytes.Equal(one, four) {
		t.Error("four processors give other bytes than one")
	}
}

// Memory must not grow with people: ten times as many may not leave more behind than a little noise.
func TestMemoryDoesNotGrowWithPeople(t *testing.T) {
	m := sample(t, "abandoned_cart")
	allocated := func(people int) uint64 {
		var before, after runtime.MemStats
		runtime.GC()
		runtime.ReadMemStats(&before)
		run(t, m, simulate.Spec{Seed: 1, People: people, Workers: 1})
		runtime.ReadMemStats(&after)
		return after.TotalAlloc - before.TotalAlloc
	}
	allocated(1000) // what is made once
	few, many := allocated(20_000), allocated(200_000)
	t.Logf("all memory ever allocated: %d kB for 20,000 people, %d kB for 200,000", few>>10, many>>10)
	if many > few+256<<10 {
		t.Errorf("%d bytes allocated for 20,000 people, %d for 200,000", few, many)
	}
}
