package program

import (
	"slices"

	"rehearse/journey"
	"rehearse/journey/rule"
)

// WithSegments returns the program with the rules of all segments of its map compiled, by map order, whether anything in a run
// asks for them or not. The copy may know more events, marks and languages; numbers of the program mean the same in it. The
// program itself stays as it is, so that a run pays for nothing it does not ask.
func (p *Program) WithSegments() (*Program, []*Rule) {
	q := *p
	q.Events, q.Messages = slices.Clone(p.Events), slices.Clone(p.Messages)
	q.Marks, q.Languages = slices.Clone(p.Marks), slices.Clone(p.Languages)
	m := p.Map
	c := &compiler{
		m: m, p: &q, vocabulary: rule.VocabularyOf(m), messageEvents: map[messageEvent]int32{},
		personas: numbers(m.Personas), properties: numbers(m.Properties), channels: numbers(m.Channels), topics: numbers(m.Topics),
		dates: numbers(m.NamedDates), scores: numbers(m.Scores), events: map[journey.ID]int32{}, entries: map[journey.ID]int32{},
	}
	for i := range q.Events {
		if id := q.Events[i].ID; id != "" {
			c.events[id] = int32(i)
		}
	}
	for i := range q.Entries {
		c.entries[q.Entries[i].ID] = int32(i)
	}
	known := func(kind rule.Kind, step journey.ID, event int32) {
		if event != None {
			c.messageEvents[messageEvent{kind, step}] = event
		}
	}
	for i := range q.Messages {
		id := q.Steps[q.Messages[i].Step].ID
		known(rule.ReceivedMessage, id, q.Messages[i].Received)
		known(rule.OpenedMessage, id, q.Messages[i].Opened)
		known(rule.ClickedMessage, id, q.Messages[i].Clicked)
	}
	known(rule.ReceivedMessage, "", q.Policy.Received)
	known(rule.OpenedMessage, "", q.Policy.Opened)
	known(rule.ClickedMessage, "", q.Policy.Clicked)
	rules := make([]*Rule, len(m.Segments))
	for i, s := range m.Segments {
		rules[i] = c.rule(s.Rule, ref(s), "rule")
	}
	c.messageEventsBack()
	return &q, rules
}
