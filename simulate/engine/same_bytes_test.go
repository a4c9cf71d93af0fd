package engine_test

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"testing"

	"rehearse/assets"
	"rehearse/journey"
	"rehearse/journey/codec"
	"rehearse/simulate"
	"rehearse/simulate/engine"
	"rehearse/simulate/trial"
)

// read decodes a map; nil when it is meant to be refused.
func read(t *testing.T, data []byte) *journey.Map {
	t.Helper()
	m, problems := codec.DecodeMap(data)
	if len(problems) > 0 {
		t.Fatal(problems)
	}
	return m
}

// result is a run as bytes; false when the map is refused.
func result(t *testing.T, m *journey.Map, spec simulate.Spec) ([]byte, bool) {
	t.Helper()
	r, err := simulate.Run(context.Background(), m, spec, nil)
	if problems := (journey.Problems)(nil); errors.As(err, &problems) {
		return nil, false
	}
	if err != nil {
		t.Fatal(err)
	}
	data, err := json.Marshal(r)
	if err != nil {
		t.Fatal(err)
	}
	return data, true
}

// TestNeitherWorkersNorBlocksChangeAByte runs samples, corner cases and random maps with 1, 2, 3 and 8 workers who take people
// singly, by 7 and all at once. The size of blocks belongs to the package: the test runs
// alone.
func TestNeitherWorkersNorBlocksChangeAByte(t *testing.T) {
	maps := map[string]*journey.Map{}
	for _, s := range assets.Samples() {
		data, err := assets.Sample(s.Name)
		if err != nil {
			t.Fatal(err)
		}
		maps[s.Name] = read(t, data)
	}
	paths, err := filepath.Glob(filepath.Join("..", "testdata", "edges", "*.json"))
	if err != nil || len(paths) == 0 {
		t.Fatalf("no maps: %v", err)
	}
	for _, path := range paths {
		data, err := os.ReadFile(path)
		if err != nil {
			t.Fatal(err)
		}
		maps[filepath.Base(path)] = read(t, data)
	}
	for seed := range uint64(30) {
		features := []trial.Feature{trial.BasePeople, trial.OutsideEvents, trial.WarmUp, trial.CapSwitches}
		if seed%2 == 1 {
			features = append(features, trial.SharedAgents)
		}
		maps[fmt.Sprint("random ", seed)] = trial.Map(rand.New(rand.NewPCG(seed+30_000, 1)).IntN, features...)
	}
	for seed := range uint64(12) {
		maps[fmt.Sprint("shared ", seed)] = trial.Map(rand.New(rand.NewPCG(seed+40_000, 1)).IntN, trial.SharedAgents, trial.WarmUp, trial.BasePeople)
	}
	ran := 0
	for name, m := range maps {
		spec := simulate.Spec{Seed: 4, People: 400, Detail: true}
		first, ok := result(t, m, spec)
		if !ok {
			continue
		}
		for _, block := range []int64{1, 7, 1024} {
			restore := engine.SetBlockSize(block)
			for _, workers := range []int{1, 2, 3, 8} {
				spec.Workers = workers
				again, _ := result(t, m, spec)
				if ran++; !bytes.Equal(first, again) {
					t.Errorf("%s: %d workers with blocks of %d give other bytes", name, workers, block)
				}
			}
			restore()
		}
	}
	if ran < 500 {
		t.Errorf("only %d runs were compared", ran)
	}
}
