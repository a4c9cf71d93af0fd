package desktop

import (
	"slices"
	"strings"
	"testing"

	"fyne.io/fyne/v2"

	"rehearse/journey"
	"rehearse/journey/draw"
	"rehearse/journey/edit"
	"rehearse/journey/finding"
	"rehearse/simulate"
	"rehearse/ui/action"
	"rehearse/ui/session"
)

// flooded is a window on a sample whose plan grew too large, after a run, with the finding that people get too many messages.
func flooded(t *testing.T, language string) (*Window, finding.Finding) {
	t.Helper()
	m, err := sampleMap("personalisation_before", "en")
	if err != nil {
		t.Fatal(err)
	}
	w := windowOn(t, language, m)
	var found finding.Finding
	w.waitFor(t, "found", func() bool {
		at := slices.IndexFunc(w.shown.Findings, func(f finding.Finding) bool { return f.Rule == "J203" })
		if at >= 0 {
			found = w.shown.Findings[at]
		}
		return at >= 0
	})
	return w, found
}

// lit are the steps that keep their colours.
func (w *Window) lit() (list []journey.ID) {
	for i := range w.scene.Items {
		if it := &w.scene.Items[i]; it.Part == draw.PartTitle && it.Text != nil && it.Text.Color == w.look.scene().Text && !slices.Contains(list, it.Of.ID) {
			list = append(list, it.Of.ID)
		}
	}
	return list
}

func TestTheWitnessOfAFindingIsFollowedOnTheBoardAndEscapeRestoresIt(t *testing.T) {
	w, found := flooded(t, "en")
	all, camera := w.lit(), w.machine.Camera
	if len(all) < 20 {
		t.Fatalf("%d of %d steps are lit before", len(all), len(w.shown.Map.Steps))
	}
	w.followWitness(found)
	w.waitFor(t, "told", func() bool { return w.person.told != nil })
	if w.person.told.Name == "" || w.person.told.Person != found.Witness {
		t.Fatalf("%+v", w.person.told.Person)
	}
	line := w.person.tale.Lines[w.person.timeline.Chosen()]
	if moment := w.person.told.Moments[line.Moment]; moment.What != "send" && moment.What != "call" {
		t.Errorf("begins at %+v, not at the last message of the fullest day", moment)
	}
	far := w.lit()
	if len(far) >= len(all) || len(far) < 5 {
		t.Errorf("lit: %v", far)
	}
	key := func(name fyne.KeyName) { w.key(&fyne.KeyEvent{Name: name}) }
	key(fyne.KeyHome)
	if got := w.lit(); len(got) != 1 || got[0] != w.person.told.Person.Entry {
		t.Errorf("at the first moment lit: %v", got)
	}
	key(fyne.KeyDown)
	if w.person.timeline.Chosen() != 1 {
		t.Errorf("at line %d after one step down", w.person.timeline.Chosen())
	}
	key(fyne.KeyEscape)
	w.waitFor(t, "closed", func() bool { return w.person.told == nil })
	if got := w.lit(); len(got) != len(all) {
		t.Errorf("after Escape %d of %d steps are lit", len(got), len(all))
	}
	if w.machine.Camera.Origin != camera.Origin || w.machine.Camera.Zoom != camera.Zoom {
		t.Errorf("the view was %+v and is %+v", camera, w.machine.Camera)
	}
	if w.right.Objects[0].(*fyne.Container).Objects[0] != fyne.CanvasObject(w.inspector) {
		t.Error("the inspector is not back")
	}
}

func TestChoosingAMomentBringsItsStepIntoView(t *testing.T) {
	w, found := flooded(t, "en")
	w.followWitness(found)
	w.waitFor(t, "told", func() bool { return w.person.told != nil })
	action.Run("zoom_100", w)
	for line, l := range w.person.tale.Lines {
		w.person.timeline.Choose(line)
		step := w.person.told.Moments[l.Moment].Step
		if step == "" || w.person.told.Moments[l.Moment].What == "go" {
			continue
		}
		area, ok := w.machine.World().Area(journey.Ref{Kind: journey.KindStep, ID: step})
		if !ok || !w.inView(area) {
			t.Errorf("line %d: %s at %+v is out of view", line, step, area)
		}
	}
}

func TestAPlayingStoryGoesOnToItsEndAndBeginsAnew(t *testing.T) {
	w, found := flooded(t, "en")
	w.followWitness(found)
	w.waitFor(t, "told", func() bool { return w.person.told != nil })
	timeline := w.person.timeline
	timeline.Choose(timeline.Lines() - 1)
	w.play(true)
	if timeline.Chosen() != 0 || w.person.stop == nil {
		t.Fatalf("at line %d, playing %v", timeline.Chosen(), w.person.stop != nil)
	}
	for range timeline.Lines() - 1 {
		w.playOn()
	}
	if timeline.Chosen() != timeline.Lines()-1 || w.person.stop != nil {
		t.Errorf("at line %d of %d, playing %v", timeline.Chosen(), timeline.Lines(), w.person.stop != nil)
	}
}

func TestTheStoryIsToldInTheLanguageOfTheWindowAndStaysWhereItWas(t *testing.T) {
	w, found := flooded(t, "en")
	w.followWitness(found)
	w.waitFor(t, "told", func() bool { return w.person.told != nil })
	w.person.timeline.Choose(3)
	camera := w.person.before
	w.setLanguage("ru")
	w.setDark(true)
	if w.person.timeline.Chosen() != 3 || !strings.Contains(w.person.tale.Lines[0].Words, "приходит") {
		t.Errorf("line %d: %q", w.person.timeline.Chosen(), w.person.tale.Lines[0].Words)
	}
	if w.person.before != camera {
		t.Error("the view to come back to was forgotten")
	}
	if n := len(w.lit()); n == 0 || n == len(w.shown.Map.Steps) {
		t.Errorf("%d steps are lit", n)
	}
}

func TestAStoryOfAnOlderMapSaysSo(t *testing.T) {
	w, found := flooded(t, "en")
	w.followWitness(found)
	w.waitFor(t, "told", func() bool { return w.person.told != nil })
	if w.shown.Follow.Stale {
		t.Fatal("stale at once")
	}
	gone := w.shown.Map.Link(w.person.told.Moments[slices.IndexFunc(w.person.told.Moments, func(x simulate.Moment) bool { return x.Link != "" })].Link).To
	w.session.Edit(session.Edit{Do: func(tx *edit.Tx) error {
		return edit.DeleteRecords(tx, []journey.Ref{{Kind: journey.KindStep, ID: gone}})
	}})
	w.waitFor(t, "stale", func() bool { return w.shown.Follow != nil && w.shown.Follow.Stale })
	w.person.timeline.Choose(w.person.timeline.Lines() - 1) // the way leads over a step that is gone
	if slices.Contains(w.lit(), gone) {
		t.Error("a step that is gone is lit")
	}
}

func TestWhoIsMeantIsReadFromAField(t *testing.T) {
	if got, err := whom(" ", 9); err != nil || got.Number != 0 || got.Seed != 9 {
		t.Errorf("%+v, %v", got, err)
	}
	if got, err := whom("19 358", 1); err != nil || got.Number != 19358 {
		t.Errorf("%+v, %v", got, err)
	}
	if _, err := whom("Anna", 1); err == nil {
		t.Error("a name is taken for a number")
	}
	for range 1000 {
		if n := anybody(3); n < 1 || n > 3 {
			t.Fatalf("person %d of 3", n)
		}
	}
}
