package check

import (
	"rehearse/journey"
	"rehearse/journey/rule"
)

// asked is what the rules of a map ask for, and the first rule that does.
type asked struct {
	records map[journey.ID]rule.Source
	marks   map[string]rule.Source
	// segments are those some rule asks for by name.
	segments map[journey.ID]bool
}

// asks reads every rule of the map once.
func (s *study) asks() *asked {
	if s.known.asked != nil {
		return s.known.asked
	}
	a := &asked{records: map[journey.ID]rule.Source{}, marks: map[string]rule.Source{}, segments: map[journey.ID]bool{}}
	for _, source := range rule.Sources(s.m) {
		x := s.parse(source.Text)
		if x == nil {
			continue
		}
		for _, ref := range rule.References(x) {
			switch ref.Kind {
			case rule.MarkName:
				if _, known := a.marks[ref.ID]; !known {
					a.marks[ref.ID] = source
				}
			case rule.LanguageName, rule.ChoiceName, rule.GradeName:
			case rule.SegmentName:
				a.segments[journey.ID(ref.ID)] = true
			default:
				if _, known := a.records[journey.ID(ref.ID)]; !known && !ref.Kind.IsMessageEvent() {
					a.records[journey.ID(ref.ID)] = source
				}
			}
		}
	}
	s.known.asked = a
	return a
}

// heard tells that something on the map listens to an event: a scenario, a wait, a rule, a score, an offer.
func (s *study) heard(event journey.ID) bool {
	if event == "" {
		return false
	}
	if _, waits := s.waitsFor(event); waits {
		return true
	}
	for _, score := range s.m.Scores {
		for _, points := range score.Points {
			if points.Event == event {
				return true
			}
		}
	}
	for _, offer := range s.m.Offers {
		if offer.Expires != nil && offer.Expires.Of == event {
			return true
		}
	}
	_, asked := s.asks().records[event]
	return asked
}

// asksForAny tells that a rule, or a scenario, asks for something one of these changes sets.
func (s *study) asksForAny(changes []journey.Change) bool {
	for _, c := range changes {
		switch c.Kind {
		case journey.ChangeMark:
			if _, asked := s.asks().marks[c.Value]; asked {
				return true
			}
		case journey.ChangeProperty, journey.ChangeScore:
			if _, asked := s.asks().records[c.Target]; asked || s.startsByDate(c.Target) {
				return true
			}
		default: // an address, consent, a subscription: the messages ask for it
			return true
		}
	}
	return false
}

// startsByDate tells that a scenario starts by a date property.
func (s *study) startsByDate(property journey.ID) bool {
	for _, scenario := range s.m.Scenarios {
		if scenario.Trigger.Kind == journey.TriggerDate && scenario.Trigger.Property == property {
			return true
		}
	}
	return false
}
