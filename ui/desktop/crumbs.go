package desktop

import (
	"slices"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/layout"
	"fyne.io/fyne/v2/theme"

	"rehearse/journey"
	"rehearse/journey/draw"
	"rehearse/ui/desktop/hint"
	"rehearse/ui/desktop/panel"
	"rehearse/ui/tool"
)

// crumbs say over the board where one is: the map, the scenario, what is selected. A click on one goes there.
type crumbs struct {
	object *fyne.Container
	row    *fyne.Container
	shown  []string
}

func newCrumbs() *crumbs {
	c := &crumbs{row: container.New(layout.NewCustomPaddedHBoxLayout(0))}
	ground := canvas.NewRectangle(theme.Color(theme.ColorNameOverlayBackground))
	ground.CornerRadius = 6
	c.object = container.NewStack(ground, c.row)
	c.object.Hide()
	return c
}

// crumb is one place on the way.
type crumb struct {
	name string
	to   func()
}

// showCrumbs follows the selection.
func (w *Window) showCrumbs() {
	var way []crumb
	if list := w.machine.Selection(); len(list) == 1 && w.shown.Map != nil {
		way = w.wayTo(list[0])
	}
	c := w.crumbs
	var names []string
	for _, part := range way {
		names = append(names, part.name)
	}
	if slices.Equal(names, c.shown) {
		return
	}
	c.shown = names
	c.row.RemoveAll()
	for i, part := range way {
		if i > 0 {
			c.row.Add(caption("›"))
		}
		c.row.Add(newCrumbLink(panel.Shorten(part.name, 28), part.to))
	}
	c.object.Hidden = len(way) == 0
	w.corner.Refresh()
	w.showWhere()
}

// wayTo lists the places from the map to a record on the board; nil for what is not there.
func (w *Window) wayTo(ref journey.Ref) []crumb {
	m := w.shown.Map
	name := m.Settings.Name
	if name == "" {
		name = w.t("draw.untitled", nil)
	}
	way := []crumb{{name, func() {
		w.Select()
		w.Look(func(c tool.Camera, content, _ draw.Rect) tool.Camera { return c.Fit(content, 16, 1) })
	}}}
	scenario := journey.ID("")
	switch ref.Kind {
	case journey.KindStep:
		s := m.Step(ref.ID)
		if s == nil || !s.Kind.Simulated() {
			return nil
		}
		scenario = s.Scenario
	case journey.KindScenario:
		scenario = ref.ID
	default:
		return nil
	}
	if s := m.Scenario(scenario); s != nil {
		way = append(way, crumb{s.Name, func() { w.fillWith(journey.Ref{Kind: journey.KindScenario, ID: scenario}) }})
	} else {
		way = append(way, crumb{w.t("canvas.main_flow", nil), func() { w.fillWith(ref) }})
	}
	if ref.Kind == journey.KindStep {
		way = append(way, crumb{panel.Name(w.text, m.Step(ref.ID)), func() { w.fillWith(ref) }})
	}
	return way
}

// fillWith selects a record and fills the board with it.
func (w *Window) fillWith(ref journey.Ref) {
	w.Select(ref)
	if area, ok := w.machine.World().Area(ref); ok {
		w.machine.Camera = w.machine.Camera.Fit(area, 60, w.unit())
		w.board.Looked()
		w.top.showZoom()
	}
}

// crumbLink is a word one can click.
type crumbLink struct {
	hint.Area
	words *canvas.Text
}

func newCrumbLink(words string, tap func()) *crumbLink {
	l := &crumbLink{words: canvas.NewText(words, theme.Color(theme.ColorNamePlaceHolder))}
	l.words.TextSize = theme.CaptionTextSize()
	l.Begin(l, container.New(layout.NewCustomPaddedLayout(2, 2, 7, 7), l.words), nil, tap)
	return l
}

// MouseIn is part of desktop.Hoverable.
func (l *crumbLink) MouseIn(*desktop.MouseEvent) {
	l.words.Color = theme.Color(theme.ColorNamePrimary)
	l.words.Refresh()
}

// MouseOut is part of desktop.Hoverable.
func (l *crumbLink) MouseOut() {
	l.words.Color = theme.Color(theme.ColorNamePlaceHolder)
	l.words.Refresh()
}
