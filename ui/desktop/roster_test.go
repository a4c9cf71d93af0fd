package desktop

import (
	"slices"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"

	"rehearse/journey"
	"rehearse/journey/edit"
	"rehearse/ui/action"
	"rehearse/ui/session"
)

// typed sends a key with modifiers to what has the keyboard.
func (r robot) typed(key fyne.KeyName, mods fyne.KeyModifier) {
	r.win.Canvas().Focused().(fyne.Shortcutable).TypedShortcut(&desktop.CustomShortcut{KeyName: key, Modifier: mods})
}

func TestTheScenariosAreWorkedThroughByKeys(t *testing.T) {
	r := platform(t, "en")
	action.Run("scenarios", r.Window)
	l := r.records
	if l == nil || len(l.list.Table().Rows) != 3 || l.chosen != r.shown.Map.Scenarios[0].ID {
		t.Fatal("the scenarios are not listed")
	}
	r.key(fyne.KeyDown)
	second := r.shown.Map.Scenarios[1].ID
	if l.chosen != second || l.inspector.Ref().ID != second {
		t.Fatalf("the arrow chooses %s", l.chosen)
	}
	r.typed(fyne.KeyUp, fyne.KeyModifierAlt)
	r.until("moved up", func() bool { return r.shown.Map.Scenarios[0].ID == second })
	if l.chosen != second || l.list.Table().Rows[0].Of.ID != second {
		t.Error("the moved scenario is not the chosen one any more")
	}
	r.act("align_bottom") // as the main menu hears Alt and an arrow
	r.until("moved down", func() bool { return r.shown.Map.Scenarios[1].ID == second })
	r.act("align_top")
	r.until("moved up again", func() bool { return r.shown.Map.Scenarios[0].ID == second })
	r.typed(fyne.KeyReturn, fyne.KeyModifierShortcutDefault)
	if r.records != nil {
		t.Fatal("the list stays over the map")
	}
	var want []journey.ID
	for _, s := range r.shown.Map.Steps {
		if s.Scenario == second && s.Kind.Simulated() {
			want = append(want, s.ID)
		}
	}
	if got := r.machine.SelectedSteps(); len(want) != 6 || !slices.Equal(got, want) {
		t.Errorf("selected are %v, not %v", got, want)
	}
	if r.win.Canvas().Focused() != fyne.Focusable(r.board) {
		t.Error("the keyboard is not on the board")
	}
}

// A click chooses a row of the list, and arrows go on from there.
func TestArrowsGoOnFromTheRowThatWasClicked(t *testing.T) {
	r := platform(t, "en")
	action.Run("scenarios", r.Window)
	list := r.records.list.Focusable().(interface{ Select(int) })
	list.Select(2) // as Fyne does for a click
	r.key(fyne.KeyUp)
	if want := r.shown.Map.Scenarios[1].ID; r.records.chosen != want {
		t.Errorf("the arrow goes to %s, not to %s", r.records.chosen, want)
	}
}

// An edit that takes its time, or is undone, changes the open list too.
func TestAnOpenListFollowsTheMap(t *testing.T) {
	r := platform(t, "en")
	action.Run("scenarios", r.Window)
	last := len(r.shown.Map.Scenarios) - 1
	gone := r.shown.Map.Scenarios[last].ID
	done := make(chan error, 1)
	r.session.Edit(session.Edit{
		Do: func(tx *edit.Tx) error {
			return edit.DeleteRecords(tx, []journey.Ref{{Kind: journey.KindScenario, ID: gone}})
		},
		Done: func(err error) { done <- err },
	})
	if err := <-done; err != nil {
		t.Fatal(err)
	}
	r.until("listed without it", func() bool { return len(r.records.list.Table().Rows) == last })
}

func TestAScenarioGoesWithItsStepsAndOneUndoBringsAllBack(t *testing.T) {
	r := platform(t, "en")
	action.Run("scenarios", r.Window)
	before := len(r.shown.Map.Steps)
	r.key(fyne.KeyDelete)
	r.until("deleted", func() bool { return len(r.shown.Map.Scenarios) == 2 && len(r.shown.Map.Steps) == before-6 })
	if !r.records.notice.Visible() || len(r.records.list.Table().Rows) != 2 {
		t.Error("what went along is not said")
	}
	r.key(fyne.KeyEscape)
	if r.records != nil {
		t.Error("Escape does not close the list")
	}
	r.session.Undo(nil)
	r.until("back", func() bool { return len(r.shown.Map.Scenarios) == 3 && len(r.shown.Map.Steps) == before })
}

// A segment may not go as long as a scenario asks for it: the scenario would be for everybody. Both may go together.
func TestASegmentInUseGoesOnlyTogetherWithWhatUsesIt(t *testing.T) {
	r := platform(t, "ru")
	action.Run("segments", r.Window)
	l, segments := r.records, len(r.shown.Map.Segments)
	for l.users.Disabled() {
		r.key(fyne.KeyDown)
	}
	gone := l.chosen
	l.delete()
	if r.session.Snapshot().Map.Segment(gone) == nil || !l.also.Visible() || !l.notice.Visible() {
		t.Fatal("a segment in use goes, or nobody says why it stays")
	}
	l.also.OnTapped()
	r.until("gone with its scenario", func() bool {
		return len(r.shown.Map.Segments) < segments && r.shown.Map.Segment(gone) == nil && len(r.shown.Map.Scenarios) < 3
	})
	if l.also.Visible() {
		t.Error("it is still offered")
	}
}

func TestWhatUsesARecordIsOneClickAway(t *testing.T) {
	r := platform(t, "en")
	r.editRecord(journey.Ref{Kind: journey.KindChannel, ID: "email"})
	if r.records.chosen != "email" {
		t.Fatalf("%s is chosen", r.records.chosen)
	}
	r.records.showUsers()
	choices := r.picker.Choices()
	if len(choices) < 5 {
		t.Fatalf("%d records use e-mail", len(choices))
	}
	r.picker.Type("filters")
	if len(r.picker.Choices()) == 0 {
		t.Fatal("the letter for investors does not use e-mail")
	}
	r.picker.Choose()
	if r.records != nil || len(r.machine.SelectedSteps()) != 1 {
		t.Error("the letter is not shown on the map")
	}
}

func TestANewRecordIsNamedAtOnce(t *testing.T) {
	r := platform(t, "en")
	action.Run("terms", r.Window)
	had := len(r.shown.Map.Terms)
	r.key(fyne.KeyInsert)
	r.until("added", func() bool { return len(r.shown.Map.Terms) == had+1 })
	if r.records.chosen != r.shown.Map.Terms[had].ID {
		t.Error("the new term is not the chosen one")
	}
}
