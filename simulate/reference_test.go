package simulate_test

import (
	"context"
	"runtime"
	"slices"
	"testing"

	"rehearse/journey"
	"rehearse/simulate"
)

// The reference models are ordinary maps that are also written for other simulators, so that speeds can be compared; see
// docs/performance.md. A user-step is one entry of one person into one of the steps those models have in common: helpers
// that only our maps need (entries, points for a click, the check whether somebody is still subscribed) do not count.
var (
	reference1Steps = []journey.ID{
		"landing", "browse", "product", "has_email", "wait1", "email", "wait2", "sms", "cart", "checkout", "support", "purchase",
	}
	reference2Steps = []journey.ID{"arrive", "support", "goal"}
	reference3Steps = append([]journey.ID{
		"nl_times", "nl_wait", "nl_hot", "nl_mail", "nl_offer", "push_times", "push_wait", "push_message",
	}, reference1Steps...)
)

// reference reads a reference model.
func reference(t testing.TB, name string) *journey.Map { return stored(t, "reference", name) }

// userSteps counts the entries into the steps that count.
func userSteps(t testing.TB, r *simulate.Result, counted []journey.ID) (n int64) {
	t.Helper()
	found := 0
	for i := range r.Steps {
		if slices.Contains(counted, r.Steps[i].Step) {
			n += r.Steps[i].Tokens.Entered
			found++
		}
	}
	if found != len(counted) {
		t.Fatalf("%d of %d steps found", found, len(counted))
	}
	return n
}

// benchmarkReference runs a reference model on one worker, with all outputs, and reports how many user-steps and people
// (of the queue: arrivals) it does in a second. No people means the map's own volume.
func benchmarkReference(b *testing.B, name string, counted []journey.ID, people int, unit string) {
	m := reference(b, name)
	spec := simulate.Spec{People: people, Seed: 1, Workers: 1, Detail: true}
	if _, err := simulate.Run(context.Background(), m, simulate.Spec{People: 1000, Workers: 1}, nil); err != nil {
		b.Skip("not run yet: ", err)
	}
	b.ReportAllocs()
	runtime.GC()
	steps, came := int64(0), int64(0)
	for b.Loop() {
		r := run(b, m, spec)
		steps += userSteps(b, r, counted)
		came += r.People
	}
	seconds := b.Elapsed().Seconds()
	b.ReportMetric(float64(steps)/seconds, "user-steps/s")
	b.ReportMetric(seconds*1e9/float64(steps), "ns/user-step")
	b.ReportMetric(float64(came)/seconds, unit)
}

func BenchmarkReference1(b *testing.B) {
	benchmarkReference(b, "ref1", reference1Steps, 500_000, "people/s")
}

func BenchmarkReference2(b *testing.B) {
	benchmarkReference(b, "ref2", reference2Steps, 0, "arrivals/s")
}

func BenchmarkReference3(b *testing.B) {
	benchmarkReference(b, "ref3", reference3Steps, 500_000, "people/s")
}
