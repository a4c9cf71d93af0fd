// Package oracle is test support only: a second, slow, separately written interpreter of a map.
//
// It walks the records of journey.Map directly, with floating-point chance from one running stream, one heap
// of closures per person, and the standard library's calendar. It shares neither tables nor chance nor code
// with the engine, only the plain evaluation of rules (rule.Eval). Where both agree within statistical
// error over many maps, an error would have to be made twice in the same way. Where they disagree, the
// contract of the engine (package engine) decides who is wrong.
//
// It favours being obviously right over being fast: nothing is compiled, lookups scan, and each person's
// tallies are a Go map. It is complete for entries (streams, cohorts, a base with its past), events from outside, all
// kinds of step and the whole gate with every kind of cap. Where people share agents everybody lives at once, by one
// queue of what is due, and whole populations are compared. The warm-up, what is muted,
// and what is too much for people, heard twice or too late are counted too; contents are read by package journey/alike. A run has the
// map's central values (Draw gives others), and of attribution it knows the last click only.
//
// No package of the program may import it; tests do.
package oracle
