// Package layout says where everything of a map stands on the board: the cards of steps with their
// ports, the routes of links, the columns of stages and the lanes of scenarios, all in world units.
//
// A Layout is a function of a map and of the width of its texts; it is never stored. It answers what
// is under a point, which steps lie in an area, and how things would stand while some steps are being
// dragged. It knows no colours, no numbers of a run, no window and no language.
package layout
