package desktop

import (
	"encoding/binary"
	"strings"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/dialog"
	"fyne.io/fyne/v2/widget"
	"github.com/google/uuid"

	"rehearse/journey"
	"rehearse/journey/draw"
	"rehearse/journey/finding"
	"rehearse/simulate"
	"rehearse/ui/desktop/panel"
	"rehearse/ui/review"
	"rehearse/ui/session"
	"rehearse/ui/story"
	"rehearse/ui/tool"
)

// followed is the person whose story is shown in place of the inspector.
type followed struct {
	timeline *panel.Timeline
	of       *session.Follow // what the timeline shows
	tale     *story.Tale
	told     *simulate.Story
	m        *journey.Map // it was lived on
	moment   int          // up to which the way is lit, -1 for none
	before   tool.Camera  // the view to come back to
	stop     func()       // ends playing; nil when it does not play
}

// beat is how long a moment lasts when a story plays.
const beat = 700 * time.Millisecond

// personOf is the person a finding names; false for none.
func personOf(f finding.Finding) (simulate.PersonRef, bool) {
	switch w := f.Witness.(type) {
	case simulate.PersonRef:
		return w, true
	case *simulate.PersonRef:
		if w != nil {
			return *w, true
		}
	case simulate.Witness:
		return w.Person, true
	}
	return simulate.PersonRef{}, false
}

// followWitness tells the story of the person a finding names.
func (w *Window) followWitness(f finding.Finding) {
	if person, ok := personOf(f); ok {
		w.session.FollowPerson(person, &f)
	}
}

// askFollow asks whom to follow: somebody by number, or anybody.
func (w *Window) askFollow() {
	result := w.shown.Run.Result
	if result == nil {
		w.toast.say(w.t("window.follow_not_run", nil))
		return
	}
	number := widget.NewEntry()
	number.SetPlaceHolder(w.t("story.ask.anybody", nil))
	about := widget.NewLabel(w.t("story.ask.about", journey.Args{"Count": result.People}))
	about.Wrapping = fyne.TextWrapWord
	var d dialog.Dialog
	follow := func() {
		person, err := whom(number.Text, result.Spec.Seed)
		if err != nil {
			w.toast.say(w.sentence(err))
			return
		}
		w.session.FollowPerson(person, nil)
	}
	d = w.confirm(w.heading("action.follow"), w.t("story.ask.follow", nil), container.NewVBox(about, number), follow)
	number.OnSubmitted = func(string) {
		d.Hide()
		follow()
	}
	d.Resize(fyne.NewSize(440, 230))
	w.present(d, nil)
	w.win.Canvas().Focus(number)
}

// whom reads who is meant; nothing means anybody.
func whom(typed string, seed uint64) (simulate.PersonRef, error) {
	if strings.TrimSpace(typed) == "" {
		return simulate.PersonRef{Seed: seed}, nil
	}
	return simulate.ParsePersonRef(strings.Join(strings.Fields(typed), ""), seed)
}

// anybody is a number from 1 to most, by chance.
func anybody(most int64) int64 {
	id := uuid.New()
	return int64(binary.LittleEndian.Uint64(id[8:])>>2)%most + 1
}

// newTimeline makes the panel that takes the place of the inspector while somebody is followed.
func (w *Window) newTimeline() *panel.Timeline {
	return panel.NewTimeline(w.text, w.measure, panel.TimelineEvents{
		Choose: w.lightUp, Play: w.play, Close: w.session.Unfollow,
	})
}

// showFollowed brings the story up to the snapshot.
func (w *Window) showFollowed() {
	f := w.shown.Follow
	if f == w.person.of {
		return
	}
	was := w.person.of
	w.person.of = f
	switch {
	case f == nil:
		w.endFollowing()
		return
	case was == nil && w.person.told == nil:
		w.person.before = w.machine.Camera
		w.Select()
		w.inspector.Leave()
		w.board.Highlight(nil)
		w.win.Canvas().Unfocus()
	}
	w.showSide()
	if f.Story == nil {
		w.play(false)
		w.person.tale, w.person.told, w.person.moment = nil, nil, -1
		if f.Refused != nil {
			w.person.timeline.Wait(w.text.Error(f.Refused), true)
		} else {
			w.person.timeline.Wait(w.t("story.panel.wait", nil), false)
		}
		w.draw()
		return
	}
	w.tellStory(f)
}

// longStory is from how many moments on a story is put into words in a worker, such as that of somebody who was stopped.
const longStory = 2000

// tellStory shows a story that has been replayed.
func (w *Window) tellStory(f *session.Follow) {
	first := w.person.told != f.Story
	switch {
	case !first && w.person.tale != nil:
		w.showTale(f, w.person.tale, false)
	case len(f.Story.Moments) < longStory:
		w.play(false)
		w.showTale(f, story.Tell(w.text, f.Map, f.Spec.Policy, f.Story), first)
	default:
		w.play(false)
		w.person.timeline.Wait(w.t("story.panel.wait", nil), false)
		p := w.text
		go func() {
			tale := story.Tell(p, f.Map, f.Spec.Policy, f.Story)
			w.hand(func() {
				if now := w.person.of; now != nil && now.Story == f.Story && w.text == p {
					w.showTale(now, tale, first)
				}
			})
		}()
	}
}

// showTale shows a story that has been put into words; first tells that it is another one than before.
func (w *Window) showTale(f *session.Follow, tale *story.Tale, first bool) {
	w.person.told, w.person.m, w.person.tale = f.Story, f.Map, tale
	told := panel.Told{Tale: w.person.tale, Marked: map[int]bool{}}
	if f.Stale {
		told.Warning = w.t("story.panel.stale", nil)
	}
	at := len(w.person.tale.Lines) - 1
	if f.About != nil {
		told.About = review.Sentence(w.text, f.Map, *f.About)
		marked := map[int]bool{}
		for _, i := range story.Marked(f.Map, *f.About, f.Story) {
			marked[i] = true
		}
		for line, l := range w.person.tale.Lines {
			if marked[l.Moment] {
				told.Marked[line], at = true, line
			}
		}
	}
	w.person.timeline.Tell(told)
	if w.person.timeline.Chosen() >= 0 {
		return
	}
	for line, l := range w.person.tale.Lines {
		if first && w.playback.film != nil && (line == 0 || f.Story.Moments[l.Moment].At <= w.playback.at) {
			at = line // up to the moment that is played back
		}
		if !first && l.Moment == w.person.moment { // the same story in another language
			at = line
		}
	}
	w.person.timeline.Choose(at)
}

// endFollowing shows the map as it was before.
func (w *Window) endFollowing() {
	w.play(false)
	w.person.tale, w.person.told, w.person.moment = nil, nil, -1
	w.showSide()
	view := w.person.before
	view.Width, view.Height = w.machine.Camera.Width, w.machine.Camera.Height
	w.machine.Camera = view
	w.draw()
	w.board.Looked()
	if w.finding.key != "" && len(w.finding.item.Targets) > 0 {
		w.board.Highlight(&w.finding.item.Targets[0])
	}
	w.top.showZoom()
}

// lightUp lights the way of the story up to a line of it.
func (w *Window) lightUp(line int) {
	w.person.moment = w.person.tale.Lines[line].Moment
	w.draw()
	at := story.WayOf(w.person.told, w.person.moment).Present
	if l := w.shown.Map.Link(at.ID); at.Kind == journey.KindLink && l != nil {
		at = journey.Ref{Kind: journey.KindStep, ID: l.To}
	}
	area, ok := w.machine.World().Area(at)
	if !ok {
		return
	}
	w.bringIntoView(area)
}

// inView reports whether an area can be seen as a whole.
func (w *Window) inView(area draw.Rect) bool {
	view := w.machine.Camera.Viewport()
	return area.X >= view.X && area.Y >= view.Y && area.X+area.W <= view.X+view.W && area.Y+area.H <= view.Y+view.H
}

// play lets the story go on by itself, or stops it. A story that is at its end begins anew.
func (w *Window) play(on bool) {
	t := w.person.timeline
	if w.person.stop != nil {
		w.person.stop()
		w.person.stop = nil
	}
	if !on || t.Lines() == 0 {
		t.Playing(false)
		return
	}
	if t.Chosen() >= t.Lines()-1 {
		t.Choose(0)
	}
	t.Playing(true)
	w.person.stop = w.after(beat, w.playOn)
}

// playOn is one beat of a story that plays.
func (w *Window) playOn() {
	t := w.person.timeline
	if w.person.stop == nil {
		return
	}
	w.person.stop()
	t.Step(1)
	if t.Chosen() >= t.Lines()-1 {
		w.play(false)
		return
	}
	w.person.stop = w.after(beat, w.playOn)
}

// wasAt goes to the next moment of the story at a step; it reports whether there is one.
func (w *Window) wasAt(id journey.ID) bool {
	t := w.person.timeline
	for n := range t.Lines() {
		line := (t.Chosen() + 1 + n) % t.Lines()
		if w.person.told.Moments[w.person.tale.Lines[line].Moment].Step == id {
			t.Choose(line)
			return true
		}
	}
	return false
}

// wayOverlay is what the board shows while somebody is followed; nil while nobody is.
func (w *Window) wayOverlay() *draw.Overlay {
	if w.person.told == nil || w.person.moment < 0 {
		return nil
	}
	return story.Overlay(w.text, w.person.m, w.person.told, w.person.moment)
}
