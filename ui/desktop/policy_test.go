package desktop

import (
	"strings"
	"testing"

	"fyne.io/fyne/v2"

	"rehearse/journey"
	"rehearse/simulate/preset"
	"rehearse/ui/action"
)

// policyOn opens the policy of a sample.
func policyOn(t *testing.T, language string) (robot, *rulesPage) {
	t.Helper()
	r := robotOn(t, language)
	if !action.Run("policy", r.Window) || r.records == nil || r.records.rules == nil {
		t.Fatal("the policy does not open")
	}
	return r, r.records.rules
}

func (r robot) capCount() int { return len(r.shown.Map.Policy.Caps) }

func TestCapsAreReadAddedEditedMovedAndDeletedByKeys(t *testing.T) {
	r, p := policyOn(t, "en")
	had := r.capCount()
	if r.win.Canvas().Focused() != fyne.Focusable(p.caps) {
		t.Fatalf("the keyboard is at %T", r.win.Canvas().Focused())
	}
	r.key(fyne.KeyInsert)
	r.until("added", func() bool { return r.capCount() == had+1 })
	if words := p.caps.Rows()[had]; words != "At most 3 messages a person in any 7 days; more are skipped." {
		t.Errorf("the new cap reads %q", words)
	}
	field, ok := r.win.Canvas().Focused().(interface{ SetText(string) })
	if !ok {
		t.Fatalf("the keyboard is at %T", r.win.Canvas().Focused())
	}
	field.SetText("5")
	r.key(fyne.KeyReturn)
	r.until("edited", func() bool { return r.shown.Map.Policy.Caps[had].Max == 5 })
	if words := p.caps.Rows()[had]; !strings.HasPrefix(words, "At most 5 messages") {
		t.Errorf("the edited cap reads %q", words)
	}
	p.addCap()
	r.until("another", func() bool { return r.capCount() == had+2 })
	last := r.shown.Map.Policy.Caps[had+1].ID
	r.win.Canvas().Focus(p.caps)
	p.shiftCap(-1)
	r.until("moved", func() bool { return r.shown.Map.Policy.Caps[had].ID == last })
	if p.at != had {
		t.Errorf("chosen is %d, not %d", p.at, had)
	}
	r.key(fyne.KeyDelete)
	r.until("deleted", func() bool { return r.capCount() == had+1 && r.shown.Map.Policy.Caps[had].ID != last })
	for _, label := range []string{"edit.delete_cap", "edit.reorder_caps", "edit.add_cap"} {
		if r.shown.Undo.ID != label {
			t.Fatalf("undone would be %s, not %s", r.shown.Undo.ID, label)
		}
		serial := r.shown.Serial
		r.session.Undo(nil)
		r.until("undone", func() bool { return r.shown.Serial > serial && r.shown.Undo != nil && r.shown.Undo.ID != label })
	}
	if rows := p.caps.Rows(); len(rows) != had+1 || !strings.HasPrefix(rows[had], "At most 5") {
		t.Errorf("the list does not follow the undo: %q", rows)
	}
}

func TestRulesOfAnotherSystemAreSeenTriedAndTaken(t *testing.T) {
	r, p := policyOn(t, "ru")
	p.parts.SetSelected(r.Window.t("sending.part.vendors", nil))
	if rows := p.vendors.Rows(); len(rows) != 8 {
		t.Fatalf("%d systems", len(rows))
	}
	r.win.Canvas().Focus(p.vendors)
	r.key(fyne.KeyDown)
	r.key(fyne.KeyDown) // Braze
	if v := p.preset(); v != preset.Find("braze") || !strings.Contains(p.about.String(), v.Missing["ru"][0]) ||
		!strings.Contains(p.about.String(), "Не больше 3 сообщений на человека") {
		t.Errorf("%s: %s", v.Name, p.about.String())
	}
	own := len(r.shown.Map.Policy.Caps)
	r.key(fyne.KeyReturn)
	r.until("tried", func() bool { return r.shown.Policy == "braze" })
	if len(r.shown.Map.Policy.Caps) != own || !p.run.Disabled() || p.own.Disabled() {
		t.Error("trying rules changes the map, or cannot be left")
	}
	p.take()
	r.until("taken", func() bool {
		return r.shown.Policy == "" && len(r.shown.Map.Policy.Caps) > 0 && r.shown.Map.Policy.Caps[0].ID == "braze-email-day"
	})
	if r.shown.Undo.ID != "edit.take_rules" {
		t.Errorf("undone would be %s", r.shown.Undo.ID)
	}
	r.session.Undo(nil)
	r.until("undone", func() bool { return len(r.shown.Map.Policy.Caps) == own })
}

func TestThresholdsStayWithinReach(t *testing.T) {
	r, p := policyOn(t, "en")
	p.parts.SetSelected(r.Window.t("sending.part.judging", nil))
	r.records.inspector.Focus("most_per_day")
	field, ok := r.win.Canvas().Focused().(interface{ SetText(string) })
	if !ok {
		t.Fatalf("the keyboard is at %T", r.win.Canvas().Focused())
	}
	field.SetText("4")
	r.key(fyne.KeyReturn)
	r.until("kept", func() bool { return r.shown.Map.Policy.MostPerDay == 4 })
	if ref := r.records.ref(); ref.Kind != journey.KindPolicy {
		t.Errorf("%v is shown", ref)
	}
}
