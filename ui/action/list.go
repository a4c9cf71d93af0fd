package action

import (
	"slices"

	"rehearse/journey"
	"rehearse/journey/draw"
	"rehearse/journey/edit"
	"rehearse/ui/tool"
)

// zoomStep is the factor of "zoom in", fitMargin the border "fit" leaves, in pixels.
const (
	zoomStep  = 1.25
	fitMargin = 16
)

func always(State) bool   { return true }
func opened(s State) bool { return s.Snapshot.Map != nil }

// Writable reports whether there is a map that may be changed.
func Writable(s State) bool { return opened(s) && s.Snapshot.ReadOnly == nil }
func stepsIn(s State) bool  { return opened(s) && len(steps(s)) > 0 }
func edits(s State) bool    { return Writable(s) && len(s.Selection) > 0 }
func copies(s State) bool   { return Writable(s) && len(steps(s)) > 0 }

func steps(s State) []journey.ID {
	var ids []journey.ID
	for _, r := range s.Selection {
		if r.Kind == journey.KindStep {
			ids = append(ids, r.ID)
		}
	}
	return ids
}

// show is an action that only the window can do.
func show(id string, key Key, enabled func(State) bool) Action {
	return Action{id, key, enabled, func(h Host) { h.Show(id) }}
}

// look is an action that changes the camera.
func look(id string, key Key, to func(c tool.Camera, content, selected draw.Rect) tool.Camera) Action {
	return Action{id, key, opened, func(h Host) { h.Look(to) }}
}

func ctrl(name string) Key      { return Key{Ctrl: true, Name: name} }
func ctrlShift(name string) Key { return Key{Ctrl: true, Shift: true, Name: name} }
func plain(name string) Key     { return Key{Name: name} }

var all = slices.Concat(fileActions, editActions, viewActions, mapActions, runActions)

var fileActions = []Action{
	show("new", ctrl("N"), always),
	show("open", ctrl("O"), always),
	show("save_as", ctrlShift("S"), opened),
	show("export_copy", Key{}, opened),
	show("export_picture", ctrl("E"), opened),
	show("export_json", Key{}, opened),
	show("import_json", Key{}, always),
	show("quit", ctrl("Q"), always),
}

var editActions = []Action{
	{"undo", ctrl("Z"), func(s State) bool { return Writable(s) && s.Snapshot.Undo != nil }, func(h Host) { h.Session().Undo(nil) }},
	{"redo", ctrlShift("Z"), func(s State) bool { return Writable(s) && s.Snapshot.Redo != nil }, func(h Host) { h.Session().Redo(nil) }},
	{"cut", ctrl("X"), copies, func(h Host) { copySteps(h); deleteSelected(h) }},
	{"copy", ctrl("C"), stepsIn, copySteps},
	{"paste", ctrl("V"), func(s State) bool { return Writable(s) && s.Pasteable }, func(h Host) {
		part, at := h.Clipboard(), h.Target()
		h.Edit(func(tx *edit.Tx) ([]journey.Ref, error) { return refs(edit.Paste(tx, part, at.X, at.Y)) })
	}},
	{"duplicate", ctrl("D"), copies, func(h Host) {
		ids := steps(h.State())
		h.Edit(func(tx *edit.Tx) ([]journey.Ref, error) {
			return refs(edit.Duplicate(tx, ids, 4*tool.Grid, 4*tool.Grid))
		})
	}},
	{"delete", plain("Delete"), edits, deleteSelected},
	{"select_all", ctrl("A"), opened, func(h Host) {
		var list []journey.Ref
		for _, s := range h.State().Snapshot.Map.Steps {
			list = append(list, journey.Ref{Kind: journey.KindStep, ID: s.ID})
		}
		h.Select(list...)
	}},
	show("rename", plain("F2"), func(s State) bool { return edits(s) && len(s.Selection) == 1 }),
}

func copySteps(h Host) {
	s := h.State()
	h.SetClipboard(edit.Copy(s.Snapshot.Map, steps(s)))
}

func deleteSelected(h Host) {
	gone := slices.Clone(h.State().Selection)
	h.Edit(func(tx *edit.Tx) ([]journey.Ref, error) { return nil, edit.DeleteRecords(tx, gone) })
}

func refs(ids []journey.ID, err error) ([]journey.Ref, error) {
	list := make([]journey.Ref, len(ids))
	for i, id := range ids {
		list[i] = journey.Ref{Kind: journey.KindStep, ID: id}
	}
	return list, err
}

var viewActions = []Action{
	look("zoom_in", ctrl("="), func(c tool.Camera, _, _ draw.Rect) tool.Camera { return c.ZoomCenter(c.Zoom * zoomStep) }),
	look("zoom_out", ctrl("-"), func(c tool.Camera, _, _ draw.Rect) tool.Camera { return c.ZoomCenter(c.Zoom / zoomStep) }),
	look("zoom_100", ctrl("0"), func(c tool.Camera, _, _ draw.Rect) tool.Camera { return c.ZoomCenter(1) }),
	look("fit", ctrl("1"), func(c tool.Camera, content, _ draw.Rect) tool.Camera { return c.Fit(content, fitMargin, 1) }),
	look("fit_selection", ctrl("2"), func(c tool.Camera, content, chosen draw.Rect) tool.Camera {
		if chosen.W == 0 {
			chosen = content
		}
		return c.Fit(chosen, 2*fitMargin, 1.5)
	}),
}

var mapActions = []Action{
	show("tidy", ctrlShift("T"), Writable),
	show("settings", Key{}, opened),
	show("stages", Key{}, opened), show("personas", Key{}, opened), show("segments", Key{}, opened),
	show("scenarios", Key{}, opened), show("channels", Key{}, opened), show("policy", Key{}, opened),
	show("events", Key{}, opened), show("properties", Key{}, opened), show("topics", Key{}, opened),
	show("offers", Key{}, opened), show("named_dates", Key{}, opened), show("scores", Key{}, opened),
	show("assumptions", Key{}, opened), show("costs", Key{}, opened), show("observed", Key{}, opened), show("terms", Key{}, opened),
}

var runActions = []Action{
	show("run", ctrl("R"), func(s State) bool { return opened(s) && !s.Snapshot.Run.Running }),
	show("run_ranges", Key{}, func(s State) bool { return opened(s) && !s.Snapshot.Run.Running }),
	{"cancel_run", Key{}, func(s State) bool { return opened(s) && s.Snapshot.Run.Running }, func(h Host) { h.Session().Cancel() }},
	show("without", Key{}, func(s State) bool { return Without(s) != "" }),
	{"own_rules", Key{}, func(s State) bool { return opened(s) && s.Snapshot.Policy != "" }, func(h Host) { h.Session().Under("") }},
	show("keep_rules", Key{}, func(s State) bool { return Writable(s) && s.Snapshot.Policy != "" }),
	show("run_options", Key{}, opened),
	show("check", Key{}, opened),
	show("follow", Key{}, func(s State) bool { return opened(s) && s.Snapshot.Run.Result != nil }),
	show("keys", Key{}, always),
	show("about", Key{}, always),
}

// Without is what the selection can be compared without: the scenario or the message that is selected alone, or the
// scenario of another step; "" for none.
func Without(s State) journey.ID {
	if !opened(s) || len(s.Selection) != 1 {
		return ""
	}
	switch ref := s.Selection[0]; ref.Kind {
	case journey.KindScenario:
		if s.Snapshot.Map.Scenario(ref.ID) != nil {
			return ref.ID
		}
	case journey.KindStep:
		step := s.Snapshot.Map.Step(ref.ID)
		switch {
		case step == nil:
		case step.Kind == journey.StepMessage, step.Kind == journey.StepCall:
			return step.ID
		default:
			return step.Scenario
		}
	}
	return ""
}

// RecordKinds are the records an action of the menu "map" lists.
var RecordKinds = map[string]journey.Kind{
	"stages": journey.KindStage, "personas": journey.KindPersona, "segments": journey.KindSegment,
	"scenarios": journey.KindScenario, "channels": journey.KindChannel, "events": journey.KindEvent,
	"properties": journey.KindProperty, "topics": journey.KindTopic, "offers": journey.KindOffer,
	"named_dates": journey.KindNamedDate, "scores": journey.KindScore, "assumptions": journey.KindAssumption,
	"costs": journey.KindCost, "observed": journey.KindObserved, "terms": journey.KindTerm,
	"settings": journey.KindSettings, "policy": journey.KindPolicy,
}
