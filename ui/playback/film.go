package playback

import (
	"cmp"
	"slices"

	"rehearse/journey"
	"rehearse/journey/layout"
	"rehearse/simulate"
)

// Film is what there is to see of a sample of people on one layout. It must not be changed.
type Film struct {
	// From is when people begin to be counted, Horizon when the run ends, both in milliseconds since the map's start.
	From, Horizon int64
	// People are those who can be seen, Personas the kinds of them in the order of the map.
	People   []Person
	Personas []*journey.Persona

	tracks  []track
	cards   map[journey.ID]int32
	links   map[journey.ID]int32
	steps   []journey.ID
	areas   []layout.Rect
	routes  []points
	flashes []flash // by time
	arrived []int64 // when people came, sorted
	goals   []int64 // when people reached a goal for the first time, sorted
	sent    []int64 // messages and calls, sorted
	refused []int64
}

// Person is somebody of a film.
type Person struct {
	Ref simulate.PersonRef
	// Name is invented; Persona is a place in Film.Personas, -1 for one the map does not have.
	Name    string
	Persona int
}

// Kind is what flashes at a step.
type Kind uint8

// The kinds of flashes.
const (
	Sent    Kind = iota // a message or a call went out
	Refused             // it did not
	Reached             // a goal was reached
	kinds
)

type flash struct {
	at   int64
	card int32
	kind Kind
}

// Shoot makes the film of some stories of a map. from and horizon bound the run, in milliseconds since the map's start.
func Shoot(m *journey.Map, l *layout.Layout, stories []*simulate.Story, from, horizon int64) *Film {
	f := &Film{
		From: from, Horizon: horizon, Personas: m.Personas,
		cards: make(map[journey.ID]int32, len(l.Cards)), links: make(map[journey.ID]int32, len(l.Routes)),
	}
	for i := range l.Cards {
		f.cards[l.Cards[i].Step.ID] = int32(i)
		f.steps, f.areas = append(f.steps, l.Cards[i].Step.ID), append(f.areas, l.Cards[i].Rect)
	}
	for i := range l.Routes {
		if len(l.Routes[i].Points) > 0 {
			f.links[l.Routes[i].Link.ID] = int32(len(f.routes))
			f.routes = append(f.routes, pointsOf(l.Routes[i].Points))
		}
	}
	for _, s := range stories {
		f.add(m, s)
	}
	for _, times := range [...][]int64{f.arrived, f.goals, f.sent, f.refused} {
		slices.Sort(times)
	}
	slices.SortStableFunc(f.flashes, func(a, b flash) int { return cmp.Compare(a.at, b.at) })
	return f
}

func (f *Film) add(m *journey.Map, s *simulate.Story) {
	person := Person{Ref: s.Person, Name: s.Name, Persona: slices.IndexFunc(m.Personas, func(p *journey.Persona) bool { return p.ID == s.Persona })}
	r := &reader{f: f, m: m, person: int32(len(f.People))}
	f.People = append(f.People, person)
	r.read(s)
	goal := false
	for i := range s.Moments {
		x := &s.Moments[i]
		if i == 0 {
			f.arrived = append(f.arrived, x.At)
		}
		kind := kinds
		switch x.What {
		case "send", "call":
			kind = Sent
			f.sent = append(f.sent, x.At)
		case "refuse":
			kind = Refused
			f.refused = append(f.refused, x.At)
		case "goal":
			kind = Reached
			if !goal {
				goal = true
				f.goals = append(f.goals, x.At)
			}
		}
		if card, ok := f.cards[x.Step]; ok && kind != kinds {
			f.flashes = append(f.flashes, flash{x.At, card, kind})
		}
	}
}
