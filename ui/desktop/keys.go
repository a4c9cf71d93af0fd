package desktop

import (
	"slices"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/dialog"
	"fyne.io/fyne/v2/driver/desktop"

	"rehearse/ui/action"
	"rehearse/ui/tool"
)

// hearKeys hears keys while no field is being typed in. Letters are heard as runes, because a key of a
// Russian layout has no name.
func (w *Window) hearKeys() {
	c := w.win.Canvas()
	c.SetOnTypedKey(w.key)
	c.SetOnTypedRune(w.letter)
	if d, ok := c.(desktop.Canvas); ok {
		d.SetOnKeyDown(func(k *fyne.KeyEvent) { w.hold(k, true) })
		d.SetOnKeyUp(func(k *fyne.KeyEvent) { w.hold(k, false) })
	}
	for _, s := range shortcuts() {
		c.AddShortcut(s.key, func(fyne.Shortcut) { action.Run(s.action, w) })
	}
}

type shortcut struct {
	key    fyne.Shortcut
	action string
}

// shortcuts are the keys with modifiers. Fyne turns some combinations into shortcuts of its own, whoever
// made the menu.
func shortcuts() []shortcut {
	list := []shortcut{
		{&fyne.ShortcutUndo{}, "undo"}, {&fyne.ShortcutRedo{}, "redo"}, {&fyne.ShortcutCut{}, "cut"},
		{&fyne.ShortcutCopy{}, "copy"}, {&fyne.ShortcutPaste{}, "paste"}, {&fyne.ShortcutSelectAll{}, "select_all"},
	}
	for _, a := range action.All() {
		if s := shortcutOf(a.Key); s != nil {
			list = append(list, shortcut{s, a.ID})
		}
	}
	return list
}

// shortcut does what a key means that a field had no use for.
func (w *Window) shortcut(key fyne.Shortcut) {
	for _, s := range shortcuts() {
		if s.key.ShortcutName() == key.ShortcutName() {
			action.Run(s.action, w)
			return
		}
	}
}

// hold hears the space bar, which makes a drag pan while it is down.
func (w *Window) hold(k *fyne.KeyEvent, down bool) {
	if k.Name == fyne.KeySpace {
		w.machine.Hand(down)
	}
}

// present shows a dialog that Escape closes. closed may be nil.
func (w *Window) present(d dialog.Dialog, closed func()) {
	w.dialogs = append(w.dialogs, d)
	d.SetOnClosed(func() {
		w.dialogs = slices.DeleteFunc(w.dialogs, func(open dialog.Dialog) bool { return open == d })
		if closed != nil {
			closed()
		}
	})
	d.Show()
}

func (w *Window) key(k *fyne.KeyEvent) {
	if n := len(w.dialogs); n > 0 {
		if k.Name == fyne.KeyEscape {
			w.dialogs[n-1].Dismiss()
		}
		return
	}
	if w.person.of != nil && !w.machine.Busy() && w.person.timeline.Key(k) {
		return
	}
	switch k.Name {
	case fyne.KeyEscape:
		if w.machine.Busy() {
			w.board.Cancel()
		} else {
			w.Select()
		}
	case fyne.KeyBackspace:
		action.Run("delete", w)
	case fyne.KeyReturn, fyne.KeyEnter:
		action.Run("rename", w)
	case fyne.KeyUp:
		w.nudge(0, -1)
	case fyne.KeyDown:
		w.nudge(0, 1)
	case fyne.KeyLeft:
		w.nudge(-1, 0)
	case fyne.KeyRight:
		w.nudge(1, 0)
	default:
		for _, a := range action.All() {
			if !a.Key.Ctrl && a.Key.Name != "" && a.Key.Name == string(k.Name) {
				action.Run(a.ID, w)
			}
		}
	}
}

// letters are keys without modifiers, in both layouts; "!" is Shift+1.
var letters = map[rune]string{
	'+': "zoom_in", '=': "zoom_in", '-': "zoom_out", '0': "zoom_100",
	'!': "fit", 'f': "fit", 'F': "fit", 'а': "fit", 'А': "fit", '@': "fit_selection", '"': "fit_selection",
	'?': "keys",
}

func (w *Window) letter(r rune) {
	if id, ok := letters[r]; ok && len(w.dialogs) == 0 {
		action.Run(id, w)
	}
}

// nudge moves the selected steps by one step of the grid.
func (w *Window) nudge(dx, dy float64) {
	ids := w.machine.SelectedSteps()
	if len(ids) == 0 || !action.Writable(w.State()) {
		return
	}
	w.moveSteps(tool.MoveSteps{Steps: ids, DX: dx * tool.Grid, DY: dy * tool.Grid})
}
