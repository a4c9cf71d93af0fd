// Package simulate is the one door through which a map is run.
//
// Compile turns a map into a program or says why it cannot; Run sends synthetic people through it in
// calendar time and returns a Result; Replay tells the story of one of them. A Result is a function of
// the map, the Spec and the seed: the same bytes on any number of workers and any processor. It holds no
// wall time, no worker count and no path.
//
// The work is done below: random and stats (chance and tallies), calendar (zones), program (the map as
// tables), cohort (who the people are), engine (what happens), exact (the answer without chance where
// there is one), check (the findings). None of them knows a window, a file, a clock or a language.
package simulate
