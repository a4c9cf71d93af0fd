package desktop

import (
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/widget"

	"rehearse/journey"
	"rehearse/journey/draw"
	"rehearse/journey/edit"
	"rehearse/journey/layout"
	"rehearse/ui/action"
)

// inline is the field for typing a step's name on its card.
type inline struct {
	widget.Entry
	w      *Window
	step   journey.ID
	before string
	over   bool
}

// inlineLeast is the least width of the field in pixels: names must be readable at any zoom.
const inlineLeast = 190

// renameInPlace opens the name of a step for typing, on its card. What is named once it is new may stay as
// it is: leaving the field without typing changes nothing.
func (w *Window) renameInPlace(id journey.ID) {
	w.closeInline()
	s := w.shown.Map.Step(id)
	area, ok := w.machine.World().Area(journey.Ref{Kind: journey.KindStep, ID: id})
	if s == nil || !ok || !action.Writable(w.State()) {
		return
	}
	if !s.Kind.Simulated() && s.Kind != journey.StepFrame {
		w.inspector.Focus("note.text")
		return
	}
	e := &inline{w: w, step: id, before: s.Name}
	e.ExtendBaseWidget(e)
	e.SetText(s.Name)
	e.OnSubmitted = func(string) { e.finish(true) }
	cam := w.machine.Camera
	at := cam.Screen(draw.Point{X: area.X + layout.TextLeft - 10, Y: area.Y + min(area.H, layout.HeadHeight)/2})
	height := e.MinSize().Height
	e.Resize(fyne.NewSize(max(inlineLeast, float32((area.W-layout.TextLeft+4)*cam.Zoom)), height))
	e.Move(fyne.NewPos(float32(at.X), float32(at.Y)-height/2))
	w.inline = e
	w.above.Objects = []fyne.CanvasObject{e}
	w.above.Refresh()
	w.win.Canvas().Focus(e)
	e.TypedShortcut(&fyne.ShortcutSelectAll{})
}

// closeInline takes what was typed on a card.
func (w *Window) closeInline() {
	if w.inline != nil {
		w.inline.finish(true)
	}
}

// finish takes the name, or gives it up.
func (e *inline) finish(take bool) {
	if e.over {
		return
	}
	e.over = true
	w, name := e.w, strings.TrimSpace(e.Text)
	w.inline = nil
	w.above.Objects = nil
	w.above.Refresh()
	w.win.Canvas().Unfocus()
	if take && name != e.before && name != "" {
		ref := journey.Ref{Kind: journey.KindStep, ID: e.step}
		w.Edit(func(tx *edit.Tx) ([]journey.Ref, error) { return nil, edit.Rename(tx, ref, name) })
	}
}

// FocusLost is part of fyne.Focusable.
func (e *inline) FocusLost() {
	e.Entry.FocusLost()
	e.finish(true)
}

// TypedKey is part of fyne.Focusable; Escape gives the new name up.
func (e *inline) TypedKey(k *fyne.KeyEvent) {
	if k.Name == fyne.KeyEscape {
		e.finish(false)
		return
	}
	e.Entry.TypedKey(k)
}

// TypedShortcut is part of fyne.Shortcutable. While nothing has been typed, undo is about the map; the keys
// of other commands take the name first.
func (e *inline) TypedShortcut(s fyne.Shortcut) {
	switch s.(type) {
	case *fyne.ShortcutUndo, *fyne.ShortcutRedo:
		if e.Text == e.before {
			e.finish(false)
			e.w.shortcut(s)
			return
		}
	case *desktop.CustomShortcut:
		e.finish(true)
		e.w.shortcut(s)
		return
	}
	e.Entry.TypedShortcut(s)
}
