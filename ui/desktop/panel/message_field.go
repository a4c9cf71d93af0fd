package panel

import (
	"strings"
	"unicode/utf8"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/layout"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"rehearse/journey"
	"rehearse/ui/message"
)

// wordsField is one text of a message in one language. What is typed is taken when typing rests or the field is left.
type wordsField struct {
	pane    *messagePane
	of      message.Allowance
	entry   *entry
	caption *widget.Label
	object  fyne.CanvasObject
	shown   string // the text when it was last in step with the map
	cancel  func()
	silent  bool
	follow  bool // an edit of the map is being undone: the field shows it, though it has the keyboard
}

func newWordsField(p *messagePane, of message.Allowance, text string) *wordsField {
	f := &wordsField{pane: p, of: of, shown: text}
	o := p.e.o
	long := of.Field == message.Body || of.Field == message.Calls
	f.entry = newEntry(long, func() { f.leave(); o.Left() }, f.escape)
	f.entry.SetText(text)
	if long {
		f.entry.SetMinRowsVisible(2)
		if of.Field == message.Body {
			f.entry.SetMinRowsVisible(max(bodyRows, rowsFor(text)))
		}
	} else {
		f.entry.OnSubmitted = func(string) { f.leave() }
	}
	f.entry.SetPlaceHolder(f.hint())
	f.entry.OnChanged = func(string) { f.typed() }
	f.entry.command = func(s fyne.Shortcut) {
		f.leave()
		switch s.(type) {
		case *fyne.ShortcutUndo, *fyne.ShortcutRedo:
			f.follow = true
		}
		o.Command(s)
	}
	f.entry.cover = newCover(f.entry, p.scroll, o.Focus)
	if o.ReadOnly {
		f.entry.Disable()
	}
	f.caption = widget.NewLabel("")
	f.caption.SizeName, f.caption.Truncation = captionSize, fyne.TextTruncateEllipsis
	pad := -theme.InnerPadding()
	f.object = container.New(layout.NewCustomPaddedVBoxLayout(3),
		container.New(layout.NewCustomPaddedLayout(pad, pad, pad, 0), f.caption),
		container.NewStack(f.entry, f.entry.cover))
	f.count()
	return f
}

// hint is what an empty field means.
func (f *wordsField) hint() string {
	id := "reading.hint." + string(f.of.Field)
	if t := f.pane.e.o.Text; t.Has(id) {
		return t.T(id, nil)
	}
	return ""
}

// count says in the field's name how long the text is, against what the channel shows or holds.
func (f *wordsField) count() {
	t := f.pane.e.o.Text
	words := t.T(f.of.Label, nil)
	read := f.pane.reader.Plain(f.entry.Text)
	f.caption.Importance = widget.LowImportance
	switch {
	case f.of.Field == message.Body && f.pane.e.medium == journey.MediumSMS:
		sms := message.CountSMS(smsText(f.pane.reader, read, f.pane.plain(message.Link)))
		words += " · " + smsWords(t, sms)
		if sms.Parts > 1 {
			f.caption.Importance = widget.WarningImportance
		}
	case f.of.Seen > 0 && f.of.Field != message.Calls && read != "":
		n := utf8.RuneCountInString(strings.TrimSpace(read))
		words += " · " + t.T("reading.seen", journey.Args{"Count": n, "Seen": f.of.Seen})
		if n > f.of.Seen {
			f.caption.Importance = widget.WarningImportance
		}
	case f.of.Field == message.Body && read != "":
		words += " · " + t.T("reading.words", journey.Args{"Count": len(strings.Fields(read))})
	}
	f.caption.SetText(words)
}

// typed shows the text in the channel at once and takes it when typing rests.
func (f *wordsField) typed() {
	if f.silent {
		return
	}
	f.follow = false
	if f.cancel != nil {
		f.cancel()
	}
	f.cancel = f.pane.e.o.Later(f.leave)
	f.pane.show()
}

// leave takes what was typed.
func (f *wordsField) leave() {
	if f.cancel != nil {
		f.cancel()
		f.cancel = nil
	}
	if f.entry.Text != f.shown {
		f.shown = f.entry.Text
		f.entry.entered = f.shown
		f.pane.e.o.Write(f.pane.language, f.of.Field, f.shown)
	}
}

// escape takes what was typed and closes the editor: a letter somebody wrote is not thrown away by one key; undo is
// there for that.
func (f *wordsField) escape() {
	f.leave()
	f.pane.e.o.Close()
}

// update shows the text of a newer revision, unless somebody is typing.
func (f *wordsField) update(text string) {
	if f.cancel != nil || f.entry.focused && !f.follow {
		if f.cancel == nil {
			f.shown = text
			if f.entry.Text != text && strings.TrimSpace(f.entry.Text) != strings.TrimSpace(text) && f.of.Field != message.Calls {
				f.set(text) // changed elsewhere while nothing was being typed
			}
		}
		return
	}
	if text != f.shown || f.entry.Text != text {
		f.set(text)
	}
}

func (f *wordsField) set(text string) {
	f.shown, f.silent = text, true
	f.entry.SetText(text)
	f.entry.entered = text
	f.silent = false
}
