package assets

import (
	"embed"
	"io/fs"
)

//go:embed text
var texts embed.FS

// Texts are the sentences of the program: one folder per language (text/en, text/ru), in it one JSON
// object per area that maps a message id to its sentence or to its plural forms.
func Texts() fs.FS { return texts }
