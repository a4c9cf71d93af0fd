package desktop

import (
	"fmt"
	"slices"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/dialog"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"rehearse/journey"
	"rehearse/journey/edit"
	"rehearse/ui/action"
	"rehearse/ui/desktop/hint"
	"rehearse/ui/desktop/panel"
	"rehearse/ui/roster"
)

// records is the dialog with the records of one kind: a list and the fields of the chosen one.
type records struct {
	w         *Window
	kind      journey.Kind
	list      *panel.Roster
	inspector *panel.Inspector
	rows      []journey.Record
	of        *journey.Map // that is listed
	chosen    journey.ID
	dialog    *dialog.CustomDialog
	remove    *hint.Button
	notice    *widget.Label // what else was changed, or why something was not done
	up, down  *hint.Button
	users     *widget.Button // what uses the chosen record
	steps     *hint.Button   // shows its steps on the map
	also      *widget.Button // deletes it with what uses it
	rules     *rulesPage     // the parts of the policy; nil for other kinds
}

func newRecords(w *Window, kind journey.Kind) *records {
	r := &records{w: w, kind: kind}
	r.inspector = panel.NewInspector(panel.InspectorOptions{
		Text: w.text, NewID: newID, Later: w.later, Rule: checkRule, Judges: judges(w.text), Colors: w.look.scene(),
		Focus: func(f fyne.Focusable) { w.win.Canvas().Focus(f) }, Left: w.session.EndTyping, Command: w.shortcut, Present: w.presentPart,
		Drafts: w.drafts, EditRule: w.editRule, WriteMessage: w.writeMessage,
		Change: func(ref journey.Ref, path string, do func(journey.Record) (journey.Record, *journey.Problem), done func(error)) {
			w.changeRecord(ref, path, do, func(err error) {
				done(err)
				r.refresh()
			})
		},
	})
	return r
}

// single reports whether a map has exactly one record of the kind: there is no list then.
func (r *records) single() bool {
	return r.kind == journey.KindSettings || r.kind == journey.KindPolicy
}

func (r *records) show() {
	w := r.w
	w.inspector.Leave()
	var content fyne.CanvasObject = r.inspector
	if !r.single() {
		r.list = panel.NewRoster(panel.RosterEvents{
			Choose: func(i int) {
				if i < len(r.rows) {
					r.choose(r.rows[i].RecordID())
				}
			},
			Rename: func() { r.inspector.Focus("name") }, Delete: r.delete, Enter: func() { r.inspector.Focus("name") }, Add: r.add,
			Show: r.showSteps, Close: func() { r.dialog.Dismiss() }, Shift: r.shift, Command: w.shortcut,
		})
		split := container.NewHSplit(container.NewBorder(nil, r.tools(), nil, nil, r.list), r.inspector)
		split.Offset = 0.5
		if r.kind == journey.KindScenario {
			split.Offset = 0.68
		}
		content = split
	}
	if r.kind == journey.KindPolicy {
		r.rules = newRulesPage(r)
		content = r.rules.content
	}
	r.notice = widget.NewLabel("")
	r.notice.Wrapping = fyne.TextWrapWord
	r.notice.Hide()
	content = container.NewBorder(nil, r.notice, nil, nil, content)
	floor := canvas.NewRectangle(nil)
	floor.SetMinSize(fyne.NewSize(560, 360))
	r.dialog = dialog.NewCustom(w.t("window.records."+string(r.kind), nil), w.t("window.done", nil), container.NewStack(floor, content), w.win)
	size := w.win.Canvas().Size()
	wide := float32(1060)
	switch {
	case r.kind == journey.KindPolicy:
		wide = 1240
	case r.single():
		wide = 860
	case r.kind == journey.KindScenario:
		wide = 1500
	}
	r.dialog.Resize(fyne.NewSize(min(wide, size.Width*0.96), min(760, size.Height*0.92)))
	r.refresh()
	if r.single() || len(r.rows) > 0 {
		r.choose(r.rows[0].RecordID())
	}
	if r.list != nil && len(r.rows) > 0 {
		r.list.Select(0)
	}
	w.records = r
	w.present(r.dialog, func() {
		r.inspector.Leave()
		w.records = nil
		w.showSelection()
		if w.gallery != nil {
			w.showGallery()
			w.win.Canvas().Focus(w.gallery.panel)
		}
	})
	switch {
	case r.rules != nil:
		r.rules.focus()
	case r.list != nil:
		w.win.Canvas().Focus(r.list.Focusable())
	}
}

// say shows a sentence below the list; "" hides the last one.
func (r *records) say(sentence string, color fyne.ThemeColorName) {
	r.notice.Importance = widget.MediumImportance
	if color == theme.ColorNameError {
		r.notice.Importance = widget.DangerImportance
	}
	r.notice.SetText(sentence)
	if sentence == "" {
		r.notice.Hide()
	} else {
		r.notice.Show()
	}
}

// tools are the buttons under the list.
func (r *records) tools() fyne.CanvasObject {
	w := r.w
	add := widget.NewButtonWithIcon(w.t("window.add", nil), theme.ContentAddIcon(), r.add)
	says := func(id string) func() string { return w.ableHint("window.hint."+id, action.Writable) }
	r.remove = hint.NewButton(theme.DeleteIcon(), says("delete"), r.delete)
	r.up = hint.NewButton(theme.MoveUpIcon(), says("move_up"), func() { r.shift(-1) })
	r.down = hint.NewButton(theme.MoveDownIcon(), says("move_down"), func() { r.shift(1) })
	if r.kind == journey.KindSilence {
		add.Hide() // a silence is made beside the finding it is about
	}
	r.users = widget.NewButton("", r.showUsers)
	r.steps = hint.NewTextButton(w.t("roster.show", nil), theme.SearchIcon(), hint.Words(w.t("roster.show_hint", nil)), r.showSteps)
	r.also = widget.NewButton(w.t("roster.delete_too", nil), r.deleteWithUsers)
	r.also.Importance = widget.DangerImportance
	r.also.Hide()
	if !action.Writable(w.State()) {
		for _, b := range []fyne.Disableable{add, r.remove, r.up, r.down} {
			b.Disable()
		}
	}
	left := container.NewHBox(add, r.up, r.down, r.remove, r.also)
	right := container.NewHBox(r.users, r.steps)
	return container.NewBorder(nil, nil, left, right)
}

// ref is the chosen record.
func (r *records) ref() journey.Ref { return journey.Ref{Kind: r.kind, ID: r.chosen} }

// delete deletes the chosen record and says what else changed with it. What may not go because others would mean more
// without it is offered together with these.
func (r *records) delete() {
	gone := r.ref()
	if !action.Writable(r.w.State()) || r.at() < 0 {
		return
	}
	r.say("", "")
	r.w.Edit(func(tx *edit.Tx) ([]journey.Ref, error) { return nil, edit.DeleteRecords(tx, []journey.Ref{gone}) })
	r.refresh()
	m := r.w.session.Snapshot().Map
	r.also.Hidden = m.Lookup(gone) == nil || len(roster.Users(m, gone)) == 0
	r.also.Refresh()
}

// deleteWithUsers deletes the chosen record and what uses it, as one step of undo.
func (r *records) deleteWithUsers() {
	gone := append([]journey.Ref{r.ref()}, roster.Users(r.w.session.Snapshot().Map, r.ref())...)
	gone = slices.DeleteFunc(gone, func(ref journey.Ref) bool { return ref.Kind == journey.KindSettings || ref.Kind == journey.KindPolicy })
	r.say("", "")
	r.w.Edit(func(tx *edit.Tx) ([]journey.Ref, error) { return nil, edit.DeleteRecords(tx, gone) })
	r.also.Hide()
	r.refresh()
}

// showUsers offers what uses the chosen record, to go there.
func (r *records) showUsers() {
	w, m := r.w, r.w.session.Snapshot().Map
	users := roster.Users(m, r.ref())
	if len(users) == 0 {
		return
	}
	at := fyne.CurrentApp().Driver().AbsolutePositionForObject(r.users)
	w.pick(at.SubtractXY(0, 200), 420, w.t("roster.users_hint", nil), func(typed string) []panel.Choice {
		var list []panel.Choice
		for _, ref := range users {
			record := m.Lookup(ref)
			if record == nil || !fits(panel.Name(w.text, record), typed) {
				continue
			}
			list = append(list, panel.Choice{
				Title: panel.Name(w.text, record), Detail: w.t("window.inspector."+string(ref.Kind), nil),
				Do: func() { r.leave(); w.jump(ref) },
			})
		}
		return list
	})
}

// showSteps leaves the list and selects the steps of the chosen record on the board.
func (r *records) showSteps() {
	w := r.w
	steps := roster.StepsOf(w.session.Snapshot().Map, r.ref())
	if len(steps) == 0 {
		r.say(w.t("roster.no_steps", nil), theme.ColorNamePrimary)
		return
	}
	r.leave()
	list, _ := stepRefs(steps, nil)
	w.Select(list...)
	w.act("fit_selection")
	w.focusBoard()
}

// leave closes the list, and the cards if it lies over them.
func (r *records) leave() {
	r.dialog.Dismiss()
	if r.w.gallery != nil {
		r.w.closeGallery()
	}
}

func (r *records) add() {
	kind, name := r.kind, r.w.newRecordName(r.kind)
	r.say("", "")
	var made journey.ID
	r.w.editThen(func(tx *edit.Tx) ([]journey.Ref, error) {
		id, err := edit.AddRecord(tx, kind, name)
		made = id
		return nil, err
	}, func([]journey.Ref) {
		r.refresh()
		for i, row := range r.rows {
			if row.RecordID() == made {
				r.list.Select(i)
				r.inspector.Focus("name")
			}
		}
	})
}

// newRecordName is what a new record is called until somebody says better: its kind, and its number.
func (w *Window) newRecordName(kind journey.Kind) string {
	rows := w.session.Snapshot().Map.Records(kind)
	word := w.t("window.inspector."+string(kind), nil)
	for n := len(rows) + 1; ; n++ {
		name := fmt.Sprintf("%s %d", word, n)
		if !slices.ContainsFunc(rows, func(row journey.Record) bool { return journey.NameOf(row) == name }) {
			return name
		}
	}
}

// moves moves the chosen record for Alt and an arrow, which the main menu hears first and takes for aligning steps. It reports
// whether that was meant.
func (r *records) moves(action string) bool {
	by := map[string]int{"align_top": -1, "align_bottom": 1}[action]
	if by != 0 && r.rules != nil {
		return r.rules.moves(by)
	}
	if by == 0 || r.list == nil || r.w.win.Canvas().Focused() != r.list.Focusable() {
		return false
	}
	r.shift(by)
	return true
}

// shift moves the chosen record in the order of its kind, such as a stage to another column.
func (r *records) shift(by int) {
	at := r.at()
	if to := at + by; at >= 0 && to >= 0 && to < len(r.rows) {
		ref := r.ref()
		r.w.Edit(func(tx *edit.Tx) ([]journey.Ref, error) { return nil, edit.Reorder(tx, ref, to) })
		r.refresh()
	}
}

func (r *records) at() int {
	for i, row := range r.rows {
		if row.RecordID() == r.chosen {
			return i
		}
	}
	return -1
}

func (r *records) choose(id journey.ID) {
	if r.chosen != id && r.also != nil {
		r.also.Hide()
	}
	r.chosen = id
	m := r.w.session.Snapshot().Map
	if r.rules != nil {
		r.rules.follow()
		return
	}
	r.inspector.Display(m, r.ref())
	r.showTools(m)
}

// showTools says what uses the chosen record.
func (r *records) showTools(m *journey.Map) {
	if r.users == nil {
		return
	}
	n := 0
	if r.at() >= 0 {
		n = len(roster.Users(m, r.ref()))
	}
	words := r.w.t("roster.unused", nil)
	if n > 0 {
		words = r.w.t("roster.used_by", journey.Args{"Count": n})
	}
	r.users.SetText(words)
	enable(r.users, n > 0)
	enable(r.steps, r.at() >= 0)
}

// refresh brings the list and the fields up to the map.
func (r *records) refresh() {
	m := r.w.session.Snapshot().Map
	if m == nil {
		return
	}
	was := r.at()
	r.of, r.rows = m, m.Records(r.kind)
	if r.at() < 0 && len(r.rows) > 0 {
		r.chosen = r.rows[min(max(was, 0), len(r.rows)-1)].RecordID()
	}
	if r.list != nil {
		r.list.Display(roster.Of(m, r.kind, r.w.session.Snapshot().Signed, r.w.text), r.at())
	}
	if r.at() >= 0 {
		r.choose(r.chosen)
	} else {
		r.inspector.Display(m, journey.Ref{})
	}
}
