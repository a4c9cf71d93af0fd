package panel

import (
	"slices"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"rehearse/journey/layout"
	"rehearse/ui/review"
)

// findingList is the list of a Findings; keys it has no use for go on.
type findingList struct {
	widget.List
	of *Findings
}

func newFindingList(f *Findings) *findingList {
	l := &findingList{of: f}
	l.HideSeparators = true
	l.Length = func() int { return len(f.rows) }
	l.CreateItem = func() fyne.CanvasObject { return newFindingRow(f) }
	l.UpdateItem = func(i widget.ListItemID, o fyne.CanvasObject) {
		if i < len(f.rows) {
			o.(*findingObject).show(f.rows[i], f.wordsOf(i))
		}
	}
	l.ExtendBaseWidget(l)
	return l
}

// FocusGained is part of fyne.Focusable; the finding that is open is marked, nothing else.
func (l *findingList) FocusGained() {}

// FocusLost is part of fyne.Focusable.
func (l *findingList) FocusLost() {}

// step opens the next finding in a direction.
func (l *findingList) step(by int) {
	rows := l.of.rows
	at := slices.IndexFunc(rows, func(r review.Row) bool { return r.Item != nil && r.Item.Key() == l.of.open })
	for at += by; at >= 0 && at < len(rows); at += by {
		if rows[at].Item != nil {
			l.ScrollTo(at)
			l.of.events.Open(rows[at].Item)
			return
		}
	}
}

// TypedKey is part of fyne.Focusable.
func (l *findingList) TypedKey(k *fyne.KeyEvent) {
	switch k.Name {
	case fyne.KeyUp:
		l.step(-1)
	case fyne.KeyDown:
		l.step(1)
	default:
		l.of.events.Key(k)
	}
}

// Sizes of a row of the list, in pixels.
const (
	findingRow  = 20
	findingLeft = 28
	findingMark = 18
	// storyRoom is the width from which a row has room for the name of the person.
	storyRoom = 600
)

// findingObject paints a row: the head of a group, or a finding with marks for what more there is of it.
type findingObject struct {
	widget.BaseWidget
	of      *Findings
	row     review.Row
	words   string
	ground  *canvas.Rectangle
	dot     *canvas.Rectangle
	text    *canvas.Text
	story   *canvas.Text
	tells   bool // the row names a person; left of storyAt begins the sentence
	storyAt float32
	marks   [3]*widget.Icon // somebody's story, a fix, silenced or stale
	all     []fyne.CanvasObject
}

func newFindingRow(f *Findings) *findingObject {
	o := &findingObject{of: f, ground: canvas.NewRectangle(nil), dot: canvas.NewRectangle(nil), text: canvas.NewText("", nil)}
	o.ground.CornerRadius, o.dot.CornerRadius = 4, 4
	o.text.TextSize = theme.CaptionTextSize()
	o.story = canvas.NewText("", nil)
	o.story.TextSize = theme.CaptionTextSize()
	o.all = []fyne.CanvasObject{o.ground, o.dot, o.text, o.story}
	for i := range o.marks {
		o.marks[i] = widget.NewIcon(nil)
		o.all = append(o.all, o.marks[i])
	}
	o.ExtendBaseWidget(o)
	return o
}

// MinSize is part of fyne.CanvasObject.
func (o *findingObject) MinSize() fyne.Size { return fyne.NewSize(120, findingRow) }

// CreateRenderer is part of fyne.Widget.
func (o *findingObject) CreateRenderer() fyne.WidgetRenderer { return &findingRenderer{o} }

// Tapped is part of fyne.Tappable: a click on the person, at the right, tells the story; elsewhere it opens the finding.
func (o *findingObject) Tapped(e *fyne.PointEvent) {
	if over := fyne.CurrentApp().Driver().CanvasForObject(o); over != nil {
		over.Focus(o.of.list)
	}
	switch {
	case o.row.Item == nil:
	case o.tells && e.Position.X >= o.storyAt:
		o.of.events.Story(o.row.Item)
	default:
		o.of.events.Open(o.row.Item)
	}
}

// Cursor is part of desktop.Cursorable.
func (o *findingObject) Cursor() desktop.Cursor {
	if o.row.Item == nil {
		return desktop.DefaultCursor
	}
	return desktop.PointerCursor
}

func (o *findingObject) show(r review.Row, words string) {
	o.row, o.words = r, words
	o.Refresh()
}

// icons are the marks of a finding.
func (o *findingObject) icons() (list []fyne.Resource) {
	i := o.row.Item
	if i == nil {
		return nil
	}
	switch {
	case i.Silenced != "":
		list = append(list, theme.VolumeMuteIcon())
	case i.Stale:
		list = append(list, theme.HistoryIcon())
	}
	if len(i.Fixes) > 0 {
		list = append(list, theme.SettingsIcon())
	}
	if i.Witness != nil {
		list = append(list, theme.AccountIcon())
	}
	return list
}

type findingRenderer struct{ o *findingObject }

// Layout is part of fyne.WidgetRenderer.
func (r *findingRenderer) Layout(size fyne.Size) {
	o := r.o
	right := size.Width - 8
	if o.tells {
		o.storyAt = right - findingMark
	}
	for i := len(o.marks) - 1; i >= 0; i-- {
		m := o.marks[i]
		if !m.Visible() {
			continue
		}
		right -= findingMark
		m.Move(fyne.NewPos(right, (size.Height-14)/2))
		m.Resize(fyne.NewSquareSize(14))
	}
	o.story.Text = ""
	if o.tells && size.Width >= storyRoom {
		o.story.Text = o.of.events.StoryOf(o.row.Item)
		width := o.story.MinSize().Width
		// The words stand at the right, the marks at their left.
		for _, m := range o.marks {
			m.Move(m.Position().SubtractXY(width+4, 0))
		}
		o.storyAt = size.Width - 8 - width - 4 - findingMark
		o.story.Move(fyne.NewPos(size.Width-8-width, 0))
		o.story.Resize(fyne.NewSize(width, size.Height))
		right -= width + 4
	}
	left := float32(findingLeft)
	if o.row.Item == nil {
		left = 12
	}
	o.ground.Move(fyne.NewPos(4, 0))
	o.ground.Resize(fyne.NewSize(size.Width-8, size.Height))
	o.dot.Move(fyne.NewPos(14, (size.Height-8)/2))
	o.dot.Resize(fyne.NewSquareSize(8))
	o.text.Text = layout.Fit(o.words, float64(right-left)*0.97-6, float64(o.text.TextSize), o.text.TextStyle.Bold, o.of.measure)
	o.text.Move(fyne.NewPos(left, 0))
	o.text.Resize(fyne.NewSize(right-left, size.Height))
}

// Refresh is part of fyne.WidgetRenderer.
func (r *findingRenderer) Refresh() {
	o := r.o
	head := o.row.Item == nil
	o.text.TextStyle.Bold, o.text.Color = head, theme.Color(theme.ColorNameForeground)
	o.ground.FillColor, o.dot.FillColor = nil, theme.Color(severityColor(o.row.Severity))
	if head {
		o.dot.FillColor, o.text.Color = nil, theme.Color(theme.ColorNamePlaceHolder)
	} else {
		if o.row.Item.Silenced != "" || o.row.Item.Stale {
			o.text.Color, o.dot.FillColor = theme.Color(theme.ColorNameDisabled), theme.Color(theme.ColorNameDisabled)
		}
		if o.row.Item.Key() == o.of.open {
			o.ground.FillColor = theme.Color(theme.ColorNameSelection)
		}
	}
	o.tells = !head && o.row.Item.Witness != nil
	o.story.Color = theme.Color(theme.ColorNameHyperlink)
	icons := o.icons()
	for i, m := range o.marks {
		if i < len(icons) {
			m.SetResource(theme.NewDisabledResource(icons[i]))
			m.Show()
		} else {
			m.Hide()
		}
	}
	r.Layout(o.Size())
	canvas.Refresh(o)
}

// MinSize is part of fyne.WidgetRenderer.
func (r *findingRenderer) MinSize() fyne.Size { return r.o.MinSize() }

// Objects is part of fyne.WidgetRenderer.
func (r *findingRenderer) Objects() []fyne.CanvasObject { return r.o.all }

// Destroy is part of fyne.WidgetRenderer.
func (r *findingRenderer) Destroy() {}
