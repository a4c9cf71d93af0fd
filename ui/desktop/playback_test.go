package desktop

import (
	"testing"
	"time"

	"fyne.io/fyne/v2"

	"rehearse/journey"
	"rehearse/journey/draw"
	"rehearse/journey/edit"
	"rehearse/ui/action"
	"rehearse/ui/session"
)

// played is a window in which the last run is played back; time goes on only by tick.
func played(t *testing.T, language string) (w *Window, tick func()) {
	t.Helper()
	w = openedWindow(t, language)
	w.waitFor(t, "run", func() bool { return w.shown.Run.Result != nil })
	var next func()
	w.playback.after = func(_ time.Duration, f func()) func() {
		next = f
		return func() { next = nil }
	}
	if !action.Run("play_back", w) {
		t.Fatal("cannot be played back")
	}
	w.waitFor(t, "played", func() bool { return w.playback.film != nil })
	return w, func() {
		if next == nil {
			t.Fatal("time rests")
		}
		w.playback.last = w.playback.last.Add(-100 * time.Millisecond)
		next()
	}
}

func TestARunIsPlayedBackAndEscapeRestoresTheBoard(t *testing.T) {
	for _, language := range []string{"en", "ru"} {
		w := openedWindow(t, language)
		w.waitFor(t, "run", func() bool { return w.shown.Run.Result != nil })
		action.Run("zoom_100", w)
		camera := w.machine.Camera
		w.playback.after = func(time.Duration, func()) func() { return func() {} }
		action.Run("play_back", w)
		w.waitFor(t, "played", func() bool { return w.playback.film != nil })
		if n := len(w.playback.film.People); n < 250 || n > 300 || !w.playback.bar.Object.Visible() {
			t.Errorf("%d people, bar %v", n, w.playback.bar.Object.Visible())
		}
		w.seek(30 * 24 * hourMillis)
		if f := &w.playback.frame; f.Arrived == 0 || f.Arrived == len(w.playback.film.People) || f.OnWay == 0 || len(f.Dots) == 0 {
			t.Errorf("in the middle %d came, %d are on the way, %d dots", f.Arrived, f.OnWay, len(f.Dots))
		}
		w.key(&fyne.KeyEvent{Name: fyne.KeyEscape})
		w.waitFor(t, "ended", func() bool { return w.playback.film == nil })
		if w.machine.Camera.Origin != camera.Origin || w.machine.Camera.Zoom != camera.Zoom || w.playback.bar.Object.Visible() || w.playback.stop != nil {
			t.Errorf("the view was %+v and is %+v", camera, w.machine.Camera)
		}
	}
}

// A tenth of a second at six hours a second is 36 minutes; the frame itself takes some time more, and not a quarter of a second.
func TestAWholeRunIsPlayedBackInAboutAMinuteAtFirst(t *testing.T) {
	t.Parallel()
	const day = 24 * hourMillis
	for _, c := range []struct {
		length int64
		speed  string
	}{
		{day, "hour"}, {3 * day, "hour"}, {7 * day, "quarter"}, {14 * day, "quarter"}, {28 * day, "quarter"},
		{31 * day, "day"}, {60 * day, "day"}, {90 * day, "day"}, {365 * day, "week"}, {4000 * day, "week"},
	} {
		if got := playSpeeds[speedFor(c.length)].name; got != c.speed {
			t.Errorf("%d days: a %s a second, not a %s", c.length/day, got, c.speed)
		}
	}
}

func TestTimeGoesOnUntilSpaceAndASlowFrameSkipsLittle(t *testing.T) {
	w, tick := played(t, "en")
	w.setSpeed(1)
	before := w.playback.at
	tick()
	if gone := w.playback.at - before; gone < 36*60_000 || gone > 90*60_000 {
		t.Errorf("%d minutes in a tenth of a second", gone/60_000)
	}
	w.key(&fyne.KeyEvent{Name: fyne.KeySpace})
	if w.playback.stop != nil {
		t.Error("space does not stop it")
	}
	at := w.playback.at
	w.key(&fyne.KeyEvent{Name: fyne.KeyRight})
	if w.playback.at != at+6*hourMillis {
		t.Errorf("the right arrow moves by %d ms", w.playback.at-at)
	}
	w.key(&fyne.KeyEvent{Name: fyne.KeyUp})
	w.key(&fyne.KeyEvent{Name: fyne.KeySpace})
	before = w.playback.at
	tick()
	if gone := w.playback.at - before; gone < 144*60_000 || gone > 360*60_000 {
		t.Errorf("%d minutes in a tenth of a second at a day a second", gone/60_000)
	}
	w.seek(w.playback.film.Horizon)
	tick()
	if w.playback.stop != nil {
		t.Error("goes on after the end")
	}
}

func TestAClickOnADotOpensThePersonsStoryUpToThatMoment(t *testing.T) {
	w, _ := played(t, "en")
	w.seek(30 * 24 * hourMillis)
	dot := w.playback.frame.Dots[0]
	who := w.playback.film.People[dot.Person].Ref
	robot{w, t}.click(draw.Point{X: dot.X, Y: dot.Y})
	w.waitFor(t, "told", func() bool { return w.person.told != nil })
	if told := w.person.told.Person; told.Entry != who.Entry || told.Day != who.Day || told.Ordinal != who.Ordinal {
		// Another dot may lie on top of it.
		t.Errorf("the story of %v, not of %v", told, who)
	}
	line := w.person.tale.Lines[w.person.timeline.Chosen()]
	if at := w.person.told.Moments[line.Moment].At; at > w.playback.at {
		t.Errorf("the story stands at %d, the film at %d", at, w.playback.at)
	}
	if w.playback.stop != nil {
		t.Error("time goes on under the story")
	}
	w.key(&fyne.KeyEvent{Name: fyne.KeyEscape})
	w.waitFor(t, "closed", func() bool { return w.person.told == nil })
	if w.playback.film == nil {
		t.Error("Escape ended both at once")
	}
}

func TestAnEditEndsPlayingBackAndAnotherLookDoesNot(t *testing.T) {
	w, _ := played(t, "en")
	w.seek(20 * 24 * hourMillis)
	w.setDark(true)
	w.setLanguage("ru")
	if w.playback.film == nil || w.playback.at != 20*24*hourMillis || !w.playback.bar.Object.Visible() {
		t.Fatal("another look ended it")
	}
	w.session.Edit(session.Edit{Do: func(tx *edit.Tx) error {
		next := *journey.Clone(tx.Map().Settings)
		next.Name = "Later"
		return edit.SetRecord(tx, &next)
	}})
	w.waitFor(t, "ended", func() bool { return w.playback.film == nil })
}

// Seen small, everybody is in a bubble or in the bar over a step, once: the numbers add up to those who are on the way.
func TestACrowdIsCountedWhereDotsWouldLieOnEachOther(t *testing.T) {
	w, _ := played(t, "en")
	w.playFilm(false)
	f := &w.playback.frame
	for at := int64(0); len(f.Stacks) == 0 || f.Walking == 0; at += hourMillis / 4 {
		if w.seek(at); at > w.playback.film.Horizon {
			t.Fatal("never do some walk while others wait")
		}
	}
	texts := func(zoom float64) (n int) {
		for _, it := range w.paintPlay(zoom) {
			if it.Text != nil {
				n++
			}
		}
		return n
	}
	near := texts(1)
	if len(w.playback.props.bubbles) > 0 {
		t.Error("bubbles where there is room for dots")
	}
	far := texts(0.2)
	walking, waiting := 0, 0
	for i := range w.playback.props.bubbles {
		walking += w.playback.props.bubbles[i].Count
	}
	for i := range f.Stacks {
		sum := 0
		for _, n := range f.Stacks[i].By {
			sum += n
		}
		if sum != f.Stacks[i].Count {
			t.Errorf("%s: %d by persona, %d in all", f.Stacks[i].Step, sum, f.Stacks[i].Count)
		}
		waiting += sum
	}
	if walking != f.Walking || waiting == 0 || far < near || len(w.playback.props.bubbles) > f.Walking {
		t.Errorf("%d of %d walk, %d wait, %d numbers far and %d near", walking, f.Walking, waiting, far, near)
	}
}
