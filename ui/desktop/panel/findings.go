package panel

import (
	"strconv"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/layout"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"rehearse/journey"
	"rehearse/journey/draw"
	"rehearse/journey/finding"
	"rehearse/ui/desktop/hint"
	"rehearse/ui/review"
	"rehearse/ui/text"
)

// FindingsEvents are what happens at the list of findings.
type FindingsEvents struct {
	// Open gets a finding that was clicked; Story one whose person was.
	Open, Story func(*review.Item)
	// StoryOf are the words of the button that tells the story of the person a finding names; "" for none.
	StoryOf func(*review.Item) string
	// Key gets the keys that the list has no use for.
	Key func(*fyne.KeyEvent)
}

// Findings is the list of findings: grouped, filtered, counted.
type Findings struct {
	widget.BaseWidget
	text    *text.Printer
	measure draw.Measurer
	events  FindingsEvents

	m      *journey.Map
	items  []review.Item
	rows   []review.Row
	words  []string // of the rows, made when they are first seen
	open   string   // the key of the finding that is shown beside the board
	filter review.Filter

	chips   map[finding.Severity]*chip
	badge   map[finding.Severity]*chip // the same counts elsewhere
	choose  *widget.Button
	all     *widget.Button
	nothing *widget.Label
	list    *findingList
	content fyne.CanvasObject
}

// NewFindings makes an empty list.
func NewFindings(p *text.Printer, measure draw.Measurer, events FindingsEvents) *Findings {
	f := &Findings{text: p, measure: measure, events: events, chips: map[finding.Severity]*chip{}}
	f.filter.Hidden = map[finding.Severity]bool{}
	title := canvas.NewText(p.T("review.panel.title", nil), theme.Color(theme.ColorNamePlaceHolder))
	title.TextSize = theme.CaptionTextSize()
	head := container.New(layout.NewCustomPaddedHBoxLayout(6), container.NewCenter(title))
	for _, severity := range review.Severities() {
		c := newChip(severity, hint.Words(p.T("window.hint.severity."+string(severity), nil)), func() {
			f.filter.Hidden[severity] = !f.filter.Hidden[severity]
			f.regroup()
		})
		f.chips[severity] = c
		head.Add(container.NewCenter(c))
	}
	f.choose = widget.NewButtonWithIcon(p.T("review.panel.filter", nil), theme.MenuDropDownIcon(), f.showFilter)
	f.choose.Importance, f.choose.IconPlacement = widget.LowImportance, widget.ButtonIconTrailingText
	f.all = widget.NewButton(p.T("review.panel.all", nil), func() {
		f.filter = review.Filter{Hidden: map[finding.Severity]bool{}, Silenced: f.filter.Silenced}
		f.regroup()
	})
	f.all.Importance = widget.LowImportance
	f.all.Hide()
	f.nothing = widget.NewLabel("")
	f.nothing.SizeName, f.nothing.Importance = theme.SizeNameCaptionText, widget.LowImportance
	f.list = newFindingList(f)
	top := container.New(layout.NewCustomPaddedLayout(1, 0, 12, 6), container.NewBorder(nil, nil, head, container.NewHBox(f.all, f.choose)))
	f.content = container.New(layout.NewBorderLayout(top, nil, nil, nil), // the keyboard goes from top to bottom
		top, container.NewStack(container.NewBorder(container.New(layout.NewCustomPaddedLayout(0, 0, 12-theme.InnerPadding(), 0), f.nothing), nil, nil, nil), f.list))
	f.ExtendBaseWidget(f)
	return f
}

// Badge is the counts of the list alone, for where the list has no room; tap follows a click on one.
func (f *Findings) Badge(tap func()) fyne.CanvasObject {
	f.badge = map[finding.Severity]*chip{}
	row := container.New(layout.NewCustomPaddedHBoxLayout(6))
	for _, severity := range review.Severities() {
		c := newChip(severity, nil, tap)
		f.badge[severity] = c
		row.Add(container.NewCenter(c))
	}
	return row
}

// CreateRenderer is part of fyne.Widget.
func (f *Findings) CreateRenderer() fyne.WidgetRenderer { return widget.NewSimpleRenderer(f.content) }

// List shows findings of a map; open is the key of the one that is shown in full.
func (f *Findings) List(m *journey.Map, items []review.Item, open string) {
	f.m, f.items, f.open = m, items, open
	f.regroup()
}

// Open marks the finding that is shown in full.
func (f *Findings) Open(key string) {
	f.open = key
	f.list.Refresh()
}

// Rows are what the list shows.
func (f *Findings) Rows() []review.Row { return f.rows }

// Filter is what is shown; Show changes it.
func (f *Findings) Filter() review.Filter { return f.filter }

// Narrow changes what is shown.
func (f *Findings) Narrow(change func(*review.Filter)) {
	change(&f.filter)
	f.regroup()
}

// regroup follows new findings and another filter.
func (f *Findings) regroup() {
	if f.m == nil {
		return
	}
	f.rows = review.Rows(f.m, f.items, &f.filter)
	f.words = make([]string, len(f.rows))
	count := review.CountOf(f.items)
	for severity, c := range f.chips {
		c.set(count.By[severity], f.filter.Hidden[severity])
	}
	for severity, c := range f.badge {
		c.set(count.By[severity], false)
	}
	f.nothing.SetText("")
	if len(f.rows) == 0 {
		words := f.text.T("review.panel.none", nil)
		switch {
		case count.Total() > 0:
			words = f.text.T("review.panel.all_hidden", nil)
		case count.Silenced > 0:
			words = f.text.T("review.panel.only_silenced", journey.Args{"Count": count.Silenced})
		}
		f.nothing.SetText(words)
	}
	if f.filter.Narrow() {
		f.all.Show()
	} else {
		f.all.Hide()
	}
	f.choose.SetText(f.filterName())
	f.list.Refresh()
}

// filterName says on the button what is chosen.
func (f *Findings) filterName() string {
	switch {
	case f.filter.Class != "":
		return f.filter.Class
	case f.filter.Scenario != nil:
		return Shorten(review.ScenarioName(f.text, f.m, *f.filter.Scenario), 18)
	}
	return f.text.T("review.panel.filter", nil)
}

// wordsOf are the words of a row. They are put together when the row is seen: a list may be long.
func (f *Findings) wordsOf(i int) string {
	if f.words[i] == "" {
		if r := f.rows[i]; r.Item == nil {
			f.words[i] = review.Group(f.text, f.m, r)
		} else {
			f.words[i] = review.Sentence(f.text, f.m, r.Item.Finding)
		}
	}
	return f.words[i]
}

// showFilter offers what the list can be narrowed to.
func (f *Findings) showFilter() {
	if f.m == nil {
		return
	}
	at := fyne.CurrentApp().Driver().AbsolutePositionForObject(f.choose)
	over := fyne.CurrentApp().Driver().CanvasForObject(f)
	if over == nil {
		return
	}
	menu := f.FilterMenu()
	size := widget.NewPopUpMenu(menu, over).MinSize()
	widget.ShowPopUpMenuAtPosition(menu, over, fyne.NewPos(at.X, max(0, at.Y-size.Height)))
}

// FilterMenu is the menu of the filter.
func (f *Findings) FilterMenu() *fyne.Menu {
	classes, scenarios := review.Choices(f.m, f.items)
	item := func(label string, on bool, do func(*review.Filter)) *fyne.MenuItem {
		i := fyne.NewMenuItem(label, func() { f.Narrow(do) })
		i.Checked = on
		return i
	}
	every := f.text.T("review.panel.every", nil)
	kind := fyne.NewMenuItem(f.text.T("review.panel.class", nil), nil)
	kind.ChildMenu = fyne.NewMenu("", item(every, f.filter.Class == "", func(x *review.Filter) { x.Class = "" }))
	for _, class := range classes {
		kind.ChildMenu.Items = append(kind.ChildMenu.Items,
			item(review.ClassName(f.text, class), f.filter.Class == class, func(x *review.Filter) { x.Class = class }))
	}
	of := fyne.NewMenuItem(f.text.T("review.panel.scenario", nil), nil)
	of.ChildMenu = fyne.NewMenu("", item(every, f.filter.Scenario == nil, func(x *review.Filter) { x.Scenario = nil }))
	for _, id := range scenarios {
		of.ChildMenu.Items = append(of.ChildMenu.Items, item(review.ScenarioName(f.text, f.m, id),
			f.filter.Scenario != nil && *f.filter.Scenario == id, func(x *review.Filter) { x.Scenario = &id }))
	}
	silenced := f.text.T("review.panel.silenced", journey.Args{"Count": review.CountOf(f.items).Silenced})
	return fyne.NewMenu("", kind, of, fyne.NewMenuItemSeparator(),
		item(silenced, f.filter.Silenced, func(x *review.Filter) { x.Silenced = !x.Silenced }))
}

// severityColor is the colour of a severity.
func severityColor(s finding.Severity) fyne.ThemeColorName {
	switch s {
	case finding.Error:
		return theme.ColorNameError
	case finding.Warning:
		return theme.ColorNameWarning
	}
	return theme.ColorNamePrimary
}

// chip counts the findings of a severity; a click hides and shows them.
type chip struct {
	hint.Area
	severity finding.Severity
	ground   *canvas.Rectangle
	dot      *canvas.Rectangle
	count    *canvas.Text
	content  fyne.CanvasObject
}

func newChip(severity finding.Severity, say func() string, tap func()) *chip {
	c := &chip{severity: severity, ground: canvas.NewRectangle(theme.Color(theme.ColorNameButton)), dot: canvas.NewRectangle(nil)}
	c.ground.CornerRadius, c.dot.CornerRadius = 9, 4
	c.dot.SetMinSize(fyne.NewSize(8, 8))
	c.count = canvas.NewText("0", theme.Color(theme.ColorNameForeground))
	c.count.TextSize, c.count.TextStyle.Bold = theme.CaptionTextSize(), true
	c.content = container.NewStack(c.ground, container.New(layout.NewCustomPaddedLayout(1, 1, 8, 8),
		container.New(layout.NewCustomPaddedHBoxLayout(5), container.NewCenter(c.dot), c.count)))
	c.Begin(c, c.content, say, tap)
	return c
}

// set shows a count; hidden findings are counted faintly.
func (c *chip) set(count int, hidden bool) {
	c.count.Text = strconv.Itoa(count)
	c.count.Color, c.dot.FillColor = theme.Color(theme.ColorNameForeground), theme.Color(severityColor(c.severity))
	c.ground.StrokeWidth, c.ground.FillColor = 0, theme.Color(theme.ColorNameButton)
	if hidden {
		c.count.Color, c.dot.FillColor = theme.Color(theme.ColorNameDisabled), theme.Color(theme.ColorNameDisabled)
		c.ground.StrokeWidth, c.ground.StrokeColor, c.ground.FillColor = 1, theme.Color(theme.ColorNameInputBorder), nil
	}
	c.content.Refresh()
}
