package desktop

import (
	"strings"

	"rehearse/ui/action"
)

// hintOf is what a button of an action says: its name with its key, and why it makes no sense now.
func (w *Window) hintOf(id string) func() string {
	return func() string {
		a := action.Find(id)
		words := strings.TrimSuffix(w.actionLabel(id), "…")
		if keys := keysOf(a); keys != "" {
			words += " (" + keys + ")"
		}
		if why := a.Why(w.State()); why != "" {
			words += "\n" + w.t(why, nil)
		}
		return words
	}
}

// ableHint is what a button says that is no action: its name, and why it can do nothing while the map may not be changed.
func (w *Window) ableHint(id string, able func(action.State) bool) func() string {
	return func() string {
		words := w.t(id, nil)
		if state := w.State(); !able(state) && state.Snapshot.ReadOnly != nil {
			words += "\n" + w.t("action.why.read_only", nil)
		}
		return words
	}
}
