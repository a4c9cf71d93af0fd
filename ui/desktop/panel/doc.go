// Package panel holds what stands around the board: the palette of step kinds, the inspector of a record,
// lists of records and the strip of results. Panels show values and hand on what a person wants; they
// know neither the session nor the file.
package panel
