package oracle_test

import (
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"rehearse/journey/codec"
)

// Each small map holds one corner of the contract where a reading can go wrong.
func TestTheEngineAndTheOracleAgreeOnEdges(t *testing.T) {
	t.Parallel()
	refused := []string{"two_pulls_over_one", "property_range_overflow", "warm_up_cohort"}
	aside := []string{
		"warm_up_stream", // the oracle counts the people of the warm-up too
	}
	paths, err := filepath.Glob(filepath.Join("..", "testdata", "edges", "*.json"))
	if err != nil || len(paths) == 0 {
		t.Fatalf("no maps: %v", err)
	}
	for _, path := range paths {
		name := strings.TrimSuffix(filepath.Base(path), ".json")
		if slices.Contains(refused, name) || slices.Contains(aside, name) {
			continue
		}
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			data, err := os.ReadFile(path)
			if err != nil {
				t.Fatal(err)
			}
			m, problems := codec.DecodeMap(data)
			if len(problems) > 0 {
				t.Fatal(problems)
			}
			// The oracle credits the last click or open only.
			agree(t, m, 4000, 2000, 3, "attributed")
		})
	}
}
