package assets

import (
	"embed"
	"io/fs"
	"slices"
)

//go:embed text
var texts embed.FS

// Texts are the sentences of the program: one folder per language (text/en, text/ru), in it one JSON
// object per area that maps a message id to its sentence or to its plural forms, and one per finding in the folder
// finding. TextFiles lists them.
func Texts() fs.FS { return texts }

// TextFiles are the names of all files of Texts in a language, sorted.
func TextFiles(language string) []string {
	var names []string
	for _, pattern := range []string{"/*.json", "/finding/*.json"} {
		found, err := fs.Glob(texts, "text/"+language+pattern)
		if err != nil {
			panic(err) // the patterns are ours
		}
		names = append(names, found...)
	}
	slices.Sort(names)
	return names
}
