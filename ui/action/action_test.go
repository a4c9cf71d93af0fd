package action

import (
	"strings"
	"testing"

	"rehearse/journey"
	"rehearse/journey/edit"
	"rehearse/ui/session"
	"rehearse/ui/text"
)

func TestEveryActionAndMenuHasWordsInEveryLanguage(t *testing.T) {
	t.Parallel()
	for _, language := range text.Languages() {
		p := text.New(language.Code)
		for _, a := range All() {
			if !p.Has("action." + a.ID) {
				t.Errorf("no words for action.%s", a.ID)
			}
			if why := a.Why(State{Snapshot: &session.Snapshot{}}); why != "" && !p.Has(why) {
				t.Errorf("%s: no words for %s", a.ID, why)
			}
		}
		for _, m := range Menus() {
			if !p.Has("action.menu." + m.ID) {
				t.Errorf("no words for action.menu.%s", m.ID)
			}
			for _, id := range m.Items {
				if strings.HasPrefix(id, "*") && !p.Has("action."+id[1:]) {
					t.Errorf("no words for action.%s", id[1:])
				}
			}
		}
	}
}

func TestEveryMenuItemIsAnActionAndEveryActionIsInAMenu(t *testing.T) {
	t.Parallel()
	listed := map[string]bool{}
	for _, m := range Menus() {
		for _, id := range m.Items {
			if id == "-" || strings.HasPrefix(id, "*") {
				continue
			}
			if Find(id) == nil {
				t.Errorf("menu %s: no action %q", m.ID, id)
			}
			listed[id] = true
		}
	}
	for _, a := range All() {
		if !listed[a.ID] {
			t.Errorf("action %q is in no menu", a.ID)
		}
	}
}

func TestNoTwoActionsShareAKey(t *testing.T) {
	t.Parallel()
	seen := map[Key]string{}
	for _, a := range All() {
		if a.Key.Name == "" {
			continue
		}
		if other, ok := seen[a.Key]; ok {
			t.Errorf("%s and %s have the key %+v", other, a.ID, a.Key)
		}
		seen[a.Key] = a.ID
	}
}

func TestNothingButFilesAndHelpMakesSenseWithoutAMap(t *testing.T) {
	t.Parallel()
	state := State{Snapshot: &session.Snapshot{}}
	allowed := map[string]bool{"start": true, "new": true, "open": true, "import_json": true, "quit": true, "commands": true, "keys": true, "about": true, "next_part": true, "previous_part": true}
	for _, a := range All() {
		if a.Enabled(state) != allowed[a.ID] {
			t.Errorf("%s: enabled %v", a.ID, a.Enabled(state))
		}
	}
}

func TestAReadOnlyMapCannotBeChanged(t *testing.T) {
	t.Parallel()
	step := journey.Ref{Kind: journey.KindStep, ID: "s"}
	state := State{
		Snapshot: &session.Snapshot{
			Map: &journey.Map{}, ReadOnly: &journey.Problem{}, Policy: "braze", Undo: &edit.Label{}, Redo: &edit.Label{},
		},
		Selection: []journey.Ref{step}, Pasteable: true,
	}
	for _, id := range []string{"undo", "redo", "cut", "paste", "duplicate", "delete", "rename", "tidy", "keep_rules", "lock", "frame", "quick_create"} {
		if Find(id).Enabled(state) {
			t.Errorf("%s is offered", id)
		}
	}
	if !Find("copy").Enabled(state) || !Find("run").Enabled(state) || !Find("own_rules").Enabled(state) || !Find("save_as").Enabled(state) {
		t.Error("looking, copying and running must stay possible")
	}
}
