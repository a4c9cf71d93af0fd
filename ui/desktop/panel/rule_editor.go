package panel

import (
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/layout"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"rehearse/journey"
	"rehearse/journey/rule"
	"rehearse/ui/phrase"
	"rehearse/ui/text"
)

// RuleEditor shows one rule as a form of rows and as text, and what it means in words. Both are the same rule: what is
// clicked is written, what is typed is shown as rows as soon as it can be read.
type RuleEditor struct {
	widget.BaseWidget
	o          RuleEditorOptions
	m          *journey.Map
	vocabulary *rule.Vocabulary
	lang       rule.Lang // of the keywords the form writes
	source     string    // the rule as it was last taken or shown
	written    string    // what the form stands for

	asForm, asText *widget.Button
	form           *ruleForm
	typing         *ruleText
	scroll         *container.Scroll // of the form
	language       *fyne.Container   // the choice of keywords
	cannot         *widget.Label     // why the form cannot show the rule
	meaning        *widget.Label
	example        *widget.Label
	middle         *fyne.Container
	content        fyne.CanvasObject
	picker         *Picker // the list for a new condition that was opened last
}

// RuleEditorOptions are what a RuleEditor works with.
type RuleEditorOptions struct {
	Text *text.Printer
	// Take writes the rule into the map.
	Take func(source string)
	// Later, Left, Focus and Command are those of an Inspector.
	Later   func(f func()) (cancel func())
	Left    func()
	Focus   func(fyne.Focusable)
	Command func(fyne.Shortcut)
	// ReadOnly shows a rule that may not be changed.
	ReadOnly bool
	// Drafts keep numbers that were refused when the editor is gone, Of and Key are where the rule is, see form.Key.
	Drafts Drafts
	Of     journey.Ref
	Key    string
}

// NewRuleEditor makes an editor without a rule.
func NewRuleEditor(o RuleEditorOptions) *RuleEditor {
	e := &RuleEditor{o: o, lang: rule.Lang(o.Text.Code())}
	e.form = newRuleForm(e)
	e.scroll = container.NewVScroll(container.New(layout.NewCustomPaddedLayout(4, 12, 0, 12), e.form.body))
	e.cannot = widget.NewLabel("")
	e.cannot.Wrapping, e.cannot.Importance = fyne.TextWrapWord, widget.WarningImportance
	e.meaning, e.example = widget.NewLabel(""), widget.NewLabel("")
	e.meaning.Wrapping, e.example.Wrapping = fyne.TextWrapWord, fyne.TextWrapWord
	e.meaning.SizeName = theme.SizeNameSubHeadingText
	e.example.Importance = widget.LowImportance
	e.typing = newRuleText(e)
	e.asForm = widget.NewButton(o.Text.T("words.form", nil), func() { e.ShowForm() })
	e.asText = widget.NewButton(o.Text.T("words.text", nil), func() { e.ShowText() })
	e.middle = container.NewStack()
	e.language = container.NewStack(gap(190), framed(e.typing.language))
	head := container.NewBorder(nil, nil, container.NewHBox(e.asForm, e.asText), e.language)
	foot := container.New(layout.NewCustomPaddedVBoxLayout(0), widget.NewSeparator(), e.meaning, e.example)
	e.content = container.NewBorder(head, foot, nil, nil, e.middle)
	e.ExtendBaseWidget(e)
	return e
}

// CreateRenderer is part of fyne.Widget.
func (e *RuleEditor) CreateRenderer() fyne.WidgetRenderer {
	return widget.NewSimpleRenderer(e.content)
}

// Display shows a rule of a map. A newer revision of the map with the same rule leaves everything as it stands.
func (e *RuleEditor) Display(m *journey.Map, source string) {
	first := e.m == nil
	if m != e.m {
		e.m, e.vocabulary = m, rule.VocabularyOf(m)
	}
	if !first && source == e.source {
		return
	}
	e.source = source
	e.lang = rule.LangOf(source, rule.Lang(e.o.Text.Code()))
	e.typing.display(source)
	e.fillForm()
	switch {
	case first:
		e.ShowForm()
	default:
		e.show(e.typing.object.Visible() && len(e.middle.Objects) > 0 && e.middle.Objects[0] == e.typing.object)
	}
	e.explain()
}

// Source is the rule as it stands, also what was typed and is not taken yet.
func (e *RuleEditor) Source() string { return e.source }

// ShowForm shows the rows; if the text cannot be read yet it says why instead.
func (e *RuleEditor) ShowForm() {
	e.typing.leave()
	e.fillForm()
	e.show(false)
}

// ShowText shows the text, for typing.
func (e *RuleEditor) ShowText() {
	e.Leave()
	e.show(true)
	e.o.Focus(e.typing.entry)
	e.typing.place(len(e.source), len(e.source))
	e.typing.suggest()
}

func (e *RuleEditor) show(text bool) {
	e.asForm.Importance, e.asText.Importance = widget.HighImportance, widget.MediumImportance
	e.language.Hidden = !text
	switch {
	case text:
		e.asForm.Importance, e.asText.Importance = widget.MediumImportance, widget.HighImportance
		e.middle.Objects = []fyne.CanvasObject{e.typing.object}
	case e.cannot.Text != "":
		e.middle.Objects = []fyne.CanvasObject{container.NewVBox(e.cannot)}
	default:
		e.middle.Objects = []fyne.CanvasObject{e.scroll}
	}
	e.asForm.Refresh()
	e.asText.Refresh()
	e.middle.Refresh()
}

// fillForm brings the rows up to the text, unless they stand for it already.
func (e *RuleEditor) fillForm() {
	if e.form.group != nil && e.source == e.written && e.cannot.Text == "" {
		return
	}
	e.cannot.SetText("")
	e.written = e.source
	if strings.TrimSpace(e.source) == "" {
		e.form.display(nil)
		return
	}
	x, faults := rule.Draft(e.source, e.vocabulary)
	if x == nil {
		p := faults[0].Problem(journey.Ref{}, "", e.source)
		e.cannot.SetText(e.o.Text.T("words.not_as_form", journey.Args{"Problem": e.o.Text.Problem(journey.Problem{Code: p.Code, Args: p.Args, Line: p.Line, Column: p.Column})}))
		return
	}
	e.form.display(x)
}

// takeForm writes what the rows say, as one step of its own.
func (e *RuleEditor) takeForm() {
	source := e.form.source()
	e.written = source
	if source == e.source {
		return
	}
	e.typing.display(source)
	e.take(source)
	e.o.Left()
}

// take writes a rule into the map.
func (e *RuleEditor) take(source string) {
	e.source = source
	e.explain()
	e.o.Take(source)
}

// Begin gives the keyboard to where one goes on: the first condition, or the button for one.
func (e *RuleEditor) Begin() {
	switch {
	case e.cannot.Text != "":
		e.o.Focus(e.asText)
	case len(e.form.rows) > 0:
		e.o.Focus(e.form.rows[0].question)
	default:
		e.o.Focus(e.form.adds[0])
	}
}

// Leave takes what was typed and not yet taken.
func (e *RuleEditor) Leave() {
	e.typing.leave()
	for _, r := range e.form.rows {
		if r.number != nil && r.cancel != nil {
			r.leave()
		}
	}
}

// explain says below what the rule means, and whom it fits.
func (e *RuleEditor) explain() {
	t := e.o.Text
	if strings.TrimSpace(e.source) == "" {
		e.meaning.SetText(t.T("words.no_rule", nil))
		e.example.SetText("")
		return
	}
	x, faults := rule.Draft(e.source, e.vocabulary)
	if x == nil {
		e.meaning.SetText(t.T("words.unfinished", nil))
		e.example.SetText("")
		return
	}
	e.meaning.SetText(t.T("words.means", journey.Args{"Rule": phrase.Rule(t, e.vocabulary, x)}))
	if len(faults) > 0 {
		e.example.SetText(t.T(faults[0].Code, faults[0].Args))
		return
	}
	e.example.SetText(e.fits(x))
}

// fits says who fits, as far as the rule itself tells.
func (e *RuleEditor) fits(x rule.Expr) string {
	t := e.o.Text
	whole, fault := rule.Inline(x, rule.Segments(e.m, e.vocabulary))
	if fault != nil {
		return t.T(fault.Code, fault.Args)
	}
	answer, example := rule.Satisfiable(whole, e.vocabulary)
	switch answer {
	case rule.No:
		return t.T("words.fits_nobody", nil)
	case rule.Maybe:
		return ""
	}
	if other, _ := rule.Satisfiable(&rule.Not{X: whole}, e.vocabulary); other == rule.No {
		return t.T("words.fits_all", nil)
	}
	if len(example.Why) == 0 {
		return ""
	}
	return t.T("words.fits", journey.Args{"Why": phrase.Rule(t, e.vocabulary, rule.All(example.Why...))})
}

// beside puts a button that opens an editor below a field, and what is typed there first.
func (in *Inspector) beside(field fyne.CanvasObject, label string, open func()) fyne.CanvasObject {
	button := widget.NewButtonWithIcon(in.text.T(label, nil), theme.DocumentCreateIcon(), func() {
		in.Leave()
		open()
	})
	button.Importance = widget.LowImportance
	return container.New(layout.NewCustomPaddedVBoxLayout(2), field, container.NewHBox(button))
}
