package program

import "rehearse/journey/alike"

// Contents are what the messages of a program say, each content that readers tell from the others once: its number is its
// place here, and 0 is no content.
type Contents struct {
	Texts []alike.Content
	// near is by number × number, words a row, what readers take for nearly the same. That is no equivalence: of three contents
	// the first can be near the second and the second near the third, and the first and the third nothing to each other.
	near  []uint64
	words int
}

// Near tells that two contents, which are not the same, are nearly the same to readers: see alike.Contents.
func (c *Contents) Near(a, b int32) bool {
	return c.near[int(a)*c.words+int(b>>6)]>>(b&63)&1 != 0
}

// CanRepeat tells that somebody who gets both messages can hear the same twice: they are of one topic, or the same or nearly
// the same in some language, and neither may be repeated.
func (p *Program) CanRepeat(a, b *Message) bool {
	if a.RepeatOK || b.RepeatOK {
		return false
	}
	if a.SameMatter(b) {
		return true
	}
	for language, content := range a.Content {
		if other := b.Content[language]; content != 0 && content == other || p.Contents.Near(content, other) {
			return true
		}
	}
	return false
}

// contentNumber is the number of a content, the same for what readers take for the same.
func (c *compiler) contentNumber(subject, body string) int32 {
	written := [2]string{subject, body}
	if n, ok := c.contents[written]; ok {
		return n
	}
	texts := &c.p.Contents.Texts
	n, content := int32(0), alike.ReadContent(subject, body)
	if !content.Empty() {
		key, known := content.Key(), false
		if n, known = c.contentKeys[key]; !known {
			n = int32(len(*texts))
			*texts = append(*texts, content)
			c.contentKeys[key] = n
		}
	}
	c.contents[written] = n
	return n
}

// near compares every two contents that somebody who speaks some language gets, once.
func (c *compiler) near() {
	all := &c.p.Contents
	all.words = (len(all.Texts) + 63) / 64
	all.near = make([]uint64, len(all.Texts)*all.words)
	languages := make([]uint64, len(all.Texts)) // by content, a bit each; every 64th shares one
	for i := range c.p.Messages {
		for language, content := range c.p.Messages[i].Content {
			languages[content] |= 1 << (language & 63)
		}
	}
	for a := 1; a < len(all.Texts); a++ {
		for b := 1; b < a; b++ {
			if languages[a]&languages[b] == 0 {
				continue
			}
			if subjects, bodies := alike.Contents(all.Texts[a], all.Texts[b]); subjects.Degree != alike.Different || bodies.Degree != alike.Different {
				all.near[a*all.words+b>>6] |= 1 << (b & 63)
				all.near[b*all.words+a>>6] |= 1 << (a & 63)
			}
		}
	}
}
