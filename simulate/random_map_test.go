package simulate_test

import (
	"bytes"
	"context"
	"fmt"
	"math/rand/v2"
	"testing"

	"rehearse/journey"
	"rehearse/simulate"
	"rehearse/simulate/trial"
)

// randomMap is the valid map of a seed.
func randomMap(seed uint64, features ...trial.Feature) *journey.Map {
	return trial.Map(rand.New(rand.NewPCG(seed, 1)).IntN, features...)
}

// richMap is the map of a seed with everything but a warm-up, whose people have no story.
func richMap(seed uint64) *journey.Map {
	return randomMap(seed, trial.BasePeople, trial.OutsideEvents, trial.CapSwitches)
}

// anyMap is the map of a seed, every third with the features maps have only when asked.
func anyMap(seed uint64) *journey.Map {
	switch seed % 3 {
	case 1:
		return randomMap(seed, trial.SharedAgents)
	case 2:
		return randomMap(seed, trial.CapSwitches)
	}
	return randomMap(seed)
}

// randomMaps is how many maps a test tries.
const randomMaps = 150

// Run itself refuses to return numbers that do not add up at any step, link or scenario, so a run without an
// error is a run in which every token is accounted for.
func TestRandomMapsRunAndEveryTokenIsAccountedFor(t *testing.T) {
	t.Parallel()
	stopped, started, sent, goals := int64(0), int64(0), int64(0), int64(0)
	for seed := range uint64(randomMaps) {
		m := anyMap(seed)
		one, err := simulate.Run(context.Background(), m, simulate.Spec{Seed: seed, People: 200, Workers: 1}, nil)
		if err != nil {
			t.Fatalf("map %d: %v", seed, err)
		}
		for _, s := range one.Steps {
			k := s.Tokens
			if k.Entered != k.WentOn+k.Dropped+k.Completed+k.AtGoal+k.Exited+k.Withdrawn+k.Stopped+k.InProgress {
				t.Errorf("map %d, step %s: %+v does not add up", seed, s.Step, k)
			}
		}
		stopped += one.Stopped
		for _, s := range one.Scenarios {
			started += s.Started
		}
		for _, s := range one.Messages {
			sent += s.Sent
			opened := s.Opened
			if m.Channel(s.Channel).OpensUnmeasured {
				opened = s.Delivered
			}
			if s.Sent > s.Wanted || s.Wanted > s.Attempts || s.Delivered+s.HardBounced+s.SoftBounced > s.Sent || s.Opened > s.Delivered || s.Clicked > opened ||
				s.Unsubscribed+s.Clicked > s.Delivered || s.People > s.Sent {
				t.Errorf("map %d, %s by %s: the funnel widens: %+v", seed, s.Step, s.Channel, s)
			}
		}
		for _, g := range one.Goals {
			goals += g.Count
		}
	}
	if started == 0 || sent == 0 || goals == 0 {
		t.Errorf("random maps are too tame: %d instances, %d sends, %d goals, %d stopped", started, sent, goals, stopped)
	}
}

func TestRandomMapsGiveTheSameBytesWithAnyNumberOfWorkers(t *testing.T) {
	t.Parallel()
	for seed := range uint64(40) {
		m := anyMap(seed)
		var first []byte
		for _, workers := range []int{1, 2, 8} {
			r := run(t, m, simulate.Spec{Seed: seed, People: 3000, Workers: workers, Detail: true})
			switch data := encoded(t, r); {
			case first == nil:
				first = data
			case !bytes.Equal(first, data):
				t.Fatalf("map %d: %d workers give other bytes than one", seed, workers)
			}
		}
	}
}

// The people of a bigger run are those of the smaller one and more; a story told twice is the same.
func TestReplayTellsTheSameStoryTwice(t *testing.T) {
	t.Parallel()
	for seed := range uint64(60) {
		m := randomMap(seed)
		spec := simulate.Spec{Seed: seed, People: 50}
		for n := int64(1); n <= 5; n++ {
			a, err := simulate.Replay(context.Background(), m, spec, simulate.PersonRef{Seed: seed, Number: n})
			if err != nil {
				t.Fatal(err)
			}
			b, err := simulate.Replay(context.Background(), m, spec, a.Person)
			if err != nil {
				t.Fatal(err)
			}
			if fmt.Sprint(a) != fmt.Sprint(b) {
				t.Errorf("map %d, person %d: two stories", seed, n)
			}
		}
	}
}
