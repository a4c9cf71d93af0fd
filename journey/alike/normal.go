package alike

import (
	"strings"
	"unicode"
)

// placeholders are the brackets in which sending systems put what is different for every reader. The longer openings
// come first.
var placeholders = []struct{ open, close string }{
	{"{{", "}}"}, {"{%", "%}"}, {"${", "}"}, {"*|", "|*"}, {"[[", "]]"}, {"<%", "%>"}, {"{", "}"}, {"[", "]"}, {"<", ">"},
}

// longestPlaceholder is how many bytes may stand between the brackets; more is text.
const longestPlaceholder = 120

// plain removes markup, placeholders and links from a text, in small letters.
func plain(text string) string {
	var b strings.Builder
	text = strings.ToLower(text)
	for text != "" {
		if n := skipped(text); n > 0 {
			b.WriteByte(' ')
			text = text[n:]
			continue
		}
		// Copied to the next byte that could begin something.
		n := 1 + strings.IndexAny(text[1:], "{[<*$%hw")
		if n == 0 {
			n = len(text)
		}
		b.WriteString(text[:n])
		text = text[n:]
	}
	return b.String()
}

// skipped is the length of a placeholder, a tag or a link at the beginning of a text, 0 for none.
func skipped(text string) int {
	for _, p := range placeholders {
		if !strings.HasPrefix(text, p.open) {
			continue
		}
		rest := text[len(p.open):]
		if end := strings.Index(rest[:min(len(rest), longestPlaceholder)], p.close); end >= 0 {
			return len(p.open) + end + len(p.close)
		}
		return 0
	}
	if strings.HasPrefix(text, "%") { // %FIRST_NAME%
		if end := strings.IndexByte(text[1:], '%'); end > 1 && end < 40 && !strings.ContainsFunc(text[1:1+end], notName) {
			return end + 2
		}
		return 0
	}
	for _, link := range []string{"http://", "https://", "www."} {
		if strings.HasPrefix(text, link) {
			if end := strings.IndexFunc(text, unicode.IsSpace); end >= 0 {
				return end
			}
			return len(text)
		}
	}
	return 0
}

// notName tells that a letter cannot stand in the name of a placeholder between per cent signs: "20 % off, 30 %" is text.
func notName(r rune) bool { return !unicode.IsLetter(r) && r != '_' && r != '.' }

// oneSpelling writes ё as е and leaves stress marks and apostrophes out.
var oneSpelling = strings.NewReplacer("ё", "е", "\u0301", "", "'", "", "’", "")

// words are the words of a text without markup: runs of letters and digits, small, ё as е.
func words(text string) []string {
	list := strings.FieldsFunc(plain(text), func(r rune) bool {
		return !unicode.IsLetter(r) && !unicode.IsDigit(r) && r != '\'' && r != '’' && r != '\u0301'
	})
	kept := list[:0]
	for _, word := range list {
		word = oneSpelling.Replace(word)
		if word != "" {
			kept = append(kept, word)
		}
	}
	return kept
}

// stems are the stems of the words of a text that mean something; of all words when none does.
func stems(text string) []string {
	all := words(text)
	var kept []string
	for _, word := range all {
		if !empty[word] {
			kept = append(kept, stem(word))
		}
	}
	if len(kept) > 0 {
		return kept
	}
	for _, word := range all {
		kept = append(kept, stem(word))
	}
	return kept
}
