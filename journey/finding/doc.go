// Package finding is the vocabulary of findings: what a rule says about a map and its result.
//
// A Finding is a value: a rule's id that is never reused, a severity, targets, a message id with
// arguments (the sentence lives in the language files), numbers with interval and threshold, a witness
// and fixes. The window, the command line and the documents print from the same values. The package
// does not know how findings are found, nor any engine, window or language.
package finding
