package panel

import (
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/layout"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"rehearse/journey"
	"rehearse/journey/finding"
	"rehearse/ui/desktop/hint"
	"rehearse/ui/review"
	"rehearse/ui/text"
)

// FindingEvents are what can be done with a finding.
type FindingEvents struct {
	Close, Story, Unsilence, Threshold func()
	// Target jumps to a record.
	Target func(journey.Ref)
	// Way shows one of the ways, or hides it again.
	Way func(i int)
	// Fix shows what a fix would change.
	Fix func(i int)
	// Silence keeps the finding quiet on one of its targets.
	Silence func(target journey.Ref, reason string)
	// Apply makes the fix that is shown, Back goes back to the finding.
	Apply, Back func()
}

// FindingDetail is a finding in full.
type FindingDetail struct {
	Title, Kind, Sentence string
	Severity              finding.Severity
	// Warning is what must be known first, Silenced why it is quiet; "" for nothing.
	Warning, Silenced string
	// Story is the words of the button that tells the witness's story; "" for none.
	Story     string
	Numbers   []string
	Targets   []FindingTarget
	Example   string
	Ways      []string
	Way       int // the one shown, -1 for none
	Fixes     []string
	About     []review.Paragraph
	Threshold bool // can be changed
	Writable  bool
}

// FindingTarget is a record a finding is about.
type FindingTarget struct {
	Of   journey.Ref
	Name string
}

// Finding shows one finding beside the board: what it is, why it hurts, what would help, or what a fix would change.
type Finding struct {
	widget.BaseWidget
	text   *text.Printer
	events FindingEvents
	focus  func(fyne.Focusable)
	body   *fyne.Container
	scroll *container.Scroll

	reason  *escapable
	typing  bool   // the reason of a silence is asked for
	drafted string // what was typed of it
	chosen  int    // target of the silence
	fixes   []*widget.Button
	apply   *widget.Button
}

// NewFinding makes an empty panel; focus gives a field the keyboard, or nil takes it away.
func NewFinding(p *text.Printer, focus func(fyne.Focusable), events FindingEvents) *Finding {
	f := &Finding{text: p, events: events, focus: focus, body: container.New(layout.NewCustomPaddedVBoxLayout(9))}
	f.scroll = container.NewVScroll(container.New(layout.NewCustomPaddedLayout(6, 16, inspectorLeft, inspectorRight), f.body))
	f.ExtendBaseWidget(f)
	return f
}

// CreateRenderer is part of fyne.Widget.
func (f *Finding) CreateRenderer() fyne.WidgetRenderer { return widget.NewSimpleRenderer(f.scroll) }

// Fixes are the buttons of the fixes, Apply the one of a preview; for tests.
func (f *Finding) Fixes() []*widget.Button { return f.fixes }

// Top scrolls to the beginning, for another finding, and forgets what was typed about the last one.
func (f *Finding) Top() {
	f.typing, f.drafted, f.chosen = false, "", 0
	f.scroll.ScrollToTop()
}

// Display shows a finding.
func (f *Finding) Display(d FindingDetail) {
	t := func(id string) string { return f.text.T("review.detail."+id, nil) }
	typing := f.reason != nil && f.reason.focused
	f.fixes, f.apply, f.reason = nil, nil, nil
	list := []fyne.CanvasObject{f.head(d)}
	add := func(o ...fyne.CanvasObject) { list = append(list, o...) }
	if d.Warning != "" {
		add(wrapped(d.Warning, widget.WarningImportance, 0).object)
	}
	add(wrappedText(d.Sentence))
	if d.Silenced != "" {
		add(wrapped(d.Silenced, widget.LowImportance, 0).object)
		if d.Writable {
			add(narrow(widget.NewButtonWithIcon(t("unsilence"), theme.VolumeUpIcon(), f.events.Unsilence)))
		}
	}
	if f.typing && d.Silenced == "" && d.Writable {
		add(f.silencing(d))
	}
	if d.Story != "" {
		story := widget.NewButtonWithIcon(Shorten(d.Story, 34), theme.AccountIcon(), f.events.Story)
		story.Importance = widget.HighImportance
		add(narrow(story))
	}
	if len(d.Targets) > 0 {
		add(heading(t("where")))
		for _, target := range d.Targets {
			add(f.link(target.Name, func() { f.events.Target(target.Of) }))
		}
	}
	if d.Example != "" {
		f.section(&list, t("example"), []string{d.Example})
	}
	if len(d.Ways) > 0 {
		add(heading(t("ways")))
		for i, way := range d.Ways {
			words := t("show_way")
			if i == d.Way {
				words = t("hide_way")
			}
			add(wrapped(way, widget.MediumImportance, 0).object, f.link(words, func() { f.events.Way(i) }))
		}
	}
	if len(d.Fixes) > 0 && d.Writable {
		add(heading(t("fixes")))
		for i, words := range d.Fixes {
			f.fixes = append(f.fixes, nil)
			add(f.fixButton(i, words))
		}
	}
	f.section(&list, t("numbers"), d.Numbers)
	for _, p := range d.About {
		f.section(&list, p.Head, []string{p.Text})
	}
	if d.Threshold && d.Writable {
		add(f.link(t("threshold"), f.events.Threshold))
	}
	if d.Silenced == "" && d.Writable && !f.typing {
		add(widget.NewSeparator(), narrow(widget.NewButtonWithIcon(t("silence"), theme.VolumeMuteIcon(), func() { f.askReason(d) })))
	}
	f.body.Objects = list
	f.body.Refresh()
	f.scroll.Refresh()
	if typing && f.reason != nil {
		f.focus(f.reason)
	}
}

// head has title, kind and the cross.
func (f *Finding) head(d FindingDetail) fyne.CanvasObject {
	dot := canvas.NewRectangle(theme.Color(severityColor(d.Severity)))
	dot.CornerRadius = 5
	dot.SetMinSize(fyne.NewSize(10, 10))
	title := wrappedText(d.Title)
	title.(*fyne.Container).Objects[0].(*widget.Label).TextStyle.Bold = true
	cross := hint.NewButton(theme.CancelIcon(), hint.Words(f.text.T("window.hint.close", nil)), f.events.Close)
	tools := container.New(layout.NewCustomPaddedHBoxLayout(0))
	if d.Silenced == "" && d.Writable {
		tools.Add(hint.NewButton(theme.VolumeMuteIcon(), hint.Words(f.text.T("window.hint.silence", nil)), func() { f.askReason(d) }))
	}
	tools.Add(cross)
	return container.NewBorder(nil, nil, container.New(layout.NewCustomPaddedLayout(5, 0, 0, 4), container.NewVBox(dot)), container.NewVBox(tools),
		container.New(layout.NewCustomPaddedVBoxLayout(1), title, wrapped(d.Kind, widget.LowImportance, 0).object))
}

// wrappedText is a text of full size in as many lines as it needs.
func wrappedText(words string) fyne.CanvasObject {
	label := widget.NewLabel(words)
	label.Wrapping = fyne.TextWrapWord
	pad := theme.InnerPadding()
	return container.New(layout.NewCustomPaddedLayout(-pad, -pad, -pad, -pad), label)
}

// narrow keeps a button as narrow as its words.
func narrow(b *widget.Button) fyne.CanvasObject { return container.NewHBox(b) }

// section is a heading with paragraphs; nothing without any.
func (f *Finding) section(list *[]fyne.CanvasObject, title string, paragraphs []string) {
	if len(paragraphs) == 0 {
		return
	}
	*list = append(*list, heading(title))
	for _, p := range paragraphs {
		*list = append(*list, wrapped(p, widget.MediumImportance, 0).object)
	}
}

// link is a line that can be clicked.
func (f *Finding) link(words string, do func()) fyne.CanvasObject {
	l := widget.NewHyperlink(words, nil)
	l.SizeName, l.Wrapping = theme.SizeNameCaptionText, fyne.TextWrapWord
	l.OnTapped = do
	pad := theme.InnerPadding()
	return container.New(layout.NewCustomPaddedLayout(-pad, -pad, -pad, -pad), l)
}

// fixButton offers a fix; words that are too long for a button stand above it.
func (f *Finding) fixButton(i int, words string) fyne.CanvasObject {
	b := widget.NewButtonWithIcon(words, theme.SettingsIcon(), func() { f.events.Fix(i) })
	b.Alignment = widget.ButtonAlignLeading
	f.fixes[i] = b
	const room = TimelineWidth - inspectorLeft - inspectorRight
	if b.MinSize().Width <= room {
		return b
	}
	b.Text = f.text.T("review.preview.title", nil)
	return container.New(layout.NewCustomPaddedVBoxLayout(3), wrapped(words, widget.MediumImportance, 0).object, narrow(b))
}

// askReason asks why a finding shall be kept quiet.
func (f *Finding) askReason(d FindingDetail) {
	f.typing = true
	f.Display(d)
	f.scroll.ScrollToTop()
	f.focus(f.reason)
}

// silencing asks for the reason of a silence.
func (f *Finding) silencing(d FindingDetail) fyne.CanvasObject {
	t := func(id string) string { return f.text.T("review.detail."+id, nil) }
	f.reason = newEscapable(func() {
		f.typing, f.drafted = false, ""
		f.Display(d)
		f.focus(nil)
	})
	f.reason.SetPlaceHolder(t("reason"))
	f.reason.SetText(f.drafted)
	f.reason.OnChanged = func(words string) { f.drafted = words }
	missing := wrapped(t("reason_missing"), widget.DangerImportance, 0)
	missing.object.Hide()
	done := func() {
		if strings.TrimSpace(f.drafted) == "" {
			missing.object.Show()
			f.focus(f.reason)
			return
		}
		target := journey.Ref{}
		if f.chosen < len(d.Targets) {
			target = d.Targets[f.chosen].Of
		}
		f.events.Silence(target, strings.TrimSpace(f.drafted))
	}
	f.reason.OnSubmitted = func(string) { done() }
	silence := widget.NewButtonWithIcon(t("do_silence"), theme.VolumeMuteIcon(), done)
	silence.Importance = widget.HighImportance
	list := []fyne.CanvasObject{heading(t("silence"))}
	switch {
	case len(d.Targets) > 1:
		var names []string
		for _, target := range d.Targets {
			names = append(names, Shorten(target.Name, 34))
		}
		on := widget.NewSelect(names, nil)
		on.SetSelectedIndex(min(f.chosen, len(names)-1))
		on.OnChanged = func(string) { f.chosen = on.SelectedIndex() }
		list = append(list, container.NewBorder(nil, nil, wrappedText(t("target")), nil, on))
	case len(d.Targets) == 0:
		list = append(list, wrapped(t("target")+": "+t("whole_rule"), widget.LowImportance, 0).object)
	}
	list = append(list, f.reason, missing.object,
		container.NewHBox(silence, widget.NewButton(t("cancel"), f.reason.escape)))
	return container.New(layout.NewCustomPaddedVBoxLayout(6), list...)
}

// ShowChanges shows what a fix would change; elsewhere tells that nothing of it stands on the board.
func (f *Finding) ShowChanges(words string, changes []review.Change, elsewhere bool) {
	t := func(id string) string { return f.text.T("review.preview."+id, nil) }
	f.fixes, f.reason, f.typing = nil, nil, false
	list := []fyne.CanvasObject{wrapped(t("title"), widget.LowImportance, 0).object, wrappedText(words)}
	for _, c := range changes {
		list = append(list, wrappedHeading(c.Title))
		for _, line := range c.Lines {
			list = append(list, wrapped(line, widget.MediumImportance, 8).object)
		}
	}
	if elsewhere {
		list = append(list, wrapped(t("elsewhere"), widget.LowImportance, 0).object)
	}
	f.apply = widget.NewButtonWithIcon(t("apply"), theme.ConfirmIcon(), f.events.Apply)
	f.apply.Importance = widget.HighImportance
	back := widget.NewButtonWithIcon(t("back"), theme.NavigateBackIcon(), f.events.Back)
	f.body.Objects = append(list, container.NewHBox(f.apply, back))
	f.body.Refresh()
	f.scroll.ScrollToTop()
	f.scroll.Refresh()
}

// wrappedHeading is a heading of several lines.
func wrappedHeading(words string) fyne.CanvasObject {
	l := wrapped(words, widget.MediumImportance, 0)
	l.label.TextStyle.Bold = true
	return l.object
}

// escapable is a field that Escape leaves.
type escapable struct {
	widget.Entry
	escape  func()
	focused bool
}

func newEscapable(escape func()) *escapable {
	e := &escapable{escape: escape}
	e.Scroll = container.ScrollNone
	e.ExtendBaseWidget(e)
	return e
}

// TypedKey is part of fyne.Focusable.
func (e *escapable) TypedKey(k *fyne.KeyEvent) {
	if k.Name == fyne.KeyEscape {
		e.escape()
		return
	}
	e.Entry.TypedKey(k)
}

// FocusGained is part of fyne.Focusable.
func (e *escapable) FocusGained() {
	e.focused = true
	e.Entry.FocusGained()
}

// FocusLost is part of fyne.Focusable.
func (e *escapable) FocusLost() {
	e.focused = false
	e.Entry.FocusLost()
}
