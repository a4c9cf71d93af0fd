package action

import (
	"strings"

	"rehearse/journey"
	"rehearse/journey/draw"
	"rehearse/journey/edit"
	"rehearse/ui/session"
	"rehearse/ui/tool"
)

// State is what decides whether an action makes sense.
type State struct {
	Snapshot  *session.Snapshot
	Selection []journey.Ref
	// Pasteable tells that there is a part of a map to paste.
	Pasteable bool
	// Filtered tells that some records are faded.
	Filtered bool
	// Eyes is the persona through whose eyes the map is seen; "" for none.
	Eyes journey.ID
}

// Host is the window as actions see it.
type Host interface {
	State() State
	Session() *session.Session
	// Edit changes the map and then selects the records that do returns; a refusal is shown.
	Edit(do func(*edit.Tx) ([]journey.Ref, error))
	Select(refs ...journey.Ref)
	// Reveal selects a record and brings it into view.
	Reveal(ref journey.Ref)
	// Look changes the camera; content is the area of the drawing, selected that of the selected steps
	// (no area when there are none).
	Look(func(c tool.Camera, content, selected draw.Rect) tool.Camera)
	// Target is where pasted things should appear, in world units.
	Target() draw.Point
	// Area is where a step is drawn, in world units; false for one that is not.
	Area(step journey.ID) (draw.Rect, bool)
	// Arrange moves steps to new corners in one edit that is named by the action.
	Arrange(action string, to map[journey.ID]draw.Point)
	SetClipboard(part *journey.Map)
	Clipboard() *journey.Map
	// Show opens one of the window's dialogs or does something else that only the window can.
	Show(what string)
}

// Key is a keyboard shortcut. Key names are those of Fyne: "Z", "Delete", "F2", "=", and "Prior" and "Next"
// for PageUp and PageDown.
type Key struct {
	Ctrl, Shift, Alt bool
	Name             string
}

// Action is one command. Its name is the message "action.<ID>".
type Action struct {
	ID  string
	Key Key
	// Letters do the same while no field is being typed in, in whatever layout they come; the first one is shown.
	Letters string
	// Why is the message that says why the action makes no sense now; "" when it does.
	Why func(State) string
	Do  func(Host)
}

// Enabled reports whether the action makes sense now.
func (a *Action) Enabled(s State) bool { return a.Why(s) == "" }

// Menu is one menu of the main menu, named by the message "action.menu.<ID>". Items are action IDs, "-"
// for a line, and "*<name>" for a place where the window puts entries of its own (recent files …).
type Menu struct {
	ID    string
	Items []string
}

// Menus is the main menu.
func Menus() []Menu {
	return []Menu{
		{"file", []string{
			"start", "new", "*templates", "open", "*recent", "-", "save_as", "export_copy", "-",
			"export_picture", "export_slides", "export_json", "import_json", "-", "quit",
		}},
		{"edit", []string{
			"undo", "redo", "history", "-", "cut", "copy", "paste", "duplicate", "delete", "-",
			"select_all", "select_forward", "select_back", "-", "quick_create", "rename", "write", "-", "find",
		}},
		{"view", []string{
			"*filter_persona", "*filter_channel", "*filter_scenario", "*filter_status", "filter_off", "people", "eyes", "eyes_off", "-",
			"lanes", "*lane", "hide_lane", "link_style", "-", "minimap", "strip", "-", "*theme", "*size", "*language",
		}},
		{"arrange", []string{
			"align_left", "align_center", "align_right", "-", "align_top", "align_middle", "align_bottom", "-",
			"distribute_across", "distribute_down", "-", "lock", "frame", "*color", "-", "tidy",
		}},
		{"go", []string{
			"next_step", "previous_step", "-", "along_link", "back_link", "step_above", "step_below", "next_link", "-",
			"fit", "fit_selection", "zoom_100", "zoom_in", "zoom_out", "-", "context_menu", "next_part", "previous_part",
		}},
		{"map", []string{
			"settings", "stages", "personas", "segments", "scenarios", "channels", "week", "policy", "-",
			"events", "properties", "topics", "offers", "named_dates", "scores", "assumptions", "costs", "observed", "terms", "silences",
		}},
		{"run", []string{"run", "run_ranges", "run_sure", "cancel_run", "-", "without", "matters", "-", "*under", "own_rules", "keep_rules", "-", "run_options", "check", "follow", "play_back", "-", "workshop", "present"}},
		{"help", []string{"tour", "commands", "keys", "about"}},
	}
}

// Find is the action with an ID; nil when there is none.
func Find(id string) *Action {
	for i := range all {
		if all[i].ID == id {
			return &all[i]
		}
	}
	return nil
}

// OfLetter is the action of a typed letter; nil when there is none.
func OfLetter(letter rune) *Action {
	for i := range all {
		if strings.ContainsRune(all[i].Letters, letter) {
			return &all[i]
		}
	}
	return nil
}

// All lists every action.
func All() []Action { return all }

// Run does an action if it makes sense now, and tells whether it did.
func Run(id string, h Host) bool {
	a := Find(id)
	if a == nil || !a.Enabled(h.State()) {
		return false
	}
	a.Do(h)
	return true
}
