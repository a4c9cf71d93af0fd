// Package stats counts what happened in a run and says how sure the counts are.
//
// A run is tallied in parts, by workers on blocks of people, and the parts are merged. Every tally here
// holds whole numbers only and merges without regard to order, so a result has the same bytes for any
// number of workers. Floating point appears only when a number is derived for reading: shares,
// intervals, means. Derived numbers are written to six significant digits (Round6), far from where
// processors differ.
//
// Which interval is right where: a share of people has Wilson's, or Clopper and Pearson's when the
// count is so small that only "at most" can be said (Share). What is not 0 or 1 for each person, and
// anything where people wait for each other, has Student's t over batches (Batches). Quantiles come from
// an integer histogram (Histogram). A difference between two runs of the same people is paired (Paired).
//
// The package knows nothing of maps, people or clocks. It imports nothing of ours.
package stats
