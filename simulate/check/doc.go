// Package check is the catalogue of findings: what is wrong, or likely to go wrong, with a map and with
// what a run of it showed. One file per rule.
//
// A static rule looks at the map alone and says yes only where it can prove it; a measured rule looks at
// a result and names a person in whom it can be seen. A clean map gives no finding. Rules return values
// with message ids; the package knows no sentence, no window and no file, and it never changes a map:
// a fix is the name of an intent.
//
// To add a rule: a file j<number>_<name>.go with a rule value and its line in the catalogue; its sentences in
// assets/text/<language>/finding/<ID>.json; samples that fire and that keep silent in testdata/<ID>. samples_test.go says
// what a rule still lacks, tries every fix it offers, and keeps what it says and what its fixes do as files to be read.
package check
