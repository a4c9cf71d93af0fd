package panel

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"rehearse/journey/layout"
	"rehearse/ui/story"
)

// momentRow is one row of a timeline: something brought along, a day, or a moment.
type momentRow struct {
	line   int // of the tale, -1 for none
	words  []string
	time   string
	tone   story.Tone
	marked bool
	head   bool // a day
}

// Sizes of the rows of a timeline, in pixels.
const (
	momentLine  = 17
	momentPad   = 3
	momentLeft  = 12
	momentTime  = 24 // where the hour begins
	momentWords = 86
	momentRight = 22
	mostLines   = 6
)

func (r momentRow) height() float32 {
	height := float32(len(r.words))*momentLine + 2*momentPad
	if r.head {
		height += 6
	}
	return height
}

// build breaks the words for the present width and makes the list anew: its rows know their heights before it is shown.
func (t *Timeline) build() {
	t.builtWidth = max(t.Size().Width, TimelineWidth)
	room := float64(t.builtWidth - momentWords - momentRight)
	size := float64(theme.CaptionTextSize())
	t.rows, t.rowOf = nil, make([]int, len(t.tale.Lines))
	for _, line := range t.tale.Past {
		t.rows = append(t.rows, momentRow{line: -1, words: layout.Wrap(line, room+momentWords-momentTime, size, false, mostLines, t.measure)})
	}
	day := ""
	for i, line := range t.tale.Lines {
		if line.Day != day {
			day = line.Day
			t.rows = append(t.rows, momentRow{line: -1, words: []string{day}, head: true})
		}
		t.rowOf[i] = len(t.rows)
		t.rows = append(t.rows, momentRow{
			line: i, words: layout.Wrap(line.Words, room, size, false, mostLines, t.measure), time: line.Time, tone: line.Tone, marked: t.marked[i],
		})
	}
	t.list = newMomentList(t)
	for i, r := range t.rows {
		t.list.SetItemHeight(i, r.height())
	}
	t.middle.Objects = []fyne.CanvasObject{t.list}
	t.middle.Refresh()
	if t.chosen >= 0 {
		t.selecting = true
		t.list.Select(t.rowOf[t.chosen])
		t.selecting = false
	}
}

// momentList is the list of a timeline; the keys are the timeline's.
type momentList struct {
	widget.List
	timeline *Timeline
}

func newMomentList(t *Timeline) *momentList {
	l := &momentList{timeline: t}
	l.HideSeparators = true
	l.Length = func() int { return len(t.rows) }
	l.CreateItem = func() fyne.CanvasObject { return newMomentObject() }
	l.UpdateItem = func(i widget.ListItemID, o fyne.CanvasObject) {
		if i < len(t.rows) {
			o.(*momentObject).show(t.rows[i])
		}
	}
	l.OnSelected = func(i widget.ListItemID) {
		if t.selecting || i >= len(t.rows) {
			return
		}
		line := t.rows[i].line
		for line < 0 && i+1 < len(t.rows) { // a day stands for its first moment
			i++
			line = t.rows[i].line
		}
		if line >= 0 {
			t.chosen = -1
			t.Choose(line)
		}
	}
	l.ExtendBaseWidget(l)
	return l
}

// TypedKey is part of fyne.Focusable.
func (l *momentList) TypedKey(k *fyne.KeyEvent) { l.timeline.Key(k) }

// momentObject paints a row.
type momentObject struct {
	widget.BaseWidget
	row  momentRow
	bar  *canvas.Rectangle
	dot  *canvas.Rectangle
	hour *canvas.Text
	text [mostLines]*canvas.Text
	all  []fyne.CanvasObject
}

func newMomentObject() *momentObject {
	o := &momentObject{bar: canvas.NewRectangle(nil), dot: canvas.NewRectangle(nil), hour: canvas.NewText("", nil)}
	o.bar.CornerRadius, o.dot.CornerRadius = 2, 4
	o.hour.TextSize = theme.CaptionTextSize()
	o.all = []fyne.CanvasObject{o.bar, o.dot, o.hour}
	for i := range o.text {
		o.text[i] = canvas.NewText("", nil)
		o.text[i].TextSize = theme.CaptionTextSize()
		o.all = append(o.all, o.text[i])
	}
	o.ExtendBaseWidget(o)
	return o
}

// MinSize is part of fyne.CanvasObject.
func (o *momentObject) MinSize() fyne.Size { return fyne.NewSize(100, momentLine+2*momentPad) }

// CreateRenderer is part of fyne.Widget.
func (o *momentObject) CreateRenderer() fyne.WidgetRenderer { return &momentRenderer{o} }

// show takes another row.
func (o *momentObject) show(r momentRow) {
	o.row = r
	o.Refresh()
}

// tones are the colours of moments; plain ones have that of texts.
var tones = map[story.Tone]fyne.ThemeColorName{
	story.Plain: theme.ColorNameDisabled, story.Sent: theme.ColorNamePrimary, story.Refused: theme.ColorNameError, story.Held: theme.ColorNameWarning,
	story.Answer: theme.ColorNamePrimary, story.Goal: theme.ColorNameSuccess, story.Over: theme.ColorNameDisabled,
}

type momentRenderer struct{ o *momentObject }

// Layout is part of fyne.WidgetRenderer.
func (r *momentRenderer) Layout(size fyne.Size) {
	o := r.o
	top := float32(momentPad)
	if o.row.head {
		top += 6
	}
	o.bar.Move(fyne.NewPos(2, 2))
	o.bar.Resize(fyne.NewSize(4, size.Height-4))
	o.dot.Move(fyne.NewPos(momentLeft-1, top+(momentLine-8)/2))
	o.dot.Resize(fyne.NewSize(8, 8))
	o.hour.Move(fyne.NewPos(momentTime, top))
	o.hour.Resize(fyne.NewSize(momentWords-momentTime, momentLine))
	left := float32(momentTime)
	if o.row.line >= 0 {
		left = momentWords
	}
	if o.row.head {
		left = momentLeft
	}
	for i, t := range o.text {
		t.Move(fyne.NewPos(left, top+float32(i)*momentLine))
		t.Resize(fyne.NewSize(size.Width-left, momentLine))
	}
}

// Refresh is part of fyne.WidgetRenderer.
func (r *momentRenderer) Refresh() {
	o := r.o
	ink, soft := theme.Color(theme.ColorNameForeground), theme.Color(theme.ColorNamePlaceHolder)
	o.bar.FillColor, o.dot.FillColor = nil, nil
	if o.row.marked {
		o.bar.FillColor = theme.Color(theme.ColorNameWarning)
	}
	o.hour.Text, o.hour.Color = o.row.time, soft
	if o.row.line >= 0 {
		o.dot.FillColor = theme.Color(tones[o.row.tone])
	}
	for i, t := range o.text {
		t.Text, t.Color, t.TextStyle.Bold = "", ink, o.row.head || o.row.tone == story.Goal
		if i < len(o.row.words) {
			t.Text = o.row.words[i]
		}
		switch {
		case o.row.line < 0 && !o.row.head:
			t.Color = soft
		case o.row.tone == story.Refused:
			t.Color = theme.Color(theme.ColorNameError)
		}
	}
	r.Layout(o.Size())
	canvas.Refresh(o)
}

// MinSize is part of fyne.WidgetRenderer.
func (r *momentRenderer) MinSize() fyne.Size { return r.o.MinSize() }

// Objects is part of fyne.WidgetRenderer.
func (r *momentRenderer) Objects() []fyne.CanvasObject { return r.o.all }

// Destroy is part of fyne.WidgetRenderer.
func (r *momentRenderer) Destroy() {}
