// Package alike tells whether two texts say the same: subjects and bodies of messages, in English, Russian or any
// language whose words are divided by spaces.
//
// What readers do not see as a difference makes none: capitals, ё and е, punctuation, emoji, links, markup, how the
// person is called ({{name}}, %FIRST_NAME%, *|FNAME|*, ${name}, [name] …) and the endings of words. What is left of a
// text are the stems of its words, in order; words that carry no meaning of their own (the, your, и, ваш) are dropped
// unless nothing would be left.
//
//   - The same: the stems are the same, in the same order.
//   - Nearly the same subjects: of the stems of both, at least NearSubject are in both, two of them at least.
//   - Nearly the same bodies: of the runs of three stems of both (shingles), at least NearShingles are in both; bodies of
//     fewer than ShortBody stems are compared by stems instead, of which at least NearStems must be in both, three of
//     them at least.
//
// Numbers are words: 10 % and 20 % off are two subjects that share all but one stem. Two messages are alike when their
// subjects or their bodies are; but nearly the same subjects make no messages alike whose bodies are not when they differ in a
// number or a date (Day 1 and Day 2 of your free trial, the report for March and that for April), or each has a word of its own
// (Your invoice from Acme Ltd is ready, Your contract with Acme Ltd is ready).
//
// The share of what two sets have in common is Jaccard's: the number in both over the number in either. Shingles are
// compared by hash; the thresholds are chosen so that a copied letter with an exchanged paragraph is near and two letters
// from one template with different content are not.
package alike
