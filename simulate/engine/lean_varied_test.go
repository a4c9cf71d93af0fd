package engine

import (
	"context"
	"fmt"
	"math/rand/v2"
	"os"
	"reflect"
	"slices"
	"strconv"
	"testing"

	"rehearse/journey"
	"rehearse/simulate/cohort"
	"rehearse/simulate/program"
	"rehearse/simulate/trial"
)

// varied gives a map what random maps lack and every other textbook has: entries that cost, that take time, that part, with mixes of their own;
// more personas than the pool tells by eye, weights for some people, steps of the main flow that end the way, goals of many values.
func varied(m *journey.Map, pick func(n int) int) *journey.Map {
	for i := range pick(6) {
		p := *m.Personas[0]
		p.ID, p.Name, p.Share = journey.ID("more"+strconv.Itoa(i)), "more"+strconv.Itoa(i), journey.Guess(0)
		m.Personas = append(m.Personas, &p)
	}
	for _, p := range m.Personas {
		p.Share = journey.Guess(1 / float64(len(m.Personas)))
		if pick(3) == 0 {
			p.Patience = []journey.Law{{Kind: journey.LawExponential, Mean: journey.Hour}, journey.Fixed(10 * journey.Minute)}[pick(2)]
		}
	}
	var entries []*journey.Step
	for _, s := range m.Steps {
		switch {
		case s.Entry != nil:
			entries = append(entries, s)
		case s.Goal != nil && pick(2) == 0:
			s.Goal.Value = journey.GoalValue{Low: journey.Unit, Amount: 2 * journey.Unit, High: 9 * journey.Unit}
			if pick(2) == 0 {
				m.Links = slices.DeleteFunc(m.Links, func(l *journey.Link) bool { return l.From == s.ID })
			}
		case s.Touchpoint != nil && pick(6) == 0:
			m.Links = slices.DeleteFunc(m.Links, func(l *journey.Link) bool { return l.From == s.ID })
			s.Kind, s.Touchpoint, s.Exit = journey.StepExit, nil, &journey.Exit{}
		case s.Support != nil && pick(2) == 0:
			s.Support.CostPerCase = journey.Unit
		}
	}
	if pick(2) == 0 {
		s := &journey.Step{ID: "side", Name: "side", Kind: journey.StepEntry, Entry: &journey.Entry{Mode: journey.EntryCohort, People: int64(1 + pick(60))}}
		entries, m.Steps = append(entries, s), append(m.Steps, s)
		m.Links = append(m.Links, &journey.Link{ID: "side-in", From: s.ID, Port: journey.PortOut, To: m.Steps[pick(len(m.Steps)-1)].ID})
		if to := m.Step(m.Links[len(m.Links)-1].To); to.Entry != nil || to.Scenario != "" {
			m.Links[len(m.Links)-1].To = "main0"
		}
	}
	for _, s := range entries {
		if pick(3) == 0 {
			s.Entry.CostPerVisit = journey.Unit
		}
		if pick(4) == 0 && len(m.Personas) > 1 {
			s.Entry.Mix = []journey.Weighted{{Value: string(m.Personas[0].ID), Share: journey.Guess(0.3)}, {Value: string(m.Personas[len(m.Personas)-1].ID), Share: journey.Guess(0.7)}}
		}
		for _, l := range slices.Clone(m.Links) {
			if l.From != s.ID {
				continue
			}
			if pick(4) == 0 {
				l.Delay = []journey.Law{journey.Fixed(90), {Kind: journey.LawExponential, Mean: 20 * journey.Minute}, {Kind: journey.LawUniform, High: journey.Day}}[pick(3)]
			}
			if pick(4) == 0 {
				m.Links = append(m.Links, &journey.Link{ID: l.ID + "-too", From: l.From, Port: l.Port, To: l.To})
			}
		}
	}
	for _, l := range m.Links {
		if l.Weight != nil && pick(4) == 0 && m.Step(l.From).Touchpoint != nil {
			l.Weights = []journey.WeightFor{{Persona: m.Personas[0].ID, Weight: journey.Guess(0.1)}, {Entry: entries[0].ID, Weight: journey.Guess(0.3)}}
		}
	}
	return m
}

// Every shortcut counts what whole lives count, also where people of one entry take it and those of another do not.
// VARIED_SEEDS=0-5000 tries others.
func TestShortcutsChangeNoByteOfVariedMaps(t *testing.T) {
	t.Parallel()
	first, last := uint64(0), uint64(250)
	if s := os.Getenv("VARIED_SEEDS"); s != "" {
		if _, err := fmt.Sscanf(s, "%d-%d", &first, &last); err != nil {
			t.Fatal(err)
		}
	}
	shared, mixed := 0, 0
	for seed := first; seed < last; seed++ {
		for _, desks := range []bool{false, true} {
			r := rand.New(rand.NewPCG(seed, 23))
			var features []trial.Feature
			make := leaned
			if desks {
				features, make = append(features, trial.SharedAgents), desksOnly
			}
			if seed%4 == 3 {
				features = append(features, trial.BasePeople, trial.WarmUp)
			}
			p, problems := program.Compile(varied(make(trial.Map(r.IntN, features...), r.IntN), r.IntN))
			if len(problems) > 0 {
				t.Fatalf("seed %d: %v", seed, problems)
			}
			plan := cohort.NewPlan(p, seed, 150)
			want, err := Run(context.Background(), p, plan, Options{whole: true}, 1, nil)
			if err != nil {
				t.Errorf("seed %d: %v", seed, err)
				continue
			}
			got, err := Run(context.Background(), p, plan, Options{}, 1+int(seed%3), nil)
			if err != nil {
				t.Errorf("seed %d, desks %v: %v", seed, desks, err)
				continue
			}
			if !reflect.DeepEqual(got, want) {
				t.Errorf("seed %d, desks %v: %s", seed, desks, difference(p, got, want))
			}
			if l := newLayout(p, Options{}); l.tables != nil {
				if p.Shared() {
					shared++
				}
				if l.tables.pool != nil && !l.tables.pool.allCome {
					mixed++
				}
			}
		}
	}
	t.Logf("%d maps with desks, %d whose entries differ", shared, mixed)
	if shared < int(last-first)/10 || mixed < int(last-first)/10 {
		t.Errorf("%d maps with desks, %d whose entries differ: the test compares little", shared, mixed)
	}
}
