// Package pdf writes a Scene as one page of vectors with the fonts it needs, or several as one page each.
//
// The page is as large as the drawing, 96 world units to the inch; a drawing larger than a PDF page may
// be (200 inches) is scaled down to fit. Text stays text. The package knows scenes, not maps.
package pdf
