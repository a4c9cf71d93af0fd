// Package text speaks to people: it turns message ids with arguments into sentences of the chosen
// language, and numbers, shares, amounts and durations into the way that language writes them.
//
// It is the only place where sentences meet values. It knows no window and no terminal.
package text
