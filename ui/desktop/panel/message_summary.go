package panel

import (
	"slices"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/layout"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"rehearse/journey"
	"rehearse/ui/form"
	"rehearse/ui/message"
	"rehearse/ui/text"
)

// contentsPath is the field of a message step that holds its texts.
const contentsPath = "message.contents"

// messageObject shows in which languages a message is written, and opens its editor.
func (in *Inspector) messageObject(f form.Field) fyne.CanvasObject {
	step, ok := in.m.Lookup(in.ref).(*journey.Step)
	if !ok || step.Message == nil {
		return in.listObject(f)
	}
	list := []fyne.CanvasObject{heading(in.text.T("reading.texts", nil)), in.complaint(f)}
	for _, language := range message.Languages(in.m, step.Message) {
		words, importance := in.text.T("reading.gap", nil), widget.WarningImportance
		if c := message.In(step.Message, language); c != nil {
			words, importance = firstWords(c), widget.MediumImportance
			if words == "" {
				words, importance = in.text.T("reading.no_words", nil), widget.LowImportance
			}
		}
		if language != "" {
			words = LanguageName(language) + " · " + words
		}
		line := widget.NewLabel(words)
		line.Truncation, line.Importance = fyne.TextTruncateEllipsis, importance
		pad := theme.InnerPadding()
		list = append(list, container.New(layout.NewCustomPaddedLayout(-pad, -pad, -pad, 0), line))
	}
	open := widget.NewButtonWithIcon(in.text.T("reading.write", nil), theme.DocumentCreateIcon(), func() {
		in.Leave()
		in.writeMessage(in.ref)
	})
	list = append(list, container.NewHBox(open))
	return container.New(layout.NewCustomPaddedVBoxLayout(6), list...)
}

// arranged puts the texts of a message right behind its channels: they are what one comes for.
func arranged(fields []form.Field) []form.Field {
	from := slices.IndexFunc(fields, func(f form.Field) bool { return f.Path == contentsPath })
	to := slices.IndexFunc(fields, func(f form.Field) bool { return f.Path == "message.channels" })
	if from < 0 || to < 0 {
		return fields
	}
	texts := fields[from]
	rest := slices.Delete(slices.Clone(fields), from, from+1)
	return slices.Insert(rest, to+1, texts)
}

// firstWords is what a text is known by.
func firstWords(c *journey.Content) string {
	for _, words := range []string{c.Subject, c.Body, strings.Join(c.Calls, ", ")} {
		if words = strings.Join(strings.Fields(words), " "); words != "" {
			return words
		}
	}
	return ""
}

// LanguageName is what the speakers of a language call it; its tag where the program does not know.
func LanguageName(tag string) string {
	for _, l := range text.Languages() {
		if strings.EqualFold(l.Code, tag) {
			return l.Name
		}
	}
	return tag
}
