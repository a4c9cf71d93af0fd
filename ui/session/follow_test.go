package session

import (
	"context"
	"errors"
	"testing"
	"time"

	"rehearse/journey"
	"rehearse/journey/codec"
	"rehearse/journey/edit"
	"rehearse/simulate"
)

// followable is a session after a run of 10 people, whose replays the test answers.
func followable(t *testing.T, replay func(ctx context.Context, person simulate.PersonRef) (*simulate.Story, error)) (*Session, *journey.Map) {
	t.Helper()
	o := options(&counter{})
	o.Fingerprint = codec.Fingerprint
	o.Anybody = func(most int64) int64 { return most }
	o.Rehearse = func(_ context.Context, m *journey.Map, spec simulate.Spec, _ func(simulate.Progress)) (*simulate.Result, error) {
		return &simulate.Result{People: 10, Spec: spec, Fingerprint: codec.Fingerprint(m)}, nil
	}
	var ran *journey.Map
	o.Replay = func(ctx context.Context, m *journey.Map, spec simulate.Spec, person simulate.PersonRef) (*simulate.Story, error) {
		if spec.Seed != 5 || m != ran {
			t.Errorf("replayed with seed %d on another map than the run's: %v", spec.Seed, m != ran)
		}
		return replay(ctx, person)
	}
	s, _ := started(t, o)
	ran = s.Snapshot().Map
	s.Rehearse(simulate.Spec{People: 10, Seed: 5})
	seen(t, s, "run", func(x *Snapshot) bool { return x.Run.Result != nil })
	return s, ran
}

// seen waits for a snapshot of which something holds.
func seen(t *testing.T, s *Session, what string, holds func(*Snapshot) bool) *Snapshot {
	t.Helper()
	for deadline := time.Now().Add(5 * time.Second); time.Now().Before(deadline); time.Sleep(time.Millisecond) {
		if x := s.Snapshot(); holds(x) {
			return x
		}
	}
	t.Fatalf("never %s", what)
	return nil
}

func told(number int64) func(*Snapshot) bool {
	return func(x *Snapshot) bool {
		return x.Follow != nil && x.Follow.Story != nil && x.Follow.Story.Person.Number == number
	}
}

func TestTheNewestPersonIsFollowedWhateverAnOlderReplaySays(t *testing.T) {
	t.Parallel()
	late := make(chan struct{})
	s, _ := followable(t, func(_ context.Context, person simulate.PersonRef) (*simulate.Story, error) {
		if person.Number == 1 {
			<-late // an answer that comes when nobody waits for it any more
		}
		return &simulate.Story{Person: person}, nil
	})
	s.FollowPerson(simulate.PersonRef{Number: 1}, nil)
	s.FollowPerson(simulate.PersonRef{Number: 2}, nil)
	seen(t, s, "told of person 2", told(2))
	close(late)
	s.EndTyping()
	time.Sleep(10 * time.Millisecond)
	if x := s.Snapshot(); !told(2)(x) {
		t.Fatalf("%+v", x.Follow)
	}
	s.Unfollow()
	seen(t, s, "let go", func(x *Snapshot) bool { return x.Follow == nil })
}

func TestAStoryIsReplayedOnTheMapOfTheRunAndSaysSoWhenTheMapHasChanged(t *testing.T) {
	t.Parallel()
	s, ran := followable(t, func(_ context.Context, person simulate.PersonRef) (*simulate.Story, error) {
		return &simulate.Story{Person: person}, nil
	})
	change := func(what string, do func(*edit.Tx) error) {
		t.Helper()
		if err := wait(func(done func(error)) { s.Edit(Edit{Do: do, Done: done}) }); err != nil {
			t.Fatal(what, err)
		}
	}
	change("longer", func(tx *edit.Tx) error {
		next := *tx.Map().Settings
		next.HorizonDays++
		return edit.SetRecord(tx, &next)
	})
	s.FollowPerson(simulate.PersonRef{Number: 3}, nil)
	x := seen(t, s, "told", told(3))
	if !x.Follow.Stale || x.Follow.Map != ran {
		t.Errorf("stale %v, the run's map %v", x.Follow.Stale, x.Follow.Map == ran)
	}
	if err := wait(func(done func(error)) { s.Undo(done) }); err != nil {
		t.Fatal(err)
	}
	if x := s.Snapshot(); x.Follow.Stale {
		t.Error("still stale after the change was undone")
	}
}

func TestAnybodyIsSomebodyOfTheRunWhoHasAStory(t *testing.T) {
	t.Parallel()
	asked := 0
	s, _ := followable(t, func(_ context.Context, person simulate.PersonRef) (*simulate.Story, error) {
		if asked++; asked < 3 {
			return nil, errors.New("came in the warm-up")
		}
		return &simulate.Story{Person: person}, nil
	})
	s.FollowPerson(simulate.PersonRef{Seed: 5}, nil)
	seen(t, s, "told", told(10))
	if asked != 3 {
		t.Errorf("asked %d times", asked)
	}
}

func TestWithoutARunNobodyCanBeFollowed(t *testing.T) {
	t.Parallel()
	o := options(&counter{})
	o.Replay = func(context.Context, *journey.Map, simulate.Spec, simulate.PersonRef) (*simulate.Story, error) {
		t.Error("replayed")
		return nil, nil
	}
	s, _ := started(t, o)
	s.FollowPerson(simulate.PersonRef{Number: 1}, nil)
	x := seen(t, s, "refused", func(x *Snapshot) bool { return x.Follow != nil })
	var why journey.Problem
	if !errors.As(x.Follow.Refused, &why) || why.Code != ErrNotRun.Code {
		t.Errorf("%v", x.Follow.Refused)
	}
}
