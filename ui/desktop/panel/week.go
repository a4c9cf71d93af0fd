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

// WeekEvents are what happens at a week.
type WeekEvents struct {
	// Chosen tells that another day or hour was chosen, or that numbers changed while a bar is dragged; Done that they
	// shall be kept.
	Chosen func()
	Done   func()
	// Type puts the cursor into the field for the chosen hour, with what was typed; Close is Escape.
	Type    func(first string)
	Close   func()
	Command func(fyne.Shortcut)
	Focus   func(fyne.Focusable)
}

// Week is the picture of a week whose bars and cells are dragged. It has the keyboard too: arrows go from hour to hour, + and −
// change one by a tenth, digits type it.
type Week struct {
	widget.BaseWidget
	ringed
	sheet  *board.Sheet
	look   week.Look
	events WeekEvents
	able   bool

	// Keep keeps the sum of the week while an hour changes.
	Keep bool
	now  week.Week
	// While a bar is dragged: what, from where, and the week before.
	hit     week.Hit
	from    draw.Point
	before  week.Week
	pulling bool
}

// NewWeek makes a picture without people. able tells whether they may be changed.
func NewWeek(p *text.Printer, colors *draw.Theme, able bool, events WeekEvents) *Week {
	w := &Week{ringed: newRinged(), sheet: board.NewSheet(fyne.NewSize(560, 250)), events: events, able: able, Keep: true}
	w.look = week.Look{Day: week.All, Hour: 12, Theme: colors, Words: p}
	w.ExtendBaseWidget(w)
	return w
}

// CreateRenderer is part of fyne.Widget.
func (w *Week) CreateRenderer() fyne.WidgetRenderer {
	return w.around(w.sheet)
}

// Display shows a week, unless one is being dragged.
func (w *Week) Display(now week.Week) {
	if w.pulling {
		return
	}
	w.now = now
	w.rescale()
}

// Now is the week as it is shown.
func (w *Week) Now() week.Week { return w.now }

// Chosen is the day, week.All for every day, and the hour that are chosen.
func (w *Week) Chosen() (day, hour int) { return w.look.Day, w.look.Hour }

// Choose chooses a day and an hour.
func (w *Week) Choose(day, hour int) {
	w.look.Day, w.look.Hour = day, hour
	w.rescale()
	w.events.Chosen()
}

// Change changes the chosen day and hour, hour −1 the whole day, and keeps that.
func (w *Week) Change(day, hour int, people float64) {
	if !w.able {
		return
	}
	w.now.Set(day, hour, people, w.Keep)
	w.rescale()
	w.events.Chosen()
	w.events.Done()
}

func (w *Week) rescale() {
	w.look.DayScale, w.look.HourTop = w.now.Scales(w.look.Day)
	w.paint()
}

func (w *Week) paint() { w.sheet.Display(w.now.Scene(w.look)) }

// Point is where a place of the picture is in the widget, for tests.
func (w *Week) Point(p draw.Point) fyne.Position { return w.sheet.Place(p) }

// MouseDown is part of desktop.Mouseable.
func (w *Week) MouseDown(e *desktop.MouseEvent) {
	w.events.Focus(w)
	if e.Button != desktop.MouseButtonPrimary {
		return
	}
	at := w.sheet.At(e.Position)
	w.hit, w.from, w.before = week.At(at), at, w.now
	switch w.hit.Kind {
	case week.Cell:
		w.Choose(w.hit.Day, w.hit.Hour)
	case week.Bar:
		w.Choose(w.look.Day, w.hit.Hour)
	case week.DayBar:
		w.Choose(w.hit.Day, w.look.Hour)
	case week.DayName:
		day := w.hit.Day
		if w.look.Day == day {
			day = week.All
		}
		w.Choose(day, w.look.Hour)
	}
}

// MouseUp is part of desktop.Mouseable.
func (w *Week) MouseUp(*desktop.MouseEvent) {}

// Dragged is part of fyne.Draggable.
func (w *Week) Dragged(e *fyne.DragEvent) {
	if !w.able || w.hit.Kind == week.Nothing || w.hit.Kind == week.DayName {
		return
	}
	w.pulling = true
	to, day, hour := w.sheet.At(e.Position), w.look.Day, w.look.Hour
	before := w.before.Hour(day, hour)
	if w.hit.Kind == week.DayBar {
		day, hour = w.hit.Day, -1
	}
	w.now = w.before
	w.now.Set(day, hour, week.Round(w.look.Value(w.hit, w.from, to, before)), w.Keep)
	w.paint()
	w.events.Chosen()
}

// DragEnd is part of fyne.Draggable.
func (w *Week) DragEnd() {
	if w.pulling {
		w.pulling = false
		w.rescale()
		w.events.Done()
	}
}

// Cancel gives a drag up; it reports whether there was one.
func (w *Week) Cancel() bool {
	if !w.pulling {
		return false
	}
	w.pulling, w.hit = false, week.Hit{}
	w.now = w.before
	w.rescale()
	w.events.Chosen()
	return true
}

// TypedRune is part of fyne.Focusable.
func (w *Week) TypedRune(r rune) {
	day, hour := w.Chosen()
	switch {
	case r == '+' || r == '=':
		w.Change(day, hour, week.Round(w.bigger(day, hour)))
	case r == '-' || r == '−':
		w.Change(day, hour, week.Round(w.now.Hour(day, hour)*0.9))
	case r >= '0' && r <= '9':
		w.events.Type(string(r))
	}
}

// bigger is a tenth more; of nobody, a tenth of what an hour has on average.
func (w *Week) bigger(day, hour int) float64 {
	if n := w.now.Hour(day, hour); n > 0 {
		return n*1.1 + 0.005
	}
	return w.now.Total() / (week.Days * week.Hours) / 10
}

// TypedKey is part of fyne.Focusable.
func (w *Week) TypedKey(k *fyne.KeyEvent) {
	day, hour := w.Chosen()
	switch k.Name {
	case fyne.KeyLeft:
		w.Choose(day, max(0, hour-1))
	case fyne.KeyRight:
		w.Choose(day, min(week.Hours-1, hour+1))
	case fyne.KeyUp:
		w.Choose(max(week.All, day-1), hour)
	case fyne.KeyDown:
		w.Choose(min(week.Days-1, day+1), hour)
	case fyne.KeyHome:
		w.Choose(day, 0)
	case fyne.KeyEnd:
		w.Choose(day, week.Hours-1)
	case fyne.KeyDelete, fyne.KeyBackspace:
		w.Change(day, hour, 0)
	case fyne.KeyReturn, fyne.KeyEnter:
		w.events.Type("")
	case fyne.KeyEscape:
		if !w.Cancel() {
			w.events.Close()
		}
	}
}

// TypedShortcut is part of fyne.Shortcutable.
func (w *Week) TypedShortcut(s fyne.Shortcut) { w.events.Command(s) }

// Cursor is part of desktop.Cursorable.
func (w *Week) Cursor() desktop.Cursor { return desktop.PointerCursor }
