package reach

import (
	"strings"

	"rehearse/journey"
	"rehearse/journey/alike"
	"rehearse/simulate/program"
)

// Kind is in what two messages are alike.
type Kind string

// The kinds of likeness, as results call them.
const (
	Itself  Kind = "itself" // one message, sent twice
	Topic   Kind = "topic"
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
type contents struct {
	p *program.Program
	// texts are the different subjects and bodies, read once.
	texts []*alike.Text
	known map[string]int32
	// subject and body are by message, then by language, the number of a text, 0 for none.
	subject, body [][]int32
}

func newContents(p *program.Program) *contents {
	c := &contents{
		p: p, texts: make([]*alike.Text, 1), known: map[string]int32{},
	}
	steps := map[journey.ID]*journey.Message{}
	for _, step := range p.Map.Steps {
		steps[step.ID] = step.Message
	}
	for i := range p.Messages {
		m := steps[p.Steps[p.Messages[i].Step].ID]
		subject, body := make([]int32, len(p.Languages)), make([]int32, len(p.Languages))
		for n, tag := range p.Languages {
			if content := c.content(m, tag); content != nil {
				subject[n], body[n] = c.text(content.Subject), c.text(content.Body)
			}
		}
		c.subject, c.body = append(c.subject, subject), append(c.body, body)
	}
	return c
}

// text is the number of a text.
func (c *contents) text(text string) int32 {
	text = strings.TrimSpace(text)
	if text == "" {
		return 0
	}
	if n, ok := c.known[text]; ok {
		return n
	}
	n := int32(len(c.texts))
	c.texts, c.known[text] = append(c.texts, alike.Read(text)), n
	return n
}

// content is what somebody who speaks a language gets, nil for nothing: in it, else in its first part ("en" for "en-GB"); else,
// on a map that names no languages, the first there is; else in the fallback language.
func (c *contents) content(m *journey.Message, tag string) *journey.Content {
	settings := c.p.Map.Settings
	if found := contentIn(m, tag); found != nil {
		return found
	}
	if len(settings.Languages) == 0 && len(m.Contents) > 0 {
		return &m.Contents[0]
	}
	return contentIn(m, settings.FallbackLanguage)
}

func contentIn(m *journey.Message, tag string) *journey.Content {
	for _, wanted := range []string{tag, strings.SplitN(tag, "-", 2)[0]} {
		for i := range m.Contents {
			if wanted != "" && strings.EqualFold(m.Contents[i].Language, wanted) {
				return &m.Contents[i]
			}
		}
	}
	return nil
}

// compare lists in what two messages are alike: topic, subject, text. A message is like itself, whatever is in it.
func (c *contents) compare(a, b int32) (list []Alike) {
	if a == b {
		return []Alike{{Kind: Itself, Share: 1}}
	}
	if topic := c.p.Messages[a].Topic; topic != program.None && topic == c.p.Messages[b].Topic {
		list = append(list, Alike{Kind: Topic, Share: 1})
	}
	list = append(list, c.inLanguages(Subject, c.subject[a], c.subject[b], alike.Subjects)...)
	return append(list, c.inLanguages(Text, c.body[a], c.body[b], alike.Bodies)...)
}

// inLanguages compares what people of each language would see. The same and nearly the same are told apart.
func (c *contents) inLanguages(kind Kind, a, b []int32, compare func(a, b *alike.Text) alike.Likeness) (list []Alike) {
	found := [2]Alike{{Kind: kind, Share: 1}, {Kind: kind, Near: true}}
	var like alike.Likeness
	for n := range a {
		if a[n] == 0 || b[n] == 0 {
			continue
		}
		if n == 0 || a[n] != a[n-1] || b[n] != b[n-1] { // people of several languages may see the same
			like = compare(c.texts[min(a[n], b[n])], c.texts[max(a[n], b[n])])
		}
		switch like.Degree {
		case alike.Same:
			found[0].Languages = append(found[0].Languages, c.p.Languages[n])
		case alike.Near:
			found[1].Languages = append(found[1].Languages, c.p.Languages[n])
			found[1].Share = max(found[1].Share, like.Share)
		}
	}
	for _, f := range found {
		if len(f.Languages) > 0 {
			list = append(list, f)
		}
	}
	return list
}
