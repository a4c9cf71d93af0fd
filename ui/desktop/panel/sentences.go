package panel

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/layout"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"
)

// Sentences is a list whose rows are whole sentences, as high as they need. It hears the keys of a table of records.
type Sentences struct {
	widget.BaseWidget
	ringed
	events RosterEvents
	focus  func(fyne.Focusable)
	rows   []*sentenceRow
	at     int
	body   *fyne.Container
	scroll *container.Scroll
}

// NewSentences makes an empty list. focus gives it the keyboard when a row is clicked.
func NewSentences(focus func(fyne.Focusable), events RosterEvents) *Sentences {
	s := &Sentences{ringed: newRinged(), events: events, focus: focus, body: container.New(layout.NewCustomPaddedVBoxLayout(2))}
	s.scroll = container.NewVScroll(container.New(layout.NewCustomPaddedLayout(3, 3, 3, 12), s.body))
	s.ExtendBaseWidget(s)
	return s
}

// CreateRenderer is part of fyne.Widget.
func (s *Sentences) CreateRenderer() fyne.WidgetRenderer {
	return s.around(s.scroll)
}

// Display shows sentences; at is the row that is chosen.
func (s *Sentences) Display(sentences []string, at int) {
	for len(s.rows) < len(sentences) {
		r := &sentenceRow{list: s, at: len(s.rows), ground: canvas.NewRectangle(nil), label: widget.NewLabel("")}
		r.ground.CornerRadius, r.label.Wrapping = 4, fyne.TextWrapWord
		r.ExtendBaseWidget(r)
		s.rows = append(s.rows, r)
	}
	s.rows = s.rows[:len(sentences)]
	s.at, s.body.Objects = at, nil
	for i, words := range sentences {
		r := s.rows[i]
		if r.label.Text != words {
			r.label.SetText(words)
		}
		r.paint(i == at)
		s.body.Objects = append(s.body.Objects, r)
	}
	s.body.Refresh()
}

// Rows are the sentences as they are shown.
func (s *Sentences) Rows() []string {
	list := make([]string, len(s.rows))
	for i, r := range s.rows {
		list[i] = r.label.Text
	}
	return list
}

// Choose chooses a row, as a click does.
func (s *Sentences) Choose(at int) {
	if at < 0 || at >= len(s.rows) {
		return
	}
	for i, r := range s.rows {
		r.paint(i == at)
	}
	s.at = at
	r := s.rows[at]
	top, bottom := r.Position().Y, r.Position().Y+r.Size().Height
	switch view := s.scroll.Offset.Y; {
	case top < view:
		s.scroll.ScrollToOffset(fyne.NewPos(0, top))
	case bottom > view+s.scroll.Size().Height:
		s.scroll.ScrollToOffset(fyne.NewPos(0, bottom-s.scroll.Size().Height+8))
	}
	s.events.Choose(at)
}

// TypedRune is part of fyne.Focusable.
func (s *Sentences) TypedRune(rune) {}

// TypedKey is part of fyne.Focusable: arrows choose at once.
func (s *Sentences) TypedKey(k *fyne.KeyEvent) {
	if k.Name == fyne.KeyEscape {
		s.events.Close()
		return
	}
	last := len(s.rows) - 1
	to := map[fyne.KeyName]int{fyne.KeyDown: min(s.at+1, last), fyne.KeyUp: max(s.at-1, 0), fyne.KeyHome: 0, fyne.KeyEnd: last}
	if at, ok := to[k.Name]; ok {
		s.Choose(at)
		return
	}
	e := s.events
	if do := map[fyne.KeyName]func(){
		fyne.KeyDelete: e.Delete, fyne.KeyBackspace: e.Delete, fyne.KeyReturn: e.Enter, fyne.KeyEnter: e.Enter,
		fyne.KeyInsert: e.Add, fyne.KeyF2: e.Rename,
	}[k.Name]; do != nil {
		do()
	}
}

// TypedShortcut is part of fyne.Shortcutable: Alt and an arrow move the row, the rest is the window's.
func (s *Sentences) TypedShortcut(short fyne.Shortcut) {
	if c, ok := short.(*desktop.CustomShortcut); ok && c.Modifier == fyne.KeyModifierAlt && s.events.Shift != nil {
		if by := map[fyne.KeyName]int{fyne.KeyUp: -1, fyne.KeyDown: 1}[c.KeyName]; by != 0 {
			s.events.Shift(by)
			return
		}
	}
	s.events.Command(short)
}

// sentenceRow is one sentence.
type sentenceRow struct {
	widget.BaseWidget
	list   *Sentences
	at     int
	ground *canvas.Rectangle
	label  *widget.Label
}

// CreateRenderer is part of fyne.Widget.
func (r *sentenceRow) CreateRenderer() fyne.WidgetRenderer {
	return widget.NewSimpleRenderer(container.NewStack(r.ground, r.label))
}

// Tapped is part of fyne.Tappable.
func (r *sentenceRow) Tapped(*fyne.PointEvent) {
	r.list.focus(r.list)
	r.list.Choose(r.at)
}

func (r *sentenceRow) paint(chosen bool) {
	r.ground.FillColor = nil
	if chosen {
		r.ground.FillColor = theme.Color(theme.ColorNameSelection)
	}
	r.ground.Refresh()
}
