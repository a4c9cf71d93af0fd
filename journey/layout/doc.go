// Package layout says where everything of a map stands on the board: the cards of steps with their
// ports, the routes of links, the columns of stages and the lanes of scenarios, all in world units.
//
// Links: one that leads on gently and over no step is a curve. Every other looks for the cheapest way on a net of level
// and upright lines beside the steps around it (A*), where length, turns, running on or across other links, over the
// numbers of a step and over a step cost in this order; its pieces are then moved beside links that share a gap with them.
// Direct links come first, then short ones before long ones, so the ways depend on nothing but the map. A drag looks for
// the ways of those links only that its steps touch. Labels take places along their link, beside it, or around it.
//
// A Layout is a function of a map and of the width of its texts; it is never stored. It answers what
// is under a point, which steps lie in an area, and how things would stand while some steps are being
// dragged. It knows no colours, no numbers of a run, no window and no language.
package layout
