package simulate_test

import (
	"runtime"
	"testing"

	"rehearse/simulate"
)

// BenchmarkRunSample runs the abandoned cart on one worker and reports people and user-steps (one entry of
// one person into one step) per second.
func BenchmarkRunSample(b *testing.B) {
	m := sample(b, "abandoned_cart")
	const people = 100_000
	steps := int64(0)
	var before, after runtime.MemStats
	runtime.ReadMemStats(&before)
	for b.Loop() {
		r := run(b, m, simulate.Spec{People: people, Seed: 1, Workers: 1})
		for _, s := range r.Steps {
			steps += s.Tokens.Entered
		}
	}
	runtime.ReadMemStats(&after)
	seconds := b.Elapsed().Seconds()
	b.ReportMetric(float64(steps)/seconds/1e6, "Msteps/s")
	b.ReportMetric(float64(people)*float64(b.N)/seconds/1e6, "Mpeople/s")
	b.ReportMetric(float64(after.TotalAlloc-before.TotalAlloc)/float64(b.N)/people, "B/person")
}
