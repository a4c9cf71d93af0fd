package panel

import (
	"strconv"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/layout"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"rehearse/journey"
	"rehearse/ui/desktop/hint"
	"rehearse/ui/form"
)

// overridesObject is the table of a link's shares by persona: a value of one's own, or in grey the one that is inherited, and a
// button that goes back to it. With several entries one chooses of which people it speaks.
func (in *Inspector) overridesObject(f form.Field) fyne.CanvasObject {
	l, ok := in.record().(*journey.Link)
	if !ok || in.m == nil {
		return container.NewWithoutLayout()
	}
	list := []fyne.CanvasObject{heading(in.label(f))}
	if choose := in.entryChoice(l); choose != nil {
		list = append(list, choose)
	}
	fields := form.Overrides(in.m, l, in.entry)
	if len(fields) == 0 {
		return container.New(layout.NewCustomPaddedVBoxLayout(4), append(list, remark(in.text.T("override.no_personas", nil)))...)
	}
	list = append(list, in.complaint(f))
	for _, o := range fields {
		list = append(list, in.overrideObject(o))
	}
	return container.New(layout.NewCustomPaddedVBoxLayout(6), list...)
}

// entries are the entry steps of the map.
func (in *Inspector) entries() []*journey.Step {
	var list []*journey.Step
	for _, s := range in.m.Steps {
		if s.Kind == journey.StepEntry {
			list = append(list, s)
		}
	}
	return list
}

// entryChoice chooses of which entry's people the table speaks; nil where there are not several.
func (in *Inspector) entryChoice(l *journey.Link) fyne.CanvasObject {
	entries := in.entries()
	known := false
	words, ids := []string{in.overrideCount(in.text.T("override.any_entry", nil), l, "")}, []journey.ID{""}
	for _, s := range entries {
		words, ids = append(words, in.overrideCount(Name(in.text, s), l, s.ID)), append(ids, s.ID)
		known = known || s.ID == in.entry
	}
	if !known {
		in.entry = ""
	}
	if len(entries) < 2 && len(l.Weights) == form.OverridesOf(l, "") {
		return nil
	}
	choose := widget.NewSelect(words, nil)
	for i, id := range ids {
		if id == in.entry {
			choose.SetSelectedIndex(i)
		}
	}
	choose.OnChanged = func(string) {
		if i := choose.SelectedIndex(); i >= 0 && ids[i] != in.entry {
			in.Leave()
			in.entry, in.shape = ids[i], ""
			in.Display(in.m, in.ref)
		}
	}
	return choose
}

// overrideCount is a name with how many values of their own there are.
func (in *Inspector) overrideCount(name string, l *journey.Link, entry journey.ID) string {
	if n := form.OverridesOf(l, entry); n > 0 {
		return name + " · " + strconv.Itoa(n)
	}
	return name
}

// overrideObject is one line of the table; what founds a value of its own unfolds below it.
func (in *Inspector) overrideObject(f form.Field) fyne.CanvasObject {
	reset := hint.NewButton(theme.ContentUndoIcon(), func() string {
		return in.text.T("override.reset", journey.Args{"Value": in.inherited(in.rows[f.Fields[0].Path].field)}) // as it is by now
	}, func() {
		in.left()
		in.forget(f.Fields[0].Path)
		in.forget(f.Path)
		in.do(f.Fields[0].Path, func(r journey.Record) (journey.Record, *journey.Problem) { return form.Set(r, f.Fields[0], "") })
		in.left()
	})
	own := f.Fact != nil
	if !own {
		reset.Hide()
	}
	main := f.Fields[0]
	main.Label = f.Label
	if main.Label == "" {
		main.Label = in.text.T("override.everybody", nil)
	}
	tools := container.NewHBox(reset)
	var inner *fyne.Container
	var unfold *hint.Button
	if own {
		inner, unfold = in.fold(f.Path, container.New(layout.NewCustomPaddedVBoxLayout(8), in.assumptionEditor(f)...))
		tools = container.NewHBox(unfold, reset)
	}
	r := in.newRow(main, tools)
	in.rows[main.Path] = r
	if inner == nil {
		return r.object
	}
	found := newFounded(func() { unfold.OnTapped() })
	found.show(in.text, in.m, f)
	in.founded[f.Path] = found
	return container.New(layout.NewCustomPaddedVBoxLayout(6), container.New(layout.NewCustomPaddedVBoxLayout(1), r.object, found), inner)
}

// inherited is the value that holds where there is none of one's own.
func (in *Inspector) inherited(f form.Field) string {
	if f.Inherited == "" {
		return in.text.T("override.rest", nil)
	}
	return in.spoken(form.Field{Control: form.Share, Text: f.Inherited}).Text
}

// updateOverrides brings the table up to a newer revision.
func (in *Inspector) updateOverrides() {
	l, ok := in.record().(*journey.Link)
	if !ok {
		return
	}
	for _, f := range form.Overrides(in.m, l, in.entry) {
		if r, ok := in.rows[f.Fields[0].Path]; ok {
			r.update(f.Fields[0])
			r.entry.SetPlaceHolder(in.inherited(f))
		}
		if d, ok := in.founded[f.Path]; ok {
			d.show(in.text, in.m, f)
		}
		in.update(f.Fields[1:])
	}
}

// shapeOfTable tells tables with other lines apart.
func (in *Inspector) shapeOfTable(b *strings.Builder) {
	l, ok := in.record().(*journey.Link)
	if !ok {
		return
	}
	for _, s := range in.entries() {
		b.WriteString(in.overrideCount(Name(in.text, s), l, s.ID) + ";")
	}
	for _, f := range form.Overrides(in.m, l, in.entry) {
		b.WriteString(f.Path + "=" + f.Label + ";")
	}
}
