package desktop

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/dialog"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"rehearse/journey/edit"
)

// history is the list of everything that was done to the map, newest first; choosing a line goes there.
type history struct {
	w       *Window
	list    *widget.List
	entries []edit.Entry
	done    int
}

// showHistory opens the list.
func (w *Window) showHistory() {
	w.closeInline()
	w.inspector.Leave()
	h := &history{w: w}
	h.list = widget.NewList(func() int { return len(h.entries) + 1 }, func() fyne.CanvasObject {
		words, state := widget.NewLabel(""), widget.NewLabel("")
		words.Truncation = fyne.TextTruncateEllipsis
		state.Importance, state.SizeName = widget.LowImportance, theme.SizeNameCaptionText
		return container.NewBorder(nil, nil, nil, state, words)
	}, h.row)
	h.list.OnSelected = func(i widget.ListItemID) {
		h.list.UnselectAll()
		h.travel(len(h.entries) - i)
	}
	d := dialog.NewCustom(w.t("canvas.history", nil), w.t("window.close", nil), h.list, w.win)
	size := w.win.Canvas().Size()
	d.Resize(fyne.NewSize(min(560, size.Width*0.8), min(620, size.Height*0.85)))
	w.history = h
	w.present(d, func() { w.history = nil; w.focusBoard() })
	h.read()
}

// read asks the session for the list.
func (h *history) read() {
	type answer struct {
		entries []edit.Entry
		done    int
	}
	got := make(chan answer, 1)
	h.w.session.History(func(entries []edit.Entry, done int) { got <- answer{entries, done} })
	a := <-got
	h.entries, h.done = a.entries, a.done
	h.list.Refresh()
}

// row shows line i; the last one is the map before the first edit.
func (h *history) row(i widget.ListItemID, o fyne.CanvasObject) {
	words := o.(*fyne.Container).Objects[0].(*widget.Label)
	state := o.(*fyne.Container).Objects[1].(*widget.Label)
	at := len(h.entries) - i
	words.Importance, state.Text = widget.MediumImportance, ""
	words.TextStyle.Bold = at == h.done
	if at == 0 {
		words.Text = h.w.t("canvas.history_begin", nil)
	} else {
		label := h.entries[at-1].Label
		words.Text = h.w.t(label.ID, label.Args)
	}
	switch {
	case at == h.done:
		state.Text = h.w.t("canvas.history_here", nil)
	case at > h.done:
		words.Importance, state.Text = widget.LowImportance, h.w.t("canvas.history_undone", nil)
	}
	words.Refresh()
	state.Refresh()
	o.Refresh() // a longer state takes room from the words
}

// travel goes to the map after so many edits.
func (h *history) travel(to int) {
	done := make(chan error, 1)
	h.w.session.Travel(to, func(err error) { done <- err })
	if err := <-done; err != nil {
		h.w.complainError(err)
	}
	h.w.show(h.w.session.Snapshot())
	h.read()
}
