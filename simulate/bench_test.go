package simulate_test

import (
	"runtime"
	"testing"

	"rehearse/journey"
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

// BenchmarkCompareSample compares the abandoned cart with and without its e-mails on the same people, and reports how many
// times as many people two separate runs would need to be as sure of the difference in orders.
func BenchmarkCompareSample(b *testing.B) {
	m := sample(b, "abandoned_cart")
	const people = 100_000
	with := simulate.Spec{People: people, Seed: 1, Workers: 1}
	without := with
	without.Mute = []journey.ID{"recovery"}
	times := 0.0
	for b.Loop() {
		times = goalDifference(b, compare(b, m, m, without, with), "order").People.TimesPeople
	}
	b.ReportMetric(times, "x-people")
	b.ReportMetric(float64(people)*float64(b.N)/b.Elapsed().Seconds()/1e6, "Mpairs/s")
}
