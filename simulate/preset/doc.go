// Package preset holds the sending rules of the systems people launch on, as policies a map can be rehearsed under: the
// same people and the same plans, capped as that system caps.
//
// A preset is a data file of the package assets: the caps (and, where the system says so, what its quiet hours do) over
// the switches every map has, with the addresses they were read at, the day of reading, and in every language of the
// program what they mean, whose numbers they are, and what cannot be expressed. Its caps name media ("email", "sms") where a
// map's name channels.
package preset
