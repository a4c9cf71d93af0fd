package engine

import (
	"context"
	"os"
	"reflect"
	"testing"

	"rehearse/journey"
	"rehearse/journey/codec"
	"rehearse/simulate/cohort"
	"rehearse/simulate/program"
)

// TestWhoComesBackVeryOftenIsCountedAsInAWholeLife lets people of the first reference model look around 200 times in the mean, so
// that many leave the pool because its counters of visits are full, and some are on their way at the horizon.
func TestWhoComesBackVeryOftenIsCountedAsInAWholeLife(t *testing.T) {
	t.Parallel()
	data, err := os.ReadFile("../testdata/reference/ref1.json")
	if err != nil {
		t.Fatal(err)
	}
	m, problems := codec.DecodeMap(data)
	if len(problems) > 0 {
		t.Fatal(problems)
	}
	for _, l := range m.Links {
		weight := map[journey.ID]float64{"browse_browse": 0.995, "browse_product": 0.004}[l.ID]
		if weight > 0 {
			w := journey.Guess(weight)
			l.Weight, l.Weights = &w, nil
		}
		if l.ID == "landing_browse" {
			l.Delay = journey.Law{Kind: journey.LawExponential, Mean: 60 * journey.Day}
		}
	}
	p, problems := program.Compile(m)
	if len(problems) > 0 {
		t.Fatal(problems)
	}
	if l := newLayout(p, Options{}); l.tables == nil || l.tables.pool == nil || l.tables.pool.most != mostPoolVisit {
		t.Fatal("the map has no pool")
	}
	plan := cohort.NewPlan(p, 5, 3000)
	var tallies [2]*Tally
	for i := range tallies {
		if tallies[i], err = Run(context.Background(), p, plan, Options{whole: i == 1}, 1+i, nil); err != nil {
			t.Fatal(err)
		}
	}
	if !reflect.DeepEqual(tallies[0], tallies[1]) {
		t.Error("the pool counted something else than whole lives")
	}
	visits, delayed := int64(0), int64(0)
	for _, c := range tallies[0].Contexts {
		if c != nil {
			for i := range c.Links {
				delayed += c.Links[i].Delayed
			}
			for i := range c.Steps {
				if p.Steps[i].ID == "browse" {
					visits += c.Steps[i].Entered
				}
			}
		}
	}
	if visits < 200_000 || delayed < 50 {
		t.Errorf("people looked around %d times, and %d were on their way at the end: the test compares little", visits, delayed)
	}
}
