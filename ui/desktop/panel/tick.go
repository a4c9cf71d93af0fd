package panel

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/layout"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"
)

// tickRoom is how wide a box to tick may be with its words on one line, deep in a form too.
const tickRoom = 200

// ticked lays a box to tick out: words too long for one line stand beside it in several.
func ticked(check *widget.Check) fyne.CanvasObject {
	if check.MinSize().Width <= tickRoom {
		return check
	}
	words := &tickWords{check: check}
	words.Text, words.Wrapping = check.Text, fyne.TextWrapWord
	words.ExtendBaseWidget(words)
	check.Text = ""
	near := container.New(layout.NewCustomPaddedLayout(0, 0, -2*theme.InnerPadding(), 0), words) // as near as on one line
	return container.NewBorder(nil, nil, check, nil, near)
}

// tickWords are the words of a box; a click on them is one on the box.
type tickWords struct {
	widget.Label
	check *widget.Check
}

// Tapped is part of fyne.Tappable.
func (w *tickWords) Tapped(*fyne.PointEvent) { w.check.SetChecked(!w.check.Checked) }
