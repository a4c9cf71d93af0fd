package check

import "rehearse/journey"

// SignState is how far a scenario is as it was signed.
type SignState uint8

// The states of a scenario.
const (
	NotSigned SignState = iota // it is not in what was signed
	AsSigned
	ChangedSince // the scenario, a step or a link of it is not as it was, or is gone
)

// Scenarios tells of each scenario of a map whether it is as it was signed, without positions, colours and notes. The nil
// Signed, where nothing was signed, gives NotSigned for all.
func (s *Signed) Scenarios(now *journey.Map) map[journey.ID]SignState {
	states := make(map[journey.ID]SignState, len(now.Scenarios))
	if s == nil {
		return states
	}
	for _, scenario := range now.Scenarios {
		if s.Map.Scenario(scenario.ID) != nil {
			states[scenario.ID] = AsSigned
		}
	}
	changed := func(m *journey.Map, r journey.Record) {
		id := belongsTo(m, r)
		if states[id] == AsSigned {
			states[id] = ChangedSince
		}
	}
	d := since(s.Map, now)
	for _, list := range [][]journey.Ref{d.changed, d.added} {
		for _, ref := range list {
			if r := now.Lookup(ref); r != nil {
				changed(now, r)
			}
		}
	}
	for _, r := range d.gone {
		changed(s.Map, r)
	}
	return states
}

// belongsTo is the scenario of a record: of a link the one it begins in; "" for none.
func belongsTo(m *journey.Map, r journey.Record) journey.ID {
	switch r := r.(type) {
	case *journey.Scenario:
		return r.ID
	case *journey.Step:
		return r.Scenario
	case *journey.Link:
		if from := m.Step(r.From); from != nil {
			return from.Scenario
		}
	}
	return ""
}
