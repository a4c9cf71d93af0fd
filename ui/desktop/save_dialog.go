package desktop

import (
	"os"
	"path/filepath"
	"strconv"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/dialog"
	"fyne.io/fyne/v2/storage"
	"fyne.io/fyne/v2/widget"

	"rehearse/journey"
)

// existing is what happens to a file that has the chosen name already.
type existing bool

const (
	keepExisting    existing = false // another name must be chosen
	replaceExisting existing = true  // after a question
)

// askPath asks for a name and a folder to write to. It touches no file: Fyne's own dialog empties the
// chosen file before anybody has checked whether it may be written, and that was once the open map. The
// field for the name is returned for whoever drives the dialog.
func (w *Window) askPath(title, name, ending string, there existing, then func(path string)) *nameEntry {
	w.inspector.Leave()
	folder := documentsFolder()
	if w.shown.Path != "" {
		folder = filepath.Dir(w.shown.Path)
	}
	entry := &nameEntry{}
	entry.ExtendBaseWidget(entry)
	entry.SetText(freeName(folder, name, ending) + ending)
	place := widget.NewLabel(folder)
	place.Truncation = fyne.TextTruncateEllipsis
	problem := widget.NewLabel("")
	problem.Wrapping, problem.Importance = fyne.TextWrapWord, widget.DangerImportance
	problem.Hide()

	var d *dialog.CustomDialog
	save := func() {
		path, err := w.chosenPath(folder, entry.Text, ending)
		_, missing := os.Stat(path)
		switch {
		case err != nil:
		case missing == nil && there == keepExisting:
			err = journey.Problem{Code: "window.name_taken", Args: journey.Args{"Name": filepath.Base(path)}}
		case missing == nil:
			w.askReplace(path, func() { d.Hide(); then(path) })
			return
		default:
			d.Hide()
			then(path)
			return
		}
		problem.SetText(w.text.Error(err))
		problem.Show()
	}
	entry.escape = func() { d.Hide() }
	entry.OnSubmitted = func(string) { save() }
	choose := widget.NewButton(w.t("window.choose_folder", nil), func() {
		w.askFolder(folder, func(chosen string) {
			folder = chosen
			place.SetText(folder)
		})
	})
	word := "window.save"
	if there == keepExisting {
		word = "window.create" // a new map: nothing is there to be saved yet
	}
	ok := widget.NewButton(w.t(word, nil), save)
	ok.Importance = widget.HighImportance
	form := widget.NewForm(
		widget.NewFormItem(w.t("window.file_name", nil), entry),
		widget.NewFormItem(w.t("window.folder", nil), container.NewBorder(nil, nil, nil, choose, place)),
	)
	d = dialog.NewCustomWithoutButtons(title, container.NewVBox(form, problem), w.win)
	d.SetButtons([]fyne.CanvasObject{widget.NewButton(w.t("window.cancel", nil), func() { d.Hide() }), ok})
	w.present(d, nil)
	d.Resize(fyne.NewSize(min(620, w.win.Canvas().Size().Width*0.85), 230))
	w.win.Canvas().Focus(entry)
	entry.TypedShortcut(&fyne.ShortcutSelectAll{})
	return entry
}

// chosenPath is the path of a typed name, with the ending it must have; a whole path, as one is copied from elsewhere, names
// its folder itself, which must be there.
func (w *Window) chosenPath(folder, typed, ending string) (string, error) {
	typed = strings.TrimSpace(typed)
	if filepath.IsAbs(typed) {
		folder, typed = filepath.Dir(typed), filepath.Base(typed)
		if info, err := os.Stat(folder); err != nil || !info.IsDir() {
			return "", journey.Problem{Code: "window.no_such_folder", Args: journey.Args{"Path": folder}}
		}
	}
	if !strings.EqualFold(filepath.Ext(typed), ending) {
		typed += ending
	}
	if typed == ending || strings.ContainsAny(typed, `/\`) || strings.HasPrefix(typed, ".") {
		return "", journey.Problem{Code: "window.bad_name"}
	}
	return filepath.Join(folder, typed), nil
}

// askReplace asks, in the language of the window, whether a file may be replaced.
func (w *Window) askReplace(path string, then func()) {
	label := widget.NewLabel(w.t("window.replace_file", journey.Args{"Name": filepath.Base(path)}))
	label.Wrapping = fyne.TextWrapWord
	d := w.confirm(w.t("window.replace_title", nil), w.t("window.replace", nil), label, then)
	w.present(d, nil)
	d.Resize(fyne.NewSize(440, 180))
}

func (w *Window) askFolder(from string, then func(string)) {
	d := dialog.NewFolderOpen(func(chosen fyne.ListableURI, err error) {
		if err != nil {
			w.alert(err)
		} else if chosen != nil {
			then(chosen.Path())
		}
	}, w.win)
	if lister, err := storage.ListerForURI(storage.NewFileURI(from)); err == nil {
		d.SetLocation(lister)
	}
	w.present(d, nil)
	size := w.win.Canvas().Size()
	d.Resize(fyne.NewSize(min(900, size.Width*0.85), min(620, size.Height*0.85)))
}

// freeName is a name that no file in the folder has: the wished one, else with a number behind it.
func freeName(folder, name, ending string) string {
	for n := 1; n < 1000; n++ {
		candidate := name
		if n > 1 {
			candidate += " " + strconv.Itoa(n)
		}
		if _, err := os.Stat(filepath.Join(folder, candidate+ending)); err != nil {
			return candidate
		}
	}
	return name
}

// nameEntry is a field that Escape leaves.
type nameEntry struct {
	widget.Entry
	escape func()
}

// TypedKey is part of fyne.Focusable.
func (e *nameEntry) TypedKey(k *fyne.KeyEvent) {
	if k.Name == fyne.KeyEscape {
		e.escape()
		return
	}
	e.Entry.TypedKey(k)
}
