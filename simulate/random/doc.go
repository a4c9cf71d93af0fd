// Package random is the chance of a rehearsal: which number a person draws for which decision, and how
// that number becomes an outcome or a length of time.
//
// Chance is keyed, not streamed. A number is a function of who draws (a Person), for which record, in
// which instance of a scenario, at which visit and for what Purpose; nothing is consumed, so a step
// added to a map, a changed rate or another number of workers moves nobody else's luck. Two versions
// of a map meet the same people, which is what makes their difference measurable with few of them.
//
// Everything drawn is integer arithmetic: thresholds are compared with the high 32 bits of a draw,
// lengths of time come from its low 32 bits through tables that are shipped as constants. Floating
// point with fused multiply-add gives different results on different processors; integers do not. The
// few floating-point steps that turn a map's numbers into thresholds and parameters round every product
// explicitly, so they too give the same integers everywhere.
//
// Every number of this package that the frozen tests hold (hash, keys, purposes, tables) is part of
// what "same seed, same bytes" means: changing one is a new engine version.
//
// The package knows nothing of maps, steps or clocks. It imports nothing of ours.
package random
