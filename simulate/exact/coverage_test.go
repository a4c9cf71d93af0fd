package exact_test

import (
	"context"
	"math"
	"runtime"
	"sync"
	"testing"

	"rehearse/journey"
	"rehearse/simulate"
	"rehearse/simulate/exact"
)

// TestIntervalsOfARunHoldTheExactAnswerAsOftenAsTheyPromise runs a small shop a thousand times, each time with two thousand
// other people, and counts how often the 95 % interval that the result states holds the answer of the chain: of every step and
// goal between 93 and 97 % of the time. (The number of hits has a standard deviation of 0.7 %, so an honest interval strays
// beyond with a chance of 0.4 % for each; the seeds are fixed.)
func TestIntervalsOfARunHoldTheExactAnswerAsOftenAsTheyPromise(t *testing.T) {
	t.Parallel()
	const runs, people = 1000, 2000
	b := shop(0.7)
	answer, problems := exact.Solve(b.compile(t))
	if len(problems) > 0 {
		t.Fatal(problems)
	}
	type claim struct {
		truth  float64
		share  func(*simulate.Result) simulate.Share
		inside int
	}
	claims := map[string]*claim{}
	for i, s := range b.Steps {
		want := answer.Step(s.ID)
		if want.People < 1 {
			claims["reached "+string(s.ID)] = &claim{truth: want.People, share: func(r *simulate.Result) simulate.Share { return r.Steps[i].FromEntry }}
		}
		out := 0.0 // of those who enter a touchpoint, who goes on: every visit is a draw of its own
		for _, l := range b.Links {
			if l.From == s.ID && l.Weight != nil {
				out += l.Weight.Value
			}
		}
		if s.Kind == journey.StepTouchpoint && out > 0 && out < 1 {
			claims["went on from "+string(s.ID)] = &claim{truth: out, share: func(r *simulate.Result) simulate.Share { return r.Steps[i].WentOn }}
			claims["dropped at "+string(s.ID)] = &claim{truth: 1 - out, share: func(r *simulate.Result) simulate.Share { return r.Steps[i].Dropped }}
		}
	}
	claims["ordered"] = &claim{truth: answer.Goal("order").People, share: func(r *simulate.Result) simulate.Share { return r.Goals[0].Rate }}
	results := make([]*simulate.Result, runs)
	var wait sync.WaitGroup
	for w := range runtime.GOMAXPROCS(0) {
		wait.Go(func() {
			for i := w; i < runs; i += runtime.GOMAXPROCS(0) {
				r, err := simulate.Run(context.Background(), b.Map, simulate.Spec{People: people, Seed: uint64(i + 1), Workers: 1}, nil)
				if err != nil {
					t.Error(err)
					return
				}
				results[i] = r
			}
		})
	}
	wait.Wait()
	if t.Failed() {
		return
	}
	worst := 0.0
	for name, c := range claims {
		for _, r := range results {
			if s := c.share(r); s.Low <= c.truth && c.truth <= s.High {
				c.inside++
			}
		}
		covered := float64(c.inside) / runs
		worst = max(worst, math.Abs(covered-0.95))
		if covered < 0.93 || covered > 0.97 {
			t.Errorf("%s (%.4f): the interval holds the truth in %.1f %% of the runs", name, c.truth, 100*covered)
		}
	}
	t.Logf("%d shares, each in %d runs; the farthest from 95 %% is off by %.1f points", len(claims), runs, 100*worst)
	if len(claims) < 10 {
		t.Errorf("only %d shares were looked at", len(claims))
	}
}
