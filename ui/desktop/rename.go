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

// inline is the field for typing a name where it is drawn: on a card, a note, a link, the head of a stage or scenario.
type inline struct {
	widget.Entry
	w      *Window
	of     journey.Ref
	before string
	over   bool
}

// inlineLeast is the least width of the field in pixels: names must be readable at any zoom.
const inlineLeast = 190

// rename opens the name of a record for typing, where it is drawn; of what is not drawn in the inspector.
func (w *Window) rename(ref journey.Ref) {
	if !w.renameInPlace(ref) {
		w.inspector.Focus("name")
	}
}

// renameInPlace opens a name for typing on the board; false when it is not drawn there or may not be changed. What is
// named once it is new may stay as it is: leaving the field without typing changes nothing.
func (w *Window) renameInPlace(ref journey.Ref) bool {
	w.closeInline()
	if w.shown.Map == nil || !action.Writable(w.State()) {
		return false
	}
	r := w.shown.Map.Lookup(ref)
	at, size, ok := w.nameArea(ref)
	if r == nil || !ok {
		return false
	}
	e := &inline{w: w, of: ref, before: journey.NameOf(r)}
	if s, isStep := r.(*journey.Step); isStep && s.Note != nil {
		e.MultiLine, e.Wrapping = true, fyne.TextWrapWord
		if s.Note.Text != "" {
			e.before = s.Note.Text
		}
	}
	e.ExtendBaseWidget(e)
	e.SetText(e.before)
	e.OnSubmitted = func(string) { e.finish(true) }
	least := e.MinSize().Height
	if !e.MultiLine {
		at.Y += (size.Height - least) / 2
		size.Height = least
	}
	e.Resize(fyne.NewSize(max(inlineLeast, size.Width), max(least, size.Height)))
	e.Move(at)
	w.inline = e
	w.above.Objects = []fyne.CanvasObject{e}
	w.above.Refresh()
	w.win.Canvas().Focus(e)
	e.TypedShortcut(&fyne.ShortcutSelectAll{})
	return true
}

// nameArea is where the name of a record is drawn, in pixels of the board.
func (w *Window) nameArea(ref journey.Ref) (at fyne.Position, size fyne.Size, ok bool) {
	cam, world := w.machine.Camera, w.machine.World()
	var area draw.Rect
	if ref.Kind == journey.KindStep {
		if area, ok = world.Area(ref); !ok {
			return at, size, false
		}
		switch s := w.shown.Map.Step(ref.ID); {
		case s == nil:
			return at, size, false
		case s.Kind == journey.StepFrame:
			area.H = 2 * layout.TitleSize
		case s.Kind != journey.StepNote:
			area.X, area.W = area.X+layout.TextLeft-10, area.W-layout.TextLeft+4
			area.H = min(area.H, layout.HeadHeight)
		}
	} else if area, ok = world.Head(ref); !ok {
		return at, size, false
	}
	corner := cam.Screen(draw.Point{X: area.X, Y: area.Y})
	width, height := float32(area.W*cam.Zoom), float32(area.H*cam.Zoom)
	if ref.Kind == journey.KindLink { // around the middle of the line
		corner.X -= inlineLeast / 2
	}
	return fyne.NewPos(float32(corner.X), float32(corner.Y)), fyne.NewSize(width, height), true
}

// closeInline takes what was typed on the board.
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
	w.focusBoard()
	if !take || name == e.before || name == "" && e.of.Kind != journey.KindLink {
		return
	}
	ref := e.of
	w.Edit(func(tx *edit.Tx) ([]journey.Ref, error) {
		if s := tx.Map().Step(ref.ID); ref.Kind == journey.KindStep && s != nil && s.Note != nil {
			changed := journey.Clone(s)
			changed.Note.Text = name
			return nil, edit.SetRecord(tx, changed)
		}
		return nil, edit.Rename(tx, ref, name)
	})
}

// FocusLost is part of fyne.Focusable.
func (e *inline) FocusLost() {
	e.Entry.FocusLost()
	e.finish(true)
}

// AcceptsTab is part of fyne.Tabbable: Tab takes the name and goes on to the next step.
func (e *inline) AcceptsTab() bool { return true }

// TypedKey is part of fyne.Focusable; Escape gives the new name up.
func (e *inline) TypedKey(k *fyne.KeyEvent) {
	switch k.Name {
	case fyne.KeyEscape:
		e.finish(false)
	case fyne.KeyTab:
		e.finish(true)
		e.w.act("quick_create")
	default:
		e.Entry.TypedKey(k)
	}
}

// TypedShortcut is part of fyne.Shortcutable. While nothing has been typed, undo is about the map; the keys
// of other commands take the name first.
func (e *inline) TypedShortcut(s fyne.Shortcut) {
	switch s := s.(type) {
	case *fyne.ShortcutUndo, *fyne.ShortcutRedo:
		if e.Text == e.before {
			e.finish(false)
			e.w.shortcut(s)
			return
		}
	case *desktop.CustomShortcut:
		e.finish(true)
		if s.KeyName != fyne.KeyReturn { // Ctrl+Enter ends a note, where Enter begins a line
			e.w.shortcut(s)
		}
		return
	}
	e.Entry.TypedShortcut(s)
}
