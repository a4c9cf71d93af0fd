package message

import "strings"

// SMS is what a text costs as short messages.
type SMS struct {
	// Units are what the text counts: characters of the GSM alphabet, where some count twice; else UTF-16 units.
	Units int
	// Parts are the messages it is sent as, 0 for an empty text; each holds Each units.
	Parts, Each int
	// Unicode: a character is not in the GSM alphabet, which makes every message less than half as long. Culprit is the
	// first such character.
	Unicode bool
	Culprit rune
}

// The lengths of one message and of each part of several (3GPP TS 23.040: 140 octets, 6 of them for the header that joins
// parts; 7 or 16 bits a character).
const (
	gsmSingle, gsmPart         = 160, 153
	unicodeSingle, unicodePart = 70, 67
)

// gsmBasic is the default alphabet of 3GPP TS 23.038, gsmTwice its extension, of which each character counts twice.
const (
	gsmBasic = "@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !\"#¤%&'()*+,-./0123456789:;<=>?¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà"
	gsmTwice = "\f^{}\\[~]|€"
)

// CountSMS counts a text. A character that takes two units is never cut in two, so that a part may stay short by one.
func CountSMS(text string) SMS {
	var s SMS
	for _, r := range text {
		if !strings.ContainsRune(gsmBasic, r) && !strings.ContainsRune(gsmTwice, r) {
			s.Unicode, s.Culprit = true, r
			break
		}
	}
	single, part := gsmSingle, gsmPart
	if s.Unicode {
		single, part = unicodeSingle, unicodePart
	}
	parts, used := 1, 0
	for _, r := range text {
		size := s.size(r)
		s.Units += size
		if used+size > part {
			parts, used = parts+1, 0
		}
		used += size
	}
	switch {
	case s.Units == 0:
		s.Each = single
	case s.Units <= single:
		s.Parts, s.Each = 1, single
	default:
		s.Parts, s.Each = parts, part
	}
	return s
}

// size is how many units a character takes.
func (s SMS) size(r rune) int {
	switch {
	case s.Unicode && r > 0xFFFF, !s.Unicode && strings.ContainsRune(gsmTwice, r):
		return 2
	}
	return 1
}
