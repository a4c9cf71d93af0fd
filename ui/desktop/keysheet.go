package desktop

import (
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/dialog"
	"fyne.io/fyne/v2/layout"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"rehearse/ui/action"
)

// hands are the gestures on the sheet of keys: the messages "window.hand.<name>" and "window.hand.<name>_keys".
var hands = []string{
	"create", "next", "connect", "reconnect", "insert", "rename", "marquee", "copy_drag", "free", "nudge", "resize", "stage", "wheel", "zoom", "pan", "cancel",
}

// showKeys lists the gestures of the hand and the keys of all actions, by the menus they are in.
func (w *Window) showKeys() {
	var columns [2]*fyne.Container
	for i := range columns {
		columns[i] = container.New(layout.NewCustomPaddedVBoxLayout(0))
	}
	group := func(column int, title string, rows [][2]string) {
		if len(rows) == 0 {
			return
		}
		head := widget.NewLabel(title)
		head.TextStyle.Bold, head.SizeName = true, theme.SizeNameSubHeadingText
		columns[column].Add(head)
		for _, r := range rows {
			words, keys := widget.NewLabel(r[0]), widget.NewLabel(r[1])
			words.Truncation = fyne.TextTruncateEllipsis
			keys.TextStyle.Bold = true
			columns[column].Add(container.NewBorder(nil, nil, nil, keys, words))
		}
	}
	var rows [][2]string
	for _, id := range hands {
		rows = append(rows, [2]string{w.t("window.hand."+id, nil), w.t("window.hand."+id+"_keys", nil)})
	}
	group(0, w.t("canvas.gestures", nil), rows)
	for i, m := range action.Menus() {
		rows = nil
		for _, id := range m.Items {
			if a := action.Find(id); a != nil && keysOf(a) != "" {
				rows = append(rows, [2]string{strings.TrimSuffix(w.t("action."+id, nil), "…"), keysOf(a)})
			}
		}
		column := 1
		if i >= 3 {
			column = 0
		}
		group(column, w.t("action.menu."+m.ID, nil), rows)
	}
	sheet := container.NewVScroll(container.NewGridWithColumns(2, columns[0], columns[1]))
	d := dialog.NewCustom(w.heading("action.keys"), w.t("window.close", nil), sheet, w.win)
	size := w.win.Canvas().Size()
	d.Resize(fyne.NewSize(min(1020, size.Width*0.94), min(860, size.Height*0.94)))
	w.present(d, w.focusBoard)
}

// keyGlyphs are keys shown by a sign.
var keyGlyphs = map[string]string{"=": "+", "Left": "←", "Right": "→", "Up": "↑", "Down": "↓", "Next": "PageDown", "Prior": "PageUp"}

// keyName is a key with its modifiers, as people read it.
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
	if glyph, ok := keyGlyphs[name]; ok {
		name = glyph
	}
	return strings.Join(append(parts, name), " + ")
}
