// Package fonts measures and outlines text in the fonts the program carries: Noto Sans for letters, and
// the Go fonts for the arrows and signs that Noto Sans lacks.
//
// Letters are set one after the other by their advance widths, without kerning and without ligatures,
// because a PDF viewer and the pictures do it so too: what is measured is what is painted. The package
// knows no scene and no format.
package fonts
