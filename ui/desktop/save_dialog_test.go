package desktop

import (
	"bytes"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/test"
	"fyne.io/fyne/v2/widget"

	"rehearse/journey"
	"rehearse/ui/action"
	"rehearse/ui/session"
)

// The dialog once emptied the file it was to ask about, the open map among them.
func TestAskingForANameTouchesNoFile(t *testing.T) {
	w := openedWindow(t, "ru")
	folder := t.TempDir()
	taken := filepath.Join(folder, "taken.journey")
	if err := os.WriteFile(taken, []byte("precious"), 0o600); err != nil {
		t.Fatal(err)
	}
	w.shown.Path = filepath.Join(folder, "open.journey")
	for _, there := range []existing{keepExisting, replaceExisting} {
		entry := w.askPath("title", "map", extension, there, func(path string) { t.Errorf("went on with %s unasked", path) })
		entry.SetText("taken")
		entry.OnSubmitted(entry.Text)
		if data, err := os.ReadFile(taken); err != nil || !bytes.Equal(data, []byte("precious")) {
			t.Fatalf("the file is now %q, %v", data, err)
		}
		for n := len(w.dialogs); n > 0; n = len(w.dialogs) {
			w.dialogs[n-1].Hide()
		}
	}
	got := ""
	entry := w.askPath("title", "taken", extension, keepExisting, func(path string) { got = path })
	if entry.Text != "taken 2.journey" {
		t.Errorf("proposes %q although taken.journey is there", entry.Text)
	}
	entry.OnSubmitted(entry.Text)
	if got != filepath.Join(folder, "taken 2.journey") {
		t.Errorf("went on with %q", got)
	}
	whole := filepath.Join(folder, "elsewhere")
	if path, err := w.chosenPath("/", whole, extension); err != nil || path != whole+extension {
		t.Errorf("a whole path is taken for %q, %v", path, err)
	}
	for _, bad := range []string{"", "a/b", "..", ".hidden", folder + "/gone/map", "/", folder + "/.hidden"} {
		if _, err := w.chosenPath(folder, bad, extension); err == nil {
			t.Errorf("%q is taken for a name", bad)
		}
	}
}

func TestAFailureToSaveIsToldAgainAndAgainWithoutPanic(t *testing.T) {
	w := openedWindow(t, "en")
	s := *w.shown
	s.Saving = session.NotSaved
	w.shown = &s
	for _, reason := range []string{"full", "full", "gone"} {
		s.SaveError = journey.Problem{Code: "window.cannot_write", Args: journey.Args{"Path": "x", "Error": reason}}
		w.top.show()
	}
	if w.top.failed == "" {
		t.Error("the failure was not told")
	}
}

// Some dialogs had buttons with signs and some without, and titles went on as if something followed: "New map…".
func TestDialogsHaveTitlesWithoutDotsAndButtonsWithoutSigns(t *testing.T) {
	for _, language := range []string{"en", "ru"} {
		w := openedWindow(t, language)
		w.waitFor(t, "a result", func() bool { return w.shown.Run.Result != nil })
		for _, id := range []string{"new", "open", "save_as", "export_picture", "export_slides", "export_json", "keys", "history", "follow", "about"} {
			if !action.Run(id, w) {
				t.Fatalf("%s cannot be done", id)
			}
			top := w.win.Canvas().Overlays().Top()
			if top == nil {
				t.Fatalf("%s opens no dialog", id)
			}
			title := ""
			for _, o := range test.LaidOutObjects(top) {
				switch o := o.(type) {
				case *canvas.Text:
					if title == "" && o.Text != "" {
						title = o.Text
					}
				case *widget.Button:
					if o.Icon != nil && o.Text != "" && o.Text == w.t("window.cancel", nil) {
						t.Errorf("%s: %q has a sign", id, o.Text)
					}
				}
			}
			if title == "" || strings.HasSuffix(title, "…") {
				t.Errorf("the title of %s is %q", id, title)
			}
			w.win.Canvas().Overlays().Remove(top)
			w.dialogs = nil
		}
	}
}
