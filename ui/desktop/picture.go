package desktop

import (
	"context"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"slices"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/widget"

	"rehearse/journey"
	"rehearse/ui/picture"
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
	d := w.confirm(w.heading("action.export_picture"), w.t("window.save", nil), form, func() {
		ending := map[string]string{"PNG": ".png", "SVG": ".svg", "PDF": ".pdf"}[format.Selected]
		factor := float64(scale.SelectedIndex() + 1)
		withNumbers := numbers.Checked
		w.askPath(w.heading("action.export_picture"), w.fileName(), ending, replaceExisting, func(path string) {
			w.writePicture(path, factor, withNumbers)
		})
	})
	d.Resize(fyne.NewSize(420, 240))
	w.present(d, nil)
}

// writePicture draws the whole map on a sheet and writes it in a worker, whatever is on the screen. The
// sheet is always light: it is for paper and slides.
func (w *Window) writePicture(path string, scale float64, numbers bool) {
	m, speak := w.shown.Map, w.text
	options := picture.Options{Format: picture.FormatOf(path), Scale: scale, Links: w.linkStyle(), Date: time.Now()}
	if numbers {
		options.Result, options.Findings, options.Stale = w.shown.Run.Result, w.shown.Findings, w.shown.Stale()
	}
	options.Overlay = w.wayOverlay() // of the person being followed
	w.works.do(w.t("window.writing", journey.Args{"Path": path}), func(ctx context.Context, _ func(float64)) error {
		return writeFile(path, func(to io.Writer) error { return picture.Write(stoppable{ctx, to}, m, options, speak) })
	}, func(err error) { w.wrote(path, err) })
}

// askSlides asks where to keep the slides of the presentation, and writes them as PDF in a worker, light as all paper.
func (w *Window) askSlides() {
	w.inspector.Leave()
	w.askPath(w.heading("action.export_slides"), w.fileName(), ".pdf", replaceExisting, func(path string) {
		m, speak := w.shown.Map, w.text
		options := picture.Options{
			Result: w.shown.Run.Result, Findings: slices.Concat(w.shown.Findings, w.shown.Older), Stale: w.shown.Stale(), Links: w.linkStyle(), Date: time.Now(),
		}
		w.works.do(w.t("window.writing", journey.Args{"Path": path}), func(ctx context.Context, _ func(float64)) error {
			return writeFile(path, func(to io.Writer) error { return picture.WriteSlides(stoppable{ctx, to}, m, options, speak) })
		}, func(err error) { w.wrote(path, err) })
	})
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
