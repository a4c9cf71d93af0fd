package persist

import (
	"rehearse/journey"
	"rehearse/journey/rule"
)

// renamer keeps the names inside rules up to date when records are renamed; see edit.Editor.
func renamer(before, after *journey.Map) func(text string) string {
	was, is := rule.VocabularyOf(before), rule.VocabularyOf(after)
	return func(text string) string { return rule.Renamed(text, was, is) }
}
