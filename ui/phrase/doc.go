// Package phrase says a rule in words, for people who do not read the language of rules: "the person is “Investor” or
// “Partner”, and “Visited” last happened less than 30 d ago".
//
// It knows no window. The words are message ids, so that a rule reads naturally in every language of the program.
package phrase
