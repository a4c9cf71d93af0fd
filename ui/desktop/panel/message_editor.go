package panel

import (
	"slices"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/layout"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"rehearse/journey"
	"rehearse/ui/desktop/hint"
	"rehearse/ui/message"
	"rehearse/ui/text"
)

const (
	// captionSize is the size of the small words above a field.
	captionSize = theme.SizeNameCaptionText
	// bodyRows are the rows of a text that are seen at once.
	bodyRows = 9
	// besideWidth is how wide a language must be for its preview to stand beside its fields, bothWidth how wide the editor
	// must be to show two languages side by side from the start.
	besideWidth, bothWidth = 720, 1300
	// leftShare and leftMost are the width of the fields beside a preview, previewMargin what is left free around that.
	leftShare, leftMost, previewMargin = 0.46, 620, 48
	// mostPanes are shown side by side.
	mostPanes = 3
)

// MessageEditor writes a message in every language it should be in, each with a picture of how it reads in its channel.
type MessageEditor struct {
	widget.BaseWidget
	o         MessageEditorOptions
	m         *journey.Map
	step      *journey.Step
	languages []string
	language  string // the one shown when not all are
	both      bool
	medium    journey.ChannelMedium
	number    int // of the example person
	panes     []*messagePane
	shape     string

	bar     *fyne.Container
	middle  *fyne.Container
	content fyne.CanvasObject
}

// MessageEditorOptions are what a MessageEditor works with.
type MessageEditorOptions struct {
	Text *text.Printer
	// Width is the room there is.
	Width float32
	// Write changes a field in a language, Copy starts a language from another, Remove takes one away.
	Write  func(language string, field message.Field, text string)
	Copy   func(from, to string)
	Remove func(language string)
	// Language is what a language is called.
	Language func(tag string) string
	// Later, Left, Focus and Command are those of an Inspector.
	Later   func(f func()) (cancel func())
	Left    func()
	Focus   func(fyne.Focusable)
	Command func(fyne.Shortcut)
	// Close is asked for by Escape in a field; what was typed has been taken.
	Close func()
	// ReadOnly shows a message that may not be changed.
	ReadOnly bool
}

// NewMessageEditor makes an editor without a message.
func NewMessageEditor(o MessageEditorOptions) *MessageEditor {
	e := &MessageEditor{o: o, both: o.Width >= bothWidth, bar: container.NewHBox(), middle: container.NewStack()}
	e.content = container.NewBorder(container.NewVBox(container.NewHScroll(e.bar), widget.NewSeparator()), nil, nil, nil, e.middle)
	e.ExtendBaseWidget(e)
	return e
}

// CreateRenderer is part of fyne.Widget.
func (e *MessageEditor) CreateRenderer() fyne.WidgetRenderer {
	return widget.NewSimpleRenderer(e.content)
}

// Display shows the message of a step.
func (e *MessageEditor) Display(m *journey.Map, step *journey.Step) {
	e.m, e.step = m, step
	e.languages = message.Languages(m, step.Message)
	if !slices.Contains(e.languages, e.language) {
		e.language = e.languages[0]
	}
	media := message.MediaOf(m, step.Message)
	if len(media) == 0 {
		media = []journey.ChannelMedium{journey.MediumEmail}
	}
	if !slices.Contains(media, e.medium) {
		e.medium = media[0]
	}
	if shape := e.shapeNow(); shape != e.shape {
		e.shape = shape
		e.rebuild()
		return
	}
	for _, p := range e.panes {
		p.update()
	}
}

// shapeNow tells whether the same fields can show other texts.
func (e *MessageEditor) shapeNow() string {
	s := strings.Join(e.shown(), ",") + "|" + string(e.medium) + "|" + strings.Join(e.languages, ",")
	for _, language := range e.languages {
		s += "|" + yes(message.In(e.step.Message, language) != nil)
	}
	for _, id := range e.step.Message.Channels {
		s += "|" + string(id)
	}
	for _, a := range e.allowances() {
		s += "|" + string(a.Field)
	}
	return s
}

// allowances are the fields that are shown.
func (e *MessageEditor) allowances() []message.Allowance {
	media := message.MediaOf(e.m, e.step.Message)
	// The fields are called as in the channel that is looked at.
	media = append([]journey.ChannelMedium{e.medium}, slices.DeleteFunc(media, func(m journey.ChannelMedium) bool { return m == e.medium })...)
	return message.FieldsOf(media, e.step.Message.Contents...)
}

// shown are the languages that have a pane.
func (e *MessageEditor) shown() []string {
	if e.both && len(e.languages) > 1 {
		return e.languages[:min(mostPanes, len(e.languages))]
	}
	return []string{e.language}
}

func (e *MessageEditor) rebuild() {
	typing, at, row, column := "", message.Field(""), 0, 0
	for _, p := range e.panes {
		for _, f := range p.fields {
			if f.entry.focused {
				typing, at, row, column = p.language, f.of.Field, f.entry.CursorRow, f.entry.CursorColumn
			}
			if f.cancel != nil {
				f.leave()
			}
		}
	}
	e.showBar()
	e.panes = nil
	languages := e.shown()
	columns := make([]fyne.CanvasObject, 0, len(languages))
	for _, language := range languages {
		p := newMessagePane(e, language, e.o.Width/float32(len(languages)))
		e.panes = append(e.panes, p)
		columns = append(columns, p.object)
	}
	e.middle.Objects = []fyne.CanvasObject{container.NewGridWithColumns(len(columns), columns...)}
	e.middle.Refresh()
	for _, p := range e.panes {
		for _, f := range p.fields {
			if p.language == typing && f.of.Field == at {
				e.o.Focus(f.entry)
				f.entry.CursorRow, f.entry.CursorColumn = row, column // typing goes on where it was
				f.entry.Refresh()
			}
		}
	}
}

// showBar offers languages, channels and another reader.
func (e *MessageEditor) showBar() {
	t := e.o.Text
	e.bar.RemoveAll()
	for _, language := range e.languages {
		words := e.called(language)
		b := widget.NewButton(words, func() { e.choose(language) })
		if message.In(e.step.Message, language) == nil {
			b.SetText(t.T("reading.missing", journey.Args{"Language": words}))
			b.Importance = widget.WarningImportance
		}
		if slices.Contains(e.shown(), language) && b.Importance == widget.MediumImportance {
			b.Importance = widget.HighImportance
		}
		e.bar.Add(b)
	}
	if len(e.languages) > 1 {
		both := widget.NewCheck(t.T("reading.both", nil), nil)
		both.Checked = e.both
		both.OnChanged = func(on bool) { e.both = on; e.again() }
		e.bar.Add(both)
	}
	e.bar.Add(gap(12))
	for _, medium := range message.MediaOf(e.m, e.step.Message) {
		b := widget.NewButton(t.T("step.word.ChannelMedium."+string(medium), nil), func() { e.medium = medium; e.again() })
		if medium == e.medium {
			b.Importance = widget.HighImportance
		}
		e.bar.Add(b)
	}
	another := widget.NewButtonWithIcon(t.T("reading.another", nil), theme.AccountIcon(), func() { e.number++; e.again() })
	another.Importance = widget.LowImportance
	e.bar.Add(gap(12))
	e.bar.Add(another)
	e.bar.Refresh()
}

func gap(width float32) fyne.CanvasObject {
	r := canvas.NewRectangle(nil)
	r.SetMinSize(fyne.NewSize(width, 1))
	return r
}

// called is the name of a language.
func (e *MessageEditor) called(language string) string {
	if language == "" {
		return e.o.Text.T("reading.any_language", nil)
	}
	return e.o.Language(language)
}

// choose shows one language, or its column.
func (e *MessageEditor) choose(language string) {
	e.language = language
	if !slices.Contains(e.shown(), language) {
		e.both = false
	}
	e.again()
	e.Begin()
}

// again shows everything anew, after what was typed was taken.
func (e *MessageEditor) again() {
	e.Leave()
	e.shape = e.shapeNow()
	e.rebuild()
}

// Begin gives the first field the keyboard.
func (e *MessageEditor) Begin() {
	for _, p := range e.panes {
		if p.language == e.language && len(p.fields) > 0 {
			e.o.Focus(p.fields[0].entry)
		}
	}
}

// Leave takes what was typed and not yet taken.
func (e *MessageEditor) Leave() {
	for _, p := range e.panes {
		for _, f := range p.fields {
			f.leave()
		}
	}
}

// messagePane is a message in one language: its fields, and how it reads.
type messagePane struct {
	e        *MessageEditor
	language string
	reader   message.Person
	fields   []*wordsField
	scroll   *container.Scroll
	room     float32 // the width of the preview
	preview  *fyne.Container
	notes    *widget.Label
	object   fyne.CanvasObject
}

func newMessagePane(e *MessageEditor, language string, width float32) *messagePane {
	t := e.o.Text
	p := &messagePane{e: e, language: language, reader: message.Reader(e.m, language, e.number), preview: container.NewStack()}
	p.notes = widget.NewLabel("")
	p.notes.Wrapping, p.notes.Importance = fyne.TextWrapWord, widget.LowImportance
	content := message.In(e.step.Message, language)
	body := container.New(layout.NewCustomPaddedVBoxLayout(9))
	p.scroll = container.NewVScroll(body)
	title := canvas.NewText(e.called(language), theme.Color(theme.ColorNameForeground))
	title.TextStyle.Bold, title.TextSize = true, theme.TextSubHeadingSize()
	head := container.NewHBox(title)
	if content == nil {
		for _, other := range e.step.Message.Contents {
			head.Add(widget.NewButton(t.T("reading.start_from", journey.Args{"Language": e.called(other.Language)}), func() {
				e.Leave()
				e.o.Copy(other.Language, language)
			}))
		}
	} else if !e.o.ReadOnly {
		remove := hint.NewButton(theme.DeleteIcon(), hint.Words(t.T("window.hint.delete", nil)), func() {
			e.Leave()
			e.o.Remove(language)
		})
		head.Add(layout.NewSpacer())
		head.Add(remove)
	}
	body.Add(head)
	if content == nil {
		missing := widget.NewLabel(t.T("reading.missing_here", nil))
		missing.Wrapping, missing.Importance = fyne.TextWrapWord, widget.WarningImportance
		body.Add(missing)
	}
	for _, a := range e.allowances() {
		f := newWordsField(p, a, message.Text(content, a.Field))
		p.fields = append(p.fields, f)
		body.Add(f.object)
	}
	seen := container.New(layout.NewCustomPaddedVBoxLayout(6), p.preview, p.notes)
	switch {
	case width >= besideWidth:
		p.room = width - min(width*leftShare, leftMost) - previewMargin
		p.object = container.New(halves{}, pad(p.scroll), pad(container.NewVScroll(seen)))
	default:
		p.room = width - previewMargin
		body.Add(seen)
		p.object = pad(p.scroll)
	}
	p.show()
	return p
}

// pad keeps columns apart.
func pad(o fyne.CanvasObject) fyne.CanvasObject {
	return container.New(layout.NewCustomPaddedLayout(4, 4, 8, 8), o)
}

// halves gives the fields a little less room than the preview.
type halves struct{}

// Layout is part of fyne.Layout.
func (halves) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	left := min(size.Width*leftShare, leftMost)
	objects[0].Move(fyne.Position{})
	objects[0].Resize(fyne.NewSize(left, size.Height))
	objects[1].Move(fyne.NewPos(left, 0))
	objects[1].Resize(fyne.NewSize(size.Width-left, size.Height))
}

// MinSize is part of fyne.Layout.
func (halves) MinSize([]fyne.CanvasObject) fyne.Size { return fyne.NewSize(400, 200) }

// update shows a newer revision.
func (p *messagePane) update() {
	content := message.In(p.e.step.Message, p.language)
	for _, f := range p.fields {
		f.update(message.Text(content, f.of.Field))
	}
	p.show()
}

// text is a field as it stands, also what was typed and is not taken yet.
func (p *messagePane) text(f message.Field) string {
	for _, field := range p.fields {
		if field.of.Field == f {
			return field.entry.Text
		}
	}
	return message.Text(message.In(p.e.step.Message, p.language), f)
}

// plain is a field as the example person reads it.
func (p *messagePane) plain(f message.Field) string { return p.reader.Plain(p.text(f)) }

// show shows how the texts read now.
func (p *messagePane) show() {
	for _, f := range p.fields {
		f.count()
	}
	p.preview.Objects = []fyne.CanvasObject{p.picture()}
	p.preview.Refresh()
	p.notes.SetText(p.remarks())
}

// remarks say who reads, and what of the message is not seen.
func (p *messagePane) remarks() string {
	t := p.e.o.Text
	args := journey.Args{"Name": p.reader.Name}
	id := "reading.read_by"
	if p.reader.Persona != nil {
		id, args["Persona"] = "reading.read_by_persona", p.reader.Persona.Name
	}
	list := []string{t.T(id, args)}
	unknown := p.reader.Unknown(p.text(message.Subject), p.text(message.Preheader), p.text(message.Body), p.text(message.Calls), p.text(message.Link))
	if len(unknown) > 0 {
		list = append(list, t.T("reading.unknown", journey.Args{"Tags": strings.Join(unknown, ", "), "Count": len(unknown)}))
	}
	return strings.Join(list, "\n")
}
