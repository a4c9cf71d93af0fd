package action

import (
	"slices"

	"rehearse/journey"
	"rehearse/journey/draw"
	"rehearse/journey/edit"
	"rehearse/ui/session"
	"rehearse/ui/tool"
)

// zoomStep is the factor of "zoom in", fitMargin the border "fit" leaves, in pixels.
const (
	zoomStep  = 1.25
	fitMargin = 16
)

// Reasons why an action makes no sense now; "" when it does.

func always(State) string { return "" }

func opened(s State) string {
	if s.Snapshot.Map == nil {
		return "action.why.no_map"
	}
	return ""
}

func writable(s State) string {
	if why := opened(s); why != "" {
		return why
	}
	if s.Snapshot.ReadOnly != nil {
		return "action.why.read_only"
	}
	return ""
}

// Writable reports whether there is a map that may be changed.
func Writable(s State) bool { return writable(s) == "" }

// need joins conditions: the first that is not met is the reason.
func need(conditions ...func(State) string) func(State) string {
	return func(s State) string {
		for _, c := range conditions {
			if why := c(s); why != "" {
				return why
			}
		}
		return ""
	}
}

func selected(s State) string {
	if len(s.Selection) == 0 {
		return "action.why.no_selection"
	}
	return ""
}

func oneSelected(s State) string {
	if len(s.Selection) != 1 {
		return "action.why.not_one"
	}
	return ""
}

// written asks for one selected record that has an editor of its own: a message, or something with a rule.
func written(s State) string {
	switch r := s.Snapshot.Map.Lookup(s.Selection[0]).(type) {
	case *journey.Step:
		if r.Message != nil || r.Branch != nil && len(r.Branch.Rules) > 0 {
			return ""
		}
	case *journey.Segment:
		return ""
	}
	return "action.why.not_written"
}

// selectedSteps asks for so many selected steps.
func selectedSteps(least int) func(State) string {
	return func(s State) string {
		switch n := len(steps(s)); {
		case n >= least:
			return ""
		case least > 2:
			return "action.why.three_steps"
		case least > 1:
			return "action.why.two_steps"
		}
		return "action.why.no_step"
	}
}

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
func show(id string, key Key, why func(State) string) Action {
	return Action{ID: id, Key: key, Why: why, Do: func(h Host) { h.Show(id) }}
}

// look is an action that changes the camera.
func look(id string, key Key, letters string, to func(c tool.Camera, content, selected draw.Rect) tool.Camera) Action {
	return Action{id, key, letters, opened, func(h Host) { h.Look(to) }}
}

// heard adds letters to an action.
func heard(a Action, letters string) Action {
	a.Letters = letters
	return a
}

func ctrl(name string) Key      { return Key{Ctrl: true, Name: name} }
func ctrlShift(name string) Key { return Key{Ctrl: true, Shift: true, Name: name} }
func plain(name string) Key     { return Key{Name: name} }

var all = slices.Concat(fileActions, editActions, viewActions, arrangeActions, goActions, mapActions, runActions)

var fileActions = []Action{
	show("start", Key{}, always),
	show("new", ctrl("N"), always),
	show("open", ctrl("O"), always),
	show("save_as", ctrlShift("S"), opened),
	show("export_copy", Key{}, opened),
	show("export_picture", ctrl("E"), opened),
	show("export_slides", Key{}, opened),
	show("export_json", Key{}, opened),
	show("import_json", Key{}, always),
	show("quit", ctrl("Q"), always),
}

var editActions = []Action{
	{ID: "undo", Key: ctrl("Z"), Do: func(h Host) { h.Session().Undo(nil) }, Why: need(writable, func(s State) string {
		if s.Snapshot.Undo == nil {
			return "action.why.nothing_to_undo"
		}
		return ""
	})},
	{ID: "redo", Key: ctrlShift("Z"), Do: func(h Host) { h.Session().Redo(nil) }, Why: need(writable, func(s State) string {
		if s.Snapshot.Redo == nil {
			return "action.why.nothing_to_redo"
		}
		return ""
	})},
	show("history", ctrl("H"), opened),
	{ID: "cut", Key: ctrl("X"), Why: need(writable, selectedSteps(1)), Do: func(h Host) { copySteps(h); deleteSelected(h) }},
	{ID: "copy", Key: ctrl("C"), Why: need(opened, selectedSteps(1)), Do: copySteps},
	{ID: "paste", Key: ctrl("V"), Do: paste, Why: need(writable, func(s State) string {
		if !s.Pasteable {
			return "action.why.nothing_to_paste"
		}
		return ""
	})},
	{ID: "duplicate", Key: ctrl("D"), Why: need(writable, selectedSteps(1)), Do: func(h Host) {
		ids := steps(h.State())
		h.Edit(func(tx *edit.Tx) ([]journey.Ref, error) {
			return refs(edit.Duplicate(tx, ids, 4*tool.Grid, 4*tool.Grid))
		})
	}},
	{ID: "delete", Key: plain("Delete"), Why: need(writable, selected), Do: deleteSelected},
	{ID: "select_all", Key: ctrl("A"), Why: opened, Do: func(h Host) {
		var list []journey.Ref
		for _, s := range h.State().Snapshot.Map.Steps {
			list = append(list, journey.Ref{Kind: journey.KindStep, ID: s.ID})
		}
		h.Select(list...)
	}},
	{ID: "select_forward", Key: ctrlShift("Right"), Why: need(opened, selectedSteps(1)), Do: func(h Host) { selectPath(h, true) }},
	{ID: "select_back", Key: ctrlShift("Left"), Why: need(opened, selectedSteps(1)), Do: func(h Host) { selectPath(h, false) }},
	heard(show("quick_create", Key{}, writable), "/."),
	show("rename", plain("F2"), need(writable, oneSelected)),
	show("write", plain("F4"), need(opened, oneSelected, written)),
	show("find", ctrl("F"), opened),
}

func paste(h Host) {
	part, at := h.Clipboard(), h.Target()
	h.Edit(func(tx *edit.Tx) ([]journey.Ref, error) { return refs(edit.Paste(tx, part, at.X, at.Y)) })
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

func hasPersonas(s State) string {
	if len(s.Snapshot.Map.Personas) == 0 {
		return "action.why.no_personas"
	}
	return ""
}

// inScenario wants a scenario, or a step of one.
func inScenario(s State) string {
	for _, ref := range s.Selection {
		if step, ok := s.Snapshot.Map.Lookup(ref).(*journey.Step); ref.Kind == journey.KindScenario || ok && step.Scenario != "" {
			return ""
		}
	}
	return "action.why.no_lane"
}

var viewActions = []Action{
	look("zoom_in", ctrl("="), "+=", func(c tool.Camera, _, _ draw.Rect) tool.Camera { return c.ZoomCenter(c.Zoom * zoomStep) }),
	look("zoom_out", ctrl("-"), "-", func(c tool.Camera, _, _ draw.Rect) tool.Camera { return c.ZoomCenter(c.Zoom / zoomStep) }),
	look("zoom_100", ctrl("0"), "0", func(c tool.Camera, _, _ draw.Rect) tool.Camera { return c.ZoomCenter(1) }),
	look("fit", ctrl("1"), "!1", func(c tool.Camera, content, _ draw.Rect) tool.Camera { return c.Fit(content, fitMargin, 1) }),
	look("fit_selection", ctrl("2"), "@\"2", func(c tool.Camera, content, chosen draw.Rect) tool.Camera {
		if chosen.W == 0 {
			chosen = content
		}
		return c.Fit(chosen, 2*fitMargin, 1.5)
	}),
	show("filter_off", Key{}, need(opened, func(s State) string {
		if !s.Filtered {
			return "action.why.no_filter"
		}
		return ""
	})),
	show("lanes", ctrl("L"), opened),
	show("hide_lane", ctrlShift("H"), need(opened, inScenario)),
	show("link_style", Key{}, opened),
	heard(show("people", ctrlShift("P"), need(opened, hasPersonas)), "pз"),
	heard(show("eyes", Key{}, need(opened, hasPersonas)), "eу"),
	show("eyes_off", Key{}, need(opened, func(s State) string {
		if s.Eyes == "" {
			return "action.why.no_eyes"
		}
		return ""
	})),
	show("minimap", ctrl("M"), opened),
	show("strip", ctrl("J"), opened),
	show("workshop", plain("F11"), opened),
	show("present", plain("F5"), opened),
}

var mapActions = []Action{
	show("settings", Key{}, opened),
	heard(show("week", Key{}, opened), "wц"),
	show("stages", Key{}, opened), show("personas", Key{}, opened), show("segments", Key{}, opened),
	show("scenarios", Key{}, opened), show("channels", Key{}, opened), show("policy", Key{}, opened),
	show("events", Key{}, opened), show("properties", Key{}, opened), show("topics", Key{}, opened),
	show("offers", Key{}, opened), show("named_dates", Key{}, opened), show("scores", Key{}, opened),
	show("assumptions", Key{}, opened), show("costs", Key{}, opened), show("observed", Key{}, opened), show("terms", Key{}, opened), show("silences", Key{}, opened),
}

func notRunning(s State) string {
	if s.Snapshot.Run.Running {
		return "action.why.running"
	}
	return ""
}

func hasGoal(s State) string {
	if !slices.ContainsFunc(s.Snapshot.Map.Steps, func(step *journey.Step) bool { return step.Kind == journey.StepGoal }) {
		return "action.why.no_goal"
	}
	return ""
}

// measurable wants something that more people, or more whole populations, make surer.
func measurable(s State) string {
	if session.SharesAgents(s.Snapshot.Map) {
		return ""
	}
	return hasGoal(s)
}

func ran(s State) string {
	if s.Snapshot.Run.Result == nil {
		return "action.why.not_run"
	}
	return ""
}

func otherRules(s State) string {
	if s.Snapshot.Policy == "" {
		return "action.why.own_rules"
	}
	return ""
}

var runActions = []Action{
	show("run", ctrl("R"), need(opened, notRunning)),
	show("run_ranges", Key{}, need(opened, notRunning)),
	show("run_sure", Key{}, need(opened, notRunning, measurable)),
	{ID: "cancel_run", Do: func(h Host) { h.Session().Cancel() }, Why: need(opened, func(s State) string {
		if notRunning(s) == "" {
			return "action.why.not_running"
		}
		return ""
	})},
	show("without", Key{}, need(opened, func(s State) string {
		if Without(s) == "" {
			return "action.why.without"
		}
		return ""
	})),
	show("matters", Key{}, need(opened, hasGoal)),
	{ID: "own_rules", Why: need(opened, otherRules), Do: func(h Host) { h.Session().Under("") }},
	show("keep_rules", Key{}, need(writable, otherRules)),
	show("run_options", Key{}, opened),
	show("check", Key{}, opened),
	show("follow", Key{}, need(opened, ran)),
	show("play_back", ctrl("P"), need(opened, ran)),
	show("commands", ctrl("K"), always),
	show("tour", Key{}, opened),
	heard(show("keys", plain("F1"), always), "?"),
	show("about", Key{}, always),
}

// Without is what the selection can be compared without: the scenario or the message that is selected alone, or the
// scenario of another step; "" for none.
func Without(s State) journey.ID {
	if s.Snapshot.Map == nil || len(s.Selection) != 1 {
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
	"costs": journey.KindCost, "observed": journey.KindObserved, "terms": journey.KindTerm, "silences": journey.KindSilence,
	"settings": journey.KindSettings, "policy": journey.KindPolicy,
}
