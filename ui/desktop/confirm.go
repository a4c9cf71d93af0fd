package desktop

import (
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/dialog"
	"fyne.io/fyne/v2/widget"
)

// confirm is a dialog in which something is asked: do is called when it is answered with yes. All of them have the same two
// buttons, words without a sign, what goes on at the right.
func (w *Window) confirm(title, yes string, content fyne.CanvasObject, do func()) dialog.Dialog {
	return w.confirmOr(title, yes, w.t("window.cancel", nil), content, do)
}

// confirmOr is confirm with other words for going back.
func (w *Window) confirmOr(title, yes, no string, content fyne.CanvasObject, do func()) dialog.Dialog {
	d := dialog.NewCustomWithoutButtons(title, content, w.win)
	back := widget.NewButton(no, d.Hide)
	on := widget.NewButton(yes, func() {
		d.Hide()
		do()
	})
	on.Importance = widget.HighImportance
	d.SetButtons([]fyne.CanvasObject{back, on})
	return d
}

// heading is the name of a command as the title of a dialog: nothing follows any more, so the dots of its entry in the menu are
// left out.
func (w *Window) heading(id string) string { return strings.TrimSuffix(w.t(id, nil), "…") }
