package alike

import (
	"strings"
	"unicode"
	"unicode/utf8"
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
	text = strings.ToLower(text)
	var b strings.Builder
	copied := 0 // up to where the text is in b
	for at := 0; at < len(text); {
		n := 0
		if begins[text[at]] {
			n = skipped(text[at:])
		}
		if n == 0 {
			at++
			continue
		}
		b.WriteString(text[copied:at])
		b.WriteByte(' ')
		at += n
		copied = at
	}
	if copied == 0 {
		return text
	}
	b.WriteString(text[copied:])
	return b.String()
}

// begins tells by byte that a placeholder, a tag or a link can begin with it.
var begins = func() (table [256]bool) {
	for _, c := range []byte("{[<*$%hw") {
		table[c] = true
	}
	return table
}()

// skipped is the length of a placeholder, a tag or a link at the beginning of a text, 0 for none.
func skipped(text string) int {
	if text[0] == 'h' || text[0] == 'w' {
		return linked(text)
	}
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
	}
	return 0
}

// linked is the length of a link at the beginning of a text, 0 for none.
func linked(text string) int {
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

// manySpellings is what oneSpelling writes otherwise.
const manySpellings = "ё\u0301'’"

// oneSpelling writes ё as е and leaves stress marks and apostrophes out.
var oneSpelling = strings.NewReplacer("ё", "е", "\u0301", "", "'", "", "’", "")

// words are the words of a text without markup: runs of letters and digits, small, ё as е.
func words(text string) []string {
	text = plain(text)
	if strings.ContainsAny(text, manySpellings) {
		text = oneSpelling.Replace(text)
	}
	return strings.FieldsFunc(text, func(r rune) bool {
		if r < utf8.RuneSelf {
			return !('a' <= r && r <= 'z' || '0' <= r && r <= '9')
		}
		return !unicode.IsLetter(r) && !unicode.IsDigit(r)
	})
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
