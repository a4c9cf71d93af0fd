// Package review makes the list of findings that a person works through: what is shown of it by a filter, in which groups,
// each finding in words, and what a fix would change, in words and on the map.
//
// The package knows no window and finds nothing: simulate/check does, and package fix makes the edits.
package review
