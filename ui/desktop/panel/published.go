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
	"rehearse/ui/form"
	"rehearse/ui/published"
	"rehearse/ui/text"
)

// publishedList is the list of published numbers for one field: words and two choices narrow it, arrows move the mark, Enter
// or a click takes the marked number.
type publishedList struct {
	text    *text.Printer
	all     []published.Number
	shown   []published.Number
	channel journey.ChannelMedium
	branch  string
	at      int
	take    func(published.Number)

	entry    *publishedEntry
	rows     *fyne.Container
	scroll   *container.Scroll
	nothing  *widget.Label
	object   fyne.CanvasObject
	channels *widget.Select
	branches *widget.Select
}

// choosePublished opens the list for a field; what is chosen fills all fields of its number in one edit.
func (in *Inspector) choosePublished(f form.Field) {
	ref, back := in.ref, f.Fields[0].Path
	in.Leave()
	var shut func()
	list := newPublishedList(in.text, published.For(f.Key, in.mediumOf(in.m, ref)), func(n published.Number) {
		shut()
		if in.ref == ref {
			in.takePublished(f, n)
			in.Focus(back)
		}
	})
	shut = in.present(in.text.T("published.title", journey.Args{"Field": in.label(f)}), list.object, fyne.NewSize(720, 480))
	in.focus(list.entry)
}

// takePublished sets all that a number carries, as one step of undo of its own.
func (in *Inspector) takePublished(f form.Field, n published.Number) {
	in.left()
	source := in.text.T("published.source", journey.Args{"Source": n.Source, "What": in.text.T(n.What(), nil)})
	in.forget(f.Path)
	in.do(f.Path, func(r journey.Record) (journey.Record, *journey.Problem) {
		if n.Law != nil {
			return form.TakeLaw(r, f.Path, *n.Law), nil // a length of time carries no source
		}
		fact := n.Fact
		fact.Source = source
		return form.TakeFact(r, f.Path, fact), nil
	})
	in.left()
}

// mediumOf is the medium that a record is about: of a channel its own, of a message that of its first channel.
func (in *Inspector) mediumOf(m *journey.Map, ref journey.Ref) journey.ChannelMedium {
	var of journey.ID
	switch r := m.Lookup(ref).(type) {
	case *journey.Channel:
		return r.Medium
	case *journey.Step:
		switch {
		case r.Message != nil && len(r.Message.Channels) > 0:
			of = r.Message.Channels[0]
		case r.Call != nil:
			return journey.MediumCall
		}
	}
	if c := m.Channel(of); c != nil {
		return c.Medium
	}
	return ""
}

func newPublishedList(p *text.Printer, numbers []published.Number, take func(published.Number)) *publishedList {
	l := &publishedList{text: p, all: numbers, take: take, rows: container.New(layout.NewCustomPaddedVBoxLayout(0))}
	l.entry = &publishedEntry{list: l}
	l.entry.ExtendBaseWidget(l.entry)
	l.entry.SetPlaceHolder(p.T("published.search", nil))
	l.entry.Scroll = container.ScrollNone
	l.entry.OnChanged = func(string) { l.narrow() }
	l.entry.OnSubmitted = func(string) { l.Choose() }
	l.scroll = container.NewVScroll(l.rows)
	l.nothing = widget.NewLabel(p.T("published.none", nil))
	l.nothing.Hide()

	channels := published.Channels(numbers)
	words := []string{p.T("published.all_channels", nil)}
	for _, c := range channels {
		words = append(words, p.T("step.word.ChannelMedium."+string(c), nil))
	}
	l.channels = widget.NewSelect(words, func(string) {
		l.channel = ""
		if i := l.channels.SelectedIndex(); i > 0 {
			l.channel = channels[i-1]
		}
		l.narrow()
	})
	branches := published.Branches(numbers)
	words = []string{p.T("published.all_branches", nil)}
	for _, b := range branches {
		words = append(words, p.T("published.branch."+b, nil))
	}
	l.branches = widget.NewSelect(words, func(string) {
		l.branch = ""
		if i := l.branches.SelectedIndex(); i > 0 {
			l.branch = branches[i-1]
		}
		l.narrow()
	})
	l.channels.SetSelectedIndex(0)
	l.branches.SetSelectedIndex(0)
	beware := widget.NewLabel(p.T("published.beware", nil))
	beware.Wrapping, beware.Importance, beware.SizeName = fyne.TextWrapWord, widget.LowImportance, theme.SizeNameCaptionText
	head := container.NewVBox(l.entry, container.NewGridWithColumns(2, l.channels, l.branches))
	l.object = container.NewBorder(head, beware, nil, nil, container.NewStack(l.scroll, l.nothing))
	l.narrow()
	return l
}

// narrow lists the numbers that fit what was typed and chosen, and marks the first.
func (l *publishedList) narrow() {
	if l.branches == nil {
		return // still being made
	}
	l.shown = nil
	words := strings.Fields(strings.ToLower(l.entry.Text))
	for _, n := range l.all {
		if l.channel != "" && n.Channel != l.channel || l.branch != "" && n.Branch != l.branch {
			continue
		}
		about := strings.ToLower(strings.Join([]string{
			l.text.T(n.What(), nil), n.Source, string(n.Date), l.text.T(n.BranchName(), nil), l.text.T("step.word.ChannelMedium."+string(n.Channel), nil),
		}, " "))
		fits := true
		for _, w := range words {
			fits = fits && strings.Contains(about, w)
		}
		if fits {
			l.shown = append(l.shown, n)
		}
	}
	l.rows.RemoveAll()
	for i := range l.shown {
		l.rows.Add(newPublishedLine(l, i))
	}
	l.nothing.Hidden = len(l.shown) > 0
	l.nothing.Refresh()
	l.scroll.ScrollToTop()
	l.at = -1
	l.Mark(0)
	l.scroll.Refresh()
}

func (l *publishedList) marked() int { return l.at }

// Mark marks another number and brings it into view.
func (l *publishedList) Mark(at int) {
	if at < 0 || at >= len(l.rows.Objects) {
		return
	}
	for _, i := range []int{l.at, at} {
		if i >= 0 && i < len(l.rows.Objects) {
			l.rows.Objects[i].(*choiceLine).mark(i == at)
		}
	}
	l.at = at
	o := l.rows.Objects[at]
	top, bottom := o.Position().Y, o.Position().Y+o.Size().Height
	switch {
	case top < l.scroll.Offset.Y:
		l.scroll.ScrollToOffset(fyne.NewPos(0, top))
	case bottom > l.scroll.Offset.Y+l.scroll.Size().Height && l.scroll.Size().Height > 0:
		l.scroll.ScrollToOffset(fyne.NewPos(0, bottom-l.scroll.Size().Height))
	}
}

func (l *publishedList) Choose() {
	if l.at >= 0 && l.at < len(l.shown) {
		l.take(l.shown[l.at])
	}
}

// publishedEntry is the field for words; arrows move the mark.
type publishedEntry struct {
	widget.Entry
	list *publishedList
}

// TypedKey is part of fyne.Focusable.
func (e *publishedEntry) TypedKey(k *fyne.KeyEvent) {
	l := e.list
	switch k.Name {
	case fyne.KeyDown:
		l.Mark(l.at + 1)
	case fyne.KeyUp:
		l.Mark(l.at - 1)
	case fyne.KeyPageDown:
		l.Mark(min(l.at+8, len(l.shown)-1))
	case fyne.KeyPageUp:
		l.Mark(max(l.at-8, 0))
	case fyne.KeyEscape:
		if c := fyne.CurrentApp().Driver().CanvasForObject(e); c != nil {
			c.Unfocus() // the next one closes the list
			if c.OnTypedKey() != nil {
				c.OnTypedKey()(k)
			}
		}
	default:
		e.Entry.TypedKey(k)
	}
}

// newPublishedLine is the line of one number: itself and what was measured, below of what it is a share, where and when it was
// published.
func newPublishedLine(list *publishedList, at int) *choiceLine {
	n := list.shown[at]
	value, what := publishedValue(list.text, n), list.text.T(n.What(), nil)
	number := canvas.NewText(value, theme.Color(theme.ColorNameForeground))
	number.TextStyle.Bold = true
	title := widget.NewLabel(what)
	title.Truncation = fyne.TextTruncateEllipsis
	detail := canvas.NewText(publishedFrom(list.text, n), theme.Color(theme.ColorNamePlaceHolder))
	detail.TextSize = theme.CaptionTextSize()
	first := container.NewBorder(nil, nil, container.NewGridWrap(fyne.NewSize(150, title.MinSize().Height), container.NewVBox(layout.NewSpacer(), number, layout.NewSpacer())), nil, title)
	second := container.New(layout.NewCustomPaddedLayout(-8, 4, 0, 0), detail)
	return newChoiceLine(list, at, 0, container.New(layout.NewCustomPaddedLayout(0, 0, 8, 8), container.New(layout.NewCustomPaddedVBoxLayout(0), first, second)))
}

// publishedValue is a number with its range: "22.7% (22.7–37.7%)".
func publishedValue(p *text.Printer, n published.Number) string {
	if n.Law != nil {
		return p.Law(*n.Law)
	}
	write := p.Percent
	if n.Fits[0] == "FatiguePoint.open" {
		write = p.Number
	}
	value := write(n.Fact.Value)
	if n.Fact.Low != nil {
		value += " (" + strings.TrimRight(write(*n.Fact.Low), "\u00a0%") + "–" + write(*n.Fact.High) + ")"
	}
	return value
}

// publishedFrom says of what a number is a share, of which trade, where and when it was published.
func publishedFrom(p *text.Printer, n published.Number) string {
	var parts []string
	if n.Fact.Per != "" {
		parts = append(parts, p.T("published.per", journey.Args{"Base": p.T("step.word.Base."+string(n.Fact.Per), nil)}))
	}
	parts = append(parts, p.T(n.BranchName(), nil), n.Source)
	if n.Date == "" {
		return strings.Join(append(parts, p.T("published.undated", nil)), " · ")
	}
	return strings.Join(append(parts, string(n.Date)), " · ")
}
