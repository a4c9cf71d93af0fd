// Package form is what an inspector shows of a record, as values: a tree of fields with their names,
// their kind of control, their present text and the ways to change them.
//
// It is derived from the record types themselves, so that a new field of the model appears in the window
// without further code; tables in this package add only what a type does not say: what an ID refers to,
// which fields belong together, which are shown when. Fields are addressed by the JSON path that problems
// use. Changing a field gives a changed copy of the record; records are never touched. The package knows
// no window and no language: names are message ids.
package form
