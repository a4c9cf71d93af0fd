package desktop

import (
	"math"
	"testing"
	"time"

	"fyne.io/fyne/v2"

	"rehearse/journey"
	"rehearse/journey/draw"
	"rehearse/journey/edit"
	"rehearse/ui/action"
	"rehearse/ui/session"
	"rehearse/ui/tool"
)

// presented is a window that presents a map of three scenarios; what shall happen later happens by next.
func presented(t *testing.T, language string) (r robot, next func() bool) {
	t.Helper()
	m, err := sampleMap("startup_platform_after", "en")
	if err != nil {
		t.Fatal(err)
	}
	r = robot{windowOn(t, language, m), t}
	r.until("run", func() bool { return r.shown.Run.Result != nil })
	var queue []func()
	r.workshop.after = func(_ time.Duration, f func()) func() {
		open := true
		queue = append(queue, func() {
			if open {
				f()
			}
		})
		return func() { open = false }
	}
	r.Window.key(&fyne.KeyEvent{Name: fyne.KeyF5})
	return r, func() bool {
		if len(queue) == 0 {
			return false
		}
		f := queue[0]
		queue = queue[1:]
		f()
		return true
	}
}

// arrive lets everything fly to its end.
func (r robot) arrive(next func() bool) {
	r.presentation.flight.began = time.Now().Add(-flightTime)
	for next() {
	}
}

func TestAPresentationTurnsByKeysAndRemoteControls(t *testing.T) {
	for _, language := range []string{"en", "ru"} {
		r, next := presented(t, language)
		k := &r.presentation
		if !k.on || !r.workshop.on || len(k.deck) != 4 || k.at != 0 {
			t.Fatalf("on %v, workshop %v, %d slides, at %d", k.on, r.workshop.on, len(k.deck), k.at)
		}
		for _, c := range []struct {
			key fyne.KeyName
			at  int
		}{
			{fyne.KeyLeft, 0}, {fyne.KeyRight, 1}, {fyne.KeyPageDown, 2}, {fyne.KeySpace, 3}, {fyne.KeyReturn, 3}, {fyne.KeyPageUp, 2},
			{fyne.KeyBackspace, 1}, {fyne.KeyEnd, 3}, {fyne.KeyUp, 2}, {fyne.KeyHome, 0}, {fyne.KeyDown, 1},
		} {
			r.key(c.key)
			if k.at != c.at {
				t.Errorf("%s leads to slide %d, not %d", c.key, k.at, c.at)
			}
		}
		r.write("3")
		if k.at != 2 {
			t.Errorf("3 leads to slide %d", k.at)
		}
		r.write("9")
		if k.at != 2 {
			t.Errorf("a slide that is not there: %d", k.at)
		}
		for i, letter := range []rune{'b', 'и', '.', 'B'} {
			r.write(string(letter))
			if k.blank.Visible() != (i%2 == 0) || k.blank.Visible() && k.blank.Size().Height < r.win.Canvas().Size().Height-20 {
				t.Errorf("%c: blank %v of %v", letter, k.blank.Visible(), k.blank.Size())
			}
		}
		r.write("b")
		r.key(fyne.KeyLeft)
		if k.blank.Visible() || k.at != 1 {
			t.Error("turning the page does not show it")
		}
		r.arrive(next)
	}
}

// A slide fills the free part of the board with the frame of its scenario; everything else is pale.
func TestASlideFramesItsScenarioAndTheRestIsPale(t *testing.T) {
	r, next := presented(t, "en")
	r.key(fyne.KeyRight)
	r.arrive(next)
	k := &r.presentation
	lane, _ := r.machine.World().Area(journey.Ref{Kind: journey.KindScenario, ID: k.deck[1].Scenario})
	c := r.machine.Camera
	a, z := c.Screen(draw.Point{X: lane.X, Y: lane.Y}), c.Screen(draw.Point{X: lane.X + lane.W, Y: lane.Y + lane.H})
	if a.X < 0 || a.Y < 0 || z.X > k.free.W || z.Y > k.free.H {
		t.Errorf("the frame is at %v … %v of %v", a, z, k.free)
	}
	if z.X-a.X < 0.8*k.free.W && z.Y-a.Y < 0.8*k.free.H {
		t.Errorf("the frame is small: %v … %v of %v", a, z, k.free)
	}
	faded := k.deck[1].Faded(r.shown.Map, r.layout)
	for _, s := range r.shown.Map.Steps {
		if s.Kind.Simulated() && faded[s.ID] == (s.Scenario == k.deck[1].Scenario) {
			t.Errorf("%s of %q: pale %v", s.Name, s.Scenario, faded[s.ID])
		}
	}
	before := r.shown.Map
	at := draw.Point{X: lane.X + lane.W/2, Y: lane.Y + lane.H/2}
	r.Window.drag(at, draw.Point{X: at.X + 60, Y: at.Y + 30})
	if r.shown.Map != before || len(r.machine.Selection()) > 0 {
		t.Error("a hand that points moves steps")
	}
}

func TestAFlightIsSmoothAndASlowOneIsSkipped(t *testing.T) {
	r, next := presented(t, "en")
	r.arrive(next)
	from := r.machine.Camera
	r.key(fyne.KeyRight)
	f := &r.presentation.flight
	f.began = time.Now().Add(-flightTime / 2)
	next()
	if c := r.machine.Camera; c == from || c == f.to || f.stop == nil && !next() {
		t.Errorf("half way the view is %+v, from %+v to %+v", c, from, f.to)
	}
	r.arrive(next)
	if r.machine.Camera != r.slideCamera() || f.stop != nil {
		t.Errorf("%+v is not where slide 1 is", r.machine.Camera)
	}
	// From 1 to 4 at half time: 2. The middle moves by as many pixels in each half: from 0 to 300, at zoom 1 first and 4 last,
	// it is past 200 of them, ∫ 4^-u from 0 to ½ being (1-½)/(1-¼) = ⅔.
	a, b := tool.Camera{Zoom: 1, Width: 100, Height: 100}, tool.Camera{Zoom: 4, Width: 100, Height: 100}
	a, b = a.CenterOn(draw.Point{}), b.CenterOn(draw.Point{X: 300})
	half := between(a, b, 0.5)
	if m := half.World(draw.Point{X: 50, Y: 50}); math.Abs(half.Zoom-2) > 1e-9 || math.Abs(m.X-200) > 1e-9 || math.Abs(m.Y) > 1e-9 {
		t.Errorf("zoom %v, middle %v", half.Zoom, m)
	}
}

func TestLeavingAPresentationRestoresWhatWasBefore(t *testing.T) {
	m, err := sampleMap("startup_platform_after", "en")
	if err != nil {
		t.Fatal(err)
	}
	for _, workshop := range []bool{false, true} {
		w := windowOn(t, "en", m)
		w.workshop.after = func(time.Duration, func()) func() { return func() {} }
		if workshop {
			w.toggleWorkshop()
		}
		action.Run("zoom_100", w)
		w.Select(step(m.Steps[2].ID))
		was := w.machine.Camera
		action.Run("present", w)
		w.turnTo(2)
		w.key(&fyne.KeyEvent{Name: fyne.KeyEscape})
		if w.presentation.on || w.workshop.on != workshop || w.machine.Camera != was || w.machine.HandChosen() {
			t.Errorf("workshop %v: presents %v, workshop %v, view %+v, was %+v", workshop, w.presentation.on, w.workshop.on, w.machine.Camera, was)
		}
		if list := w.machine.Selection(); len(list) != 1 || list[0] != step(m.Steps[2].ID) {
			t.Errorf("selected %v", list)
		}
		action.Run("present", w)
		w.key(&fyne.KeyEvent{Name: fyne.KeyF11})
		if w.presentation.on || w.workshop.on {
			t.Error("F11 leaves a presentation or a workshop behind")
		}
	}
}

// The slide stays when the map changes under it, and says what is new.
func TestSlidesFollowTheMap(t *testing.T) {
	r, _ := presented(t, "en")
	r.key(fyne.KeyEnd)
	last := r.presentation.deck[3].Scenario
	r.session.Edit(session.Edit{Do: func(tx *edit.Tx) error {
		c := *journey.Clone(tx.Map().Scenario(last))
		c.Name = "Renamed"
		return edit.SetRecord(tx, &c)
	}})
	r.until("renamed", func() bool { return r.presentation.deck[r.presentation.at].Title == "Renamed" })
	if r.presentation.at != 3 {
		t.Errorf("at %d", r.presentation.at)
	}
}

// A run is played back over the whole board and gives the slide back.
func TestARunIsPlayedBackInsideAPresentation(t *testing.T) {
	r, next := presented(t, "en")
	r.playback.after = func(time.Duration, func()) func() { return func() {} }
	r.key(fyne.KeyRight)
	r.arrive(next)
	was := r.machine.Camera
	action.Run("play_back", r.Window)
	r.until("played", func() bool { return r.playback.film != nil })
	if r.slide() != nil {
		t.Error("a slide over the film")
	}
	r.key(fyne.KeyEscape)
	r.until("ended", func() bool { return r.playback.film == nil })
	if !r.presentation.on || r.presentation.at != 1 || r.machine.Camera != was {
		t.Errorf("on %v, slide %d, view %+v, was %+v", r.presentation.on, r.presentation.at, r.machine.Camera, was)
	}
}
