// Package check is the catalogue of findings: what is wrong, or likely to go wrong, with a map and with
// what a run of it showed. One file per rule.
//
// A static rule looks at the map alone and says yes only where it can prove it; a measured rule looks at
// a result and names a person in whom it can be seen. A clean map gives no finding. Rules return values
// with message ids; the package knows no sentence, no window and no file, and it never changes a map:
// a fix is the name of an intent.
//
// To add a rule: a file j<number>_<name>.go with a rule value, its line in the catalogue, its sentences
// (finding.<id>.title, .message, .why, .remedy) in both languages, and samples that fire and keep silent.
package check
