package check

import (
	"slices"
	"strings"
	"unicode"

	"rehearse/journey"
	"rehearse/journey/tag"
)

// words counts the words of a text in any language that puts spaces between them. A merge tag is one word.
func words(text string) int {
	n := 0
	for _, word := range strings.Fields(tag.Replace(text, "x")) {
		if strings.IndexFunc(word, func(r rune) bool { return unicode.IsLetter(r) || unicode.IsDigit(r) }) >= 0 {
			n++
		}
	}
	return n
}

// written are the contents of a message that have a text.
func written(m *journey.Message) []journey.Content {
	return slices.DeleteFunc(slices.Clone(m.Contents), func(c journey.Content) bool { return strings.TrimSpace(c.Body) == "" })
}

// goesBy reports whether a message goes out by a channel of one of the media.
func (s *study) goesBy(m *journey.Message, media ...journey.ChannelMedium) bool {
	return slices.ContainsFunc(m.Channels, func(id journey.ID) bool {
		channel := s.m.Channel(id)
		return channel != nil && slices.Contains(media, channel.Medium)
	})
}
