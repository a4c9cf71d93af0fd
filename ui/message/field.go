package message

import (
	"slices"
	"strings"

	"rehearse/journey"
)

// Field is a text of a message.
type Field string

// The fields, in the order in which they are written.
const (
	Subject   Field = "subject"
	Preheader Field = "preheader"
	Body      Field = "body"
	Calls     Field = "calls"
	Link      Field = "link"
)

// Allowance is what a channel does with a field.
type Allowance struct {
	Field Field
	// Label is the message id of what the field is called in this channel.
	Label string
	// Seen is how many characters are usually seen before the channel cuts; 0 for all.
	Seen int
}

// fields are what each medium has; the others have all of them.
var fields = map[journey.ChannelMedium][]Allowance{
	journey.MediumEmail: {{Subject, "reading.field.subject", 60}, {Preheader, "reading.field.preheader", 100}, {Body, "reading.field.body", 0},
		{Calls, "reading.field.buttons", 0}, {Link, "reading.field.link", 0}},
	journey.MediumSMS:       {{Body, "reading.field.body", 0}, {Link, "reading.field.link", 0}},
	journey.MediumPush:      {{Subject, "reading.field.title", 40}, {Body, "reading.field.body", 110}, {Calls, "reading.field.actions", 20}, {Link, "reading.field.link", 0}},
	journey.MediumMessenger: {{Body, "reading.field.body", 0}, {Calls, "reading.field.buttons", 20}, {Link, "reading.field.link", 0}},
	journey.MediumPopUp:     {{Subject, "reading.field.headline", 50}, {Body, "reading.field.body", 200}, {Calls, "reading.field.buttons", 25}, {Link, "reading.field.link", 0}},
	journey.MediumInApp:     {{Subject, "reading.field.headline", 45}, {Body, "reading.field.body", 150}, {Calls, "reading.field.buttons", 20}, {Link, "reading.field.link", 0}},
	journey.MediumChat:      {{Body, "reading.field.body", 0}, {Calls, "reading.field.replies", 25}, {Link, "reading.field.link", 0}},
	journey.MediumCall:      {{Body, "reading.field.script", 0}},
	journey.MediumLetter:    {{Subject, "reading.field.headline", 0}, {Body, "reading.field.body", 0}, {Calls, "reading.field.calls", 0}, {Link, "reading.field.link", 0}},
	journey.MediumAd:        {{Subject, "reading.field.headline", 40}, {Body, "reading.field.body", 125}, {Calls, "reading.field.buttons", 20}, {Link, "reading.field.link", 0}},
}

var anyFields = []Allowance{{Subject, "reading.field.headline", 0}, {Body, "reading.field.body", 0}, {Calls, "reading.field.calls", 0}, {Link, "reading.field.link", 0}}

// FieldsOf lists the fields of a message that goes out by channels of these media: all that any of them has, called and
// cut as the first does that has it. Fields that hold a text but that no medium shows come last, so that nothing written is
// out of sight.
func FieldsOf(media []journey.ChannelMedium, written ...journey.Content) []Allowance {
	var list []Allowance
	add := func(more []Allowance) {
		for _, a := range more {
			if !slices.ContainsFunc(list, func(b Allowance) bool { return a.Field == b.Field }) {
				list = append(list, a)
			}
		}
	}
	for _, medium := range media {
		own, known := fields[medium]
		if !known {
			own = anyFields
		}
		add(own)
	}
	if len(media) == 0 {
		add(fields[journey.MediumEmail])
	}
	order := []Field{Subject, Preheader, Body, Calls, Link}
	slices.SortStableFunc(list, func(a, b Allowance) int { return slices.Index(order, a.Field) - slices.Index(order, b.Field) })
	for _, a := range fields[journey.MediumEmail] {
		if slices.ContainsFunc(written, func(c journey.Content) bool { return Text(&c, a.Field) != "" }) {
			add([]Allowance{{Field: a.Field, Label: a.Label}})
		}
	}
	return list
}

// Has reports whether a medium shows a field.
func Has(medium journey.ChannelMedium, f Field) bool {
	return slices.ContainsFunc(FieldsOf([]journey.ChannelMedium{medium}), func(a Allowance) bool { return a.Field == f })
}

// Text is the text of a field; calls to action stand one a line.
func Text(c *journey.Content, f Field) string {
	if c == nil {
		return ""
	}
	switch f {
	case Subject:
		return c.Subject
	case Preheader:
		return c.Preheader
	case Body:
		return c.Body
	case Calls:
		return strings.Join(c.Calls, "\n")
	default:
		return c.Link
	}
}

// Write changes one field of a message in a language; a language that was missing is there from then on.
func Write(m *journey.Message, language string, f Field, text string) {
	c := In(m, language)
	if c == nil {
		if strings.TrimSpace(text) == "" {
			return
		}
		m.Contents = append(m.Contents, journey.Content{Language: language})
		c = &m.Contents[len(m.Contents)-1]
	}
	switch f {
	case Subject:
		c.Subject = text
	case Preheader:
		c.Preheader = text
	case Body:
		c.Body = text
	case Calls:
		c.Calls = slices.DeleteFunc(strings.Split(text, "\n"), func(s string) bool { return strings.TrimSpace(s) == "" })
	case Link:
		c.Link = strings.TrimSpace(text)
	}
}

// In is the content in a language; nil when it is missing.
func In(m *journey.Message, language string) *journey.Content {
	for i := range m.Contents {
		if strings.EqualFold(m.Contents[i].Language, language) {
			return &m.Contents[i]
		}
	}
	return nil
}

// Copy starts a missing language from another one.
func Copy(m *journey.Message, from, to string) {
	source := In(m, from)
	if source == nil || In(m, to) != nil {
		return
	}
	c := *source
	c.Language, c.Calls = to, slices.Clone(source.Calls)
	m.Contents = append(m.Contents, c)
}

// Remove takes a language away.
func Remove(m *journey.Message, language string) {
	m.Contents = slices.DeleteFunc(m.Contents, func(c journey.Content) bool { return strings.EqualFold(c.Language, language) })
}

// Languages lists those a message should be in: the map's, the personas', and those it is in already. A map that names none
// has one without a name.
func Languages(m *journey.Map, message *journey.Message) []string {
	var list []string
	add := func(language string) {
		if !slices.ContainsFunc(list, func(known string) bool { return strings.EqualFold(known, language) }) {
			list = append(list, language)
		}
	}
	for _, language := range m.Settings.Languages {
		add(language)
	}
	for _, p := range m.Personas {
		for _, w := range p.Languages {
			if w.Share.Value > 0 {
				add(w.Value)
			}
		}
	}
	for _, c := range message.Contents {
		add(c.Language)
	}
	if len(list) == 0 {
		add("")
	}
	return list
}

// MediaOf lists the media of a message's channels, each once, in their order.
func MediaOf(m *journey.Map, message *journey.Message) []journey.ChannelMedium {
	var list []journey.ChannelMedium
	for _, id := range message.Channels {
		if c := m.Channel(id); c != nil && !slices.Contains(list, c.Medium) {
			list = append(list, c.Medium)
		}
	}
	return list
}

// Cut is a text as far as it is seen: at most so many characters, cut between words where it can be.
func Cut(text string, most int) (shown string, cut bool) {
	runes := []rune(strings.Join(strings.Fields(text), " "))
	if most <= 0 || len(runes) <= most {
		return string(runes), false
	}
	end := most - 1
	for i := end; i > most/2; i-- {
		if runes[i] == ' ' {
			end = i
			break
		}
	}
	return string(runes[:end]) + "…", true
}
