package desktop

import (
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/dialog"
	"fyne.io/fyne/v2/widget"

	"rehearse/assets"
	"rehearse/journey"
)

// showAbout says what the program is and on whose work it stands.
func (w *Window) showAbout() {
	about := widget.NewLabel(w.t("window.about_text", journey.Args{"Version": w.app.Metadata().Version}))
	about.Wrapping = fyne.TextWrapWord
	// A list makes only the lines in sight; one label would measure all these thousands at once.
	lines := strings.Split(assets.Notices(), "\n")
	notices := widget.NewList(func() int { return len(lines) },
		func() fyne.CanvasObject {
			line := widget.NewLabel("")
			line.SizeName, line.Truncation = "caption", fyne.TextTruncateEllipsis
			return line
		},
		func(i widget.ListItemID, line fyne.CanvasObject) { line.(*widget.Label).SetText(lines[i]) })
	notices.HideSeparators = true
	d := dialog.NewCustom("Rehearse", w.t("window.close", nil), container.NewBorder(about, nil, nil, nil, notices), w.win)
	size := w.win.Canvas().Size()
	d.Resize(fyne.NewSize(min(700, size.Width*0.8), min(560, size.Height*0.8)))
	w.present(d, nil)
}
