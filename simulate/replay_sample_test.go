package simulate_test

import (
	"context"
	"errors"
	"reflect"
	"testing"

	"rehearse/simulate"
)

// Of 1000 people every 4th makes 250; 200 fit when every 5th is taken. Each story is the one that Replay tells of the same person,
// also where people share agents.
func TestASampleTellsTheStoriesOfEverySoManiethPerson(t *testing.T) {
	t.Parallel()
	for _, name := range []string{"abandoned_cart", "personalisation_before"} {
		m := sample(t, name)
		spec := simulate.Spec{People: 1000, Seed: 3}
		last := int64(0)
		s, err := simulate.ReplaySample(context.Background(), m, spec, 300, func(p simulate.Progress) { last = p.Done })
		if err != nil {
			t.Fatal(err)
		}
		if s.Of != 1000 || s.Every != 4 || len(s.Stories) != 250 || last != 250 || s.From != 0 || s.Horizon != int64(m.Settings.HorizonDays)*24*3600*1000 {
			t.Errorf("%s: every %d of %d, %d stories, told of %d, from %d to %d", name, s.Every, s.Of, len(s.Stories), last, s.From, s.Horizon)
		}
		for _, i := range []int{0, 7, 249} {
			told := s.Stories[i]
			if told.Person.Number != int64(4*i+1) {
				t.Errorf("%s: story %d is of person %d", name, i, told.Person.Number)
			}
			alone, err := simulate.Replay(context.Background(), m, spec, told.Person)
			if err != nil {
				t.Fatal(err)
			}
			if !reflect.DeepEqual(alone, told) {
				t.Errorf("%s: person %d lives otherwise in the sample", name, told.Person.Number)
			}
		}
		if at := s.Clock(0).Format("2006-01-02 15:04"); at[:10] != string(m.Settings.Start) {
			t.Errorf("%s: the clock begins at %s", name, at)
		}
		cancelled, cancel := context.WithCancel(context.Background())
		cancel()
		if _, err := simulate.ReplaySample(cancelled, m, spec, 300, nil); !errors.Is(err, context.Canceled) {
			t.Errorf("%s: %v", name, err)
		}
	}
}
