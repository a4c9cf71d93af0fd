package panel

import (
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/layout"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"
)

// Choice is one line of a Picker.
type Choice struct {
	Icon  fyne.CanvasObject // nil for none
	Title string
	// Detail stands at the right, in grey.
	Detail string
	// Why says why it cannot be chosen now; "" when it can.
	Why string
	Do  func()
}

// Picker is a field for typing with the choices that fit what was typed below it. It stands over a window until
// something is chosen, Escape is pressed or one clicks beside it.
type Picker struct {
	canvas  fyne.Canvas
	popup   *widget.PopUp
	entry   *pickerEntry
	rows    *fyne.Container
	scroll  *container.Scroll
	choices []Choice
	at      int
	width   float32
	words   PickerWords
	find    func(typed string) []Choice
	closed  func()
}

// PickerWords are what an empty field says, and what stands below one when nothing fits what was typed.
type PickerWords struct{ Hint, Nothing string }

// pickerRow is the height of a line, pickerRows how many are seen at once.
const (
	pickerRow  = 30
	pickerRows = 11
)

// NewPicker opens a picker; find lists the choices for what was typed, closed is called when it is gone, before what
// was chosen is done.
func NewPicker(c fyne.Canvas, at fyne.Position, width float32, words PickerWords, find func(typed string) []Choice, closed func()) *Picker {
	p := &Picker{canvas: c, words: words, find: find, closed: closed, rows: container.New(layout.NewCustomPaddedVBoxLayout(0))}
	p.entry = &pickerEntry{picker: p}
	p.entry.ExtendBaseWidget(p.entry)
	p.entry.SetPlaceHolder(words.Hint)
	p.entry.Scroll = container.ScrollNone
	p.entry.OnChanged = func(string) { p.list() }
	p.entry.OnSubmitted = func(string) { p.Choose() }
	p.scroll = container.NewVScroll(p.rows)
	p.choices = find("")
	p.width = width
	p.fit()
	p.popup = widget.NewPopUp(container.NewBorder(p.entry, nil, nil, nil, p.scroll), c)
	size := p.popup.MinSize()
	room := c.Size()
	at.X = max(4, min(at.X, room.Width-size.Width-4))
	at.Y = max(4, min(at.Y, room.Height-size.Height-4))
	p.popup.ShowAtPosition(at)
	p.list()
	c.Focus(p.entry)
	return p
}

// Type replaces what was typed.
func (p *Picker) Type(typed string) { p.entry.SetText(typed) }

// Choices are those for what was typed.
func (p *Picker) Choices() []Choice { return p.choices }

// Open reports whether it still stands there.
func (p *Picker) Open() bool { return p.popup.Visible() }

// Close takes it away.
func (p *Picker) Close() {
	p.popup.Hide()
	if p.closed != nil {
		closed := p.closed
		p.closed = nil
		closed()
	}
}

// Choose does the marked choice.
func (p *Picker) Choose() {
	if p.at < 0 || p.at >= len(p.choices) || p.choices[p.at].Why != "" {
		return
	}
	chosen := p.choices[p.at]
	p.Close()
	chosen.Do()
}

func (p *Picker) marked() int { return p.at }

// Mark marks another choice.
func (p *Picker) Mark(at int) {
	if at < 0 || at >= len(p.choices) || len(p.rows.Objects) != len(p.choices) {
		return
	}
	for _, i := range []int{p.at, at} {
		if i >= 0 && i < len(p.rows.Objects) {
			p.rows.Objects[i].(*choiceLine).mark(i == at)
		}
	}
	p.at = at
	switch top := float32(at) * pickerRow; {
	case top < p.scroll.Offset.Y:
		p.scroll.ScrollToOffset(fyne.NewPos(0, top))
	case top+pickerRow > p.scroll.Offset.Y+p.scroll.Size().Height:
		p.scroll.ScrollToOffset(fyne.NewPos(0, top+pickerRow-p.scroll.Size().Height))
	}
}

// list shows the choices for what was typed and marks the first that can be chosen.
func (p *Picker) list() {
	p.choices = p.find(p.entry.Text)
	p.rows.RemoveAll()
	first := -1
	for i := range p.choices {
		p.rows.Add(newPickerLine(p, i))
		if first < 0 && p.choices[i].Why == "" {
			first = i
		}
	}
	if len(p.choices) == 0 && strings.TrimSpace(p.entry.Text) != "" {
		nothing := widget.NewLabel(p.words.Nothing)
		nothing.Importance = widget.LowImportance
		p.rows.Add(nothing)
	}
	p.at = -1
	p.scroll.ScrollToTop()
	if first >= 0 {
		p.Mark(first)
	}
	p.fit()
	p.popup.Resize(p.popup.MinSize())
	p.scroll.Refresh()
}

// fit makes the list as high as its choices, up to a bound.
func (p *Picker) fit() {
	lines := min(pickerRows, max(1, len(p.choices)))
	p.scroll.SetMinSize(fyne.NewSize(p.width-8, float32(lines)*pickerRow))
}

// pickerEntry is the field; arrows move the mark.
type pickerEntry struct {
	widget.Entry
	picker *Picker
}

// AcceptsTab is part of fyne.Tabbable: Tab chooses, as Enter does.
func (e *pickerEntry) AcceptsTab() bool { return true }

// TypedKey is part of fyne.Focusable.
func (e *pickerEntry) TypedKey(k *fyne.KeyEvent) {
	p := e.picker
	switch k.Name {
	case fyne.KeyEscape:
		p.Close()
	case fyne.KeyTab:
		p.Choose()
	case fyne.KeyDown:
		p.Mark(p.at + 1)
	case fyne.KeyUp:
		p.Mark(p.at - 1)
	case fyne.KeyPageDown:
		p.Mark(min(p.at+pickerRows-1, len(p.choices)-1))
	case fyne.KeyPageUp:
		p.Mark(max(p.at-pickerRows+1, 0))
	default:
		e.Entry.TypedKey(k)
	}
}

// newPickerLine is the line of a choice: what it is, behind it what is said about it, or why it cannot be taken.
func newPickerLine(p *Picker, at int) *choiceLine {
	c := p.choices[at]
	title := widget.NewLabel(c.Title)
	title.Truncation = fyne.TextTruncateEllipsis
	detail := canvas.NewText(c.Detail, theme.Color(theme.ColorNamePlaceHolder))
	if c.Why != "" {
		title.Importance = widget.LowImportance
		detail.Text = c.Why
	}
	detail.TextSize = theme.CaptionTextSize()
	detail.Text = Shorten(detail.Text, 52)
	var icon fyne.CanvasObject
	if c.Icon != nil {
		icon = container.New(layout.NewCustomPaddedLayout(0, 0, 6, 0), container.NewCenter(c.Icon))
	}
	row := container.NewBorder(nil, nil, icon, container.New(layout.NewCustomPaddedLayout(0, 0, 0, 10), container.NewCenter(detail)), title)
	return newChoiceLine(p, at, pickerRow, row)
}
