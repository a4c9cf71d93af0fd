// Package draw turns a map, its layout and an overlay of numbers into a Scene: typed shapes, text runs
// and hit areas in world units, from which the screen and every exported picture are painted.
//
// It knows no window, no file format and no font file: text is measured by an injected Measurer. Texts
// in a Scene are final; sentences come in through Labels, so the package knows no language.
package draw
