package desktop

import (
	"context"
	"io"
	"os"
	"path/filepath"
	"strings"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/dialog"
	"fyne.io/fyne/v2/storage"

	"rehearse/assets"
	"rehearse/journey"
	"rehearse/journey/codec"
)

// extension is that of map files.
const extension = ".journey"

// recentLimit is how many files "recent" lists.
const recentLimit = 8

// openPath opens a file.
func (w *Window) openPath(path string) {
	w.inspector.Leave()
	w.keepView()
	w.session.Open(path, w.onWindow(func(err error) {
		w.begun = true
		if err != nil {
			w.buildMenu()
			w.showStart()
			w.alert(err)
			return
		}
		w.opened()
	}))
}

// opened follows a file that has just been opened.
func (w *Window) opened() {
	s := w.session.Snapshot()
	w.fitted = ""
	w.show(s)
	w.remember(s.Path)
	if s.ReadOnly != nil {
		w.alert(*s.ReadOnly)
	}
	if w.guided {
		w.guided = false
		w.firstTour()
	}
}

// settle shows a file dialog in the folder of the open map, at a size that shows file names.
func (w *Window) settle(d *dialog.FileDialog) {
	dir := filepath.Dir(w.shown.Path)
	if w.shown.Path == "" {
		dir = documentsFolder()
	}
	if lister, err := storage.ListerForURI(storage.NewFileURI(dir)); err == nil {
		d.SetLocation(lister)
	}
	d.SetView(dialog.ListView)
	w.present(d, nil)
	size := w.win.Canvas().Size()
	d.Resize(fyne.NewSize(min(900, size.Width*0.85), min(620, size.Height*0.85))) // works only once it is shown
}

func (w *Window) askOpen() {
	w.askRead(w.heading("action.open"), []string{extension, ".json"}, func(path string) {
		if strings.HasSuffix(path, ".json") {
			w.importJSON(path)
			return
		}
		w.openPath(path)
	})
}

// askRead asks for a file to read.
func (w *Window) askRead(title string, endings []string, then func(path string)) {
	w.inspector.Leave()
	d := dialog.NewFileOpen(func(from fyne.URIReadCloser, err error) {
		if err != nil {
			w.alert(err)
			return
		}
		if from != nil {
			from.Close()
			then(from.URI().Path())
		}
	}, w.win)
	d.SetTitleText(title)
	d.SetConfirmText(w.t("window.open", nil))
	d.SetDismissText(w.t("window.cancel", nil))
	d.SetFilter(storage.NewExtensionFileFilter(endings))
	w.settle(d)
}

// fileName is what a file made from the open one may be called: after its file, else after its map.
func (w *Window) fileName() string {
	if w.shown.Path != "" {
		base := filepath.Base(w.shown.Path)
		return strings.TrimSuffix(base, filepath.Ext(base))
	}
	name := ""
	if w.shown.Map != nil {
		name = w.shown.Map.Settings.Name
	}
	name = strings.Map(func(r rune) rune {
		if strings.ContainsRune(`/\:*?"<>|`, r) || r < ' ' {
			return '-'
		}
		return r
	}, name)
	if strings.TrimSpace(name) == "" {
		name = w.t("draw.untitled", nil)
	}
	return name
}

func (w *Window) newMap() {
	w.askPath(w.heading("action.new"), w.t("draw.untitled", nil), extension, keepExisting, func(path string) {
		m, err := blankMap(w.text.Code())
		if err != nil {
			w.alert(err)
			return
		}
		// The map was read a moment ago and nobody else has seen it yet.
		m.Settings.Name, m.Settings.Start = strings.TrimSuffix(filepath.Base(path), extension), journey.Date(time.Now().Format(time.DateOnly))
		w.createFile(path, m)
	})
}

func (w *Window) newFromSample(name string) {
	m, err := sampleMap(name, w.text.Code())
	if err != nil {
		w.alert(err)
		return
	}
	w.askPath(w.t("action.templates", nil), m.Settings.Name, extension, keepExisting, func(path string) { w.createFile(path, m) })
}

// sampleMap reads one of the maps the program carries.
func sampleMap(name, language string) (*journey.Map, error) {
	data, err := assets.SampleIn(name, language)
	if err != nil {
		return nil, err
	}
	m, problems := codec.DecodeMap(data)
	return m, problems.OrNil()
}

// blankMap reads what a new map begins as.
func blankMap(language string) (*journey.Map, error) {
	data, err := assets.Blank(language)
	if err != nil {
		return nil, err
	}
	m, problems := codec.DecodeMap(data)
	return m, problems.OrNil()
}

func (w *Window) createFile(path string, m *journey.Map) {
	w.session.Create(path, m, w.onWindow(func(err error) {
		if err != nil {
			w.alert(err)
			return
		}
		w.opened()
	}))
}

func (w *Window) askSaveAs() {
	w.askPath(w.heading("action.save_as"), w.fileName(), extension, replaceExisting, func(path string) {
		w.session.SaveAs(path, w.onWindow(func(err error) {
			if err != nil {
				w.alert(err)
				return
			}
			w.fitted = w.session.Snapshot().Path
			w.show(w.session.Snapshot())
			w.remember(w.fitted)
		}))
	})
}

func (w *Window) askExportCopy() {
	w.askPath(w.heading("action.export_copy"), w.t("window.copy_name", journey.Args{"Name": w.fileName()}), extension, replaceExisting, func(path string) {
		w.session.ExportCopy(path, w.onWindow(func(err error) { w.wrote(path, err) }))
	})
}

// wrote tells that a file was written, or why not.
func (w *Window) wrote(path string, err error) {
	if err != nil {
		w.alert(err)
		return
	}
	w.toast.tell(w.t("window.wrote", journey.Args{"Path": path}))
}

func (w *Window) askExportJSON() {
	m := w.shown.Map
	w.askPath(w.heading("action.export_json"), w.fileName(), ".json", replaceExisting, func(path string) {
		w.wrote(path, writeFile(path, func(to io.Writer) error {
			_, err := to.Write(codec.EncodeMap(m, true))
			return err
		}))
	})
}

func (w *Window) askImportJSON() {
	w.askRead(w.heading("action.import_json"), []string{".json"}, w.importJSON)
}

// importJSON reads a map and asks where to keep it.
func (w *Window) importJSON(path string) {
	var m *journey.Map
	w.works.do(w.t("window.reading", journey.Args{"Path": path}), func(context.Context, func(float64)) error {
		data, err := os.ReadFile(path)
		if err != nil {
			return journey.Problem{Code: "window.cannot_read", Args: journey.Args{"Path": path, "Error": plainError(err)}}
		}
		var problems journey.Problems
		m, problems = codec.DecodeMap(data)
		return problems.OrNil()
	}, func(err error) {
		if err != nil {
			w.alert(err)
			return
		}
		name := strings.TrimSuffix(filepath.Base(path), filepath.Ext(path))
		w.askPath(w.t("window.keep_import", nil), name, extension, keepExisting, func(to string) { w.createFile(to, m) })
	})
}

// documentsFolder is where a person's documents are, or the home folder.
func documentsFolder() string {
	home, err := os.UserHomeDir()
	if err != nil {
		return "."
	}
	for _, name := range []string{"Documents", "Документы"} {
		if info, err := os.Stat(filepath.Join(home, name)); err == nil && info.IsDir() {
			return filepath.Join(home, name)
		}
	}
	return home
}
