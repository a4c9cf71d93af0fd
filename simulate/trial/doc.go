// Package trial makes maps for tests: valid ones of any shape from a source of choices, and small ones
// built by hand in a few words. It is test support; nothing of the product imports it.
//
// Map takes choices from a function, so that a seeded generator and a shrinking one serve alike:
//
//	m := trial.Map(rand.New(rand.NewPCG(seed, 0)).IntN)
//	m := trial.Map(func(n int) int { return rapid.IntRange(0, n-1).Draw(t, "choice") })
package trial
