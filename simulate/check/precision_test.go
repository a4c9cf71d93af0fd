package check

import (
	"context"
	"fmt"
	"math/rand/v2"
	"strings"
	"testing"

	"rehearse/journey"
	"rehearse/journey/finding"
	"rehearse/simulate"
	"rehearse/simulate/trial"
)

// What a static finding calls impossible may happen in no run. Random maps get what the usual ones lack: personas scenarios
// are meant for, offers that end, rules about persona and language, weights of 0, addresses nobody has.
func TestNoRunDoesWhatAFindingCallsImpossible(t *testing.T) {
	t.Parallel()
	spoke := map[string]int{}
	for seed := range uint64(400) {
		choices := rand.New(rand.NewPCG(seed, 17))
		m := trial.Map(choices.IntN)
		sharpen(m, choices)
		found := Find(m, Seen{Today: today})
		var sure []finding.Finding
		for _, f := range found {
			if f.Rule == "J100" || f.Rule == "J103" {
				sure = nil
				break
			}
			if impossible(f) {
				sure = append(sure, f)
				spoke[f.Rule]++
			}
		}
		if len(sure) == 0 {
			continue
		}
		r, err := simulate.Run(context.Background(), m, simulate.Spec{Seed: seed, People: 300, Workers: 1}, nil)
		if err != nil {
			t.Fatal(seed, err)
		}
		for _, f := range sure {
			if n := happened(m, r, f); n > 0 {
				t.Errorf("seed %d: %s %s %v %v, and it happened %d times", seed, f.Rule, f.Message, f.Targets, f.Args, n)
			}
		}
	}
	for _, rule := range []string{"J101", "J107", "J108", "J109", "J114", "J303", "J306", "J308"} {
		if spoke[rule] == 0 {
			t.Errorf("%s never spoke: the maps do not try it", rule)
		}
	}
	t.Log(spoke)
}

// sharpen gives a random map what these rules look at.
func sharpen(m *journey.Map, choices *rand.Rand) {
	chance := func(n int) bool { return choices.IntN(100) < n }
	rules := []string{`persona = "p"`, `persona != "p"`, `language = "en"`, `never("ea")`, `known("email")`, `score > 100`, `mark("m") and not mark("m")`}
	for _, s := range m.Segments {
		if chance(40) {
			s.Rule = "(" + s.Rule + ") and " + rules[choices.IntN(len(rules))]
		}
	}
	m.Offers = append(m.Offers, &journey.Offer{ID: "offer", Name: "offer", Expires: &journey.Anchor{
		Kind:   []journey.AnchorKind{journey.AnchorScenarioStart, journey.AnchorEvent, journey.AnchorNamedDate, journey.AnchorProperty}[choices.IntN(4)],
		Offset: journey.Duration(choices.IntN(5)-2) * 12 * journey.Hour,
	}})
	switch e := m.Offers[0].Expires; e.Kind {
	case journey.AnchorEvent:
		e.Of = "ea"
	case journey.AnchorNamedDate:
		e.Of = "once"
	case journey.AnchorProperty:
		e.Of = "due"
	}
	m.NamedDates = append(m.NamedDates, &journey.NamedDate{ID: "once", Name: "once", Date: m.Settings.Start, At: 9 * 3600})
	for _, step := range m.Steps {
		if step.Message != nil && chance(50) {
			step.Message.Offer = "offer"
		}
		if step.Branch != nil && chance(40) {
			step.Branch.Rules[1].Rule = step.Branch.Rules[0].Rule + " and " + rules[choices.IntN(len(rules))]
		}
		if step.Message != nil && chance(10) {
			step.Message.Channels = []journey.ID{"letter"}
		}
	}
	m.Channels = append(m.Channels, &journey.Channel{ID: "letter", Name: "letter"})
	for _, s := range m.Scenarios {
		if chance(50) {
			s.Personas = []journey.ID{m.Personas[choices.IntN(len(m.Personas))].ID}
		}
		if chance(20) {
			s.Trigger = journey.Trigger{Kind: journey.TriggerEvent, Event: "nobody"}
		}
	}
	m.Events = append(m.Events, &journey.Event{ID: "nobody", Name: "nobody"})
	for _, l := range m.Links {
		if l.Weight != nil && chance(5) {
			l.Weight.Value = 0
		}
	}
	for _, kind := range journey.Kinds() {
		for _, r := range m.Records(kind) {
			journey.Normalize(r)
		}
	}
}

// impossible tells that a finding says of its targets that something never happens.
func impossible(f finding.Finding) bool {
	switch f.Rule {
	case "J101", "J105", "J303", "J306", "J308":
		return true
	case "J107":
		return !strings.HasSuffix(f.Message, "_always") && !strings.HasSuffix(f.Message, "_yet")
	case "J108":
		return f.Targets[1].Kind == journey.KindScenario
	case "J109":
		return f.Severity == finding.Warning
	case "J114":
		return len(f.Numbers) == 0
	}
	return false
}

// happened counts in a run what a finding says never happens.
func happened(m *journey.Map, r *simulate.Result, f finding.Finding) (n int64) {
	id := f.Targets[0].ID
	started := func(scenario journey.ID) (n int64) {
		for _, row := range r.Scenarios {
			if row.Scenario == scenario {
				n += row.Started
			}
		}
		return n
	}
	sent := func(step journey.ID) (n int64) {
		for _, row := range r.Messages {
			if row.Step == step {
				n += row.Sent
			}
		}
		return n
	}
	gone := func(step, rule journey.ID) (n int64) {
		for _, row := range r.Links {
			if l := m.Link(row.Link); l.From == step && l.Port == journey.Port(rule) {
				n += row.Tokens
			}
		}
		return n
	}
	switch f.Rule {
	case "J101", "J105":
		for _, row := range r.Steps {
			if row.Step == id {
				n += row.Tokens.Entered
			}
		}
	case "J107", "J114":
		switch {
		case f.Targets[0].Kind == journey.KindScenario && strings.HasSuffix(f.Message, "_persona"):
			for _, row := range r.Scenarios {
				for _, group := range row.ByPersona {
					if row.Scenario == id && group.ID == f.Targets[1].ID {
						n += group.People
					}
				}
			}
		case f.Targets[0].Kind == journey.KindScenario:
			n = started(id)
		case f.Targets[0].Kind == journey.KindStep:
			var at int
			if _, err := fmt.Sscanf(f.Field, "branch.rules[%d].rule", &at); err == nil {
				n = gone(id, m.Step(id).Branch.Rules[at].ID)
			}
		default:
			for _, s := range m.Scenarios {
				if s.Segment == id || s.Trigger.Kind == journey.TriggerSegment && s.Trigger.Segment == id {
					n += started(s.ID)
				}
			}
		}
	case "J108":
		if m.Scenario(f.Targets[1].ID).Trigger.Event == id {
			n = started(f.Targets[1].ID)
		}
	case "J109":
		for _, step := range m.Steps {
			if step.Scenario == id {
				n += sent(step.ID)
			}
		}
	case "J303", "J306":
		for _, target := range f.Targets {
			n += sent(target.ID)
		}
	case "J308":
		n = started(id)
	}
	return n
}

// A run of the first phase says nothing of the scenarios of the second.
func TestScenariosThatDidNotRunAreNotForgotten(t *testing.T) {
	t.Parallel()
	m := readSample(t, "testdata/J114/fires_measured_three_carts_in_a_day.json")
	for phases, want := range map[int]int{1: 1, 2: 0} {
		r, err := simulate.Run(context.Background(), m, simulate.Spec{Seed: 1, People: 2000, Workers: 1, Phases: []int{phases}}, nil)
		if err != nil {
			t.Fatal(err)
		}
		if found := of("J114", Find(m, Seen{Today: today, Result: r})); len(found) != want {
			t.Errorf("phase %d: %v", phases, found)
		}
	}
}
