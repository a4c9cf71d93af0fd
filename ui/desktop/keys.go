package desktop

import (
	"slices"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/dialog"
	"fyne.io/fyne/v2/driver/desktop"

	"rehearse/ui/action"
	"rehearse/ui/desktop/board"
	"rehearse/ui/tool"
)

// hearKeys hears keys while no field is being typed in: the board hears them while it has the keyboard, the window
// while nothing has it. Letters are heard as runes, because a key of a Russian layout has no name.
func (w *Window) hearKeys() {
	c := w.win.Canvas()
	c.SetOnTypedKey(w.key)
	c.SetOnTypedRune(w.letter)
	if d, ok := c.(desktop.Canvas); ok {
		d.SetOnKeyDown(func(k *fyne.KeyEvent) { w.hold(k, true) })
		d.SetOnKeyUp(func(k *fyne.KeyEvent) { w.hold(k, false) })
	}
	for _, s := range shortcuts() {
		c.AddShortcut(s.key, func(fyne.Shortcut) { w.act(s.action) })
	}
}

// boardKeys are the same keys for the board.
func (w *Window) boardKeys() board.Keys {
	return board.Keys{Key: w.key, Letter: w.letter, Hold: w.hold, AltUsed: w.closeAltMenu, Tab: func() bool {
		return w.shown.Map != nil && !w.presentation.on && w.playback.of == nil && w.modifiers()&tool.ModShift == 0
	}}
}

// tab makes the next step of the selected one; with none, or with several, it goes to the first one that is read: what is
// typed after it must not land in a field of another part of the window.
func (w *Window) tab() {
	if _, _, ok := w.selectedStep(); !ok && len(w.shown.Map.Steps) > 0 {
		w.Select()
		w.act("next_step")
		return
	}
	w.act("quick_create")
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
			w.act(s.action)
			return
		}
	}
}

// hold hears the space bar, which makes a drag pan while it is down.
func (w *Window) hold(k *fyne.KeyEvent, down bool) {
	if k.Name == fyne.KeySpace && w.playback.of == nil && !w.presentation.on {
		w.machine.Hand(down)
		w.board.PaintMarks()
	}
}

// closeAltMenu waits until Alt is let go and closes the menu that opens then: Fyne opens its main menu when Alt was
// pressed and no other key, also when a copy was dragged meanwhile, and says nothing about it.
func (w *Window) closeAltMenu() {
	const look, patience = 40 * time.Millisecond, 250
	go func() {
		for range patience {
			time.Sleep(look)
			held := true
			fyne.DoAndWait(func() {
				if held = w.modifiers()&tool.ModAlt != 0; !held {
					w.win.SetMainMenu(w.win.MainMenu())
					w.focusBoard()
				}
			})
			if !held {
				return
			}
		}
	}()
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

// presentPart opens a dialog for a panel; shut closes it.
func (w *Window) presentPart(title string, content fyne.CanvasObject, size fyne.Size) (shut func()) {
	d := dialog.NewCustom(title, w.t("window.close", nil), content, w.win)
	room := w.win.Canvas().Size()
	d.Resize(fyne.NewSize(min(size.Width, room.Width*0.9), min(size.Height, room.Height*0.9)))
	w.present(d, nil)
	return d.Hide
}

func (w *Window) key(k *fyne.KeyEvent) {
	if n := len(w.dialogs); n > 0 {
		if k.Name == fyne.KeyEscape {
			w.dialogs[n-1].Dismiss()
		}
		return
	}
	if w.gallery != nil {
		w.gallery.panel.TypedKey(k)
		return
	}
	if w.person.of != nil && !w.machine.Busy() && w.person.timeline.Key(k) {
		return
	}
	if w.playKey(k) || w.presentKey(k) {
		return
	}
	far := 1.0
	if w.modifiers()&tool.ModShift != 0 {
		far = nudgeFar
	}
	switch k.Name {
	case fyne.KeyEscape:
		switch {
		case w.machine.Busy():
			w.board.Cancel()
			w.clearGhost()
		case w.tour.at >= 0:
			w.tour.end()
		case w.works.giveUp():
		case w.finding.preview != nil:
			w.endPreview()
		case w.finding.key != "":
			w.closeFinding()
		case len(w.ghost.Objects) > 0:
			w.clearGhost()
		case w.view.eyes != "":
			w.lookThrough("")
		case w.workshop.on:
			w.leaveWorkshop()
		default:
			w.Select()
		}
	case fyne.KeyTab:
		w.tab()
	case desktop.KeyMenu:
		w.act("context_menu")
	case fyne.KeyBackspace:
		w.act("delete")
	case fyne.KeyReturn, fyne.KeyEnter:
		w.act("rename")
	case fyne.KeyUp:
		w.nudge(0, -far)
	case fyne.KeyDown:
		w.nudge(0, far)
	case fyne.KeyLeft:
		w.nudge(-far, 0)
	case fyne.KeyRight:
		w.nudge(far, 0)
	default:
		for _, a := range action.All() {
			if !a.Key.Ctrl && !a.Key.Alt && a.Key.Name != "" && a.Key.Name == string(k.Name) && (!a.Key.Shift || far > 1) {
				w.act(a.ID)
			}
		}
	}
}

func (w *Window) letter(r rune) {
	if len(w.dialogs) == 0 && w.gallery == nil && w.playback.of == nil && w.presentLetter(r) {
		return
	}
	if a := action.OfLetter(r); a != nil && len(w.dialogs) == 0 && w.gallery == nil {
		w.act(a.ID)
	}
}

// nudgeFar is how many steps of the grid an arrow moves with Shift.
const nudgeFar = 5

// nudge moves the selected steps by so many steps of the grid, or the view when nothing is selected.
func (w *Window) nudge(dx, dy float64) {
	ids := w.machine.SelectedSteps()
	if len(ids) == 0 {
		w.machine.Camera = w.machine.Camera.Pan(-dx*panStep, -dy*panStep)
		w.board.Looked()
		return
	}
	if action.Writable(w.State()) {
		w.moveSteps(tool.MoveSteps{Steps: ids, DX: dx * tool.Grid, DY: dy * tool.Grid})
	}
}

// panStep is how many pixels an arrow moves the view.
const panStep = 60
