package desktop

import (
	"fyne.io/fyne/v2"

	"rehearse/ui/settings"
)

// lowerRight puts its object at the lower right corner.
type lowerRight struct{}

// Layout is part of fyne.Layout.
func (lowerRight) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	for _, o := range objects {
		least := o.MinSize()
		o.Resize(least)
		o.Move(fyne.NewPos(size.Width-least.Width-12, size.Height-least.Height-12))
	}
}

// MinSize is part of fyne.Layout.
func (lowerRight) MinSize([]fyne.CanvasObject) fyne.Size { return fyne.NewSize(40, 20) }

// prefMinimap remembers whether the minimap is wanted.
const prefMinimap = "minimap"

// followMinimap brings the minimap up to what the board shows.
func (w *Window) followMinimap() {
	if !settings.Get(w.settings, prefMinimap, true) || w.shown.Map == nil || w.workshop.on {
		w.minimap.Hide()
		return
	}
	w.minimap.Follow()
}

// followBoard follows what the board shows. A view of the whole map stays one when the board gets another size.
func (w *Window) followBoard() {
	w.followRoom()
	if c := w.machine.Camera; w.whole.Zoom > 0 && c.Origin == w.whole.Origin && c.Zoom == w.whole.Zoom && (c.Width != w.whole.Width || c.Height != w.whole.Height) {
		w.machine.Camera = c.Fit(w.scene.Bounds, 12, w.unit())
		w.whole = w.machine.Camera
		w.board.Repaint()
		w.top.showZoom()
		return
	}
	w.followMinimap()
	w.viewMoved()
}

// toggleMinimap shows the minimap, or not.
func (w *Window) toggleMinimap() {
	remember(w, prefMinimap, !settings.Get(w.settings, prefMinimap, true))
	w.followMinimap()
}
