package panel

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/layout"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"rehearse/ui/roster"
)

// RosterEvents are what happens at a table of records.
type RosterEvents struct {
	// Choose shows a row; Rename, Delete, Enter and Show are the keys F2, Delete, Enter and Ctrl+Enter on it; Shift moves it
	// up or down; Add makes a new one (Insert); Close is Escape.
	Choose                func(row int)
	Rename, Delete, Enter func()
	Show, Add, Close      func()
	Shift                 func(by int)
	Command               func(fyne.Shortcut)
}

// Roster is the table of the records of one kind: a click or an arrow chooses a row.
type Roster struct {
	widget.BaseWidget
	events  RosterEvents
	table   roster.Table
	head    *fyne.Container
	list    *rosterList
	content fyne.CanvasObject
}

// NewRoster makes an empty table.
func NewRoster(events RosterEvents) *Roster {
	r := &Roster{events: events, head: container.New(&columns{})}
	r.list = &rosterList{roster: r}
	r.list.Length = func() int { return len(r.table.Rows) }
	r.list.CreateItem = func() fyne.CanvasObject { return newRosterRow() }
	r.list.UpdateItem = func(i widget.ListItemID, o fyne.CanvasObject) {
		if i < len(r.table.Rows) {
			o.(*rosterRow).show(r.table, i)
		}
	}
	r.list.OnSelected = func(i widget.ListItemID) {
		r.list.at = i // arrows go on from a row that was clicked
		events.Choose(i)
	}
	r.list.ExtendBaseWidget(r.list)
	line := container.New(layout.NewCustomPaddedLayout(2, 2, theme.InnerPadding()/2, theme.InnerPadding()/2), r.head)
	r.content = container.NewBorder(container.New(layout.NewCustomPaddedVBoxLayout(0), line, widget.NewSeparator()), nil, nil, nil, r.list)
	r.ExtendBaseWidget(r)
	return r
}

// CreateRenderer is part of fyne.Widget.
func (r *Roster) CreateRenderer() fyne.WidgetRenderer { return widget.NewSimpleRenderer(r.content) }

// Display shows a table; at is the row that is chosen, -1 for none.
func (r *Roster) Display(t roster.Table, at int) {
	r.table = t
	r.head.Objects = nil
	for _, c := range t.Columns {
		r.head.Add(cell(c.Title, c.Number, true))
	}
	r.head.Layout.(*columns).of = t.Columns
	r.head.Refresh()
	r.list.Refresh()
	if at >= 0 && at < len(t.Rows) && r.list.at != at {
		r.Select(at)
	}
}

// Select chooses a row.
func (r *Roster) Select(at int) {
	r.list.at = at
	r.list.Select(at)
	r.list.ScrollTo(at)
}

// Focusable is what gets the keyboard for the table.
func (r *Roster) Focusable() fyne.Focusable { return r.list }

// Table is what is shown.
func (r *Roster) Table() roster.Table { return r.table }

func cell(words string, number, bold bool) *widget.Label {
	l := widget.NewLabel(words)
	l.Truncation = fyne.TextTruncateEllipsis
	l.TextStyle.Bold = bold
	if bold {
		l.SizeName, l.Importance = theme.SizeNameCaptionText, widget.LowImportance
	}
	if number {
		l.Alignment = fyne.TextAlignTrailing
	}
	return l
}

// columns shares the width among cells.
type columns struct{ of []roster.Column }

// Layout is part of fyne.Layout.
func (c *columns) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	sum := float32(0)
	for i := range objects {
		sum += c.wide(i)
	}
	x := float32(0)
	for i, o := range objects {
		w := size.Width * c.wide(i) / sum
		o.Move(fyne.NewPos(x, 0))
		o.Resize(fyne.NewSize(w, size.Height))
		x += w
	}
}

func (c *columns) wide(i int) float32 {
	if i < len(c.of) {
		return c.of[i].Wide
	}
	return 1
}

// MinSize is part of fyne.Layout.
func (c *columns) MinSize(objects []fyne.CanvasObject) fyne.Size {
	high := float32(0)
	for _, o := range objects {
		high = max(high, o.MinSize().Height)
	}
	return fyne.NewSize(60, high)
}

// rosterRow is one row: a spot of colour and its cells.
type rosterRow struct {
	widget.BaseWidget
	spot  *canvas.Rectangle
	cells *fyne.Container
}

func newRosterRow() *rosterRow {
	r := &rosterRow{spot: canvas.NewRectangle(nil), cells: container.New(&columns{}, cell("", false, false))}
	r.spot.SetMinSize(fyne.NewSize(4, 4))
	r.spot.CornerRadius = 2
	r.ExtendBaseWidget(r)
	return r
}

// CreateRenderer is part of fyne.Widget.
func (r *rosterRow) CreateRenderer() fyne.WidgetRenderer {
	return widget.NewSimpleRenderer(container.NewStack(container.NewBorder(nil, nil, container.New(layout.NewCustomPaddedLayout(5, 5, 0, 0), r.spot), nil), r.cells))
}

func (r *rosterRow) show(t roster.Table, at int) {
	row := t.Rows[at]
	r.spot.FillColor = parseColor(string(row.Color))
	r.spot.Refresh()
	layout := r.cells.Layout.(*columns)
	layout.of = t.Columns
	for len(r.cells.Objects) < len(row.Cells) {
		r.cells.Objects = append(r.cells.Objects, cell("", false, false))
	}
	r.cells.Objects = r.cells.Objects[:len(row.Cells)]
	for i, words := range row.Cells {
		l := r.cells.Objects[i].(*widget.Label)
		l.Alignment = fyne.TextAlignLeading
		if t.Columns[i].Number {
			l.Alignment = fyne.TextAlignTrailing
		}
		l.SetText(words)
	}
	r.cells.Refresh()
}

// rosterList is a list that hears more keys than Fyne's.
type rosterList struct {
	widget.List
	roster *Roster
	at     int
}

// FocusGained is part of fyne.Focusable: the chosen row is where the keyboard is, Fyne would mark another one besides.
func (l *rosterList) FocusGained() {}

// FocusLost is part of fyne.Focusable.
func (l *rosterList) FocusLost() {}

// TypedKey is part of fyne.Focusable: arrows choose at once.
func (l *rosterList) TypedKey(k *fyne.KeyEvent) {
	e := l.roster.events
	switch k.Name {
	case fyne.KeyDown:
		l.step(1)
	case fyne.KeyUp:
		l.step(-1)
	case fyne.KeyHome:
		l.step(-len(l.roster.table.Rows))
	case fyne.KeyEnd:
		l.step(len(l.roster.table.Rows))
	case fyne.KeyF2:
		e.Rename()
	case fyne.KeyDelete, fyne.KeyBackspace:
		e.Delete()
	case fyne.KeyReturn, fyne.KeyEnter:
		e.Enter()
	case fyne.KeyInsert:
		e.Add()
	case fyne.KeyEscape:
		e.Close()
	}
}

func (l *rosterList) step(by int) {
	if n := len(l.roster.table.Rows); n > 0 {
		l.roster.Select(min(max(l.at+by, 0), n-1))
	}
}

// TypedShortcut is part of fyne.Shortcutable: Alt and an arrow move the row, Ctrl+Enter shows it on the map, the rest is the
// window's.
func (l *rosterList) TypedShortcut(s fyne.Shortcut) {
	e := l.roster.events
	if c, ok := s.(*desktop.CustomShortcut); ok {
		switch {
		case c.Modifier == fyne.KeyModifierAlt && c.KeyName == fyne.KeyUp:
			e.Shift(-1)
			return
		case c.Modifier == fyne.KeyModifierAlt && c.KeyName == fyne.KeyDown:
			e.Shift(1)
			return
		case c.Modifier == fyne.KeyModifierShortcutDefault && (c.KeyName == fyne.KeyReturn || c.KeyName == fyne.KeyEnter):
			e.Show()
			return
		}
	}
	e.Command(s)
}
