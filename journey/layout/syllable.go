package layout

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// SplitWord breaks a word at a hyphen of its own, a Russian one else between syllables, as late as the beginning with its hyphen
// still fits; "" and the whole word if it cannot be broken so. Words of other languages are left whole: their rules cannot be
// guessed from the letters.
func SplitWord(word string, fits func(beginning string) bool) (beginning, rest string) {
	for at := len(word) - 1; at > 0; at-- {
		if word[at] == '-' && utf8.RuneCountInString(word[:at]) >= leastPart && utf8.RuneCountInString(word[at+1:]) >= leastPart && fits(word[:at+1]) {
			return word[:at+1], word[at+1:]
		}
	}
	letters := []rune(word)
	for at := len(letters) - leastPart; at >= leastPart; at-- {
		if begun := string(letters[:at]) + "-"; syllables(letters, at) && fits(begun) {
			return begun, string(letters[at:])
		}
	}
	return "", word
}

// leastPart is how many letters stay together at least.
const leastPart = 3

// syllables reports whether a word may be broken before a letter: both parts have a vowel, a consonant begins the second one
// and nothing is torn from its soft or hard sign or from "й".
func syllables(letters []rune, at int) bool {
	for _, r := range letters {
		if !unicode.Is(unicode.Cyrillic, r) {
			return false
		}
	}
	vowel := func(r rune) bool { return strings.ContainsRune("аеёиоуыэюя", unicode.ToLower(r)) }
	has := func(part []rune) bool {
		for _, r := range part {
			if vowel(r) {
				return true
			}
		}
		return false
	}
	if !has(letters[:at]) || !has(letters[at:]) || vowel(letters[at]) || strings.ContainsRune("ьъйЬЪЙ", letters[at]) {
		return false
	}
	// Before the last consonant of a group, or before the only one: "воз-вра", not "во-звра".
	return vowel(letters[at+1]) || strings.ContainsRune("рлРЛ", letters[at+1]) && !vowel(letters[at-1])
}
