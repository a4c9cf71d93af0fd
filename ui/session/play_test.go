package session

import (
	"context"
	"errors"
	"testing"

	"rehearse/journey"
	"rehearse/journey/edit"
	"rehearse/simulate"
)

// playable is a session after a run, whose samples the test answers.
func playable(t *testing.T, sample func(ctx context.Context, progress func(simulate.Progress)) (*simulate.Sample, error)) *Session {
	t.Helper()
	o := options(&counter{})
	o.Rehearse = func(_ context.Context, _ *journey.Map, spec simulate.Spec, _ func(simulate.Progress)) (*simulate.Result, error) {
		return &simulate.Result{People: 10, Spec: spec}, nil
	}
	o.Sample = func(ctx context.Context, _ *journey.Map, spec simulate.Spec, most int, progress func(simulate.Progress)) (*simulate.Sample, error) {
		if spec.Seed != 5 || most != 7 {
			t.Errorf("a sample of %d with seed %d", most, spec.Seed)
		}
		return sample(ctx, progress)
	}
	s, _ := started(t, o)
	s.Rehearse(simulate.Spec{People: 10, Seed: 5})
	seen(t, s, "run", func(x *Snapshot) bool { return x.Run.Result != nil })
	return s
}

func TestPlayingBackShowsItsProgressAndThenTheSample(t *testing.T) {
	t.Parallel()
	counted := make(chan struct{})
	s := playable(t, func(_ context.Context, progress func(simulate.Progress)) (*simulate.Sample, error) {
		progress(simulate.Progress{Done: 3, Of: 7})
		<-counted
		return &simulate.Sample{Of: 10}, nil
	})
	s.PlayBack(7)
	seen(t, s, "told of progress", func(x *Snapshot) bool { return x.Play != nil && x.Play.Done == 3 && x.Play.Of == 7 })
	close(counted)
	x := seen(t, s, "replayed", func(x *Snapshot) bool { return x.Play != nil && x.Play.Sample != nil })
	if x.Play.Sample.Of != 10 || x.Play.Map != x.Run.Map || x.Play.Result != x.Run.Result {
		t.Errorf("%+v", x.Play)
	}
	s.EndPlay()
	seen(t, s, "ended", func(x *Snapshot) bool { return x.Play == nil })
}

func TestAnEditAndTheEndGiveTheReplayUp(t *testing.T) {
	t.Parallel()
	for name, end := range map[string]func(*Session){
		"end": (*Session).EndPlay,
		"edit": func(s *Session) {
			s.Edit(Edit{Do: func(tx *edit.Tx) error {
				next := *tx.Map().Settings
				next.Name = "Later"
				return edit.SetRecord(tx, &next)
			}})
		},
	} {
		given := make(chan error, 1)
		s := playable(t, func(ctx context.Context, _ func(simulate.Progress)) (*simulate.Sample, error) {
			<-ctx.Done()
			given <- ctx.Err()
			return nil, ctx.Err()
		})
		s.PlayBack(7)
		seen(t, s, "begun", func(x *Snapshot) bool { return x.Play != nil })
		end(s)
		if err := <-given; !errors.Is(err, context.Canceled) {
			t.Errorf("%s: %v", name, err)
		}
		seen(t, s, "ended", func(x *Snapshot) bool { return x.Play == nil })
	}
}
