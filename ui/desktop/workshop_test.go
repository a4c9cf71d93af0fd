package desktop

import (
	"testing"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"

	"rehearse/journey/draw"
	"rehearse/ui/action"
	"rehearse/ui/overlay"
)

// A workshop leaves the board alone, on the whole screen and large; leaving it, by either key, restores what was looked at.
func TestAWorkshopShowsTheBoardAloneAndLeavesNoTrace(t *testing.T) {
	for _, leave := range []fyne.KeyName{fyne.KeyF11, fyne.KeyEscape} {
		w := openedWindow(t, "en")
		w.workshop.after = func(time.Duration, func()) func() { return func() {} }
		action.Run("zoom_100", w)
		scenario := w.shown.Map.Scenarios[0].ID
		w.setFilter(overlay.Filter{Scenario: scenario})
		w.Select(step(w.shown.Map.Steps[0].ID))
		w.body.SetOffset(0.4)
		was, view := w.machine.Camera, w.view
		menus := len(w.win.MainMenu().Items)

		w.key(&fyne.KeyEvent{Name: fyne.KeyF11})
		if !w.workshop.on || !w.win.FullScreen() || w.win.MainMenu() != nil || w.look.room < leastRoom {
			t.Fatalf("on %v, whole screen %v, menu %v, %v times as large", w.workshop.on, w.win.FullScreen(), w.win.MainMenu(), w.look.room)
		}
		if size := w.win.Canvas().Size(); w.board.Size().Width < size.Width-20 || w.board.Size().Height < size.Height-70 {
			t.Errorf("the board has %v of %v", w.board.Size(), size)
		}
		if want := w.shown.Map.Scenario(scenario).Name + "  ·  100 %"; w.workshop.where.Text != "Everybody  ·  "+want {
			t.Errorf("%q is said, not %q", w.workshop.where.Text, want)
		}
		w.Select()
		w.setDark(true)
		w.setFilter(overlay.Filter{MainFlow: true})
		action.Run("fit", w)

		w.key(&fyne.KeyEvent{Name: leave})
		if w.workshop.on || w.win.FullScreen() || w.win.MainMenu() == nil || len(w.win.MainMenu().Items) != menus || w.look != (look{}) {
			t.Fatalf("%s: on %v, whole screen %v, %+v", leave, w.workshop.on, w.win.FullScreen(), w.look)
		}
		if w.machine.Camera != was || w.view != view || w.body.Offset != 0.4 {
			t.Errorf("%s: the view was %+v %+v and is %+v %+v, split at %v", leave, was, view, w.machine.Camera, w.view, w.body.Offset)
		}
		if list := w.machine.Selection(); len(list) != 1 || list[0] != step(w.shown.Map.Steps[0].ID) {
			t.Errorf("%s: selected %v", leave, list)
		}
	}
}

// 100 % is as much larger as the letters: an action that fits may enlarge so far.
func TestAHundredPercentIsLargerInAWorkshop(t *testing.T) {
	w := openedWindow(t, "en")
	w.workshop.after = func(time.Duration, func()) func() { return func() {} }
	w.toggleWorkshop()
	action.Run("zoom_100", w)
	if w.machine.Camera.Zoom != w.unit() || w.unit() < leastRoom || w.top.zoom.Text != "100 %" {
		t.Errorf("zoom %v of %v, %s", w.machine.Camera.Zoom, w.unit(), w.top.zoom.Text)
	}
	for _, c := range []struct{ height, want float32 }{{600, 1.25}, {720, 1.25}, {1080, 1.4}, {1440, 1.85}, {2160, 2.8}, {4320, 3}} {
		if got := roomFor(c.height); got != c.want {
			t.Errorf("%v times as large on %v pixels, not %v", got, c.height, c.want)
		}
	}
}

func TestAStepIsMadeInAWorkshopByDoubleClickAndByName(t *testing.T) {
	for _, language := range []string{"en", "ru"} {
		r := robotOn(t, language)
		r.workshop.after = func(time.Duration, func()) func() { return func() {} }
		r.toggleWorkshop()
		before := len(r.shown.Map.Steps)
		first := r.shown.Map.Steps[0].ID
		r.Select(step(first))
		r.letter('/')
		r.until("asked", func() bool { return r.picker != nil })
		word := r.Window.t("draw.kind.wait", nil)
		r.write(word)
		r.key(fyne.KeyReturn)
		r.until("made", func() bool { return len(r.shown.Map.Steps) == before+1 })
		if made := r.machine.SelectedSteps(); len(made) != 1 || !r.linked(first, made[0]) {
			t.Errorf("made %v, not linked", made)
		}
		if !r.workshop.on {
			t.Error("making a step ended the workshop")
		}
	}
}

// The ring is where the pointer is, also while something is dragged; a press makes a wave that ends by itself.
func TestTheRingFollowsThePointerAndAPressMakesAWave(t *testing.T) {
	w := openedWindow(t, "en")
	var next func()
	w.workshop.after = func(_ time.Duration, f func()) func() {
		next = f
		return func() { next = nil }
	}
	w.toggleWorkshop()
	s := w.workshop.spot
	if s.ring.Visible() {
		t.Error("a ring before the pointer has been seen")
	}
	at := func(x, y float32) fyne.PointEvent { return fyne.PointEvent{Position: fyne.NewPos(x, y)} }
	middle := func() fyne.Position {
		driver := fyne.CurrentApp().Driver()
		return s.ring.Position().AddXY(s.radius, s.radius).Add(driver.AbsolutePositionForObject(s.object)).Subtract(driver.AbsolutePositionForObject(w.board))
	}
	w.board.MouseMoved(&desktop.MouseEvent{PointEvent: at(300, 200)})
	if !s.ring.Visible() || middle() != fyne.NewPos(300, 200) || s.wave.Visible() {
		t.Errorf("ring %v at %v, wave %v", s.ring.Visible(), middle(), s.wave.Visible())
	}
	w.board.MouseDown(&desktop.MouseEvent{PointEvent: at(300, 200), Button: desktop.MouseButtonPrimary})
	if !s.wave.Visible() || next == nil {
		t.Fatal("no wave")
	}
	w.board.Dragged(&fyne.DragEvent{PointEvent: at(340, 220)})
	if middle() != fyne.NewPos(340, 220) {
		t.Errorf("during a drag the ring is at %v", middle())
	}
	small := s.wave.Size().Width
	s.began = time.Now().Add(-waveTime / 2)
	next()
	if s.wave.Size().Width <= small {
		t.Error("the wave does not grow")
	}
	s.began = time.Now().Add(-waveTime)
	next()
	if s.wave.Visible() || s.stop != nil {
		t.Error("the wave does not end")
	}
	w.board.Cancel()
	w.board.MouseOut()
	if s.ring.Visible() {
		t.Error("a ring without a pointer")
	}
}

// What is read keeps a contrast of 7 in a room, in the window and in the drawing.
func TestARoomHasMuchContrast(t *testing.T) {
	for _, dark := range []bool{false, true} {
		l := look{dark: dark, room: 2}
		scene := l.scene()
		rgb := func(name fyne.ThemeColorName) draw.RGBA {
			r, g, b, _ := l.Color(name, 0).RGBA()
			return draw.RGBA{R: uint8(r >> 8), G: uint8(g >> 8), B: uint8(b >> 8), A: 255}
		}
		for name, pair := range map[string][2]draw.RGBA{
			"words": {rgb("foreground"), rgb("background")}, "soft words": {rgb("placeholder"), rgb("background")}, "disabled": {rgb("disabled"), rgb("background")},
			"links": {rgb("hyperlink"), rgb("background")}, "errors": {rgb("error"), rgb("background")}, "names": {scene.Text, scene.Card}, "second lines": {scene.Muted, scene.Card},
			"stages": {scene.HeaderText, scene.Header}, "people": {scene.PeopleText, scene.People}, "drop": {scene.DropText, scene.Drop}, "notes": {scene.NoteText, scene.Note},
			"labels": {scene.LabelText, scene.Label},
		} {
			if c := draw.Contrast(pair[0], pair[1]); c < 7 {
				t.Errorf("dark %v: %s have a contrast of %.2f", dark, name, c)
			}
		}
		for name, pair := range map[string][2]draw.RGBA{"lines": {scene.Line, scene.Board}, "edges": {scene.CardEdge, scene.Board}} {
			if c := draw.Contrast(pair[0], pair[1]); c < 4.5 {
				t.Errorf("dark %v: %s have a contrast of %.2f", dark, name, c)
			}
		}
	}
}
