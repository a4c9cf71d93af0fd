package action

import (
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
}

// Host is the window as actions see it.
type Host interface {
	State() State
	Session() *session.Session
	// Edit changes the map and then selects the records that do returns; a refusal is shown.
	Edit(do func(*edit.Tx) ([]journey.Ref, error))
	Select(refs ...journey.Ref)
	// Look changes the camera; content is the area of the drawing, selected that of the selected steps
	// (no area when there are none).
	Look(func(c tool.Camera, content, selected draw.Rect) tool.Camera)
	// Target is where pasted things should appear, in world units.
	Target() draw.Point
	SetClipboard(part *journey.Map)
	Clipboard() *journey.Map
	// Show opens one of the window's dialogs or does something else that only the window can.
	Show(what string)
}

// Key is a keyboard shortcut. Key names are those of Fyne: "Z", "Delete", "F2", "=".
type Key struct {
	Ctrl, Shift, Alt bool
	Name             string
}

// Action is one command. Its name is the message "action.<ID>".
type Action struct {
	ID      string
	Key     Key
	Enabled func(State) bool
	Do      func(Host)
}

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
			"new", "*templates", "open", "*recent", "-", "save_as", "export_copy", "-",
			"export_picture", "export_json", "import_json", "-", "quit",
		}},
		{"edit", []string{
			"undo", "redo", "-", "cut", "copy", "paste", "duplicate", "delete", "-", "select_all", "rename",
		}},
		{"view", []string{"zoom_in", "zoom_out", "zoom_100", "fit", "fit_selection", "-", "*theme", "*language"}},
		{"map", []string{
			"tidy", "-", "settings", "stages", "personas", "segments", "scenarios", "channels", "policy", "-",
			"events", "properties", "topics", "offers", "named_dates", "scores", "assumptions", "costs", "observed", "terms",
		}},
		{"run", []string{"run", "run_ranges", "cancel_run", "without", "-", "*under", "own_rules", "keep_rules", "-", "run_options", "check", "follow"}},
		{"help", []string{"keys", "about"}},
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
