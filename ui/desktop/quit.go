package desktop

import (
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/widget"

	"rehearse/ui/session"
)

// leaveFields takes what is being typed, wherever that is.
func (w *Window) leaveFields() {
	w.closeInline()
	w.inspector.Leave()
	if w.records != nil {
		w.records.inspector.Leave()
	}
	if w.writing != nil {
		w.writing.leave()
	}
	if k := w.weeks; k != nil {
		for _, f := range []*weekField{k.total, k.day, k.hour} {
			f.entry.Leave()
		}
	}
}

// quit closes the window as a person asks for it: what could not be taken from a field is shown first, as it would be lost.
func (w *Window) quit() {
	w.leaveFields()
	list := w.inspector.Refused() // in the lists of records and the editors too
	if len(list) == 0 {
		w.end()
		return
	}
	label := widget.NewLabel(w.t("window.refused_texts", nil) + "\n\n" + strings.Join(list, "\n"))
	label.Wrapping = fyne.TextWrapWord
	d := w.confirmOr(w.t("window.refused_title", nil), w.t("window.quit_anyway", nil), w.t("window.go_back", nil), container.NewVScroll(label), w.end)
	size := w.win.Canvas().Size()
	d.Resize(fyne.NewSize(min(560, size.Width*0.9), min(320, size.Height*0.9)))
	w.present(d, nil)
}

// end closes the file and the window, also when the system asks for it: everything that can be taken is taken. What cannot be
// saved is asked about.
func (w *Window) end() {
	w.leaveFields()
	w.works.end()
	w.keepView()
	w.keepPanels()
	w.leavePlace()
	err := w.session.Close(false)
	if err == nil {
		w.ended = true
		w.app.Quit()
		return
	}
	label := widget.NewLabel(w.text.Error(err))
	label.Wrapping = fyne.TextWrapWord
	d := w.confirm(w.t("window.not_saved", nil), w.t("window.discard", nil), label, func() {
		w.session.Close(true)
		w.ended = true
		w.app.Quit()
	})
	d.Resize(fyne.NewSize(480, 200))
	w.present(d, nil)
}

// leaveUnasked takes what can be taken when Fyne has ended without asking the window: it does so when it hears of the system's wish
// before endWhenAsked listens. Nothing happens after end.
func (w *Window) leaveUnasked() {
	if w.ended {
		return
	}
	w.ended = true
	w.leaveFields()
	w.works.end()
	w.keepView()
	w.keepPanels()
}

// title is the name of the window: the map, and whether everything of it is in its file.
func (w *Window) title() string {
	s := w.shown
	if s.Map == nil {
		return "Rehearse"
	}
	name := s.Map.Settings.Name
	if name == "" {
		name = w.t("draw.untitled", nil)
	}
	switch {
	case s.ReadOnly != nil:
		name += " — " + w.t("window.read_only", nil)
	case s.Saving == session.Saved:
		name += " — " + w.t("window.saved", nil)
	case s.Saving == session.Unsaved:
		name += " — " + w.t("window.saving", nil)
	default:
		name += " — " + w.t("window.not_saved", nil)
	}
	return name + " — Rehearse"
}
