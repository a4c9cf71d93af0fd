package simulate_test

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"testing"

	"rehearse/assets"
	"rehearse/journey"
	"rehearse/journey/codec"
	"rehearse/simulate"
)

// sample reads a sample map by name.
func sample(t testing.TB, name string) *journey.Map {
	t.Helper()
	data, err := assets.Sample(name)
	if err != nil {
		t.Fatal(err)
	}
	m, problems := codec.DecodeMap(data)
	if len(problems) > 0 {
		t.Fatal(problems)
	}
	return m
}

func run(t testing.TB, m *journey.Map, spec simulate.Spec) *simulate.Result {
	t.Helper()
	r, err := simulate.Run(context.Background(), m, spec, nil)
	if err != nil {
		t.Fatal(err)
	}
	return r
}

func encoded(t testing.TB, r *simulate.Result) []byte {
	t.Helper()
	data, err := json.Marshal(r)
	if err != nil {
		t.Fatal(err)
	}
	return data
}

func TestSamplesGiveTheSameBytesWithAnyNumberOfWorkers(t *testing.T) {
	t.Parallel()
	for _, s := range assets.Samples() {
		t.Run(s.Name, func(t *testing.T) {
			t.Parallel()
			m := sample(t, s.Name)
			one := encoded(t, run(t, m, simulate.Spec{People: 20_000, Seed: 7, Workers: 1}))
			for _, workers := range []int{2, 8} {
				if other := encoded(t, run(t, m, simulate.Spec{People: 20_000, Seed: 7, Workers: workers})); !bytes.Equal(one, other) {
					t.Errorf("%d workers give other bytes than one", workers)
				}
			}
			if testing.Verbose() {
				fmt.Println(string(one))
			}
		})
	}
}
