package desktop

import (
	"testing"

	"rehearse/journey"
	"rehearse/journey/draw"
	"rehearse/journey/edit"
	"rehearse/ui/action"
	"rehearse/ui/session"
	"rehearse/ui/tool"
)

// slow keeps the session busy, as a dead disk or a large map does, until it is let go.
func (r robot) slow() (letGo func()) {
	busy := make(chan struct{})
	r.session.Edit(session.Edit{Do: func(*edit.Tx) error { <-busy; return nil }})
	return func() { close(busy) }
}

// Each edit is asked for while the session is busy for longer than the window waits; before it is done the window speaks
// another language and has laid its board out anew. Under the race detector this fails when an edit looks at the window.
func TestASlowEditIsMadeOfWhatThereWasWhenItWasAskedFor(t *testing.T) {
	r := robotOn(t, "en")
	r.Select(step("order"))
	order := *r.shown.Map.Step("order")
	for name, ask := range map[string]func(){
		"Goal":  func() { r.createSomewhere(journey.StepGoal) },
		"Frame": func() { r.Select(step("order")); action.Run("frame", r) },
	} {
		letGo := r.slow()
		ask()
		r.moveSteps(tool.MoveSteps{Steps: []journey.ID{"order"}, DY: 10})
		r.Arrange("align_top", map[journey.ID]draw.Point{"order": {X: order.X, Y: order.Y}})
		r.setLanguage("ru")
		letGo()
		r.until("made "+name, func() bool { return r.named(name) != nil })
		r.until("asked for the name of "+name, func() bool { return r.inline != nil })
		if made := r.named(name); r.inline.of != step(made.ID) {
			t.Errorf("%s was made, and the name of %s is asked for", made.ID, r.inline.of.ID)
		}
		r.closeInline()
		r.setLanguage("en")
	}
}

func TestACapAddedWhileTheSessionIsBusyIsTheOneThatIsShownThen(t *testing.T) {
	r := robotOn(t, "en")
	r.Show("policy")
	page := r.records.rules
	caps := len(r.shown.Map.Policy.Caps)
	name := r.Window.t("sending.cap", journey.Args{"Number": caps + 1})
	letGo := r.slow()
	page.addCap()
	r.setLanguage("ru")
	letGo()
	r.until("added", func() bool { return len(r.shown.Map.Policy.Caps) == caps+1 && page.at == caps })
	if got := r.shown.Map.Policy.Caps[caps].Name; got != name {
		t.Errorf("called %q, not %q as in the language it was asked for in", got, name)
	}
	gone := r.shown.Map.Policy.Caps[caps].ID
	letGo = r.slow()
	page.deleteCap()
	page.deleteCap() // pressed twice: it is the same cap
	letGo()
	r.until("deleted", func() bool { return len(r.shown.Map.Policy.Caps) == caps })
	for _, c := range r.shown.Map.Policy.Caps {
		if c.ID == gone {
			t.Error("another cap was deleted")
		}
	}
}
