package desktop

import (
	"fmt"
	"io"
	"os"
	"path/filepath"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/dialog"
	"fyne.io/fyne/v2/widget"

	"rehearse/journey"
	"rehearse/journey/draw"
	"rehearse/journey/layout"
	"rehearse/persist/export/pdf"
	"rehearse/persist/export/png"
	"rehearse/persist/export/svg"
	"rehearse/ui/overlay"
)

// askPicture asks how the picture shall be and where to keep it.
func (w *Window) askPicture() {
	w.inspector.Leave()
	format := widget.NewRadioGroup([]string{"PNG", "SVG", "PDF"}, nil)
	format.Horizontal = true
	format.SetSelected("PNG")
	scale := widget.NewSelect([]string{"1×", "2×", "3×", "4×"}, nil)
	scale.SetSelectedIndex(1)
	format.OnChanged = func(name string) { enable(scale, name == "PNG") }
	numbers := widget.NewCheck(w.t("window.with_numbers", nil), nil)
	numbers.SetChecked(w.shown.Run.Result != nil)
	enable(numbers, w.shown.Run.Result != nil)
	form := container.NewVBox(
		widget.NewForm(
			widget.NewFormItem(w.t("window.format", nil), format),
			widget.NewFormItem(w.t("window.scale", nil), scale),
			widget.NewFormItem("", numbers),
		),
	)
	d := dialog.NewCustomConfirm(w.t("action.export_picture", nil), w.t("window.save", nil), w.t("window.cancel", nil), form, func(yes bool) {
		if !yes {
			return
		}
		ending := map[string]string{"PNG": ".png", "SVG": ".svg", "PDF": ".pdf"}[format.Selected]
		factor := float64(scale.SelectedIndex() + 1)
		withNumbers := numbers.Checked
		w.askPath(w.t("action.export_picture", nil), w.fileName(), ending, replaceExisting, func(path string) {
			w.writePicture(path, factor, withNumbers)
		})
	}, w.win)
	d.Resize(fyne.NewSize(420, 240))
	w.present(d, nil)
}

// writePicture draws the whole map on a sheet and writes it in a worker, whatever is on the screen. The
// sheet is always light: it is for paper and slides.
func (w *Window) writePicture(path string, scale float64, numbers bool) {
	s := w.shown
	options := draw.Options{
		Theme: draw.Light(), Labels: draw.LabelsOf(w.text), Measurer: w.measure,
		Sheet: &draw.Sheet{Date: time.Now().Format(w.t("window.date_form", nil))},
	}
	if numbers {
		options.Overlay = overlay.Of(s.Map, s.Run.Result, nil, s.Stale(), w.text)
	}
	title, author := s.Map.Settings.Name, s.Map.Settings.Author
	w.toast.tell(w.t("window.writing", journey.Args{"Path": path}))
	go func() {
		scene := draw.Build(s.Map, layout.Of(s.Map, w.measure), options)
		err := writeFile(path, func(to io.Writer) error {
			switch filepath.Ext(path) {
			case ".svg":
				return svg.Write(to, scene, svg.Options{Title: title})
			case ".pdf":
				return pdf.Write(to, scene, pdf.Options{Title: title, Author: author})
			default:
				return png.Write(to, scene, png.Options{Scale: scale, Title: title, Author: author})
			}
		})
		fyne.Do(func() { w.wrote(path, err) })
	}()
}

// writeFile writes a file beside its place first, so that a failure leaves no half picture.
func writeFile(path string, write func(io.Writer) error) error {
	f, err := os.CreateTemp(filepath.Dir(path), ".rehearse-*")
	if err != nil {
		return journey.Problem{Code: "window.cannot_write", Args: journey.Args{"Path": path, "Error": plainError(err)}}
	}
	defer os.Remove(f.Name())
	err = write(f)
	if closing := f.Close(); err == nil {
		err = closing
	}
	if err == nil {
		err = os.Chmod(f.Name(), 0o644)
	}
	if err == nil {
		err = os.Rename(f.Name(), path)
	}
	if _, ours := err.(journey.Problem); err != nil && !ours {
		return journey.Problem{Code: "window.cannot_write", Args: journey.Args{"Path": path, "Error": plainError(err)}}
	}
	return err
}

// plainError is what the system says, without the path it says it about.
func plainError(err error) string {
	if p, ok := err.(*os.PathError); ok {
		return p.Err.Error()
	}
	return fmt.Sprint(err)
}
