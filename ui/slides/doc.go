// Package slides makes of a map and its last run what is told to a room, one slide after the other: first the whole map, then
// each scenario with whom it is for, what it is to reach, its key numbers and the worst that was found about it.
//
// A slide is words; Compose lays them out on a page of any size and says where on it the map has room, and Page puts both
// together for paper. The window paints the same items, so that what is handed over is what was shown. The package knows no
// window and no file format.
package slides
