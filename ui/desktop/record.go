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
)

// records is the dialog with the records of one kind: a list and the fields of the chosen one.
type records struct {
	w         *Window
	kind      journey.Kind
	list      *widget.List
	inspector *panel.Inspector
	rows      []journey.Record
	chosen    journey.ID
	dialog    *dialog.CustomDialog
	remove    *hint.Button
	notice    *widget.Label // what else was changed, or why something was not done
	up, down  *hint.Button
}

func newRecords(w *Window, kind journey.Kind) *records {
	r := &records{w: w, kind: kind}
	r.inspector = panel.NewInspector(panel.InspectorOptions{
		Text: w.text, NewID: newID, Later: w.later, Rule: checkRule, Judges: judges(w.text), Colors: w.look.scene(),
		Focus: func(f fyne.Focusable) { w.win.Canvas().Focus(f) }, Left: w.session.EndTyping, Command: w.shortcut, Present: w.presentPart,
		EditRule: w.editRule, WriteMessage: w.writeMessage,
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
		r.list = widget.NewList(func() int { return len(r.rows) },
			func() fyne.CanvasObject {
				label := widget.NewLabel("")
				label.Truncation = fyne.TextTruncateEllipsis
				return label
			},
			func(i widget.ListItemID, o fyne.CanvasObject) {
				if i < len(r.rows) {
					o.(*widget.Label).SetText(panel.Name(w.text, r.rows[i]))
				}
			})
		r.list.OnSelected = func(i widget.ListItemID) {
			if i < len(r.rows) {
				r.choose(r.rows[i].RecordID())
			}
		}
		content = container.NewHSplit(container.NewBorder(nil, r.tools(), nil, nil, r.list), r.inspector)
		content.(*container.Split).Offset = 0.32
	}
	r.notice = widget.NewLabel("")
	r.notice.Wrapping = fyne.TextWrapWord
	r.notice.Hide()
	content = container.NewBorder(nil, r.notice, nil, nil, content)
	floor := canvas.NewRectangle(nil)
	floor.SetMinSize(fyne.NewSize(560, 360))
	r.dialog = dialog.NewCustom(w.t("window.records."+string(r.kind), nil), w.t("window.done", nil), container.NewStack(floor, content), w.win)
	size := w.win.Canvas().Size()
	r.dialog.Resize(fyne.NewSize(min(860, size.Width*0.85), min(680, size.Height*0.9)))
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
	})
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
	r.remove = hint.NewButton(theme.DeleteIcon(), says("delete"), func() {
		gone := journey.Ref{Kind: r.kind, ID: r.chosen}
		r.say("", "")
		w.Edit(func(tx *edit.Tx) ([]journey.Ref, error) { return nil, edit.DeleteRecords(tx, []journey.Ref{gone}) })
		r.refresh()
	})
	r.up = hint.NewButton(theme.MoveUpIcon(), says("move_up"), func() { r.shift(-1) })
	r.down = hint.NewButton(theme.MoveDownIcon(), says("move_down"), func() { r.shift(1) })
	if r.kind == journey.KindSilence {
		add.Hide() // a silence is made beside the finding it is about
	}
	if !action.Writable(w.State()) {
		add.Disable()
		r.remove.Disable()
	}
	return container.NewHBox(add, r.up, r.down, r.remove)
}

func (r *records) add() {
	name := r.w.newRecordName(r.kind)
	r.say("", "")
	var made journey.ID
	r.w.Edit(func(tx *edit.Tx) ([]journey.Ref, error) {
		id, err := edit.AddRecord(tx, r.kind, name)
		made = id
		return nil, err
	})
	r.refresh()
	for i, row := range r.rows {
		if row.RecordID() == made {
			r.list.Select(i)
			r.inspector.Focus("name")
		}
	}
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

// shift moves the chosen record in the order of its kind, such as a stage to another column.
func (r *records) shift(by int) {
	at := r.at()
	if to := at + by; at >= 0 && to >= 0 && to < len(r.rows) {
		ref := journey.Ref{Kind: r.kind, ID: r.chosen}
		r.w.Edit(func(tx *edit.Tx) ([]journey.Ref, error) { return nil, edit.Reorder(tx, ref, to) })
		r.refresh()
		r.list.Select(r.at())
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
	r.chosen = id
	r.inspector.Display(r.w.session.Snapshot().Map, journey.Ref{Kind: r.kind, ID: id})
}

// refresh follows the map.
func (r *records) refresh() {
	m := r.w.session.Snapshot().Map
	if m == nil {
		return
	}
	r.rows = m.Records(r.kind)
	if r.list != nil {
		r.list.Refresh()
	}
	if r.at() < 0 && len(r.rows) > 0 {
		r.chosen = r.rows[0].RecordID()
	}
	if r.at() >= 0 {
		r.choose(r.chosen)
	} else {
		r.inspector.Display(m, journey.Ref{})
	}
}
