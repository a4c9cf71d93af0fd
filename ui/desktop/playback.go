package desktop

import (
	"math"
	"strings"
	"time"

	"fyne.io/fyne/v2"

	"rehearse/journey"
	"rehearse/journey/draw"
	"rehearse/journey/layout"
	"rehearse/ui/desktop/board"
	"rehearse/ui/desktop/panel"
	"rehearse/ui/playback"
	"rehearse/ui/session"
	"rehearse/ui/tool"
)

// playing is the run that is played back.
type playing struct {
	bar    *panel.PlayBar
	of     *session.Play
	film   *playback.Film
	frame  playback.Frame
	at     int64 // milliseconds since the map's start
	speed  int   // of speeds
	last   time.Time
	stop   func() // of the next tick; nil while time rests
	before tool.Camera
	props  props
	// after runs something later on the window's goroutine.
	after func(time.Duration, func()) func()
}

const (
	hourMillis = 3_600_000
	// playPeople are at most on the board.
	playPeople = 300
	// glideSeconds is how long a way that takes no time is shown, and a flash.
	glideSeconds = 0.6
	// fineStep is how many times smaller a step of the arrow keys is with Shift.
	fineStep = 5
	// usualSeconds is about how long a whole run is played back at first; mostElapsed bounds what a slow frame skips.
	usualSeconds = 60
	mostElapsed  = 250 * time.Millisecond
)

// playSpeeds are milliseconds of the map a second, by the end of their message.
var playSpeeds = []struct {
	name string
	rate int64
}{{"hour", hourMillis}, {"quarter", 6 * hourMillis}, {"day", 24 * hourMillis}, {"week", 168 * hourMillis}}

// speedFor is the place in playSpeeds at which a run of so many milliseconds takes the time nearest to usualSeconds, as a
// ratio; of two as near the faster.
func speedFor(length int64) int {
	best, least := 0, math.Inf(1)
	for n, s := range playSpeeds {
		seconds := float64(length) / float64(s.rate)
		if off := max(seconds/usualSeconds, usualSeconds/max(seconds, 1)); off <= least {
			best, least = n, off
		}
	}
	return best
}

func (w *Window) newPlayBar() *panel.PlayBar {
	var names []string
	for _, s := range playSpeeds {
		names = append(names, w.t("window.play.speed."+s.name, nil))
	}
	return panel.NewPlayBar(w.text, names, panel.PlayBarEvents{
		Toggle: func() { w.playFilm(w.playback.stop == nil); w.focusBoard() },
		Scrub: func(share float64) {
			if f := w.playback.film; f != nil {
				w.seek(f.From + int64(share*float64(f.Horizon-f.From)))
			}
		},
		Scrubbed: w.focusBoard, // the keys are those of the film again
		Speed:    func(n int) { w.setSpeed(n); w.focusBoard() },
		Close:    w.session.EndPlay,
	})
}

// playBack plays the last run back, or ends that.
func (w *Window) playBack() {
	if w.playback.of != nil {
		w.session.EndPlay()
		return
	}
	w.session.Unfollow()
	w.session.PlayBack(playPeople)
}

// showPlay brings what is played back up to the snapshot.
func (w *Window) showPlay() {
	p, k := w.shown.Play, &w.playback
	if p == k.of {
		return
	}
	was := k.of
	k.of = p
	if p == nil {
		w.endPlay()
		return
	}
	if was == nil {
		if w.finding.key != "" {
			w.closeFinding()
		}
		w.Select()
		k.before = w.machine.Camera
		k.bar.Object.Show()
		w.win.Content().Refresh()
		w.focusBoard()
	}
	switch {
	case p.Refused != nil:
		w.toast.say(w.sentence(p.Refused))
		w.session.EndPlay()
	case p.Sample == nil:
		k.bar.Wait(float64(p.Done)/float64(max(1, p.Of)), w.t("window.play.wait", nil))
	case was == nil || was.Sample != p.Sample:
		l := w.layout
		if w.drawn.m != p.Map {
			l = layout.In(w.linkStyle(), p.Map, w.measure)
		}
		first := k.film == nil
		k.film = playback.Shoot(p.Map, l, p.Sample.Stories, p.Sample.From, p.Sample.Horizon)
		k.at = k.film.From
		if first { // another run keeps the speed that was chosen
			k.speed = speedFor(k.film.Horizon - k.film.From)
		}
		w.showSlideAgain() // makes room for the film
		w.draw()
		w.machine.Camera = w.machine.Camera.Fit(w.scene.Bounds, 16, w.unit())
		w.board.Looked()
		w.top.showZoom()
		w.beginPlay()
		w.playFilm(true)
	}
}

// beginPlay puts the film on the board and into the bar, also those of another language or theme.
func (w *Window) beginPlay() {
	k := &w.playback
	if k.film == nil {
		return
	}
	t := w.look.scene()
	var known []panel.Known
	k.props.people = nil
	for i, p := range k.film.Personas {
		color := t.Persona(p, i)
		k.props.people = append(k.props.people, color)
		known = append(known, panel.Known{Name: p.Name, Color: color})
	}
	k.bar.Begin(known)
	k.bar.Object.Show()
	w.board.Play(&board.Actors{Paint: w.paintPlay, Pick: w.pickPlay})
	w.setSpeed(k.speed)
	w.seek(k.at)
}

// endPlay restores the board.
func (w *Window) endPlay() {
	k := &w.playback
	w.playFilm(false)
	k.film = nil
	w.board.Play(nil)
	k.bar.Object.Hide()
	w.win.Content().Refresh()
	view := k.before
	view.Width, view.Height = w.machine.Camera.Width, w.machine.Camera.Height
	w.machine.Camera = view
	w.draw()
	w.board.Looked()
	w.top.showZoom()
	w.showSlideAgain()
}

// glide is the time of the map in which a way without time is shown at the present speed.
func (k *playing) glide() int64 { return int64(glideSeconds * float64(playSpeeds[k.speed].rate)) }

// seek shows a moment.
func (w *Window) seek(at int64) {
	k := &w.playback
	if k.film == nil {
		return
	}
	k.at = max(k.film.From, min(at, k.film.Horizon-1))
	k.film.At(k.at, k.glide(), &k.frame)
	w.board.PaintActors()
	clock := k.of.Sample.Clock(k.at)
	f := &k.frame
	k.bar.Show(float64(k.at-k.film.From)/float64(max(1, k.film.Horizon-k.film.From)),
		w.t("story.moment", journey.Args{
			"Weekday": w.t("draw.weekday."+strings.ToLower(clock.Weekday().String()[:3]), nil), "Date": w.text.Date(clock), "Time": clock.Format("15:04"),
		}),
		w.t("window.play.counts", journey.Args{
			"Every": w.text.Int(k.of.Sample.Every), "Of": w.text.Int(k.of.Sample.Of), "Arrived": w.text.Int(int64(f.Arrived)), "OnWay": w.text.Int(int64(f.OnWay)),
			"AtGoal": w.text.Int(int64(f.AtGoal)), "Messages": w.text.Int(int64(f.Messages)), "Refused": w.text.Int(int64(f.Refused)),
		}))
}

// setSpeed chooses how fast time goes on.
func (w *Window) setSpeed(n int) {
	k := &w.playback
	k.speed = max(0, min(n, len(playSpeeds)-1))
	k.bar.Playing(k.stop != nil, k.speed)
}

// playFilm lets time go on, or rest. At the end it begins anew.
func (w *Window) playFilm(on bool) {
	k := &w.playback
	if k.stop != nil {
		k.stop()
		k.stop = nil
	}
	if on && k.film != nil {
		if k.at >= k.film.Horizon-1 {
			w.seek(k.film.From)
		}
		k.last = time.Now()
		k.stop = k.after(frame, w.tickFilm)
	}
	k.bar.Playing(k.stop != nil, k.speed)
}

// tickFilm is one frame: the next one is asked for when this one is done, so that never two wait.
func (w *Window) tickFilm() {
	k := &w.playback
	if k.stop == nil || k.film == nil {
		return
	}
	now := time.Now()
	elapsed := min(now.Sub(k.last), mostElapsed)
	k.last = now
	w.seek(k.at + elapsed.Milliseconds()*playSpeeds[k.speed].rate/1000)
	if k.at >= k.film.Horizon-1 {
		w.playFilm(false)
		return
	}
	k.stop = k.after(frame, w.tickFilm)
}

// playKey hears the keys of what is played back; it reports whether the key was one.
func (w *Window) playKey(key *fyne.KeyEvent) bool {
	k := &w.playback
	if k.of == nil {
		return false
	}
	second := playSpeeds[k.speed].rate
	if w.modifiers()&tool.ModShift != 0 {
		second /= fineStep
	}
	switch key.Name {
	case fyne.KeyEscape:
		w.session.EndPlay()
	case fyne.KeySpace:
		w.playFilm(k.stop == nil)
	case fyne.KeyLeft:
		w.seek(k.at - second)
	case fyne.KeyRight:
		w.seek(k.at + second)
	case fyne.KeyUp:
		w.setSpeed(k.speed + 1)
	case fyne.KeyDown:
		w.setSpeed(k.speed - 1)
	case fyne.KeyHome:
		w.seek(0)
	case fyne.KeyEnd:
		w.playFilm(false)
		w.seek(math.MaxInt64)
	default:
		return false
	}
	return true
}

// pickPlay opens the story of the person at a place, up to the moment that is shown.
func (w *Window) pickPlay(at draw.Point, within float64) bool {
	k := &w.playback
	who, ok := k.frame.Nearest(at.X, at.Y, within)
	if ok {
		w.playFilm(false)
		w.session.FollowPerson(k.film.People[who].Ref, nil)
	}
	return ok
}
