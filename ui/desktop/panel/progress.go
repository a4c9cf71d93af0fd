package panel

import "fyne.io/fyne/v2/widget"

// NewProgress makes a bar without the number that Fyne writes on it, which cannot be read on the part that is still to come.
func NewProgress() *widget.ProgressBar {
	b := widget.NewProgressBar()
	b.TextFormatter = func() string { return "" }
	return b
}
