package panel

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/layout"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"rehearse/journey"
	"rehearse/journey/rule"
)

// ruleText is the text of a rule with what can stand at the cursor, and with what is wrong at its place.
type ruleText struct {
	e        *RuleEditor
	object   *fyne.Container
	entry    *ruleEntry
	language *chooser
	excerpt  *widget.RichText // the text around a fault, with the fault marked
	remedy   *widget.Label
	fixes    *fyne.Container // the buttons that mend or show it
	list     *fyne.Container
	scroll   *container.Scroll // of the list
	offered  []rule.Suggestion
	marked   int
	hidden   bool // Escape puts the list away until the text changes
	shown    string
	cancel   func()
	silent   bool
}

func newRuleText(e *RuleEditor) *ruleText {
	r := &ruleText{e: e, fixes: container.NewHBox(), list: container.New(layout.NewCustomPaddedVBoxLayout(0))}
	r.entry = &ruleEntry{of: r}
	r.entry.begin(true, func() { r.leave(); e.o.Left() }, func() { r.display(e.source) })
	r.entry.ExtendBaseWidget(r.entry)
	r.entry.cover = newCover(&r.entry.entry, nil, nil) // there is no form around it that scrolls: the cover is not shown
	r.entry.command = func(s fyne.Shortcut) { r.leave(); e.o.Command(s) }
	r.entry.SetMinRowsVisible(5)
	r.entry.SetPlaceHolder(e.o.Text.T("step.hint.rule", nil))
	r.entry.TextStyle.Monospace = false
	r.entry.OnChanged = func(string) { r.typed() }
	r.entry.OnCursorChanged = func() { r.suggest() }
	if e.o.ReadOnly {
		r.entry.Disable()
	}
	r.language = e.form.chooser(r.langName(e.lang), "", func(string) []Choice {
		var list []Choice
		for _, lang := range []rule.Lang{rule.English, rule.Russian} {
			list = append(list, Choice{Title: r.langName(lang), Do: func() { r.speak(lang) }})
		}
		return list
	})
	r.excerpt = widget.NewRichText()
	r.excerpt.Wrapping = fyne.TextWrapWord
	r.remedy = widget.NewLabel("")
	r.remedy.Wrapping, r.remedy.Importance = fyne.TextWrapWord, widget.DangerImportance
	head := container.NewVBox(r.entry, r.excerpt, r.remedy, r.fixes)
	hint := widget.NewLabel(e.o.Text.T("words.keys", nil))
	hint.SizeName, hint.Importance, hint.Wrapping = theme.SizeNameCaptionText, widget.LowImportance, fyne.TextWrapWord
	r.scroll = container.NewVScroll(r.list)
	r.object = container.NewBorder(head, hint, nil, nil, r.scroll)
	return r
}

func (r *ruleText) langName(lang rule.Lang) string {
	return r.e.o.Text.T("words.keywords."+string(lang), nil)
}

// speak writes the rule with the keywords of another language; a text that cannot be read stays as it is, and what is
// suggested comes in that language.
func (r *ruleText) speak(lang rule.Lang) {
	r.leave()
	r.e.lang = lang
	r.language.show(r.langName(lang))
	if x, fault := rule.Parse(r.e.source); fault == nil {
		r.display(rule.Format(x, lang))
		if r.entry.Text != r.e.source {
			r.e.take(r.entry.Text)
			r.e.o.Left()
		}
	}
	r.suggest()
}

// display shows a text that is not typed.
func (r *ruleText) display(source string) {
	if r.cancel != nil {
		r.cancel()
		r.cancel = nil
	}
	r.silent, r.shown = true, source
	if r.entry.Text != source {
		r.entry.SetText(source)
	}
	r.entry.entered = source
	r.silent = false
	r.language.show(r.langName(r.e.lang))
	r.judge()
	r.suggest()
}

// typed shows at once what can follow and, when typing rests, what is wrong.
func (r *ruleText) typed() {
	if r.silent {
		return
	}
	r.hidden = false
	if r.cancel != nil {
		r.cancel()
	}
	r.cancel = r.e.o.Later(r.leave)
	r.suggest()
}

// leave takes what was typed, right or wrong: nobody writes a rule in one go.
func (r *ruleText) leave() {
	if r.cancel != nil {
		r.cancel()
		r.cancel = nil
	}
	if r.entry.Text == r.shown {
		return
	}
	r.shown = r.entry.Text
	r.judge()
	r.e.take(r.shown)
	r.entry.entered = r.shown
}

// at is the place of the cursor in bytes.
func (r *ruleText) at() int {
	at := 0
	for range r.entry.CursorTextOffset() {
		_, size := utf8.DecodeRuneInString(r.entry.Text[at:])
		at += size
	}
	return at
}

// suggest lists what can stand at the cursor.
func (r *ruleText) suggest() {
	r.offered, r.marked = nil, 0
	if !r.hidden && !r.e.o.ReadOnly && r.e.vocabulary != nil {
		r.offered = rule.Complete(r.entry.Text, r.at(), r.e.vocabulary, r.e.lang)
	}
	r.list.RemoveAll()
	for i := range r.offered {
		r.list.Add(newSuggestion(r, i))
	}
	r.mark(0)
}

// mark marks another suggestion.
func (r *ruleText) mark(i int) {
	if i < 0 || i >= len(r.list.Objects) {
		return
	}
	for j, o := range r.list.Objects {
		o.(*suggestionLine).mark(j == i)
	}
	r.marked = i
	const height = pickerRow - 4
	switch top := float32(i) * height; {
	case top < r.scroll.Offset.Y:
		r.scroll.ScrollToOffset(fyne.NewPos(0, top))
	case top+height > r.scroll.Offset.Y+r.scroll.Size().Height:
		r.scroll.ScrollToOffset(fyne.NewPos(0, top+height-r.scroll.Size().Height))
	}
}

// accept takes a suggestion into the text.
func (r *ruleText) accept(i int) {
	if i < 0 || i >= len(r.offered) {
		return
	}
	source, at := r.offered[i].Accept(r.entry.Text, r.e.vocabulary, r.e.lang)
	r.put(source, at)
}

// put writes a text and places the cursor, as typing does.
func (r *ruleText) put(source string, at int) {
	r.e.o.Focus(r.entry)
	r.entry.SetText(source)
	r.place(at, at)
	r.suggest()
}

// place puts the cursor at a byte and selects up to another.
func (r *ruleText) place(from, to int) {
	e := r.entry
	e.CursorRow, e.CursorColumn = 0, 0
	for range utf8.RuneCountInString(e.Text[:from]) {
		e.Entry.TypedKey(&fyne.KeyEvent{Name: fyne.KeyRight})
	}
	if to > from {
		e.KeyDown(&fyne.KeyEvent{Name: desktop.KeyShiftLeft})
		for range utf8.RuneCountInString(e.Text[from:to]) {
			e.Entry.TypedKey(&fyne.KeyEvent{Name: fyne.KeyRight})
		}
		e.KeyUp(&fyne.KeyEvent{Name: desktop.KeyShiftLeft})
	}
	e.Refresh()
}

// judge says what is wrong with the text, where, and how to mend it.
func (r *ruleText) judge() {
	r.excerpt.Segments = nil
	r.fixes.RemoveAll()
	sentence := ""
	if source := r.shown; strings.TrimSpace(source) != "" && r.e.vocabulary != nil {
		if _, faults := rule.Draft(source, r.e.vocabulary); len(faults) > 0 {
			sentence = r.complain(source, faults)
		}
	}
	r.remedy.SetText(sentence)
	for _, o := range []fyne.CanvasObject{r.excerpt, r.remedy, r.fixes} {
		if sentence == "" {
			o.Hide()
		} else {
			o.Show()
		}
	}
	r.excerpt.Refresh()
	r.object.Refresh()
}

// complain shows the first fault in the text, with buttons, and returns its sentence.
func (r *ruleText) complain(source string, faults []*rule.Error) string {
	t, fault := r.e.o.Text, faults[0]
	start, end := min(fault.Start, len(source)), min(fault.End, len(source))
	mark := source[start:end]
	if strings.TrimSpace(mark) == "" {
		mark = "▁▁" // something is missing here
	}
	plain := widget.RichTextStyle{Inline: true, ColorName: theme.ColorNamePlaceHolder, SizeName: theme.SizeNameText}
	wrong := widget.RichTextStyle{Inline: true, ColorName: theme.ColorNameError, SizeName: theme.SizeNameText, TextStyle: fyne.TextStyle{Bold: true, Underline: true}}
	r.excerpt.Segments = []widget.RichTextSegment{
		&widget.TextSegment{Text: ending(source[:start], 60), Style: plain},
		&widget.TextSegment{Text: mark, Style: wrong},
		&widget.TextSegment{Text: Shorten(source[end:], 60), Style: plain},
	}
	if !r.e.o.ReadOnly {
		if hint := fault.Suggestion(); hint != "" && end > start {
			if strings.ContainsRune(`"'«“„`, firstRune(source[start:])) {
				hint = `"` + strings.NewReplacer(`\`, `\\`, `"`, `\"`).Replace(hint) + `"`
			}
			mend := widget.NewButton(t.T("words.replace", journey.Args{"Text": hint}), func() {
				r.put(source[:start]+hint+source[end:], start+len(hint))
				r.leave()
				r.e.o.Left()
			})
			mend.Importance = widget.HighImportance
			r.fixes.Add(mend)
		}
		r.fixes.Add(widget.NewButton(t.T("words.go_there", nil), func() {
			r.e.o.Focus(r.entry)
			r.place(start, end)
			r.suggest()
		}))
	}
	p := fault.Problem(journey.Ref{}, "", source)
	sentence := t.Problem(journey.Problem{Code: p.Code, Args: p.Args, Line: p.Line, Column: p.Column})
	if more := len(faults) - 1; more > 0 {
		sentence += " " + t.T("words.more_faults", journey.Args{"Count": more})
	}
	return sentence
}

func firstRune(s string) rune { r, _ := utf8.DecodeRuneInString(s); return r }

// ending is the end of a text, cut at its beginning.
func ending(s string, most int) string {
	if runes := []rune(s); len(runes) > most {
		return "…" + string(runes[len(runes)-most+1:])
	}
	return s
}

// ruleEntry is the field: while suggestions are shown the arrows move among them and Tab takes one.
type ruleEntry struct {
	entry
	of *ruleText
}

// AcceptsTab is part of fyne.Tabbable: without suggestions Tab moves on.
func (e *ruleEntry) AcceptsTab() bool { return len(e.of.offered) > 0 }

// TypedRune is part of fyne.Focusable: where only a name can stand its quote is put before the first letter.
func (e *ruleEntry) TypedRune(letter rune) {
	if (unicode.IsLetter(letter) || unicode.IsDigit(letter)) && e.SelectedText() == "" && e.of.onlyNames() {
		e.entry.TypedRune('"')
	}
	e.entry.TypedRune(letter)
}

// onlyNames reports whether nothing but a name in quotes can stand at the cursor, and none is begun.
func (r *ruleText) onlyNames() bool {
	for _, s := range r.offered {
		if s.Start != s.End || !strings.HasPrefix(s.Text, `"`) {
			return false
		}
	}
	return len(r.offered) > 0
}

// TypedKey is part of fyne.Focusable.
func (e *ruleEntry) TypedKey(k *fyne.KeyEvent) {
	r := e.of
	if len(r.offered) > 0 {
		switch k.Name {
		case fyne.KeyTab:
			r.accept(r.marked)
			return
		case fyne.KeyDown:
			r.mark(r.marked + 1)
			return
		case fyne.KeyUp:
			r.mark(r.marked - 1)
			return
		case fyne.KeyEscape:
			r.hidden = true
			r.suggest()
			return
		}
	}
	e.entry.TypedKey(k)
}

// suggestionLine is one of the suggestions.
type suggestionLine struct {
	widget.BaseWidget
	of     *ruleText
	at     int
	ground *canvas.Rectangle
	row    fyne.CanvasObject
}

func newSuggestion(r *ruleText, i int) *suggestionLine {
	s, t := r.offered[i], r.e.o.Text
	detail := ""
	switch q := s.Question(); {
	case s.Name.Name != "" || s.Name.ID != "":
		detail = t.T("words.kind."+kindName[s.Name.Kind], nil)
	case q != "":
		detail = t.T("rule.form."+string(q), nil)
	}
	l := &suggestionLine{of: r, at: i, ground: canvas.NewRectangle(theme.Color(theme.ColorNameSelection))}
	l.ground.CornerRadius = 5
	title := widget.NewLabel(s.Text)
	title.Truncation = fyne.TextTruncateEllipsis
	grey := canvas.NewText(detail, theme.Color(theme.ColorNamePlaceHolder))
	grey.TextSize = theme.CaptionTextSize()
	l.row = container.NewStack(l.ground, container.NewBorder(nil, nil, nil,
		container.New(layout.NewCustomPaddedLayout(0, 0, 0, 10), container.NewCenter(grey)), title))
	l.ExtendBaseWidget(l)
	return l
}

// CreateRenderer is part of fyne.Widget.
func (l *suggestionLine) CreateRenderer() fyne.WidgetRenderer {
	return widget.NewSimpleRenderer(l.row)
}

// MinSize is part of fyne.CanvasObject.
func (l *suggestionLine) MinSize() fyne.Size { return fyne.NewSize(120, pickerRow-4) }

// Tapped is part of fyne.Tappable.
func (l *suggestionLine) Tapped(*fyne.PointEvent) { l.of.accept(l.at) }

// Cursor is part of desktop.Cursorable.
func (l *suggestionLine) Cursor() desktop.Cursor { return desktop.PointerCursor }

func (l *suggestionLine) mark(on bool) {
	l.ground.Hidden = !on
	l.ground.Refresh()
}
