package desktop

import (
	"path/filepath"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/dialog"
	"fyne.io/fyne/v2/layout"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"rehearse/assets"
	"rehearse/ui/desktop/hint"
)

// showStart shows, while no map is open, with what one can begin.
func (w *Window) showStart() {
	if w.start == nil {
		return
	}
	if w.shown.Map != nil || !w.begun {
		w.start.Hide()
		return
	}
	w.start.Objects = []fyne.CanvasObject{container.NewCenter(w.startPage(func() {}))}
	w.start.Show()
	w.start.Refresh()
}

// showStartDialog shows the same over an open map.
func (w *Window) showStartDialog() {
	var d *dialog.CustomDialog
	d = dialog.NewCustom(w.heading("action.start"), w.t("window.close", nil), container.NewVScroll(w.startPage(func() { d.Hide() })), w.win)
	size := w.win.Canvas().Size()
	d.Resize(fyne.NewSize(min(640, size.Width*0.9), min(560, size.Height*0.9)))
	w.present(d, w.focusBoard)
}

// startPage lists with what one can begin: an empty map, a file, one of the last files, a template. chosen is called first.
func (w *Window) startPage(chosen func()) fyne.CanvasObject {
	then := func(do func()) func() { return func() { chosen(); do() } }
	left, right := container.New(layout.NewCustomPaddedVBoxLayout(2)), container.New(layout.NewCustomPaddedVBoxLayout(2))
	head := func(to *fyne.Container, id string) {
		label := widget.NewLabel(w.t(id, nil))
		label.TextStyle.Bold, label.SizeName = true, theme.SizeNameSubHeadingText
		to.Add(label)
	}
	line := func(to *fyne.Container, words string, icon fyne.Resource, says string, do func()) *hint.Button {
		b := hint.NewTextButton(words, icon, hint.Words(says), then(do))
		b.Importance, b.Alignment = widget.LowImportance, widget.ButtonAlignLeading
		to.Add(b)
		return b
	}
	head(left, "window.start.begin")
	line(left, w.t("action.new", nil), theme.FileIcon(), "", w.newMap)
	line(left, w.t("action.open", nil), theme.FolderOpenIcon(), "", w.askOpen)
	head(left, "action.templates")
	for _, s := range assets.Samples() {
		line(left, w.t(s.Title, nil), theme.DocumentIcon(), "", func() { w.newFromSample(s.Name) })
	}
	head(right, "action.recent")
	list := w.recent()
	for _, r := range list {
		says := r.path
		if r.why != "" {
			says += "\n" + w.t(r.why, nil)
		}
		b := line(right, shortName(filepath.Base(r.path)), theme.HistoryIcon(), says, func() { w.openPath(r.path) })
		if r.why != "" {
			b.Disable()
			why := widget.NewLabel(w.t(r.why, nil))
			why.SizeName, why.Importance = theme.SizeNameCaptionText, widget.LowImportance
			right.Add(why)
		}
	}
	if len(list) == 0 {
		none := widget.NewLabel(w.t("window.recent.none", nil))
		none.Importance = widget.LowImportance
		right.Add(none)
	} else {
		line(right, w.t("window.recent.clear", nil), theme.ContentClearIcon(), "", w.clearRecent)
	}
	return container.NewHBox(left, right)
}

// shortName keeps a long file name to one line of the start page.
func shortName(name string) string {
	const most = 34
	if letters := []rune(name); len(letters) > most {
		return string(letters[:most-1]) + "…"
	}
	return name
}
