package trial

import (
	"fmt"

	"rehearse/journey"
)

// Builder puts a small map together. Every method adds one record; the ids given are the names too.
type Builder struct {
	*journey.Map
	links int
}

// New returns a map in UTC with one persona "p" and a run of so many days from Monday 2026-01-05 00:00.
func New(days int) *Builder {
	m := journey.New("trial", "2026-01-05")
	m.Settings.HorizonDays = days
	m.Settings.Languages = []string{"en"}
	b := &Builder{Map: m}
	b.Persona("p", 1)
	return b
}

// Persona adds a persona with a share of the audience.
func (b *Builder) Persona(id journey.ID, share float64) *journey.Persona {
	p := &journey.Persona{ID: id, Name: string(id), Share: journey.Guess(share)}
	b.Personas = append(b.Personas, p)
	return p
}

// Event adds an event of the map.
func (b *Builder) Event(ids ...journey.ID) {
	for _, id := range ids {
		b.Events = append(b.Events, &journey.Event{ID: id, Name: string(id)})
	}
}

// Channel adds a channel for messages that every persona so far can be reached by; rates may be changed.
func (b *Builder) Channel(id journey.ID) *journey.Channel {
	c := &journey.Channel{ID: id, Name: string(id)}
	b.Channels = append(b.Channels, c)
	for _, p := range b.Personas {
		p.Channels = append(p.Channels, journey.Reach{Channel: id, Known: journey.Guess(1), Allowed: journey.Guess(1)})
	}
	return c
}

// Rate is a rate with its base.
func Rate(value float64, per journey.Base) *journey.Assumption {
	a := journey.Guess(value)
	a.Per = per
	return &a
}

// Segment adds a segment.
func (b *Builder) Segment(id journey.ID, rule string) {
	b.Segments = append(b.Segments, &journey.Segment{ID: id, Name: string(id), Rule: rule})
}

// Scenario adds a scenario that an event starts; the first of its steps to be added is its start.
func (b *Builder) Scenario(id, event journey.ID) *journey.Scenario {
	s := &journey.Scenario{ID: id, Name: string(id), Trigger: journey.Trigger{Event: event}}
	b.Scenarios = append(b.Scenarios, s)
	return s
}

// Step adds a step; set exactly one part. The kind follows from it.
func (b *Builder) Step(id, scenario journey.ID, part any) *journey.Step {
	s := &journey.Step{ID: id, Name: string(id), Scenario: scenario}
	switch part := part.(type) {
	case *journey.Entry:
		s.Kind, s.Entry = journey.StepEntry, part
	case *journey.Touchpoint:
		s.Kind, s.Touchpoint = journey.StepTouchpoint, part
	case *journey.Message:
		s.Kind, s.Message = journey.StepMessage, part
	case *journey.Wait:
		s.Kind, s.Wait = journey.StepWait, part
	case *journey.Branch:
		s.Kind, s.Branch = journey.StepBranch, part
	case *journey.Split:
		s.Kind, s.Split = journey.StepSplit, part
	case *journey.Support:
		s.Kind, s.Support = journey.StepSupport, part
	case *journey.Call:
		s.Kind, s.Call = journey.StepCall, part
	case *journey.Update:
		s.Kind, s.Update = journey.StepUpdate, part
	case *journey.Goal:
		s.Kind, s.Goal = journey.StepGoal, part
	case *journey.Exit:
		s.Kind, s.Exit = journey.StepExit, part
	default:
		panic(fmt.Sprintf("trial: no step of %T", part))
	}
	b.Steps = append(b.Steps, s)
	for _, scenario := range b.Scenarios {
		if scenario.ID == s.Scenario && scenario.Start == "" {
			scenario.Start = s.ID
		}
	}
	return s
}

// Cohort adds an entry where so many people arrive at the start.
func (b *Builder) Cohort(id journey.ID, people int64) *journey.Entry {
	e := &journey.Entry{Mode: journey.EntryCohort, People: people}
	b.Step(id, "", e)
	return e
}

// Touch adds a touchpoint of the main flow that emits an event, "" for none.
func (b *Builder) Touch(id, event journey.ID) { b.Step(id, "", &journey.Touchpoint{Event: event}) }

// Wait adds a wait of a fixed length.
func (b *Builder) Wait(id, scenario journey.ID, d journey.Duration) {
	b.Step(id, scenario, &journey.Wait{For: journey.Fixed(d)})
}

// Link adds a link by a port.
func (b *Builder) Link(from journey.ID, port journey.Port, to journey.ID) *journey.Link {
	b.links++
	l := &journey.Link{ID: journey.ID(fmt.Sprintf("l%d", b.links)), From: from, Port: port, To: to}
	b.Links = append(b.Links, l)
	return l
}

// Chain links steps one after another by "out".
func (b *Builder) Chain(steps ...journey.ID) {
	for i := range steps[1:] {
		b.Link(steps[i], journey.PortOut, steps[i+1])
	}
}

// Weighted adds a link by "out" with a weight.
func (b *Builder) Weighted(from, to journey.ID, weight float64) *journey.Link {
	l := b.Link(from, journey.PortOut, to)
	a := journey.Guess(weight)
	l.Weight = &a
	return l
}

// Done returns the normalized map.
func (b *Builder) Done() *journey.Map {
	for _, kind := range journey.Kinds() {
		for _, r := range b.Records(kind) {
			journey.Normalize(r)
		}
	}
	return b.Map
}
