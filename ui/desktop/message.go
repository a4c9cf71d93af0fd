package desktop

import (
	"fyne.io/fyne/v2"

	"rehearse/journey"
	"rehearse/ui/action"
	"rehearse/ui/desktop/panel"
	"rehearse/ui/message"
)

// writeMessage opens the editor of a message step: every language, each with how it reads in its channel.
func (w *Window) writeMessage(ref journey.Ref) {
	step := messageStep(w.shown.Map, ref)
	if step == nil {
		return
	}
	// change changes the message as one edit; merge joins edits of one run of typing.
	change := func(path string, do func(m *journey.Message)) {
		w.changeRecord(ref, path, func(r journey.Record) (journey.Record, *journey.Problem) {
			now := r.(*journey.Step)
			if now.Message == nil {
				return r, nil
			}
			now = journey.Clone(now)
			do(now.Message)
			return now, nil
		}, func(err error) {
			if err != nil {
				w.complainError(err)
			}
		})
	}
	size := w.win.Canvas().Size()
	wish := fyne.NewSize(min(1900, size.Width*0.95), size.Height*0.95)
	editor := panel.NewMessageEditor(panel.MessageEditorOptions{
		Text: w.text, Width: wish.Width - 40, Language: panel.LanguageName, ReadOnly: !action.Writable(w.State()),
		Later: w.later, Left: w.session.EndTyping, Command: w.shortcut, Focus: func(f fyne.Focusable) { w.win.Canvas().Focus(f) },
		Close: func() { w.key(&fyne.KeyEvent{Name: fyne.KeyEscape}) },
		Write: func(language string, field message.Field, text string) {
			change("message.contents."+language+"."+string(field), func(m *journey.Message) { message.Write(m, language, field, text) })
		},
		Copy: func(from, to string) {
			w.session.EndTyping()
			change("", func(m *journey.Message) { message.Copy(m, from, to) })
			w.session.EndTyping()
		},
		Remove: func(language string) {
			w.session.EndTyping()
			change("", func(m *journey.Message) { message.Remove(m, language) })
			w.session.EndTyping()
		},
	})
	w.write(&writing{leave: editor.Leave, follow: func(m *journey.Map) bool {
		now := messageStep(m, ref)
		if now != nil {
			editor.Display(m, now)
		}
		return now != nil
	}}, w.t("reading.title", journey.Args{"Name": panel.Name(w.text, step)}), editor, wish)
	editor.Begin()
}

// messageStep is a step that holds a message; nil when it is gone or is none.
func messageStep(m *journey.Map, ref journey.Ref) *journey.Step {
	if m == nil {
		return nil
	}
	step, ok := m.Lookup(ref).(*journey.Step)
	if !ok || step.Message == nil {
		return nil
	}
	return step
}
