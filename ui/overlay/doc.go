// Package overlay turns the result of a run into the numbers that are drawn on a map and into the rows of
// the result strip, as ready words of one language. Window, command line and exported pictures show the
// same numbers because they all come from here.
package overlay
