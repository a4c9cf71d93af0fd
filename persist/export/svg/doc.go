// Package svg writes a Scene as an SVG drawing.
//
// Text stays text: it can be selected, searched and edited. The letters that occur are carried along as
// a small font, so browsers show the very letters that were measured. Programs that ignore fonts in
// files (Inkscape, LibreOffice, librsvg) take an installed Noto Sans, or another sans serif squeezed into
// the same length where they honour textLength. The package knows scenes, not maps.
package svg
