package assets

import _ "embed"

// schema is made from the types of package journey; a test of its codec holds it true.
//
//go:embed map.schema.json
var schema []byte

// Schema is the JSON Schema (2020-12) of a map in the exchange format. It is English, as the comments of the types are.
func Schema() []byte { return schema }
