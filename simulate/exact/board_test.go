package exact_test

import (
	"fmt"
	"testing"

	"rehearse/journey"
	"rehearse/simulate"
	"rehearse/simulate/program"
)

// board builds small maps.
type board struct{ *journey.Map }

// newBoard has one persona and one entry of n people at the start; the entry is step "in".
func newBoard() *board {
	m := journey.New("board", "2026-01-05")
	m.Settings.Languages = []string{"en"}
	b := &board{m}
	b.persona("anna", 1)
	b.step("in", journey.Step{Kind: journey.StepEntry, Entry: &journey.Entry{Mode: journey.EntryCohort, People: 1000}})
	return b
}

func (b *board) persona(id journey.ID, share float64) *journey.Persona {
	p := &journey.Persona{ID: id, Name: string(id), Share: journey.Guess(share)}
	journey.Normalize(p)
	b.Personas = append(b.Personas, p)
	return p
}

func (b *board) step(id journey.ID, s journey.Step) *journey.Step {
	s.ID, s.Name = id, string(id)
	journey.Normalize(&s)
	b.Steps = append(b.Steps, &s)
	return &s
}

func (b *board) touch(ids ...journey.ID) {
	for _, id := range ids {
		b.step(id, journey.Step{Kind: journey.StepTouchpoint, Touchpoint: &journey.Touchpoint{}})
	}
}

func (b *board) goal(id journey.ID, amount journey.Money, everyTime bool) {
	b.step(id, journey.Step{Kind: journey.StepGoal, Goal: &journey.Goal{EveryTime: everyTime, Value: journey.GoalValue{Amount: amount}}})
}

// link joins two steps; weight below 0 takes the rest.
func (b *board) link(from, to journey.ID, weight float64) *journey.Link {
	l := &journey.Link{ID: journey.ID(fmt.Sprintf("l%d", len(b.Links))), From: from, Port: journey.PortOut, To: to}
	if weight >= 0 {
		w := journey.Guess(weight)
		l.Weight = &w
	}
	journey.Normalize(l)
	b.Links = append(b.Links, l)
	return l
}

func (b *board) compile(t *testing.T) *program.Program {
	t.Helper()
	p, problems := simulate.Compile(b.Map)
	if len(problems) > 0 {
		t.Fatalf("the map does not compile: %v", problems)
	}
	return p
}
