package overlay

import (
	"slices"

	"rehearse/journey"
)

// Filter says what of a map is looked at; the rest is faded. The zero Filter is everything. What is set joins by AND.
type Filter struct {
	Persona, Channel, Scenario journey.ID
	// MainFlow looks at the steps of no scenario.
	MainFlow bool
	Status   journey.ScenarioStatus
}

// Faded lists the steps and links that a filter does not let through; nil for the zero Filter. Notes and frames stay,
// and a link stays when both its ends do.
func (f Filter) Faded(m *journey.Map) map[journey.ID]bool {
	if f == (Filter{}) {
		return nil
	}
	var reached map[journey.ID]bool
	if f.Persona != "" {
		reached = wayOf(m, f.Persona)
	}
	faded := map[journey.ID]bool{}
	for _, s := range m.Steps {
		if s.Kind.Simulated() && (!f.lets(m, s) || reached != nil && !reached[s.ID]) {
			faded[s.ID] = true
		}
	}
	for _, l := range m.Links {
		if faded[l.From] || faded[l.To] {
			faded[l.ID] = true
		}
	}
	return faded
}

// lets reports whether a step passes all but the persona.
func (f Filter) lets(m *journey.Map, s *journey.Step) bool {
	scenario := m.Scenario(s.Scenario)
	switch {
	case f.MainFlow && s.Scenario != "",
		f.Scenario != "" && s.Scenario != f.Scenario,
		f.Status != "" && (scenario == nil || scenario.Status != f.Status),
		f.Channel != "" && !slices.Contains(channelsOf(s), f.Channel):
		return false
	}
	return true
}

func channelsOf(s *journey.Step) []journey.ID {
	switch {
	case s.Entry != nil:
		return []journey.ID{s.Entry.Channel}
	case s.Message != nil:
		return s.Message.Channels
	case s.Support != nil:
		return []journey.ID{s.Support.Channel}
	case s.Call != nil:
		return []journey.ID{s.Call.Channel}
	}
	return nil
}

// wayOf lists the steps a persona can come to: from the entries whose mix has it, over links that are not closed to it,
// and the steps of scenarios that are meant for it.
func wayOf(m *journey.Map, persona journey.ID) map[journey.ID]bool {
	reached := map[journey.ID]bool{}
	var open []journey.ID
	reach := func(id journey.ID) {
		if !reached[id] {
			reached[id] = true
			open = append(open, id)
		}
	}
	for _, s := range m.Steps {
		scenario := m.Scenario(s.Scenario)
		switch {
		case s.Entry != nil && hasPersona(m, s.Entry, persona):
			reach(s.ID)
		case scenario != nil && scenario.Start == s.ID && (len(scenario.Personas) == 0 || slices.Contains(scenario.Personas, persona)):
			reach(s.ID)
		}
	}
	for len(open) > 0 {
		at := open[0]
		open = open[1:]
		for _, l := range m.Links {
			if l.From == at && !closedTo(m, l, persona) {
				reach(l.To)
			}
		}
	}
	return reached
}

// hasPersona reports whether people of a persona come by an entry.
func hasPersona(m *journey.Map, e *journey.Entry, persona journey.ID) bool {
	if len(e.Mix) > 0 {
		return slices.ContainsFunc(e.Mix, func(s journey.Weighted) bool {
			return s.Value == string(persona) && m.Value(s.Share).Value > 0
		})
	}
	p := m.Persona(persona)
	return p != nil && m.Value(p.Share).Value > 0
}

// closedTo reports whether nobody of a persona takes a link.
func closedTo(m *journey.Map, l *journey.Link, persona journey.ID) bool {
	for _, w := range l.Weights {
		if w.Persona == persona && w.Entry == "" {
			return m.Value(w.Weight).Value == 0
		}
	}
	return l.Weight != nil && m.Value(*l.Weight).Value == 0
}
