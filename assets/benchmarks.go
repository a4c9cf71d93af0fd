package assets

import _ "embed" // the data of benchmarks.json

//go:embed benchmarks.json
var benchmarks []byte

// Benchmarks are the published numbers the program offers: a JSON list, see ui/published. Their names are in the area
// "published" of the texts.
func Benchmarks() []byte { return benchmarks }
