package rule

import (
	"strings"
	"unicode/utf8"
)

// Accept takes a suggestion into a text and goes on by what must follow anyway: a parenthesis of which there is no
// choice, the space after a word or sign. It returns the new text and the place (a byte offset) to go on typing at.
func (s Suggestion) Accept(text string, vocabulary *Vocabulary, lang Lang) (string, int) {
	before, after := text[:s.Start], text[s.End:]
	if n := len(before); n > 0 && s.spaced(before) {
		before += " "
	}
	before += s.Text
	for range 2 { // a name may be followed by ")", which ends the condition
		next := Complete(before+" ", len(before)+1, vocabulary, lang) // behind a space the word is over
		if len(next) != 1 || next[0].Text != "(" && next[0].Text != ")" || strings.HasPrefix(strings.TrimLeft(after, " "), next[0].Text) {
			break
		}
		before += next[0].Text
	}
	if wantsSpace(s.Text) && strings.HasSuffix(before, s.Text) && !strings.HasPrefix(after, " ") {
		before += " "
	}
	return before + after, len(before)
}

// spaced reports whether a space is missing before the suggestion.
func (s Suggestion) spaced(before string) bool {
	last, _ := utf8.DecodeLastRuneInString(before)
	return last != ' ' && last != '(' && last != '\n' && s.Text != "(" && s.Text != ")" && !strings.HasPrefix(s.Text, ",") && !isUnitAfter(before, s.Text)
}

// isUnitAfter reports whether a unit is put right behind its number.
func isUnitAfter(before, text string) bool {
	last := before[len(before)-1]
	_, unit := unitBySpelling[foldWord(text)]
	return unit && last >= '0' && last <= '9'
}

// wantsSpace reports whether something follows after a space: behind a joint, `not`, a quality, a sign of comparison; and
// behind a length of time, whose unit would be typed on otherwise.
func wantsSpace(text string) bool {
	switch keywordBySpelling[foldWord(text)] {
	case kwAnd, kwOr, kwNot, kwIn, kwPersona, kwLanguage, kwEntry, kwChannel, kwPayGrade, kwScore, kwInterest:
		return true
	}
	for _, op := range operators {
		if op.text == text {
			return true
		}
	}
	_, timed := ParseDuration(text)
	return timed
}

// ParseDuration reads a length of time as rules write it, in either language: "30d", "2 недели".
func ParseDuration(text string) (Duration, bool) {
	x, err := Parse(`last("x") < ` + text)
	if err != nil {
		return Duration{}, false
	}
	compare, ok := x.(*Compare)
	if !ok {
		return Duration{}, false
	}
	return compare.Duration, true
}

// Question is what a word that begins a condition asks; "" for other words.
func (s Suggestion) Question() QuestionID {
	k := keywordBySpelling[foldWord(s.Text)]
	if k == notAKeyword || s.Name.Name != "" {
		return ""
	}
	for i, word := range factKeyword {
		if word == k && k != kwProperty {
			return factQuestion[i]
		}
	}
	for i, word := range quantityKeyword {
		if word == k && k != kwProperty {
			return quantityQuestion[i]
		}
	}
	for i, word := range qualityKeyword {
		if word == k && k != kwProperty {
			return qualityQuestion[i]
		}
	}
	return ""
}
