// Package tidy arranges the steps of a map anew: the way people go from left to right, each stage in its
// own columns, the steps of a scenario together. Graphviz finds the places; everything is drawn by us.
//
// It is a leaf: importing it starts a Graphviz of 45 MB inside the process, so only those who offer the
// command import it. Graphviz is not safe for several callers at once; one mutex guards it.
package tidy
