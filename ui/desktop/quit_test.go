package desktop

import (
	"strings"
	"testing"

	"rehearse/journey"
	"rehearse/persist"
	"rehearse/ui/action"
	"rehearse/ui/message"
)

// inFile is the map that a file has, once the program has ended.
func inFile(t *testing.T, path string) *journey.Map {
	t.Helper()
	d, err := persist.Open(path, persist.Options{IDs: randomIDs{}})
	if err != nil {
		t.Fatal(err)
	}
	defer d.Close()
	return d.Map()
}

func TestWhatIsBeingTypedIsInTheFileWhenTheProgramIsEnded(t *testing.T) {
	w := openedWindow(t, "en")
	path := w.shown.Path
	w.renameInPlace(stepRef("order"))
	w.inline.SetText("Typed on the board")
	w.end()
	if name := inFile(t, path).Step("order").Name; name != "Typed on the board" {
		t.Errorf("the file says %q", name)
	}
}

// Fyne may end by itself at the system's wish, with a window that cannot be touched any more.
func TestWhatIsBeingTypedIsInTheFileWhenTheWindowIsGoneAlready(t *testing.T) {
	w := openedWindow(t, "en")
	path := w.shown.Path
	w.renameInPlace(stepRef("order"))
	w.inline.SetText("Typed on the board")
	title := w.win.Title()
	w.leaveUnasked()
	if w.win.Title() != title {
		t.Error("the window is touched")
	}
	w.session.Close(true)
	if name := inFile(t, path).Step("order").Name; name != "Typed on the board" {
		t.Errorf("the file says %q", name)
	}
}

// The editor of a message is open and letters have just been typed: ending the program, as a signal of the system does, keeps them.
func TestWhatIsBeingTypedInAnEditorIsInTheFileWhenTheProgramIsEnded(t *testing.T) {
	r := robotOn(t, "en")
	path := r.shown.Path
	ref := firstMessage(r.shown.Map)
	r.writeMessage(ref)
	r.write("Now! ")
	r.end()
	if subject := message.In(inFile(t, path).Step(ref.ID).Message, "en").Subject; !strings.Contains(subject, "Now! ") {
		t.Errorf("the file says %q", subject)
	}
}

func TestTheTitleSaysThatEverythingIsSaved(t *testing.T) {
	w := openedWindow(t, "en")
	w.waitFor(t, "saved", func() bool { return strings.HasSuffix(w.win.Title(), " — Saved — Rehearse") })
	if !action.Run("undo", w) && !strings.HasPrefix(w.win.Title(), w.shown.Map.Settings.Name) {
		t.Errorf("the title is %q", w.win.Title())
	}
}

func TestATextThatCannotBeTakenIsShownBeforeItIsLost(t *testing.T) {
	for _, language := range []string{"en", "ru"} {
		w := openedWindow(t, language)
		w.Select()
		w.inspector.Focus("horizon_days")
		entry, ok := w.win.Canvas().Focused().(interface{ SetText(string) })
		if !ok {
			t.Fatal("no field has the keyboard")
		}
		entry.SetText("a long while")
		w.inspector.Leave()
		if len(w.inspector.Refused()) != 1 {
			t.Fatalf("%d texts were refused", len(w.inspector.Refused()))
		}
		w.Select(stepRef("order")) // another record lies in the inspector then
		w.act("segments")          // and its list has the same drafts
		w.quit()
		if w.records == nil || len(w.dialogs) != 2 || strings.Count(w.words(t), " — a long while: ") != 1 || strings.Contains(w.words(t), "horizon_days") {
			t.Errorf("%d dialogs are open, and closing the window says %q", len(w.dialogs), w.words(t))
		}
		w.closeAll()
	}
}
