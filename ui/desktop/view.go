package desktop

import (
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"rehearse/journey"
	"rehearse/ui/desktop/hint"
	"rehearse/ui/overlay"
)

// view is what is looked at, and how: nothing of it is in the file.
type view struct {
	filter  overlay.Filter
	noLanes bool
	hidden  hiddenLanes
	// eyes is the persona through whose eyes the map is seen, "" for none.
	eyes journey.ID
}

// setFilter fades what a filter does not let through.
func (w *Window) setFilter(f overlay.Filter) {
	w.view.filter = f
	w.draw()
	w.showFilter()
	w.buildMenu()
}

// toggleLanes shows or hides the frames of scenarios.
func (w *Window) toggleLanes() {
	w.view.noLanes = !w.view.noLanes
	w.draw()
	w.buildMenu()
}

// filterChip says over the board what is shown, and shows everything again when it is clicked.
type filterChip struct {
	object *fyne.Container
	button *hint.Button
}

func newFilterChip(w *Window) *filterChip {
	c := &filterChip{button: hint.NewTextButton("", theme.CancelIcon(), w.hintOf("filter_off"), func() { w.act("filter_off") })}
	c.button.Importance = widget.WarningImportance
	c.object = container.NewHBox(c.button)
	c.object.Hide()
	return c
}

// cornerLayout puts its object at the top left corner.
type cornerLayout struct{}

// Layout is part of fyne.Layout.
func (cornerLayout) Layout(objects []fyne.CanvasObject, _ fyne.Size) {
	for _, o := range objects {
		o.Resize(o.MinSize())
		o.Move(fyne.NewPos(12, 12))
	}
}

// MinSize is part of fyne.Layout.
func (cornerLayout) MinSize([]fyne.CanvasObject) fyne.Size { return fyne.NewSize(40, 20) }

// showFilter says what the filter shows.
func (w *Window) showFilter() {
	defer w.showWhere()
	if w.view.filter == (overlay.Filter{}) && w.view.hidden == "" || w.shown.Map == nil {
		w.chip.object.Hide()
		return
	}
	m, f := w.shown.Map, w.view.filter
	var parts []string
	for _, ref := range []journey.Ref{{Kind: journey.KindPersona, ID: f.Persona}, {Kind: journey.KindChannel, ID: f.Channel}, {Kind: journey.KindScenario, ID: f.Scenario}} {
		if r := m.Lookup(ref); ref.ID != "" && r != nil {
			parts = append(parts, journey.NameOf(r))
		}
	}
	if f.MainFlow {
		parts = append(parts, w.t("canvas.main_flow", nil))
	}
	if f.Status != "" {
		parts = append(parts, w.t("step.word.ScenarioStatus."+string(f.Status), nil))
	}
	var says []string
	if len(parts) > 0 {
		says = append(says, w.t("canvas.shown", journey.Args{"What": strings.Join(parts, " · ")}))
	}
	if hidden := w.hiddenNames(); hidden != "" {
		says = append(says, w.t("canvas.hidden", journey.Args{"What": hidden}))
	}
	w.chip.button.SetText(strings.Join(says, " · "))
	w.chip.object.Show()
	w.corner.Refresh()
}

// filterMenu adds the entries of one of the filter's menus.
func (w *Window) filterMenu(name string, add func(label string, checked bool, do func())) {
	m := w.shown.Map
	if m == nil {
		return
	}
	now := w.view.filter
	with := func(change func(f *overlay.Filter)) func() {
		f := now
		change(&f)
		return func() { w.setFilter(f) }
	}
	switch name {
	case "filter_persona":
		add(w.t("canvas.everything", nil), now.Persona == "", with(func(f *overlay.Filter) { f.Persona = "" }))
		for _, p := range m.Personas {
			add(p.Name, now.Persona == p.ID, with(func(f *overlay.Filter) { f.Persona = p.ID }))
		}
	case "filter_channel":
		add(w.t("canvas.everything", nil), now.Channel == "", with(func(f *overlay.Filter) { f.Channel = "" }))
		for _, c := range m.Channels {
			add(c.Name, now.Channel == c.ID, with(func(f *overlay.Filter) { f.Channel = c.ID }))
		}
	case "filter_scenario":
		add(w.t("canvas.everything", nil), now.Scenario == "" && !now.MainFlow, with(func(f *overlay.Filter) { f.Scenario, f.MainFlow = "", false }))
		add(w.t("canvas.main_flow", nil), now.MainFlow, with(func(f *overlay.Filter) { f.Scenario, f.MainFlow = "", true }))
		for _, s := range m.Scenarios {
			add(s.Name, now.Scenario == s.ID, with(func(f *overlay.Filter) { f.Scenario, f.MainFlow = s.ID, false }))
		}
	case "filter_status":
		add(w.t("canvas.everything", nil), now.Status == "", with(func(f *overlay.Filter) { f.Status = "" }))
		for _, word := range journey.ScenarioStatus("").Words() {
			add(w.t("step.word.ScenarioStatus."+word, nil), string(now.Status) == word, with(func(f *overlay.Filter) { f.Status = journey.ScenarioStatus(word) }))
		}
	}
}
