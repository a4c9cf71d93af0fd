package desktop

import (
	"os"
	"path/filepath"
	"slices"

	"fyne.io/fyne/v2"

	"rehearse/journey"
	"rehearse/ui/settings"
)

// recentFile is a file opened lately. Why says why it cannot be opened now; "" when it can.
type recentFile struct{ path, why string }

// recent lists the files opened lately, the last one first, with what is known of them: the disk is asked in the background,
// as a network disk that is gone answers after minutes, and what it says is shown when it is there. Until then a file may be
// opened, which says itself why it cannot be.
func (w *Window) recent() (list []recentFile) {
	for _, path := range settings.Get(w.settings, prefRecent, []string(nil)) {
		list = append(list, recentFile{path, w.disk.why[path]})
		w.askDisk(path)
	}
	return list
}

// disk is what is known of the files opened lately. It belongs to the window's goroutine.
type disk struct {
	why    map[string]string // why a file cannot be opened now, "" when it can
	asking map[string]bool   // those the disk is being asked for
	stat   func(path string) error
}

func newDisk() disk {
	return disk{map[string]string{}, map[string]bool{}, func(path string) error { _, err := os.Stat(path); return err }}
}

// askDisk asks whether a file is there, unless the last question is still open; menu and start page follow the answer.
func (w *Window) askDisk(path string) {
	if w.disk.asking[path] {
		return
	}
	w.disk.asking[path] = true
	stat := w.disk.stat
	go func() {
		why := ""
		if stat(path) != nil {
			why = "window.recent.gone"
			if stat(filepath.Dir(path)) != nil {
				why = "window.recent.no_folder"
			}
		}
		w.hand(func() {
			if before := w.disk.why[path]; before != why {
				w.disk.why[path] = why
				w.buildMenu() // asks again, and finds the same
				w.showStart()
			}
			w.disk.asking[path] = false
		})
	}()
}

// label is how a recent file is called in a menu.
func (r recentFile) label(w *Window) string {
	label := filepath.Base(r.path) + " — " + filepath.Dir(r.path)
	if r.why != "" {
		label += " · " + w.t(r.why, nil)
	}
	return label
}

// recentMenu lists them: those that are gone stay, grey, with the reason, as a disk may come back.
func (w *Window) recentMenu(menu *fyne.Menu) {
	for _, r := range w.recent() {
		item := fyne.NewMenuItem(r.label(w), func() { w.openPath(r.path) })
		item.Checked, item.Disabled = r.path == w.shown.Path, r.why != ""
		menu.Items = append(menu.Items, item)
	}
	if len(menu.Items) > 0 {
		menu.Items = append(menu.Items, fyne.NewMenuItemSeparator(), fyne.NewMenuItem(w.t("window.recent.clear", nil), w.clearRecent))
	}
}

// clearRecent forgets all files but the open one.
func (w *Window) clearRecent() {
	keep := slices.DeleteFunc(settings.Get(w.settings, prefRecent, []string(nil)), func(p string) bool { return p != w.shown.Path })
	remember(w, prefRecent, keep)
	w.buildMenu()
	w.showStart()
}

// remember puts files on the list of recent ones, the first on top.
func (w *Window) remember(paths ...string) {
	list := slices.DeleteFunc(settings.Get(w.settings, prefRecent, []string(nil)), func(p string) bool { return slices.Contains(paths, p) })
	list = slices.Concat(paths, list)
	remember(w, prefRecent, list[:min(recentLimit, len(list))])
	w.buildMenu()
	w.showStart()
}

// openDropped opens what was let fall on the window: a map, or JSON of one. Of several maps the first is opened and the others
// stand on the list of recent files; what cannot be opened says why.
func (w *Window) openDropped(files []fyne.URI) {
	var maps, others, imports []string
	for _, f := range files {
		path := f.Path()
		switch info, err := os.Stat(path); {
		case err != nil || info.IsDir():
			others = append(others, path)
		case filepath.Ext(path) == extension:
			maps = append(maps, path)
		case filepath.Ext(path) == ".json":
			imports = append(imports, path)
		default:
			others = append(others, path)
		}
	}
	if len(maps) == 0 && len(imports) > 0 {
		w.importJSON(imports[0])
		imports = imports[1:]
	}
	if len(maps) > 1 {
		w.remember(maps[1:]...)
	}
	if len(maps) > 0 {
		w.openPath(maps[0])
	}
	switch {
	case len(others) > 0:
		w.toast.say(w.t("window.drop.cannot", journey.Args{"Name": filepath.Base(others[0]), "Count": len(others)}))
	case len(imports) > 0:
		w.toast.say(w.t("window.drop.one", journey.Args{"Name": filepath.Base(imports[0]), "Count": len(imports)}))
	case len(maps) > 1:
		w.toast.tell(w.t("window.drop.several", journey.Args{"Name": filepath.Base(maps[0]), "Count": len(maps) - 1}))
	}
}
