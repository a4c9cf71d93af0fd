// Package board is the drawing surface of the window: one widget that paints a draw.Scene and hands mouse
// and wheel to a tool.Machine.
//
// Fyne has no zoom and no path object, so the board keeps its own mapping from world to screen and paints
// with pooled canvas objects only what is in the viewport and a margin around it. Panning moves one
// container; texts have whole pixel sizes so that zooming does not fill the texture cache; curves come as
// polylines because the curve shader of Fyne is slow without a good GPU. The board decides nothing: what a
// gesture means is the machine's affair, what the scene shows is journey/draw's.
package board
