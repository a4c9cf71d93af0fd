package reach

import (
	"rehearse/journey/alike"
	"rehearse/simulate/program"
)

// Kind is in what two messages are alike.
type Kind string

// The kinds of likeness, as results call them.
const (
	Itself  Kind = "itself" // one message, sent twice
	Topic   Kind = "topic"
	Offer   Kind = "offer" // promised by two scenarios, neither message only recalling it
	Subject Kind = "subject"
	Text    Kind = "text"
)

// Alike is one way in which two messages are alike.
type Alike struct {
	Kind Kind
	// Near tells that they are nearly the same, Share what they have in common (1 for the same).
	Near  bool
	Share float64
	// Languages are those of the people who would see it, in the map's order; empty for those of one topic, and for one message twice: everybody sees that.
	Languages []string
}

// contents compares the messages of a map.
type contents struct{ p *program.Program }

// compare lists in what two messages are alike: topic, offer, subject, text. A message is like itself, whatever is in it.
func (c *contents) compare(a, b int32) (list []Alike) {
	if a == b {
		return []Alike{{Kind: Itself, Share: 1}}
	}
	if topic := c.p.Messages[a].Topic; topic != program.None && topic == c.p.Messages[b].Topic {
		list = append(list, Alike{Kind: Topic, Share: 1})
	}
	if one, two := &c.p.Messages[a], &c.p.Messages[b]; one.SameOffer(two) && c.p.Steps[one.Step].Scenario != c.p.Steps[two.Step].Scenario {
		list = append(list, Alike{Kind: Offer, Share: 1})
	}
	return append(list, c.inLanguages(c.p.Messages[a].Content, c.p.Messages[b].Content)...)
}

// inLanguages compares what people of each language would see. The same and nearly the same are told apart.
func (c *contents) inLanguages(a, b []int32) (list []Alike) {
	found := [4]Alike{{Kind: Subject, Share: 1}, {Kind: Subject, Near: true}, {Kind: Text, Share: 1}, {Kind: Text, Near: true}}
	for n := range a {
		if a[n] == 0 || b[n] == 0 {
			continue
		}
		subjects, bodies := c.like(a[n], b[n])
		for i, of := range [...]alike.Likeness{subjects, bodies} {
			switch same, near := &found[2*i], &found[2*i+1]; of.Degree {
			case alike.Same:
				same.Languages = append(same.Languages, c.p.Languages[n])
			case alike.Near:
				near.Languages = append(near.Languages, c.p.Languages[n])
				near.Share = max(near.Share, of.Share)
			}
		}
	}
	for _, f := range found {
		if len(f.Languages) > 0 {
			list = append(list, f)
		}
	}
	return list
}

// like compares two contents by their numbers. Which of them are alike at all the program knows.
func (c *contents) like(a, b int32) (subjects, bodies alike.Likeness) {
	if a != b && !c.p.Contents.Near(a, b) {
		return subjects, bodies
	}
	return alike.Contents(c.p.Contents.Texts[a], c.p.Contents.Texts[b])
}
