package panel

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/widget"
)

// entry is a text field that tells when it is left.
type entry struct {
	widget.Entry
	lost    func()
	restore func()
	focused bool
	cover   *cover
	entered string              // the text when the field was entered, or when it was last taken
	command func(fyne.Shortcut) // gets the keys that are not about the field
}

func newEntry(paragraph bool, lost, restore func()) *entry {
	e := &entry{}
	e.begin(paragraph, lost, restore)
	e.ExtendBaseWidget(e)
	return e
}

// begin makes the field what newEntry makes, for widgets that extend it.
func (e *entry) begin(paragraph bool, lost, restore func()) {
	e.lost, e.restore = lost, restore
	e.MultiLine = paragraph
	if paragraph {
		e.Wrapping = fyne.TextWrapWord
	} else {
		e.Scroll = container.ScrollNone
		e.Wrapping = fyne.TextWrap(fyne.TextTruncateClip)
	}
}

// CreateRenderer is part of fyne.Widget.
func (e *entry) CreateRenderer() fyne.WidgetRenderer {
	r := e.Entry.CreateRenderer()
	if e.MultiLine {
		return r
	}
	return fade(r)
}

// FocusGained is part of fyne.Focusable.
func (e *entry) FocusGained() {
	e.focused, e.entered = true, e.Text
	e.cover.Hide()
	e.Entry.FocusGained()
}

// FocusLost is part of fyne.Focusable.
func (e *entry) FocusLost() {
	e.focused = false
	e.cover.Show()
	e.Entry.FocusLost()
	e.lost()
}

// TypedShortcut is part of fyne.Shortcutable. While nothing has been typed that is not taken there is nothing
// to undo in the field: undo and redo then mean the map, and so do all keys that mean nothing in a field.
func (e *entry) TypedShortcut(s fyne.Shortcut) {
	switch s.(type) {
	case *fyne.ShortcutUndo, *fyne.ShortcutRedo:
		if e.Text == e.entered {
			e.command(s)
			return
		}
	case *desktop.CustomShortcut:
		e.command(s)
		return
	}
	e.Entry.TypedShortcut(s)
}

// AcceptsTab is part of fyne.Tabbable: Tab moves on to the next field, in texts of several lines too.
func (e *entry) AcceptsTab() bool { return false }

// TypedKey is part of fyne.Focusable; Escape gives typing up.
func (e *entry) TypedKey(k *fyne.KeyEvent) {
	if k.Name == fyne.KeyEscape {
		e.restore()
		if c := fyne.CurrentApp().Driver().CanvasForObject(e); c != nil {
			c.Unfocus()
		}
		return
	}
	e.Entry.TypedKey(k)
}
