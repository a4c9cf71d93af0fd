package desktop

import (
	"strings"
	"testing"

	"rehearse/persist"
	"rehearse/ui/action"
)

func TestWhatIsBeingTypedIsInTheFileWhenTheProgramIsEnded(t *testing.T) {
	w := openedWindow(t, "en")
	path := w.shown.Path
	w.renameInPlace(stepRef("order"))
	w.inline.SetText("Typed on the board")
	w.end()
	d, err := persist.Open(path, persist.Options{IDs: randomIDs{}})
	if err != nil {
		t.Fatal(err)
	}
	defer d.Close()
	if name := d.Map().Step("order").Name; name != "Typed on the board" {
		t.Errorf("the file says %q", name)
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
		w.quit()
		if len(w.dialogs) != 1 || !strings.Contains(w.words(t), "a long while") {
			t.Error("the window closes without a word about it")
		}
		w.closeAll()
	}
}
