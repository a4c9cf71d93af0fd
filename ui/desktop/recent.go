package desktop

import (
	"os"
	"path/filepath"
	"slices"

	"fyne.io/fyne/v2"

	"rehearse/journey"
)

// recentFile is a file opened lately. Why says why it cannot be opened now; "" when it can.
type recentFile struct{ path, why string }

// recent lists the files opened lately, the last one first.
func (w *Window) recent() (list []recentFile) {
	for _, path := range w.app.Preferences().StringList(prefRecent) {
		r := recentFile{path: path}
		if _, err := os.Stat(path); err != nil {
			r.why = "window.recent.gone"
			if _, err := os.Stat(filepath.Dir(path)); err != nil {
				r.why = "window.recent.no_folder"
			}
		}
		list = append(list, r)
	}
	return list
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
	keep := slices.DeleteFunc(w.app.Preferences().StringList(prefRecent), func(p string) bool { return p != w.shown.Path })
	w.app.Preferences().SetStringList(prefRecent, keep)
	w.buildMenu()
	w.showStart()
}

// remember puts files on the list of recent ones, the first on top.
func (w *Window) remember(paths ...string) {
	list := slices.DeleteFunc(w.app.Preferences().StringList(prefRecent), func(p string) bool { return slices.Contains(paths, p) })
	list = slices.Concat(paths, list)
	w.app.Preferences().SetStringList(prefRecent, list[:min(recentLimit, len(list))])
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
