// Package exchange moves maps and results between Rehearse and the rest of the world: a map as JSON, to be
// read, compared and changed by people and other programs, and a result as tables in CSV.
//
// The form of the JSON is that of package codec and is described, field by field, in docs/file-format.md and
// assets/map.schema.json. What comes from outside is refused unless it is a whole, valid map.
//
// The package opens no files: it reads from readers and writes to writers, whoever they belong to.
package exchange
