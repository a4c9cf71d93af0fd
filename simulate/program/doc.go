// Package program is a map made ready to be run: ids become numbers, weights become cumulative
// thresholds, laws and rules become small values, policies become tables.
//
// Compile makes a Program or says, record by record, why the map cannot be run: weights over 100 %,
// rates that contradict each other, rules with faults, a scenario without a start. What
// cannot be run is refused by name, never run wrongly.
//
// A Program is immutable and shared by all workers. Everything in it is in map order. There is one table
// per kind of step; Step.Index is the row. Numbers of records are int32; None is "there is none". Times
// are ticks: milliseconds since the map's start. Money is in millionths of the currency.
//
// Where model and map are silent, the rules are written beside the table they concern.
//
// The package knows no people and runs nothing; it knows rules, zones and the laws of chance.
package program
