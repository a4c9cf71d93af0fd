package session

import (
	"context"
	"fmt"
	"sync/atomic"
	"testing"
	"time"

	"rehearse/journey"
	"rehearse/journey/finding"
	"rehearse/simulate"
	"rehearse/simulate/check"
)

// A run takes 0 to 60 ms, does not stop when it is given up, and counts the stages of its map. Edits come every few
// milliseconds, so that runs of older maps end after, and in another order than, they were begun: none may be taken for one of
// the newest map, whichever is shown meanwhile.
func TestNumbersOfAnOlderMapAreNeverShownForTheNewest(t *testing.T) {
	t.Parallel()
	o := options(&counter{})
	o.AutoPeople, o.RoughPeople = 100, 10
	o.Rehearse = func(_ context.Context, m *journey.Map, spec simulate.Spec, _ func(simulate.Progress)) (*simulate.Result, error) {
		time.Sleep(time.Duration((len(m.Stages)*37+spec.People)%4) * 20 * time.Millisecond)
		return &simulate.Result{People: int64(len(m.Stages)), Spec: spec}, nil
	}
	s, _ := started(t, o)
	end := make(chan struct{})
	wrong := make(chan string, 1)
	go func() {
		defer close(wrong)
		for {
			now := s.Snapshot()
			r := now.Run.Result
			if rough := now.Estimate(); rough != nil {
				r = rough.Result
			} else if now.Stale() {
				r = nil
			}
			if r != nil && r.People != int64(len(now.Map.Stages)) {
				wrong <- fmt.Sprintf("a map of %d stages with the numbers of one of %d", len(now.Map.Stages), r.People)
				return
			}
			select {
			case <-end:
				return
			case <-s.Changed():
			case <-time.After(time.Millisecond):
			}
		}
	}()
	const edits = 40
	for i := range edits {
		if err := add(s, fmt.Sprint(i)); err != nil {
			t.Fatal(err)
		}
		time.Sleep(time.Duration(i%5) * 5 * time.Millisecond)
	}
	got := seen(t, s, "the full run of the newest map", func(n *Snapshot) bool {
		return n.Run.Result != nil && !n.Stale()
	})
	close(end)
	if told, bad := <-wrong; bad {
		t.Fatal(told)
	}
	if got.Run.Result.People != edits {
		t.Fatalf("the last numbers are of %d stages", got.Run.Result.People)
	}
}

func TestFirstNumbersAreAnEstimateWithFewPeopleAndTheFullRunFollows(t *testing.T) {
	t.Parallel()
	o := options(&counter{})
	o.AutoPeople, o.RoughPeople = 100, 10
	full := make(chan struct{})
	o.Rehearse = func(ctx context.Context, m *journey.Map, spec simulate.Spec, _ func(simulate.Progress)) (*simulate.Result, error) {
		if spec.People == 100 && len(m.Stages) > 0 {
			<-full
		}
		return &simulate.Result{People: int64(spec.People), Spec: spec}, ctx.Err()
	}
	s, _ := started(t, o)
	if err := add(s, "Visit"); err != nil {
		t.Fatal(err)
	}
	first := seen(t, s, "a first estimate", func(n *Snapshot) bool { return n.Estimate() != nil })
	if rough := first.Estimate(); rough.People != 100 || rough.Result.People != 10 || len(first.Map.Stages) != 1 {
		t.Fatalf("%+v", rough)
	}
	close(full)
	then := seen(t, s, "the full run", func(n *Snapshot) bool { return n.Run.Result != nil && !n.Stale() })
	if then.Estimate() != nil || then.Run.Result.People != 100 {
		t.Fatalf("%+v", then.Run)
	}
}

// The check of this map lasts until it is let go; numbers are there long before, and the findings of the older map are not
// said of the newest: what was measured is older, what has lost its record is gone.
func TestFindingsDoNotDelayNumbersAndTheNewestMapHasTheLastWord(t *testing.T) {
	t.Parallel()
	o := options(&counter{})
	o.AutoPeople = 100
	o.Rehearse = func(_ context.Context, _ *journey.Map, spec simulate.Spec, _ func(simulate.Progress)) (*simulate.Result, error) {
		return &simulate.Result{People: int64(spec.People), Spec: spec}, nil
	}
	let := make(chan struct{})
	o.Check = func(m *journey.Map, _ *simulate.Result, _ *check.Signed, _ *simulate.Sensitivity) []finding.Finding {
		if len(m.Stages) == 1 {
			<-let
		}
		return []finding.Finding{{Rule: fmt.Sprint(len(m.Stages))}}
	}
	s, _ := started(t, o)
	for i := range 2 {
		if err := add(s, fmt.Sprint(i)); err != nil {
			t.Fatal(err)
		}
	}
	now := seen(t, s, "numbers of the newest map", func(n *Snapshot) bool { return n.Run.Result != nil && !n.Stale() && len(n.Map.Stages) == 2 })
	if !now.Checking {
		t.Fatalf("the findings are said to be there: %v", now.Findings)
	}
	close(let)
	now = seen(t, s, "findings", func(n *Snapshot) bool { return !n.Checking })
	if len(now.Findings) != 1 || now.Findings[0].Rule != "2" {
		t.Fatalf("found %v", now.Findings)
	}
}

// The first estimate takes as long as 1.4 s, twice what is worth waiting for: 1.4 s, a quarter less with each edit, is 0.59 s after
// three, so that the fourth is tried again, and from then on all are.
func TestEstimatesAreTriedAgainAfterASlowOne(t *testing.T) {
	t.Parallel()
	o := options(&counter{})
	o.AutoPeople, o.RoughPeople = 100, 10
	var clock, tried atomic.Int64
	o.Now = func() time.Time { return time.Unix(0, clock.Load()) }
	o.Rehearse = func(_ context.Context, m *journey.Map, spec simulate.Spec, _ func(simulate.Progress)) (*simulate.Result, error) {
		if spec.People == 10 && len(m.Stages) > 0 {
			if tried.Add(1) == 1 {
				clock.Add(int64(2 * roughLimit))
			}
		}
		return &simulate.Result{People: int64(spec.People), Spec: spec}, nil
	}
	s, _ := started(t, o)
	for i, want := range []int64{1, 1, 1, 1, 2, 3} {
		if err := add(s, fmt.Sprint(i)); err != nil {
			t.Fatal(err)
		}
		seen(t, s, "the full run", func(n *Snapshot) bool { return n.Run.Result != nil && !n.Stale() && len(n.Map.Stages) == i+1 })
		if got := tried.Load(); got != want {
			t.Fatalf("after edit %d: %d estimates, not %d", i+1, got, want)
		}
	}
}
