package desktop

import (
	"fyne.io/fyne/v2"

	"rehearse/ui/desktop/panel"
	"rehearse/ui/settings"
)

// wideWindow is from which width on the palette has names, tallWindow from which height of the body on the numbers and findings
// below the board are shown in full unless somebody wished otherwise: on a projector of 1280 × 720 the board comes first.
const (
	wideWindow = 1400
	tallWindow = 760
)

// besidePalette puts a palette at the left of the rest.
type besidePalette struct {
	palette *panel.Palette
	people  *panel.People
}

// Layout is part of fyne.Layout.
func (l besidePalette) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	l.palette.Narrow(size.Width < wideWindow)
	l.people.Narrow(size.Width < wideWindow)
	width := l.palette.MinSize().Width
	objects[0].Move(fyne.Position{})
	objects[0].Resize(fyne.NewSize(width, size.Height))
	objects[1].Move(fyne.NewPos(width, 0))
	objects[1].Resize(fyne.NewSize(size.Width-width, size.Height))
}

// MinSize is part of fyne.Layout.
func (besidePalette) MinSize(objects []fyne.CanvasObject) fyne.Size {
	palette, rest := objects[0].MinSize(), objects[1].MinSize()
	return fyne.NewSize(palette.Width+rest.Width, max(palette.Height, rest.Height))
}

// aboveStrip gives the strip its height until somebody moves the line between it and the board.
type aboveStrip struct{ w *Window }

// prefStrip remembers the height of the strip: the share of the room that the board has.
const prefStrip = "strip"

// usualBoard is the least share of the height that the board has above a strip shown in full, usualStrip the height above which
// such a strip would be empty, lowest the board's share above one of a line.
const (
	usualBoard = 0.75
	usualStrip = 250
	lowest     = 1.0
)

// boardAbove is the share of the height that the board has above a strip shown in full.
func boardAbove(height float32) float64 { return max(usualBoard, 1-usualStrip/float64(max(1, height))) }

// Layout is part of fyne.Layout.
func (l aboveStrip) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	w := l.w
	if w.body.Offset == w.given {
		usual := lowest
		if size.Height >= tallWindow {
			usual = boardAbove(size.Height)
		}
		w.given = settings.Get(w.settings, prefStrip, usual)
		w.body.Offset = w.given
	}
	objects[0].Move(fyne.Position{})
	objects[0].Resize(size)
}

// MinSize is part of fyne.Layout.
func (aboveStrip) MinSize(objects []fyne.CanvasObject) fyne.Size { return objects[0].MinSize() }

// toggleStrip shows numbers and findings in full, or in one line.
func (w *Window) toggleStrip() {
	if w.strip.Folded() {
		w.body.SetOffset(boardAbove(w.body.Size().Height))
	} else {
		w.body.SetOffset(lowest)
	}
	w.keepStrip()
}

// keepStrip remembers where the line above the strip was put.
func (w *Window) keepStrip() {
	if w.body.Offset != w.given {
		remember(w, prefStrip, w.body.Offset)
		w.given = w.body.Offset
	}
}
