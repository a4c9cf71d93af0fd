package panel

import (
	"fmt"
	"slices"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/layout"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"rehearse/journey"
	"rehearse/journey/draw"
	"rehearse/ui/desktop/board"
	"rehearse/ui/form"
	"rehearse/ui/review"
	"rehearse/ui/text"
)

// Changer changes a record. do gets the newest revision of it; done is called by the window's goroutine.
type Changer func(ref journey.Ref, path string, do func(journey.Record) (journey.Record, *journey.Problem), done func(error))

// Inspector shows the fields of one record and lets them be changed in place. A wrong value is explained
// under its field and keeps the record as it was.
type Inspector struct {
	widget.BaseWidget
	text   *text.Printer
	change Changer
	// changeAll changes several records at once.
	changeAll SeveralChanger
	newID     func() journey.ID
	// Pause is how long typing rests before it is taken; see window.
	later func(func()) (cancel func())
	// Rule checks the text of a rule against the map; nil for no check.
	rule   func(m *journey.Map, text string) *journey.Problem
	judges []Judge

	colors       *draw.Theme
	focus        func(fyne.Focusable)
	left         func()
	command      func(fyne.Shortcut)
	present      func(title string, content fyne.CanvasObject, size fyne.Size) (shut func())
	writing      func(ref journey.Ref, path string) // opens the editor of a rule
	writeMessage func(ref journey.Ref)              // opens the editor of a message
	week         func(entry journey.ID)

	m     *journey.Map
	ref   journey.Ref
	refs  []journey.Ref // all records that are edited together, when they are several
	group string        // the part of what is selected that was chosen last
	part  string        // the title of the part of a record that is shown alone; "" for all of it
	shape string
	rows  map[string]*row
	order []*row // the same from top to bottom
	// touched is the field, or the part, whose change made the form anew.
	touched string
	// founded are the lines that say what founds a number, by the path of its field.
	founded map[string]*founded
	// pictures are those of laws, by the path of the law; asDensity is which picture was looked at last.
	pictures  map[string]*lawPicture
	asDensity bool
	sums      map[string]*widget.Label // of lists of shares
	// entry is the one of whose people a table of shares speaks; "" for any.
	entry  journey.ID
	open   map[string]bool // sections somebody unfolded, by field name
	drafts Drafts
	// clicking: a field is being left, perhaps by a click; see row.complain.
	clicking bool
	body     *fyne.Container
	numbers  *fyne.Container // what the last run says of the record
	scroll   *container.Scroll
	general  *widget.Label
}

// InspectorOptions are what an Inspector works with.
type InspectorOptions struct {
	Text   *text.Printer
	Change Changer
	// ChangeAll changes several records in one edit; nil where only one is shown.
	ChangeAll SeveralChanger
	NewID     func() journey.ID
	// Later runs f on the window's goroutine when typing has rested, unless cancelled.
	Later func(f func()) (cancel func())
	Rule  func(m *journey.Map, text string) *journey.Problem
	// Judges are the rules of findings, in the order of their IDs.
	Judges []Judge
	// Focus gives a field the keyboard; a field just made is not found on its canvas yet.
	Focus func(fyne.Focusable)
	// Present opens a dialog, as for the published numbers; shut closes it. nil for none.
	Present func(title string, content fyne.CanvasObject, size fyne.Size) (shut func())
	// Command gets the keys that mean nothing in a field.
	Command func(fyne.Shortcut)
	// Left is called when a field that was typed in is left: the next edit is one of its own.
	Left func()
	// Colors are those of the drawing, for the marks of steps.
	Colors *draw.Theme
	// EditRule opens the editor of the rule in a field; nil when rules are only typed.
	EditRule func(ref journey.Ref, path string)
	// Drafts keep what was refused when the inspector is gone; nil when it need not be kept.
	Drafts Drafts
	// Week opens the week of an entry; nil where its hours are a list.
	Week func(entry journey.ID)
	// WriteMessage opens the editor of a message step's texts; nil when they are fields like all others.
	WriteMessage func(ref journey.Ref)
}

// Judge is a rule of findings as a choice. Usual is the number it judges by where the policy says nothing; nil where it
// judges by none.
type Judge struct {
	ID, Label string
	Usual     *float64
}

// NewInspector makes an empty inspector.
func NewInspector(o InspectorOptions) *Inspector {
	in := &Inspector{
		text: o.Text, change: o.Change, newID: o.NewID, later: o.Later, rule: o.Rule, judges: o.Judges, colors: o.Colors, focus: o.Focus, left: o.Left, command: o.Command, present: o.Present, changeAll: o.ChangeAll,
		rows: map[string]*row{}, open: map[string]bool{}, drafts: o.Drafts, body: container.New(layout.NewCustomPaddedVBoxLayout(8)),
	}
	if in.drafts == nil {
		in.drafts = Drafts{}
	}
	in.writing, in.writeMessage, in.week = o.EditRule, o.WriteMessage, o.Week
	in.numbers = container.New(layout.NewCustomPaddedVBoxLayout(2))
	in.general = widget.NewLabel("")
	in.general.Importance, in.general.Wrapping = widget.DangerImportance, fyne.TextWrapWord
	in.general.Hide()
	in.scroll = container.NewVScroll(container.New(layout.NewCustomPaddedLayout(4, 16, inspectorLeft, inspectorRight),
		container.New(layout.NewCustomPaddedVBoxLayout(12), in.body, in.numbers)))
	in.ExtendBaseWidget(in)
	return in
}

// CreateRenderer is part of fyne.Widget.
func (in *Inspector) CreateRenderer() fyne.WidgetRenderer {
	return widget.NewSimpleRenderer(in.scroll)
}

// Ref is the record shown; zero for none.
func (in *Inspector) Ref() journey.Ref { return in.ref }

// Display shows a record of a map. The same record at a new revision updates the fields nobody is typing in.
func (in *Inspector) Display(m *journey.Map, ref journey.Ref) {
	var record journey.Record
	if m != nil && !ref.IsZero() {
		record = m.Lookup(ref)
	}
	if record == nil {
		in.Leave()
		in.m, in.ref, in.refs, in.shape = m, journey.Ref{}, nil, ""
		in.rows = map[string]*row{}
		in.body.RemoveAll()
		return
	}
	in.display(m, ref, nil, form.Of(record), in.title(m, ref))
}

// DisplayPart shows some fields of a record alone, under a title of their own.
func (in *Inspector) DisplayPart(m *journey.Map, ref journey.Ref, title string, fields []form.Field) {
	if in.part != title {
		in.Leave()
		in.part, in.shape, in.touched = title, "", ""
		in.scroll.Offset = fyne.Position{}
	}
	in.display(m, ref, nil, fields, heading(title))
}

// ForgetPart gives up what was refused in a part of the record, as when its place becomes another's.
func (in *Inspector) ForgetPart(path string) { in.forget(path) }

// display shows fields of a record, or of several together.
func (in *Inspector) display(m *journey.Map, ref journey.Ref, refs []journey.Ref, fields []form.Field, title fyne.CanvasObject) {
	first := ref != in.ref
	if first {
		in.Leave()
	}
	in.m, in.ref, in.refs = m, ref, refs
	shape := fmt.Sprintf("%s/%s %s", ref.Kind, ref.ID, in.shapeOf(fields))
	if shape == in.shape {
		in.update(fields)
		in.touched = ""
		return
	}
	if first {
		in.scroll.Offset = fyne.Position{}
	}
	in.shape = shape
	in.rebuild(fields, title)
}

// Leave takes what was typed and not yet taken.
func (in *Inspector) Leave() {
	for _, r := range in.rows {
		r.leave()
	}
}

// Reveal scrolls the form so that what has the keyboard is seen, if it stands in it.
func (in *Inspector) Reveal(o fyne.CanvasObject) {
	driver := fyne.CurrentApp().Driver()
	if e, ok := o.(*entry); ok && !e.MultiLine && e.Text == e.entered {
		e.TypedShortcut(&fyne.ShortcutSelectAll{}) // what is typed replaces what is there, as in every form
	}
	at, corner, size := driver.AbsolutePositionForObject(o), driver.AbsolutePositionForObject(in.scroll), in.scroll.Size()
	if at.X < corner.X || at.X >= corner.X+size.Width || !in.Visible() {
		return
	}
	const room = 24 // the name above the control is seen too
	from, to := in.scroll.Offset.Y, in.scroll.Offset.Y
	switch {
	case at.Y-room < corner.Y:
		to += at.Y - room - corner.Y
	case at.Y+o.Size().Height > corner.Y+size.Height:
		to += min(at.Y+o.Size().Height-corner.Y-size.Height+room, at.Y-room-corner.Y)
	}
	if to != from {
		in.scroll.ScrollToOffset(fyne.NewPos(0, max(0, to)))
	}
}

// Focus puts the cursor into a field, as "name" for renaming.
func (in *Inspector) Focus(path string) {
	r, ok := in.rows[path]
	if !ok || r.entry == nil {
		return
	}
	in.focus(r.entry)
	r.entry.TypedShortcut(&fyne.ShortcutSelectAll{})
}

// shapeOf tells whether the same controls can show other values: everything but the values, and the
// records one can refer to.
func (in *Inspector) shapeOf(fields []form.Field) string {
	var b strings.Builder
	for _, f := range fields {
		fmt.Fprintf(&b, "%s:%d:%s:", f.Path, f.Control, f.ID)
		switch f.Control {
		case form.Reference, form.References, form.Way:
			for _, o := range in.optionsOf(f) {
				b.WriteString(o.value + "=" + o.label + ";")
			}
		case form.Optional:
			b.WriteString(f.Text)
		}
		if f.Control == form.Table {
			in.shapeOfTable(&b)
		}
		if f.Mixed {
			b.WriteString("~" + f.Some)
		}
		b.WriteString("(" + in.shapeOf(f.Fields) + ")")
	}
	return b.String()
}

func (in *Inspector) update(fields []form.Field) {
	for _, f := range fields {
		if r, ok := in.rows[f.Path]; ok {
			r.update(f)
		}
		if in.pictures[f.Path] != nil && f.Law != nil {
			in.previewLaw(f.Path + ".law") // what is being typed is not taken yet
		}
		if f.Control == form.Table {
			in.updateOverrides()
		}
		in.showSum(f)
		if d, ok := in.founded[f.Path]; ok {
			d.show(in.text, in.m, f)
		}
		in.update(f.Fields)
	}
}

// rebuild makes the controls anew. Somebody who is typing goes on typing at the same place.
func (in *Inspector) rebuild(fields []form.Field, title fyne.CanvasObject) {
	var typing *row
	for _, r := range in.rows {
		if r.entry != nil && r.entry.focused {
			typing = r
		}
		r.gone = true
	}
	in.order, in.sums = nil, map[string]*widget.Label{}
	in.rows, in.founded, in.pictures = map[string]*row{}, map[string]*founded{}, map[string]*lawPicture{}
	defer func() {
		if typing == nil {
			in.stay()
			return
		}
		at := slices.IndexFunc(in.order, func(r *row) bool { return r.key == typing.key && r.entry != nil })
		if at < 0 || typing.of != in.ref {
			return
		}
		next := in.order[at]
		if next.follow = typing.follow; next.follow {
			in.focus(next.entry) // it shows what the map has now
			return
		}
		next.silent = true
		next.entry.SetText(typing.entry.Text)
		next.silent = false
		in.focus(next.entry)
		next.entry.CursorColumn, next.entry.CursorRow = typing.entry.CursorColumn, typing.entry.CursorRow
		next.entry.Refresh()
		if typing.entry.Text != next.shown {
			next.typed()
		}
	}()
	in.body.Objects = append([]fyne.CanvasObject{title, in.general}, in.objects(arranged(fields))...)
	in.general.Hide()
	in.body.Refresh()
	in.scroll.Refresh()
}

// stay gives the keyboard to the field that was changed last, where the form was made anew by that and the keyboard went
// with the old one; after a part was added, to its first field.
func (in *Inspector) stay() {
	path := in.touched
	in.touched = ""
	c := fyne.CurrentApp().Driver().CanvasForObject(in)
	if path == "" || c == nil {
		return
	}
	if r := in.rows[path]; c.Focused() != nil && (r == nil || r.choose == nil) {
		return // elsewhere by now; but of a choice it is the list still open, which gives it back
	}
	for _, r := range in.order {
		if r.field.Path != path && !strings.HasPrefix(r.field.Path, path+".") {
			continue
		}
		if f := r.focusable(); f != nil {
			in.focus(f)
			in.Reveal(f.(fyne.CanvasObject))
			return
		}
	}
}

// title says what kind of record is shown, with the mark a step has on the board.
func (in *Inspector) title(m *journey.Map, ref journey.Ref) fyne.CanvasObject {
	words := canvas.NewText(in.text.T("window.inspector."+string(ref.Kind), nil), theme.Color(theme.ColorNameForeground))
	words.TextStyle.Bold, words.TextSize = true, theme.TextSubHeadingSize()
	s, ok := m.Lookup(ref).(*journey.Step)
	if !ok {
		return words
	}
	words.Text = in.text.T("draw.kind."+string(s.Kind), nil)
	medium := journey.MediumEmail
	if s.Message != nil && len(s.Message.Channels) > 0 {
		if c := m.Channel(s.Message.Channels[0]); c != nil {
			medium = c.Medium
		}
	}
	mark := board.NewDrawing(draw.Icon(s.Kind, medium, draw.Rect{X: 1, Y: 1, W: 22, H: 22}, in.colors), fyne.NewSize(26, 24))
	return container.NewHBox(container.NewCenter(mark), container.NewCenter(words))
}

// label is the name of a field: of this very field, or of all that are called so.
func (in *Inspector) label(f form.Field) string {
	if f.Label != "" {
		return f.Label
	}
	label := Label(in.text, f.Name)
	if f.Control == form.Amount && in.m != nil && in.m.Settings.Currency != "" {
		label += ", " + in.m.Settings.Currency
	}
	return label
}

// Label finds the words for a field's name "step.field.Owner.name": those of that record, else those for
// every field called name.
func Label(p *text.Printer, name string) string { return review.Label(p, name) }
