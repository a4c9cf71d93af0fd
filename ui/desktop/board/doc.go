// Package board is the drawing surface of the window: one widget that paints a draw.Scene and hands mouse
// and wheel to a tool.Machine.
//
// Fyne has no zoom and no path object, and thousands of its objects are slow without a graphics card. So the board
// keeps its own mapping from world to screen and paints what is looked at into tiles (mosaic.go), each anew only
// when something on it has changed; panning moves them, a drag lifts what is dragged onto tiles of its own
// (picture.go). Selection, handles and the gesture under way are canvas objects over them. The board decides nothing: what a
// gesture means is the machine's affair, what the scene shows is journey/draw's.
package board
