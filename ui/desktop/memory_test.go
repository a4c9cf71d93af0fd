package desktop

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/storage"

	"rehearse/journey/draw"
	"rehearse/persist/export/fonts"
	"rehearse/ui/action"
	"rehearse/ui/settings"
)

func TestAMapIsLookedAtAsItWasLastTime(t *testing.T) {
	w := openedWindow(t, "en")
	first, path := w.shown.Path, filepath.Join(t.TempDir(), "other.journey")
	w.machine.Camera.Zoom, w.machine.Camera.Origin = 1.25, draw.Point{X: 100, Y: 50}
	w.board.Looked()
	m, err := sampleMap("saas_trial", "en")
	if err != nil {
		t.Fatal(err)
	}
	w.keepView()
	w.createFile(path, m)
	w.waitFor(t, "made", func() bool { return w.shown.Path == path })
	if c := w.machine.Camera; c.Zoom == 1.25 || c != w.whole {
		t.Errorf("a map that was never looked at is shown at %v", c)
	}
	w.openPath(first)
	w.waitFor(t, "opened again", func() bool { return w.shown.Path == first && w.fitted == first })
	if c := w.machine.Camera; c.Zoom != 1.25 || c.Origin != (draw.Point{X: 100, Y: 50}) {
		t.Errorf("the view is %v", c)
	}
	// A view that shows nothing of the map any more is not taken up.
	w.machine.Camera.Origin = draw.Point{X: 1e6, Y: 1e6}
	w.keepView()
	w.openPath(path)
	w.waitFor(t, "left", func() bool { return w.shown.Path == path })
	w.openPath(first)
	w.waitFor(t, "opened once more", func() bool { return w.shown.Path == first && w.fitted == first })
	if c := w.machine.Camera; c != w.whole {
		t.Errorf("an empty board is shown at %v", c)
	}
}

func TestAWindowStandsWhereItStoodUnlessNoScreenIsThere(t *testing.T) {
	t.Parallel()
	two := []screenArea{{0, 30, 1920, 1050}, {1920, 0, 1280, 720}}
	for _, c := range []struct {
		name    string
		kept    place
		screens []screenArea
		want    place
		ok      bool
	}{
		{"on the second screen", place{X: 2000, Y: 40, Width: 1000, Height: 600}, two, place{X: 2000, Y: 40, Width: 1000, Height: 600}, true},
		{"the second screen is gone", place{X: 2000, Y: 40, Width: 1000, Height: 600}, two[:1], place{X: 460, Y: 255, Width: 1000, Height: 600}, true},
		{"larger than the screen that is left", place{X: 2000, Y: 40, Width: 3000, Height: 2000}, two[1:], place{X: 2000, Y: 40, Width: 3000, Height: 2000}, true},
		{"beyond every screen and too large", place{X: -5000, Y: 0, Width: 3000, Height: 2000}, two[1:], place{X: 1920, Y: 0, Width: 1280, Height: 720}, true},
		{"its head above the screen", place{X: 10, Y: -300, Width: 900, Height: 600}, two[:1], place{X: 510, Y: 255, Width: 900, Height: 600}, true},
		{"never kept", place{}, two, place{}, false},
		{"no screen is known", place{X: 1, Y: 1, Width: 900, Height: 600}, nil, place{}, false},
	} {
		if got, ok := c.kept.on(c.screens); got != c.want || ok != c.ok {
			t.Errorf("%s: %+v %v", c.name, got, ok)
		}
	}
}

func TestAMaximizedWindowRemembersWhatItGoesBackTo(t *testing.T) {
	w := openedWindow(t, "en")
	w.rememberPlace(place{X: 10, Y: 20, Width: 1000, Height: 700})
	w.rememberPlace(place{X: 0, Y: 0, Width: 1920, Height: 1080, Maximized: true})
	if p := w.placeKept(); p != (place{X: 10, Y: 20, Width: 1000, Height: 700, Maximized: true}) {
		t.Errorf("%+v", p)
	}
	settings.Set(w.settings, prefPlace, "something else")
	settings.Set(w.settings, prefViews, "something else")
	if p := w.placeKept(); p != (place{}) || w.views() != nil {
		t.Error("settings that cannot be read are taken")
	}
}

func TestSettingsThatCannotBeWrittenAreSaidOnceAndKept(t *testing.T) {
	w := openedWindow(t, "en")
	file := filepath.Join(t.TempDir(), "a file")
	if err := os.WriteFile(file, nil, 0o600); err != nil {
		t.Fatal(err)
	}
	w.settings, _ = settings.Open(filepath.Join(file, "settings.json")) // nothing can be written there
	w.setDark(true)
	w.waitFor(t, "said", func() bool { return w.toast.label.Text != "" })
	if got := w.toast.label.Text; !strings.HasPrefix(got, "What is remembered between starts cannot be written") || !strings.Contains(got, "a file") {
		t.Errorf("said: %q", got)
	}
	w.toast.say("something else")
	remember(w, prefDark, false)
	handed.do()
	if got := w.toast.label.Text; got != "something else" || settings.Get(w.settings, prefDark, true) {
		t.Errorf("said again: %q", got)
	}
}

// recentItems are the lines of File → Recent.
func (w *Window) recentItems() []*fyne.MenuItem { return w.special("recent").ChildMenu.Items }

func TestRecentFilesThatAreGoneStayGreyWithTheReason(t *testing.T) {
	w := openedWindow(t, "en")
	folder := t.TempDir()
	gone := filepath.Join(folder, "gone.journey")
	unplugged := filepath.Join(folder, "disk", "plan.journey")
	w.remember(gone, unplugged)
	w.remember(w.shown.Path)
	w.waitFor(t, "asked the disk", func() bool { items := w.recentItems(); return items[1].Disabled && items[2].Disabled })
	items := w.recentItems()
	if len(items) != 5 || items[0].Disabled || !items[0].Checked || !items[1].Disabled || !strings.HasSuffix(items[1].Label, "no longer there") ||
		!items[2].Disabled || !strings.HasSuffix(items[2].Label, "its folder or disk is not there") || items[4].Label != "Clear the list" {
		for _, i := range items {
			t.Errorf("%q disabled %v", i.Label, i.Disabled)
		}
	}
	items[4].Action()
	if left := w.recentItems(); len(left) != 3 || left[0].Label[:11] != "map.journey" {
		t.Errorf("%d lines are left", len(left))
	}
}

func TestWhatIsDroppedIsOpenedOrSaysWhyNot(t *testing.T) {
	w := openedWindow(t, "en")
	folder := t.TempDir()
	file := func(name, content string) fyne.URI {
		path := filepath.Join(folder, name)
		if err := os.WriteFile(path, []byte(content), 0o644); err != nil {
			t.Fatal(err)
		}
		return storage.NewFileURI(path)
	}
	before := w.shown.Path
	w.openDropped([]fyne.URI{file("notes.docx", "words")})
	if got := w.toast.label.Text; got != "“notes.docx” cannot be opened: drop a map (.journey) or the JSON of one (.json)." || w.shown.Path != before {
		t.Errorf("said %q", got)
	}
	var maps []fyne.URI
	for _, name := range []string{"a.journey", "b.journey"} {
		m, err := sampleMap("saas_trial", "en")
		if err != nil {
			t.Fatal(err)
		}
		path := filepath.Join(folder, name)
		w.createFile(path, m)
		w.waitFor(t, "made", func() bool { return w.shown.Path == path })
		maps = append(maps, storage.NewFileURI(path))
	}
	w.openDropped(maps)
	w.waitFor(t, "opened", func() bool { return w.shown.Path == maps[0].Path() })
	if got := w.toast.label.Text; got != "“a.journey” is opened; the other one stands under File → Open recent." {
		t.Errorf("said %q", got)
	}
	w.openDropped([]fyne.URI{file("broken.json", "{")})
	w.waitFor(t, "refused", func() bool { return len(w.dialogs) == 1 })
	w.closeAll()
}

func TestWithoutAMapTheWindowOffersWithWhatToBegin(t *testing.T) {
	w := openedWindow(t, "en")
	w.closeAll()
	empty := newWindow(w.app, w.win, newSession(), fonts.Embedded(), "en", keptNowhere(t))
	empty.hand = handed.put
	missing := filepath.Join(t.TempDir(), "missing.journey")
	empty.remember(missing)
	empty.openPath(missing)
	empty.waitFor(t, "told", func() bool { return len(empty.dialogs) == 1 })
	empty.closeAll()
	if !empty.start.Visible() || len(empty.start.Objects) != 1 {
		t.Fatal("nothing is offered")
	}
	wordless(empty.start, func(fyne.CanvasObject) { t.Error("a button without words") })
	grey := func() bool { return len(empty.recent()) == 1 && empty.recent()[0].why == "window.recent.gone" }
	empty.waitFor(t, "told that the file is gone", grey)
	action.Run("start", w)
	if len(w.dialogs) != 1 {
		t.Error("the start page does not open over a map")
	}
	w.closeAll()
}
