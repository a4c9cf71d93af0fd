package panel

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/layout"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"rehearse/journey"
	"rehearse/journey/draw"
	"rehearse/ui/desktop/hint"
	"rehearse/ui/story"
	"rehearse/ui/text"
)

// TimelineWidth is the least width of a Timeline.
const TimelineWidth = 348

// TimelineEvents are what happens at a timeline.
type TimelineEvents struct {
	// Choose gets the line that was chosen, by mouse, key or playing.
	Choose func(line int)
	// Play gets whether the story shall go on by itself.
	Play func(on bool)
	// Close is the cross, and Escape.
	Close func()
}

// Timeline shows the story of one person, moment by moment, and lets one be chosen.
type Timeline struct {
	widget.BaseWidget
	text    *text.Printer
	measure draw.Measurer
	events  TimelineEvents

	name, who  *canvas.Text
	came       lines
	notes      *fyne.Container
	place      *canvas.Text
	play       *hint.Button
	first      *hint.Button
	back, on   *hint.Button
	next       *hint.Button // of the finding
	tools      *fyne.Container
	list       *momentList
	middle     *fyne.Container
	content    fyne.CanvasObject
	tale       *story.Tale
	marked     map[int]bool // by line
	chosen     int          // line, -1 for none
	playing    bool
	rows       []momentRow
	rowOf      []int // the row of each line
	builtWidth float32
	selecting  bool
}

// Told is what a timeline shows.
type Told struct {
	Tale *story.Tale
	// Marked are the lines the story is told for.
	Marked map[int]bool
	// About says what the person is a witness of; "" for nothing.
	About string
	// Warning is what must be known before reading; "" for nothing.
	Warning string
}

// NewTimeline makes an empty timeline.
func NewTimeline(p *text.Printer, measure draw.Measurer, events TimelineEvents) *Timeline {
	t := &Timeline{text: p, measure: measure, events: events, chosen: -1}
	ink, soft := theme.Color(theme.ColorNameForeground), theme.Color(theme.ColorNamePlaceHolder)
	t.name, t.who, t.place = canvas.NewText("", ink), canvas.NewText("", soft), canvas.NewText("", soft)
	t.name.TextStyle.Bold, t.name.TextSize = true, theme.TextSubHeadingSize()
	t.who.TextSize, t.place.TextSize = theme.CaptionTextSize(), theme.CaptionTextSize()
	t.came = wrapped("", widget.LowImportance, 0)
	t.notes = container.New(layout.NewCustomPaddedVBoxLayout(6))
	button := func(icon fyne.Resource, says string, do func()) *hint.Button {
		return hint.NewButton(icon, hint.Words(p.T("window.hint."+says, nil)), do)
	}
	cross := button(theme.CancelIcon(), "close", func() { t.events.Close() })
	t.first = button(theme.MediaSkipPreviousIcon(), "story_first", func() { t.Choose(0) })
	t.back = button(theme.NavigateBackIcon(), "story_back", func() { t.Step(-1) })
	t.on = button(theme.NavigateNextIcon(), "story_on", func() { t.Step(1) })
	t.play = hint.NewTextButton("", theme.MediaPlayIcon(), hint.Words(p.T("window.hint.story_play", nil)), func() { t.events.Play(!t.playing) })
	t.next = button(theme.SearchIcon(), "story_marked", t.nextMarked)
	t.tools = container.NewHBox(t.first, t.back, t.play, t.on, t.next)
	t.middle = container.NewStack()
	head := container.New(layout.NewCustomPaddedVBoxLayout(3),
		container.NewBorder(nil, nil, nil, cross, container.New(layout.NewCustomPaddedVBoxLayout(0), t.name, t.who)),
		t.came.object, t.notes,
		container.NewBorder(nil, nil, t.tools, container.NewCenter(t.place)),
	)
	top := container.New(layout.NewCustomPaddedLayout(6, 2, inspectorLeft, inspectorRight), head)
	t.content = container.New(layout.NewBorderLayout(top, nil, nil, nil), top, t.middle) // the keyboard goes from top to bottom
	t.ExtendBaseWidget(t)
	return t
}

// CreateRenderer is part of fyne.Widget.
func (t *Timeline) CreateRenderer() fyne.WidgetRenderer { return widget.NewSimpleRenderer(t.content) }

// Resize is part of fyne.CanvasObject: the words are broken anew for another width.
func (t *Timeline) Resize(size fyne.Size) {
	t.BaseWidget.Resize(size)
	if t.tale != nil && size.Width > 0 && size.Width != t.builtWidth {
		t.build()
	}
}

// Wait shows that a story is on its way, or in words why there is none.
func (t *Timeline) Wait(words string, refused bool) {
	t.tale, t.chosen, t.rows, t.rowOf, t.list = nil, -1, nil, nil, nil
	t.name.Text, t.who.Text, t.place.Text = t.text.T("story.panel.title", nil), "", ""
	t.came.label.SetText("")
	t.came.object.Hide()
	t.notes.RemoveAll()
	t.tools.Hide()
	weight := widget.LowImportance
	if refused {
		weight = widget.WarningImportance
	}
	note := wrapped(words, weight, 0)
	t.middle.Objects = []fyne.CanvasObject{container.New(layout.NewCustomPaddedLayout(6, 0, inspectorLeft, inspectorRight), container.NewVBox(note.object))}
	t.content.Refresh()
}

// Tell shows a story. The chosen moment stays when it is the same story in other words.
func (t *Timeline) Tell(told Told) {
	same := t.tale != nil && told.Tale != nil && t.tale == told.Tale
	t.tale, t.marked = told.Tale, told.Marked
	t.name.Text, t.who.Text = told.Tale.Name, told.Tale.Who
	t.came.object.Show()
	t.came.label.SetText(told.Tale.Came)
	t.notes.RemoveAll()
	if told.Warning != "" {
		t.notes.Add(wrapped(told.Warning, widget.WarningImportance, 0).object)
	}
	if told.About != "" {
		t.notes.Add(t.about(told.About))
	}
	t.tools.Show()
	t.next.Hide()
	if len(told.Marked) > 0 {
		t.next.Show()
	}
	if !same {
		t.chosen = -1
		t.build()
	}
	t.showPlace()
	t.content.Refresh()
}

// about is what the story is told for, beside a bar in the colour of its moments.
func (t *Timeline) about(words string) fyne.CanvasObject {
	bar := canvas.NewRectangle(theme.Color(theme.ColorNameWarning))
	bar.CornerRadius = 2
	bar.SetMinSize(fyne.NewSize(4, 4))
	return container.NewBorder(nil, nil, bar, nil, wrapped(words, widget.MediumImportance, 4).object)
}

// Chosen is the line chosen, -1 for none.
func (t *Timeline) Chosen() int { return t.chosen }

// Lines is how many lines there are.
func (t *Timeline) Lines() int {
	if t.tale == nil {
		return 0
	}
	return len(t.tale.Lines)
}

// Playing shows whether the story goes on by itself.
func (t *Timeline) Playing(on bool) {
	t.playing = on
	t.play.SetIcon(theme.MediaPlayIcon())
	if on {
		t.play.SetIcon(theme.MediaPauseIcon())
	}
}

// Choose chooses a line, the nearest there is.
func (t *Timeline) Choose(line int) {
	if t.Lines() == 0 {
		return
	}
	line = max(0, min(line, t.Lines()-1))
	if line == t.chosen {
		return
	}
	t.chosen = line
	t.selecting = true
	row := t.rowOf[line]
	t.list.ScrollTo(min(row+2, len(t.rows)-1)) // what comes next is seen too
	if row > 0 && t.rows[row-1].head {
		t.list.ScrollTo(row - 1) // and the day with its first moment
	}
	t.list.Select(row)
	t.selecting = false
	t.showPlace()
	t.events.Choose(line)
}

// Step chooses the line so many behind the chosen one.
func (t *Timeline) Step(by int) { t.Choose(t.chosen + by) }

// nextMarked goes to the next moment the story is told for, and from the last to the first.
func (t *Timeline) nextMarked() {
	for n := range t.Lines() {
		if line := (t.chosen + 1 + n) % t.Lines(); t.marked[line] {
			t.Choose(line)
			return
		}
	}
}

func (t *Timeline) showPlace() {
	t.place.Text = ""
	if t.chosen >= 0 {
		t.place.Text = t.text.T("story.panel.place", journey.Args{"N": t.chosen + 1, "Of": t.Lines()})
	}
	t.place.Refresh()
	for _, b := range []*hint.Button{t.first, t.back} {
		able(b, t.chosen > 0)
	}
	able(t.on, t.chosen < t.Lines()-1)
}

func able(b fyne.Disableable, on bool) {
	switch {
	case on == !b.Disabled():
	case on:
		b.Enable()
	default:
		b.Disable()
	}
}

// Key does what a key means for a story, and reports whether it means anything.
func (t *Timeline) Key(k *fyne.KeyEvent) bool {
	const page = 10
	switch k.Name {
	case fyne.KeyUp, fyne.KeyLeft:
		t.Step(-1)
	case fyne.KeyDown, fyne.KeyRight:
		t.Step(1)
	case fyne.KeyPageUp:
		t.Step(-page)
	case fyne.KeyPageDown:
		t.Step(page)
	case fyne.KeyHome:
		t.Choose(0)
	case fyne.KeyEnd:
		t.Choose(t.Lines() - 1)
	case fyne.KeyReturn, fyne.KeyEnter:
		t.events.Play(!t.playing)
	case fyne.KeyEscape:
		t.events.Close()
	default:
		return false
	}
	return true
}
