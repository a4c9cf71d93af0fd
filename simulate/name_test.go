package simulate_test

import (
	"context"
	"testing"

	"rehearse/assets"
	"rehearse/journey"
	"rehearse/journey/codec"
	"rehearse/simulate"
)

func TestAPersonHasTheSameNameWithAndWithoutTheirStory(t *testing.T) {
	t.Parallel()
	data, err := assets.Sample("webinar")
	if err != nil {
		t.Fatal(err)
	}
	m, problems := codec.DecodeMap(data)
	if len(problems) > 0 {
		t.Fatal(problems)
	}
	spec := simulate.Spec{People: 500, Seed: 3}
	var people []simulate.PersonRef
	for _, number := range []int64{1, 250, 500, 501} {
		people = append(people, simulate.PersonRef{Seed: 3, Number: number})
	}
	names, err := simulate.Names(m, spec, people)
	if err != nil {
		t.Fatal(err)
	}
	for i, person := range people[:3] {
		story, err := simulate.Replay(context.Background(), m, spec, person)
		if err != nil {
			t.Fatal(err)
		}
		if names[i] == "" || names[i] != story.Name {
			t.Errorf("person %d is %q, in the story %q", person.Number, names[i], story.Name)
		}
	}
	if names[3] != "" {
		t.Errorf("somebody who is not in the run is called %q", names[3])
	}
	if _, err := simulate.Names(journey.New("Nobody", "2026-01-05"), spec, people); err == nil {
		t.Error("a map without people has names")
	}
}
