package desktop

import (
	"strings"
	"testing"

	"fyne.io/fyne/v2"

	"rehearse/journey"
	"rehearse/ui/action"
	"rehearse/ui/message"
)

// firstMessage is a message of a map.
func firstMessage(m *journey.Map) journey.Ref {
	for _, s := range m.Steps {
		if s.Message != nil {
			return step(s.ID)
		}
	}
	return journey.Ref{}
}

// What is written in the editor is in the map at once, is one step of undo, and the open editor follows that.
func TestAMessageIsWrittenIntoTheMapAndUndone(t *testing.T) {
	r := robotOn(t, "en")
	ref := firstMessage(r.shown.Map)
	r.writeMessage(ref)
	if r.writing == nil || len(r.dialogs) != 1 {
		t.Fatal("no editor")
	}
	subject := func() string { return message.In(r.shown.Map.Step(ref.ID).Message, "en").Subject }
	before := subject()
	r.write("Now! ") // the subject has the keyboard
	r.dialogs[0].Dismiss()
	r.until("written", func() bool { return subject() != before && strings.Contains(subject(), "Now! ") })
	if r.writing != nil {
		t.Error("the closed editor still follows the map")
	}
	r.writeMessage(ref)
	action.Run("undo", r)
	r.until("undone", func() bool { return subject() == before })
	if len(r.dialogs) != 1 {
		t.Error("undo closed the editor")
	}
}

// Escape while writing closes the editor and keeps what was written, however quickly it comes.
func TestEscapeKeepsWhatWasWritten(t *testing.T) {
	r := robotOn(t, "en")
	r.createSomewhere(journey.StepMessage)
	r.until("made", func() bool { return len(r.machine.SelectedSteps()) == 1 })
	made := step(r.machine.SelectedSteps()[0])
	r.closeInline()
	r.writeMessage(made)
	r.write("We miss you")
	r.key(fyne.KeyEscape)
	if len(r.dialogs) != 0 {
		t.Error("the editor is still open")
	}
	r.until("written", func() bool { return message.In(r.shown.Map.Step(made.ID).Message, "en").Subject == "We miss you" })
}

// The step of an open editor can be undone away: the editor closes instead of writing into nothing.
func TestAnEditorClosesWhenItsStepIsGone(t *testing.T) {
	r := robotOn(t, "en")
	r.createSomewhere(journey.StepMessage)
	r.until("made", func() bool { return len(r.machine.SelectedSteps()) == 1 })
	made := step(r.machine.SelectedSteps()[0])
	r.closeInline()
	r.writeMessage(made)
	if len(r.dialogs) != 1 {
		t.Fatal("no editor")
	}
	action.Run("undo", r)
	r.until("gone", func() bool { return r.shown.Map.Step(made.ID) == nil })
	if len(r.dialogs) != 0 || r.writing != nil {
		t.Errorf("%d dialogs are open", len(r.dialogs))
	}
}
