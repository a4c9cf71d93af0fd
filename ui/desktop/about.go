package desktop

import (
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/dialog"
	"fyne.io/fyne/v2/widget"

	"rehearse/assets"
	"rehearse/journey"
	"rehearse/ui/action"
)

// showAbout says what the program is and on whose work it stands.
func (w *Window) showAbout() {
	about := widget.NewLabel(w.t("window.about_text", journey.Args{"Version": w.app.Metadata().Version}))
	about.Wrapping = fyne.TextWrapWord
	// A list makes only the lines in sight; one label would measure all these thousands at once.
	lines := strings.Split(assets.Notices(), "\n")
	notices := widget.NewList(func() int { return len(lines) },
		func() fyne.CanvasObject {
			line := widget.NewLabel("")
			line.SizeName, line.Truncation = "caption", fyne.TextTruncateEllipsis
			return line
		},
		func(i widget.ListItemID, line fyne.CanvasObject) { line.(*widget.Label).SetText(lines[i]) })
	notices.HideSeparators = true
	d := dialog.NewCustom("Rehearse", w.t("window.close", nil), container.NewBorder(about, nil, nil, nil, notices), w.win)
	size := w.win.Canvas().Size()
	d.Resize(fyne.NewSize(min(700, size.Width*0.8), min(560, size.Height*0.8)))
	w.present(d, nil)
}

// showKeys lists the keys of all actions, and what hand and wheel do.
func (w *Window) showKeys() {
	grid := container.NewGridWithColumns(2)
	add := func(words, keys string) {
		grid.Add(widget.NewLabel(words))
		label := widget.NewLabel(keys)
		label.TextStyle.Bold = true
		grid.Add(label)
	}
	for _, id := range []string{"wheel", "zoom", "pan", "marquee", "connect", "create", "copy_drag", "free", "cancel"} {
		add(w.t("window.hand."+id, nil), w.t("window.hand."+id+"_keys", nil))
	}
	for _, a := range action.All() {
		if a.Key.Name != "" {
			add(w.t("action."+a.ID, nil), keyName(a.Key))
		}
	}
	d := dialog.NewCustom(w.t("action.keys", nil), w.t("window.close", nil), container.NewVScroll(grid), w.win)
	size := w.win.Canvas().Size()
	d.Resize(fyne.NewSize(min(620, size.Width*0.8), min(640, size.Height*0.85)))
	w.present(d, nil)
}

func keyName(k action.Key) string {
	var parts []string
	if k.Ctrl {
		parts = append(parts, "Ctrl")
	}
	if k.Shift {
		parts = append(parts, "Shift")
	}
	if k.Alt {
		parts = append(parts, "Alt")
	}
	name := k.Name
	if name == "=" {
		name = "+"
	}
	return strings.Join(append(parts, name), " + ")
}
