package engine

import (
	"context"
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"reflect"
	"slices"
	"testing"

	"rehearse/journey"
	"rehearse/journey/codec"
	"rehearse/simulate/cohort"
	"rehearse/simulate/program"
	"rehearse/simulate/trial"
)

// leaned makes a map of one on which lean lives can be lived: what they do not know is left out.
func leaned(m *journey.Map, pick func(n int) int) *journey.Map {
	m.Events = slices.DeleteFunc(m.Events, func(e *journey.Event) bool { return e.ID == "unsubscribed" })
	for _, c := range m.Channels {
		c.DeliveryDelay = journey.Law{}
	}
	if pick(2) == 0 {
		for _, p := range m.Personas {
			for i := range p.Channels {
				p.Channels[i].Known = journey.Guess(1)
			}
		}
	}
	for _, s := range m.Scenarios {
		s.Holdout, s.Exits = 0, nil
		if s.Trigger.Event == "" {
			s.Trigger = journey.Trigger{Kind: journey.TriggerEvent, Repeat: journey.RepeatOnce, Event: []journey.ID{"ea", "eb", "ec"}[pick(3)]}
		}
	}
	for _, s := range m.Steps {
		s.Ports = nil
		changes := func(list []journey.Change) []journey.Change {
			return slices.DeleteFunc(list, func(c journey.Change) bool {
				return c.Kind == journey.ChangeAllowed || c.Kind == journey.ChangeSubscription
			})
		}
		switch {
		case s.Message != nil:
			s.Message.Channels = s.Message.Channels[len(s.Message.Channels)-1-pick(len(s.Message.Channels)):][:1]
			s.Message.Response = nil
			s.Message.Class = []journey.MessageClass{journey.ClassMarketing, journey.ClassMarketing, journey.ClassTransactional}[pick(3)]
			if pick(2) == 0 {
				s.Message.DecideAfter = journey.Duration(1+pick(24)) * journey.Hour
			}
			if pick(3) == 0 {
				s.Message.Contents = []journey.Content{{Language: "en", Subject: []string{"one", "two", "two more sheep", "two more old sheep"}[pick(4)]}}
			}
			if pick(4) == 0 {
				s.Message.Goal = journey.Ref{Kind: journey.KindEvent, ID: "eb"}
			}
			if pick(8) == 0 {
				s.Message.RepeatOK = true
			}
			if pick(4) == 0 {
				s.Message.LongestHold = 3 * journey.Hour
			}
		case s.Wait != nil && s.Wait.Kind != "" && s.Wait.Kind != journey.WaitDuration:
			rest(m, s)
		case s.Call != nil:
			s.Call = nil
			rest(m, s)
		case s.Exit != nil:
			s.Exit.Map = false
		case s.Touchpoint != nil:
			s.Touchpoint.Changes = changes(s.Touchpoint.Changes)
		case s.Update != nil:
			s.Update.Changes = changes(s.Update.Changes)
		}
	}
	m.Links = slices.DeleteFunc(m.Links, func(l *journey.Link) bool { return m.Step(l.From).Scenario != m.Step(l.To).Scenario })
	for i := range m.Policy.Caps {
		c := &m.Policy.Caps[i]
		if c.Counts == journey.CountAttempt {
			c.Counts = journey.CountSend
		}
		if c.Hit == journey.CapDefer {
			c.Hit = journey.CapSkip
		}
	}
	m.Policy.MostPerDay, m.Policy.MostPerWeek = 1+pick(2), 2+pick(3)
	m.Policy.LeastTouches, m.Policy.LeastTouchesDays = pick(3), pick(2)*3
	return m
}

// desksOnly leaves of a map the main flow without messages, changes and ways back, so that people come to one desk at most, once.
func desksOnly(m *journey.Map, pick func(n int) int) *journey.Map {
	m = leaned(m, pick)
	m.Scenarios = nil
	place := map[journey.ID]int{}
	m.Steps = slices.DeleteFunc(m.Steps, func(s *journey.Step) bool { return s.Scenario != "" })
	desks := 0
	for i, s := range m.Steps {
		place[s.ID] = i
		switch {
		case s.Message != nil:
			s.Message = nil
			rest(m, s)
		case s.Support != nil:
			if desks++; desks > 1 {
				s.Support = nil
				rest(m, s)
			}
		case s.Touchpoint != nil:
			s.Touchpoint.Changes = nil
		case s.Update != nil:
			s.Update = nil
			rest(m, s)
		case s.Branch != nil:
			s.Branch.Rules[0].Rule, s.Branch.Rules[1].Rule = `known("email")`, `persona = "p"`
		}
	}
	m.Links = slices.DeleteFunc(m.Links, func(l *journey.Link) bool {
		_, from := place[l.From]
		_, to := place[l.To]
		return !from || !to || m.Step(l.From).Entry == nil && place[l.To] <= place[l.From] && pick(4) > 0
	})
	for _, l := range m.Links {
		if !slices.ContainsFunc(m.Links, func(o *journey.Link) bool { return o != l && o.From == l.From && o.Port == l.Port }) {
			l.Weight = nil
		}
	}
	return m
}

// rest makes a step one that waits for some hours, left by its first port.
func rest(m *journey.Map, s *journey.Step) {
	s.Kind, s.Wait = journey.StepWait, &journey.Wait{Kind: journey.WaitDuration, Clock: journey.ClockPerson, Late: journey.LateSkip, For: journey.Law{Kind: journey.LawExponential, Mean: 5 * journey.Hour}}
	first := true
	m.Links = slices.DeleteFunc(m.Links, func(l *journey.Link) bool {
		if l.From != s.ID {
			return false
		}
		l.Port, l.Weight = journey.PortOut, nil
		gone := !first
		first = false
		return gone
	})
}

// TestLeanLivesChangeNoByte compares runs of lean lives with those of whole ones: the same tallies of random maps, and of the
// reference models.
func TestLeanLivesChangeNoByte(t *testing.T) {
	t.Parallel()
	lean, taken, all := 0, int64(0), int64(0)
	desks, answered := 0, int64(0)
	pools, poolDesks := 0, 0
	compare := func(name string, p *program.Program, seed uint64, people int) {
		plan := cohort.NewPlan(p, seed, people)
		var tallies [2]*Tally
		for i := range tallies {
			var err error
			if tallies[i], err = Run(context.Background(), p, plan, Options{whole: i == 1}, 1+i+int(seed%2), nil); err != nil {
				t.Errorf("%s: %v", name, err)
				return
			}
		}
		if !reflect.DeepEqual(tallies[0], tallies[1]) {
			t.Errorf("%s: lean lives counted something else than whole ones", name)
		}
		l := newLayout(p, Options{})
		if l.tables != nil && l.tables.pool != nil {
			if pools++; p.Shared() {
				poolDesks++
			}
		}
		if l.tables != nil && p.Shared() {
			desks++
			for i := range tallies[0].Desks {
				answered += tallies[0].Desks[i].Answered + tallies[0].Desks[i].GaveUp
			}
		} else if l.tables != nil {
			lean++
			x := newLife(l, NewTally(p, 50))
			b := newLeanLife(x)
			for n := range int64(people) {
				if a := plan.Arrival(n); a.At >= p.WarmUp && p.Entries[a.Entry].Base == nil {
					all++
					if b.try(&a, x.tally.Batches.Row(0), 1) {
						taken++
					}
				}
			}
		}
	}
	for seed := range uint64(600) {
		r := rand.New(rand.NewPCG(seed, 17))
		var features []trial.Feature
		if seed%4 == 3 {
			features = []trial.Feature{trial.BasePeople, trial.WarmUp}[:1+seed/4%2]
		}
		p, problems := program.Compile(leaned(trial.Map(r.IntN, features...), r.IntN))
		if len(problems) > 0 {
			t.Fatalf("seed %d: %v", seed, problems)
		}
		compare(fmt.Sprint("seed ", seed), p, seed, 120)
	}
	for seed := range uint64(300) {
		r := rand.New(rand.NewPCG(seed, 19))
		features := []trial.Feature{trial.SharedAgents}
		if seed%4 == 3 {
			features = append(features, trial.BasePeople, trial.WarmUp)
		}
		p, problems := program.Compile(desksOnly(trial.Map(r.IntN, features...), r.IntN))
		if len(problems) > 0 {
			t.Fatalf("desks, seed %d: %v", seed, problems)
		}
		compare(fmt.Sprint("desks, seed ", seed), p, seed, 120)
	}
	paths, err := filepath.Glob(filepath.Join("..", "testdata", "reference", "*.json"))
	if err != nil || len(paths) != 3 {
		t.Fatalf("reference models: %v, %v", paths, err)
	}
	for _, path := range paths {
		data, err := os.ReadFile(path)
		if err != nil {
			t.Fatal(err)
		}
		m, problems := codec.DecodeMap(data)
		if len(problems) > 0 {
			t.Fatal(problems)
		}
		p, problems := program.Compile(m)
		if len(problems) > 0 {
			t.Fatal(problems)
		}
		compare(path, p, 3, 3000)
	}
	t.Logf("%d maps have a pool, %d of them desks", pools, poolDesks)
	if pools < 200 || poolDesks < 30 {
		t.Errorf("%d maps have a pool, %d of them desks: the test compares little", pools, poolDesks)
	}
	t.Logf("%d maps have lean lives; of %d lives there %d were lean; %d maps have desks, which decided %d cases", lean, all, taken, desks, answered)
	if desks < 30 || answered < 1000 || lean < 300 || taken < all*9/10 {
		t.Errorf("%d maps have lean lives, of %d lives there %d were lean: the test compares little", lean, all, taken)
	}
}
