package desktop

import (
	"slices"
	"strconv"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/dialog"

	"rehearse/journey"
	"rehearse/ui/action"
	"rehearse/ui/desktop/panel"
	"rehearse/ui/form"
)

// writing is an open editor over the board, of a rule or a message: it follows the map while it is open.
type writing struct {
	dialog dialog.Dialog
	// follow shows a newer revision; it reports false when what is written is no more on the map.
	follow func(m *journey.Map) bool
	leave  func()
}

// editRule opens the editor of the rule in a field of a record.
func (w *Window) editRule(ref journey.Ref, path string) {
	m := w.shown.Map
	if m == nil {
		return
	}
	field, ok := ruleField(m, ref, path)
	key, there := form.Key(m.Lookup(ref), path)
	if !ok || !there {
		return
	}
	editor := panel.NewRuleEditor(panel.RuleEditorOptions{
		Text: w.text, Later: w.later, Left: w.session.EndTyping, Command: w.shortcut, ReadOnly: !action.Writable(w.State()),
		Drafts: w.drafts, Of: ref, Key: key,
		Focus: func(f fyne.Focusable) { w.win.Canvas().Focus(f) },
		Take: func(source string) {
			w.changeRecord(ref, path, func(r journey.Record) (journey.Record, *journey.Problem) {
				path, there := form.PathOf(r, key)
				if !there {
					return r, nil // its item was removed meanwhile
				}
				now := field
				now.Path = path // or has another place in its list
				return form.Set(r, now, source)
			}, func(err error) {
				if err != nil {
					w.complainError(err)
				}
			})
		},
	})
	w.write(&writing{leave: editor.Leave, follow: func(m *journey.Map) bool {
		r := m.Lookup(ref)
		if r == nil {
			return false
		}
		path, there := form.PathOf(r, key)
		now, is := ruleField(m, ref, path)
		if there && is {
			editor.Display(m, now.Text)
		}
		return there && is
	}}, w.ruleTitle(m, ref, path), editor, fyne.NewSize(940, 640))
	editor.Begin()
}

// write shows an editor in a dialog of its own; what is typed is taken when it closes.
func (w *Window) write(o *writing, title string, content fyne.CanvasObject, wish fyne.Size) {
	o.follow(w.shown.Map)
	floor := canvas.NewRectangle(nil)
	floor.SetMinSize(fyne.NewSize(600, 380))
	o.dialog = dialog.NewCustom(title, w.t("window.done", nil), container.NewStack(floor, content), w.win)
	size := w.win.Canvas().Size()
	o.dialog.Resize(fyne.NewSize(min(wish.Width, size.Width*0.95), min(wish.Height, size.Height*0.95)))
	before := w.writing
	w.writing = o
	w.present(o.dialog, func() {
		o.leave()
		w.writing = before
		w.session.EndTyping()
		w.showSelection()
		if w.records != nil {
			w.records.refresh()
		}
		w.focusBoard()
	})
}

// followWriting brings the open editor up to the map.
func (w *Window) followWriting() {
	if o := w.writing; o != nil && w.shown.Map != nil && !o.follow(w.shown.Map) {
		o.dialog.Hide()
	}
}

// ruleField is the field of a record that holds a rule.
func ruleField(m *journey.Map, ref journey.Ref, path string) (form.Field, bool) {
	r := m.Lookup(ref)
	if r == nil {
		return form.Field{}, false
	}
	f, ok := form.Find(form.Of(r), path)
	return f, ok && f.Control == form.Rule
}

// ruleTitle says whose rule it is: the record, and the item of it if that has a name.
func (w *Window) ruleTitle(m *journey.Map, ref journey.Ref, path string) string {
	r := m.Lookup(ref)
	name := panel.Name(w.text, r)
	if item, ok := form.Find(form.Of(r), path[:max(0, strings.LastIndexByte(path, '.'))]+".name"); ok && item.Text != "" {
		return w.t("words.rule_of_item", journey.Args{"Name": name, "Item": item.Text})
	}
	return w.t("words.rule_of", journey.Args{"Name": name})
}

// writeWords opens the editor of what a record says: the texts of a message, the rule of a segment, of a branch the first
// rule that is missing, else the first.
func (w *Window) writeWords(ref journey.Ref) {
	switch r := w.shown.Map.Lookup(ref).(type) {
	case *journey.Segment:
		w.editRule(ref, "rule")
	case *journey.Step:
		if r.Message != nil {
			w.writeMessage(ref)
			return
		}
		if r.Branch == nil {
			return
		}
		at := max(0, slices.IndexFunc(r.Branch.Rules, func(b journey.BranchRule) bool { return strings.TrimSpace(b.Rule) == "" }))
		w.editRule(ref, "branch.rules."+strconv.Itoa(at)+".rule")
	}
}

// showMend offers to go where the map cannot be rehearsed because of: to the rule that is missing or cannot be read, or to
// the record.
func (w *Window) showMend(refused error) {
	p := firstProblem(refused)
	if p == nil || w.shown.Map.Lookup(p.Record) == nil {
		w.strip.ShowMend("", nil)
		return
	}
	path := indexed.Replace(p.Field)
	if _, isRule := ruleField(w.shown.Map, p.Record, path); isRule {
		w.strip.ShowMend(w.t("words.fill_in", nil), func() {
			if p.Record.Kind == journey.KindStep {
				w.jump(p.Record) // other records are not drawn: their editor opens over the board
			}
			w.editRule(p.Record, path)
		})
		return
	}
	w.strip.ShowMend(w.t("words.show_it", nil), func() { w.jump(p.Record) })
}

// indexed turns the places of problems, "branch.rules[0].rule", into those of forms.
var indexed = strings.NewReplacer("[", ".", "]", "")
