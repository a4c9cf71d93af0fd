package desktop

import (
	"slices"
	"strings"

	"rehearse/journey"
	"rehearse/journey/draw"
	"rehearse/journey/layout"
	"rehearse/ui/settings"
)

// hiddenLanes are the scenarios that are not shown, as a text, so that what is looked at can be compared.
type hiddenLanes string

const laneComma = "\x00"

func (h hiddenLanes) list() []journey.ID {
	var ids []journey.ID
	for id := range strings.SplitSeq(string(h), laneComma) {
		if id != "" {
			ids = append(ids, journey.ID(id))
		}
	}
	return ids
}

func (h hiddenLanes) has(id journey.ID) bool { return slices.Contains(h.list(), id) }

// with is the same with one of them hidden or shown.
func (h hiddenLanes) with(id journey.ID, hide bool) hiddenLanes {
	ids := slices.DeleteFunc(h.list(), func(other journey.ID) bool { return other == id })
	if hide {
		ids = append(ids, id)
	}
	slices.Sort(ids)
	parts := make([]string, len(ids))
	for i, other := range ids {
		parts[i] = string(other)
	}
	return hiddenLanes(strings.Join(parts, laneComma))
}

// hidden are the scenarios to leave out of a drawing; nil for none.
func (h hiddenLanes) hidden() map[journey.ID]bool {
	if h == "" {
		return nil
	}
	out := map[journey.ID]bool{}
	for _, id := range h.list() {
		out[id] = true
	}
	return out
}

// showLanes hides some scenarios and shows all others.
func (w *Window) showLanes(hide hiddenLanes) {
	w.closeInline()
	w.view.hidden = hide
	w.board.Highlight(nil)
	w.draw()
	w.showFilter()
	w.buildMenu()
	w.keepView()
}

// hideLanes hides the scenarios of what is selected.
func (w *Window) hideLanes() {
	hide := w.view.hidden
	for _, ref := range w.machine.Selection() {
		if id := laneOf(w.shown.Map, ref); id != "" {
			hide = hide.with(id, true)
		}
	}
	w.machine.Select()
	w.showSelection()
	w.showLanes(hide)
}

// laneOf is the scenario a record is or belongs to; "" for none.
func laneOf(m *journey.Map, ref journey.Ref) journey.ID {
	switch r := m.Lookup(ref).(type) {
	case *journey.Scenario:
		return r.ID
	case *journey.Step:
		return r.Scenario
	}
	return ""
}

// uncover shows the scenarios of records that somebody goes to.
func (w *Window) uncover(refs ...journey.Ref) {
	hide := w.view.hidden
	for _, ref := range refs {
		if l := w.shown.Map.Link(ref.ID); ref.Kind == journey.KindLink && l != nil {
			for _, end := range []journey.ID{l.From, l.To} {
				hide = hide.with(laneOf(w.shown.Map, journey.Ref{Kind: journey.KindStep, ID: end}), false)
			}
			continue
		}
		hide = hide.with(laneOf(w.shown.Map, ref), false)
	}
	if hide != w.view.hidden {
		w.showLanes(hide)
	}
}

// laneMenu adds an entry for each scenario, ticked while it is shown.
func (w *Window) laneMenu(add func(label string, checked bool, do func())) {
	if w.shown.Map == nil || len(w.shown.Map.Scenarios) == 0 {
		return
	}
	add(w.t("canvas.everything", nil), w.view.hidden == "", func() { w.showLanes("") })
	for _, s := range w.shown.Map.Scenarios {
		shown := !w.view.hidden.has(s.ID)
		add(s.Name, shown, func() { w.showLanes(w.view.hidden.with(s.ID, shown)) })
	}
}

// hiddenNames names the scenarios that are not shown.
func (w *Window) hiddenNames() string {
	var names []string
	for _, id := range w.view.hidden.list() {
		if s := w.shown.Map.Scenario(id); s != nil {
			names = append(names, s.Name)
		}
	}
	return strings.Join(names, ", ")
}

// prefAngular remembers that links are drawn at right angles.
const prefAngular = "links_angular"

// linkStyle is how links are drawn.
func (w *Window) linkStyle() layout.Style {
	if settings.Get(w.settings, prefAngular, false) {
		return layout.Angular
	}
	return layout.Curved
}

// turnLinks changes between curved links and links at right angles.
func (w *Window) turnLinks() {
	remember(w, prefAngular, w.linkStyle() == layout.Curved)
	w.layout, w.scene = nil, nil
	w.draw()
}

// leftOut are the scenarios a drawing leaves out: none while a film, a slide or one person's way shows all of them.
func (w *Window) leftOut(over *draw.Overlay, slide bool) map[journey.ID]bool {
	if slide || w.playback.film != nil || over.Way != nil {
		return nil
	}
	return w.view.hidden.hidden()
}
