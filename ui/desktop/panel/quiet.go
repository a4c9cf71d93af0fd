package panel

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/widget"

	"rehearse/journey/draw"
	"rehearse/ui/desktop/board"
	"rehearse/ui/text"
	"rehearse/ui/week"
)

// QuietEvents are what happens at the quiet hours.
type QuietEvents struct {
	// Chosen tells that another bar was chosen or one is being dragged, Done that they shall be kept.
	Chosen, Done func()
	// Add adds a bar (Insert), Type goes into the field of the beginning (Enter), Close is Escape.
	Add, Type, Close func()
	Command          func(fyne.Shortcut)
	Focus            func(fyne.Focusable)
}

// Quiet is the picture of the quiet hours of a week, whose bars are drawn, dragged and moved by keys.
type Quiet struct {
	widget.BaseWidget
	ringed
	sheet  *board.Sheet
	look   week.QuietLook
	events QuietEvents
	able   bool

	now week.Quiet
	// While a bar is dragged: what, from where, and the hours before.
	hit     week.QuietHit
	from    draw.Point
	before  week.Quiet
	chosen  int // before
	pulling bool
}

// NewQuiet makes a picture without hours. able tells whether they may be changed.
func NewQuiet(p *text.Printer, colors *draw.Theme, able bool, events QuietEvents) *Quiet {
	q := &Quiet{ringed: newRinged(), sheet: board.NewSheet(fyne.NewSize(520, 170)), events: events, able: able}
	q.look = week.QuietLook{Theme: colors, Words: p}
	q.ExtendBaseWidget(q)
	return q
}

// CreateRenderer is part of fyne.Widget.
func (q *Quiet) CreateRenderer() fyne.WidgetRenderer {
	return q.around(q.sheet)
}

// Display shows quiet hours, unless a bar is being dragged.
func (q *Quiet) Display(now week.Quiet) {
	if q.pulling {
		return
	}
	q.now = now
	q.look.Chosen = max(0, min(q.look.Chosen, len(now)-1))
	q.paint()
}

// Now are the quiet hours as they are shown.
func (q *Quiet) Now() week.Quiet { return q.now }

// Chosen is the bar that is chosen; -1 where there is none.
func (q *Quiet) Chosen() int {
	if q.look.Chosen >= len(q.now) {
		return -1
	}
	return q.look.Chosen
}

// Choose chooses a bar.
func (q *Quiet) Choose(bar int) {
	q.look.Chosen = max(0, min(bar, len(q.now)-1))
	q.paint()
	q.events.Chosen()
}

// Change shows other quiet hours with a bar chosen and has them kept.
func (q *Quiet) Change(now week.Quiet, bar int) {
	if !q.able {
		return
	}
	q.now, q.look.Chosen = now, max(0, min(bar, len(now)-1))
	q.paint()
	q.events.Chosen()
	q.events.Done()
}

func (q *Quiet) paint() { q.sheet.Display(q.now.Scene(q.look)) }

// Point is where a place of the picture is in the widget, for tests.
func (q *Quiet) Point(p draw.Point) fyne.Position { return q.sheet.Place(p) }

// MouseDown is part of desktop.Mouseable.
func (q *Quiet) MouseDown(e *desktop.MouseEvent) {
	q.events.Focus(q)
	if e.Button != desktop.MouseButtonPrimary {
		return
	}
	at := q.sheet.At(e.Position)
	q.hit, q.from, q.before, q.chosen = q.now.At(at, q.look.Chosen), at, q.now, q.look.Chosen
	if q.hit.Bar >= 0 {
		q.Choose(q.hit.Bar)
	}
}

// MouseUp is part of desktop.Mouseable.
func (q *Quiet) MouseUp(*desktop.MouseEvent) {}

// Dragged is part of fyne.Draggable.
func (q *Quiet) Dragged(e *fyne.DragEvent) {
	if !q.able || q.hit.Part == week.QuietNothing {
		return
	}
	q.pulling = true
	now, bar := q.before.Drag(q.hit, q.from, q.sheet.At(e.Position))
	q.now = now
	if bar >= 0 {
		q.look.Chosen = bar
	}
	q.paint()
	q.events.Chosen()
}

// DragEnd is part of fyne.Draggable.
func (q *Quiet) DragEnd() {
	if q.pulling {
		q.pulling = false
		q.events.Done()
	}
}

// Cancel gives a drag up; it reports whether there was one.
func (q *Quiet) Cancel() bool {
	if !q.pulling {
		return false
	}
	q.pulling, q.hit = false, week.QuietHit{}
	q.now, q.look.Chosen = q.before, q.chosen
	q.paint()
	q.events.Chosen()
	return true
}

// TypedRune is part of fyne.Focusable.
func (q *Quiet) TypedRune(r rune) {
	bar := q.Chosen()
	if bar < 0 {
		return
	}
	switch r {
	case '+', '=':
		q.Change(q.now.Longer(bar, week.Snap), bar)
	case '-', '−':
		q.Change(q.now.Longer(bar, -week.Snap), bar)
	}
}

// TypedKey is part of fyne.Focusable.
func (q *Quiet) TypedKey(k *fyne.KeyEvent) {
	bar := q.Chosen()
	switch k.Name {
	case fyne.KeyEscape:
		if !q.Cancel() {
			q.events.Close()
		}
		return
	case fyne.KeyInsert:
		q.events.Add()
		return
	}
	if bar < 0 {
		return
	}
	switch k.Name {
	case fyne.KeyUp:
		q.Choose(bar - 1)
	case fyne.KeyDown:
		q.Choose(bar + 1)
	case fyne.KeyHome:
		q.Choose(0)
	case fyne.KeyEnd:
		q.Choose(len(q.now) - 1)
	case fyne.KeyLeft:
		q.Change(q.now.Later(bar, -week.Snap), bar)
	case fyne.KeyRight:
		q.Change(q.now.Later(bar, week.Snap), bar)
	case fyne.KeyDelete, fyne.KeyBackspace:
		q.Change(q.now.Without(bar), bar)
	case fyne.KeyReturn, fyne.KeyEnter:
		q.events.Type()
	}
}

// TypedShortcut is part of fyne.Shortcutable.
func (q *Quiet) TypedShortcut(s fyne.Shortcut) { q.events.Command(s) }

// Cursor is part of desktop.Cursorable.
func (q *Quiet) Cursor() desktop.Cursor { return desktop.PointerCursor }
