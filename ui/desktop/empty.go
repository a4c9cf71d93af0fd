package desktop

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/layout"
	"fyne.io/fyne/v2/theme"
)

// newEmptyHint says on an empty map how to begin. It takes no click: the board below hears it.
func newEmptyHint(w *Window) *fyne.Container {
	lines := container.New(layout.NewCustomPaddedVBoxLayout(6))
	for i, id := range []string{"window.empty.title", "window.empty.type", "window.empty.drag", "window.empty.template"} {
		line := canvas.NewText(w.t(id, nil), theme.Color(theme.ColorNamePlaceHolder))
		line.Alignment = fyne.TextAlignCenter
		if i == 0 {
			line.TextSize, line.TextStyle.Bold = theme.TextSubHeadingSize(), true
			line.Color = theme.Color(theme.ColorNameForeground)
		}
		lines.Add(line)
	}
	hint := container.NewCenter(lines)
	hint.Hide()
	return hint
}

// showEmpty shows how to begin while there is nothing on the map.
func (w *Window) showEmpty() {
	if m := w.shown.Map; m != nil && len(m.Steps) == 0 {
		w.empty.Show()
	} else {
		w.empty.Hide()
	}
}
