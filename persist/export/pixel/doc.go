// Package pixel paints items of a Scene on pixels in memory: a part of a drawing at any scale, for a picture file or a
// screen.
//
// A screen wants other strokes than paper: at least a pixel wide and with the edges of boxes on whole pixels, so that they are
// crisp at every zoom. The package knows scenes, not maps, and no window.
package pixel
