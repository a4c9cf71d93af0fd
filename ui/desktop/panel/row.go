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
)

// row is one field with its label, control and complaint.
type row struct {
	in      *Inspector
	field   form.Field
	of      journey.Ref
	key     string // of its path, see form.Key
	object  fyne.CanvasObject
	problem *widget.Label

	entry  *entry
	choose *widget.Select
	values []string // of choose, in its order
	checks []*widget.Check
	box    *widget.Check
	tints  []*tint

	shown  string // the text of the control when it was last in step with the record
	cancel func() // of the pause after typing
	silent bool   // the control is being set by us
	gone   bool   // another row stands in its place
	follow bool   // an edit of the map is being undone or redone: the field shows it, though it has the keyboard
}

// newRow makes the row of a field; beside stands at the right of its control, nil for nothing.
func (in *Inspector) newRow(f form.Field, beside fyne.CanvasObject) *row {
	f = in.spoken(f)
	r := &row{in: in, field: f, of: in.ref, key: in.keyOf(f.Path), shown: f.Text, problem: newComplaint()}
	control := r.control()
	if beside != nil {
		control = container.NewBorder(nil, nil, nil, beside, control)
	}
	list := []fyne.CanvasObject{}
	if f.Control != form.Switch {
		list = append(list, caption(in.label(f)))
	}
	r.object = container.New(layout.NewCustomPaddedVBoxLayout(3), append(list, control, r.problem)...)
	r.judge()
	r.resume()
	in.order = append(in.order, r)
	return r
}

// focusable is what gets the keyboard of a row; nil for none.
func (r *row) focusable() fyne.Focusable {
	switch {
	case r.entry != nil:
		return r.entry
	case r.choose != nil:
		return r.choose
	case r.box != nil:
		return r.box
	case len(r.checks) > 0:
		return r.checks[0]
	}
	return nil
}

// newComplaint is the hidden line under a field that says what is wrong with it.
func newComplaint() *widget.Label {
	l := widget.NewLabel("")
	l.Importance, l.Wrapping, l.SizeName = widget.DangerImportance, fyne.TextWrapWord, theme.SizeNameCaptionText
	l.Hide()
	return l
}

func (r *row) control() fyne.CanvasObject {
	f := r.field
	switch f.Control {
	case form.Switch:
		r.box = widget.NewCheck(r.in.label(f), func(on bool) { r.take(yes(on)) })
		r.box.Checked, r.box.Partial = f.Text == "yes", f.Mixed
		return ticked(r.box)
	case form.Choice, form.Reference, form.Way, form.Judge:
		options := r.in.optionsOf(f)
		labels := make([]string, len(options))
		for i, o := range options {
			labels[i] = o.label
			r.values = append(r.values, o.value)
		}
		r.choose = widget.NewSelect(labels, nil)
		r.choose.PlaceHolder = "—"
		if f.Mixed {
			r.choose.PlaceHolder = r.in.text.T("several.values", nil)
		}
		r.chooseValue(f)
		r.choose.OnChanged = func(string) {
			if i := r.choose.SelectedIndex(); i >= 0 && !r.silent {
				r.take(r.values[i])
			}
		}
		return r.choose
	case form.References:
		return r.referencesControl()
	case form.Tint:
		return r.tintControl()
	}
	paragraph := f.Control == form.Paragraph || f.Control == form.Lines || f.Control == form.Rule
	r.entry = newEntry(paragraph, func() {
		r.in.clicking = true // a click may be under way: nothing may move under it
		r.leave()
		r.in.clicking = false
		r.in.left()
	}, r.restore)
	r.entry.SetText(f.Text)
	hint := f.Hint
	if hint == "" {
		hint = "step.hint." + hintOf(f.Control)
	}
	if f.Mixed {
		hint = "several.values"
	}
	switch {
	case f.Override != nil:
		r.entry.SetPlaceHolder(r.in.inherited(f))
	case r.in.text.Has(hint):
		r.entry.SetPlaceHolder(r.in.text.T(hint, nil))
	}
	if paragraph {
		r.entry.SetMinRowsVisible(rowsFor(f.Text))
	} else {
		r.entry.OnSubmitted = func(string) { r.leave() }
	}
	r.entry.OnChanged = func(string) { r.typed() }
	r.entry.command = r.command
	r.entry.cover = newCover(r.entry, r.in.scroll, r.in.focus)
	typing := container.NewStack(r.entry, r.entry.cover)
	if f.Control == form.Rule && r.in.writing != nil {
		return r.in.beside(typing, "words.build", func() { r.in.writing(r.of, f.Path) })
	}
	return typing
}

// chooseValue shows a value of a choice, or none where several records differ.
func (r *row) chooseValue(f form.Field) {
	at := slices.Index(r.values, r.shown)
	if f.Mixed || at < 0 {
		r.choose.ClearSelected()
		return
	}
	r.choose.SetSelectedIndex(at)
}

// command gives a key to the window, after what was typed was taken.
func (r *row) command(s fyne.Shortcut) {
	r.leave()
	switch s.(type) {
	case *fyne.ShortcutUndo, *fyne.ShortcutRedo:
		r.follow = true
	}
	r.in.command(s)
}

// rowsFor is how many rows show a text: some forty letters fit in one.
func rowsFor(text string) int {
	rows := 0
	for _, line := range strings.Split(text, "\n") {
		rows += 1 + len([]rune(line))/40
	}
	return min(14, max(2, rows))
}

func hintOf(c form.Control) string {
	switch c {
	case form.Span:
		return "span"
	case form.Share:
		return "share"
	case form.Clock:
		return "clock"
	case form.Day:
		return "day"
	case form.Rule:
		return "rule"
	case form.Lines:
		return "lines"
	}
	return "none"
}

func yes(on bool) string {
	if on {
		return "yes"
	}
	return ""
}

func (r *row) referencesControl() fyne.CanvasObject {
	box := container.New(layout.NewCustomPaddedVBoxLayout(-4))
	chosen := strings.Fields(r.field.Text)
	for _, o := range r.in.optionsOf(r.field) {
		check := widget.NewCheck(o.label, nil)
		check.Checked = slices.Contains(chosen, o.value)
		check.Partial = slices.Contains(strings.Fields(r.field.Some), o.value)
		check.OnChanged = func(on bool) {
			if r.silent {
				return
			}
			if f := r.field; r.in.several() {
				r.in.do(f.Path, func(record journey.Record) (journey.Record, *journey.Problem) {
					return form.Include(record, f, o.value, on)
				})
				return
			}
			now := slices.DeleteFunc(strings.Fields(r.shown), func(s string) bool { return s == o.value })
			if on {
				now = append(now, o.value)
			}
			r.take(strings.Join(now, " "))
		}
		r.checks = append(r.checks, check)
		r.values = append(r.values, o.value)
		box.Add(ticked(check))
	}
	if len(r.checks) == 0 {
		none := widget.NewLabel("—")
		box.Add(none)
	}
	return box
}

// typed takes the text when typing has rested.
func (r *row) typed() {
	if r.silent {
		return
	}
	r.follow = false
	r.in.previewLaw(r.field.Path)
	if r.cancel != nil {
		r.cancel()
	}
	r.cancel = r.in.later(r.leave)
}

// leave takes what was typed.
func (r *row) leave() {
	if r.gone {
		return
	}
	if r.cancel != nil {
		r.cancel()
		r.cancel = nil
	}
	if r.entry != nil && r.entry.Text != r.shown {
		r.take(r.entry.Text)
	}
}

// restore gives typing up.
func (r *row) restore() {
	if r.cancel != nil {
		r.cancel()
		r.cancel = nil
	}
	r.complain("")
	r.set(r.field.Text)
	r.judge()
}

// take changes the record, unless the text itself is wrong.
func (r *row) take(value string) {
	r.shown = value
	if r.entry == nil {
		r.in.touched = r.field.Path
	}
	f, in, judges := r.field, r.in, r.in.judges
	change := func(record journey.Record) (journey.Record, *journey.Problem) {
		changed, p := form.Set(record, f, value)
		if policy, ok := changed.(*journey.Policy); ok && f.Control == form.Judge && p == nil {
			judgeAsUsual(policy, value, judges)
		}
		return changed, p
	}
	waiting := in.waiting(f.Path)
	if len(waiting) == 0 {
		in.do(f.Path, change)
		return
	}
	type refused struct {
		field form.Field
		text  string
	}
	others := make([]refused, len(waiting)) // as they are now: the change may be made later, elsewhere
	for i, w := range waiting {
		others[i] = refused{w.field, w.entry.Text}
	}
	// What was refused before may hold together with this: a value and its range are often changed one after the other.
	in.apply(f.Path, func(record journey.Record) (journey.Record, *journey.Problem) {
		changed, p := change(record)
		for _, o := range others {
			if p != nil {
				return nil, p
			}
			changed, p = form.Set(changed, o.field, o.text)
		}
		return changed, p
	}, func(err error) {
		if err != nil {
			in.do(f.Path, change)
			return
		}
		for i, w := range waiting {
			w.shown = others[i].text
			in.report(w.field.Path, nil)
		}
		in.report(f.Path, nil)
	})
}

// judgeAsUsual gives the threshold of a rule that was just chosen the usual number: that of another rule means nothing for it.
func judgeAsUsual(policy *journey.Policy, rule string, judges []Judge) {
	for _, j := range judges {
		for i := range policy.Thresholds {
			if j.ID == rule && j.Usual != nil && policy.Thresholds[i].Rule == rule {
				policy.Thresholds[i].Value = *j.Usual
			}
		}
	}
}

// settle makes the text that was just taken the one typing begins at: what is undone from here on is an edit
// of the map.
func (r *row) settle() {
	if r.entry == nil || r.cancel != nil {
		return
	}
	r.silent = true
	r.entry.SetText(r.entry.Text) // forgets the letters one by one
	r.silent = false
	r.entry.entered = r.entry.Text
}

// judge says what is wrong with a rule. It is kept all the same: nobody writes a rule in one go, and a map
// with an unfinished one is not run.
func (r *row) judge() {
	if r.field.Control != form.Rule || r.in.rule == nil {
		return
	}
	if strings.TrimSpace(r.shown) == "" {
		if !strings.HasPrefix(r.field.Path, "exits.") { // an exit may be by an event alone
			r.complain(r.in.text.T("words.missing_rule", nil))
		}
		return
	}
	if p := r.in.rule(r.in.m, r.shown); p != nil {
		r.complain(r.in.text.Problem(journey.Problem{Code: p.Code, Args: p.Args, Line: p.Line, Column: p.Column}))
	}
}

// complain shows a sentence under the field, "" for none.
func (r *row) complain(sentence string) {
	if r.problem.Text == sentence {
		return
	}
	key := draftKey{r.of, r.key}
	delete(r.in.drafts, key)
	if sentence != "" && r.entry != nil && r.entry.Text != r.field.Text {
		r.in.drafts[key] = draft{r.entry.Text, sentence}
	}
	r.problem.SetText(sentence)
	appear := func() {
		if r.problem.Text == "" {
			r.problem.Hide()
		} else {
			r.problem.Show()
		}
		r.in.body.Refresh()
	}
	if r.in.clicking {
		r.in.later(appear)
		return
	}
	appear()
}

// update shows the value of a newer revision, unless somebody is typing.
func (r *row) update(f form.Field) {
	f = r.in.spoken(f)
	name, same := r.field.Name, r.field.Text == f.Text
	r.field = f
	r.field.Name = name
	if r.entry != nil && (r.entry.focused && !r.follow || r.cancel != nil) {
		if r.problem.Text == "" {
			r.shown = r.entry.Text // the same value as it was typed
			if r.cancel != nil {
				r.shown = f.Text // more was typed since, and is still to be taken
			}
		}
		return
	}
	if same && r.problem.Text != "" {
		return // what was typed stays beside the explanation
	}
	if f.Text == r.shown && (r.entry == nil || r.entry.Text == f.Text) {
		return
	}
	r.complain("")
	r.set(f.Text)
	r.judge()
}

func (r *row) set(value string) {
	r.shown, r.silent = value, true
	switch {
	case r.entry != nil:
		r.entry.SetText(value)
		r.entry.entered = value
	case r.choose != nil:
		r.chooseValue(r.field)
	case r.box != nil:
		r.box.SetChecked(value == "yes")
	case r.checks != nil:
		chosen := strings.Fields(value)
		for i, check := range r.checks {
			check.SetChecked(slices.Contains(chosen, r.values[i]))
		}
	case r.tints != nil:
		for _, t := range r.tints {
			t.choose(t.value == value)
		}
	}
	r.silent = false
}
