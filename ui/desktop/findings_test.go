package desktop

import (
	"slices"
	"testing"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"

	"rehearse/journey"
	"rehearse/journey/draw"
	"rehearse/journey/edit"
	"rehearse/ui/action"
	"rehearse/ui/review"
	"rehearse/ui/session"
)

// looping is a window on a map in which a page leads to the cart and the cart back, without time: J104 offers a wait.
func looping(t *testing.T) (*Window, *review.Item) {
	t.Helper()
	m := journey.New("Loop", "2026-01-05")
	m.Steps = []*journey.Step{
		{ID: "door", Kind: journey.StepEntry, Name: "Door", Entry: &journey.Entry{Mode: journey.EntryCohort, People: 10}},
		{ID: "page", Kind: journey.StepTouchpoint, Name: "Page", Touchpoint: &journey.Touchpoint{}, X: 300},
		{ID: "cart", Kind: journey.StepTouchpoint, Name: "Cart", Touchpoint: &journey.Touchpoint{}, X: 600},
	}
	half := journey.Assumption{Value: 0.5}
	m.Links = []*journey.Link{
		{ID: "in", From: "door", Port: journey.PortOut, To: "page"},
		{ID: "there", From: "page", Port: journey.PortOut, To: "cart", Weight: &half},
		{ID: "back", From: "cart", Port: journey.PortOut, To: "page", Weight: &half},
	}
	for _, kind := range journey.Kinds() {
		for _, r := range m.Records(kind) {
			journey.Normalize(r)
		}
	}
	w := windowOn(t, "en", m)
	var found *review.Item
	w.waitFor(t, "found", func() bool { found = w.itemOf("J104"); return found != nil })
	return w, found
}

// itemOf is the first finding of a rule in the list.
func (w *Window) itemOf(rule string) *review.Item {
	for _, r := range w.findings.Rows() {
		if r.Item != nil && r.Item.Rule == rule {
			return r.Item
		}
	}
	return nil
}

func TestAFixIsShownOnTheBoardBeforeItIsMadeAndIsOneStepOfUndo(t *testing.T) {
	w, loop := looping(t)
	steps, history := len(w.shown.Map.Steps), w.shown.Undo
	w.openFinding(loop)
	if len(w.finding.panel.Fixes()) == 0 {
		t.Fatal("no fix is offered")
	}
	test.Tap(w.finding.panel.Fixes()[0])
	if w.finding.preview == nil || len(w.shown.Map.Steps) != steps {
		t.Fatalf("preview %v, %d steps in the map", w.finding.preview != nil, len(w.shown.Map.Steps))
	}
	waits := func() (n int) {
		for i := range w.scene.Items {
			if it := &w.scene.Items[i]; it.Part == draw.PartBody && it.Box != nil && it.Of.Kind == journey.KindStep && w.shown.Map.Step(it.Of.ID) == nil {
				n++
			}
		}
		return n
	}
	if waits() != 1 {
		t.Errorf("%d steps on the board that are not in the map", waits())
	}
	w.key(&fyne.KeyEvent{Name: fyne.KeyEscape})
	if w.finding.preview != nil || waits() != 0 || w.finding.key == "" {
		t.Fatal("Escape does not go back from the preview to the finding")
	}
	test.Tap(w.finding.panel.Fixes()[0])
	w.applyFix()
	w.waitFor(t, "fixed", func() bool { return len(w.shown.Map.Steps) == steps+1 && w.itemOf("J104") == nil })
	if w.finding.key != "" {
		t.Error("the finding that is gone is still open")
	}
	action.Run("undo", w)
	w.waitFor(t, "undone", func() bool { return len(w.shown.Map.Steps) == steps && w.itemOf("J104") != nil })
	if (w.shown.Undo == nil) != (history == nil) {
		t.Errorf("after one undo there is still %v to undo", w.shown.Undo)
	}
}

// A badge is a button: it opens what it counts, whether its step was selected before or not, and again after it was closed.
func TestAClickOnABadgeOpensWhatItCounts(t *testing.T) {
	w, loop := looping(t)
	r := robot{w, t}
	of := loop.Targets[0]
	badge := func() draw.Point {
		for i := range r.scene.Items {
			if it := &r.scene.Items[i]; it.Part == draw.PartBadge && it.Of == of && it.Box != nil && it.ShownAt(r.machine.Camera.Zoom) {
				return draw.Point{X: it.Box.Rect.X + it.Box.Rect.W/2, Y: it.Box.Rect.Y + it.Box.Rect.H/2}
			}
		}
		t.Fatal("the step has no badge")
		return draw.Point{}
	}
	r.click(badge())
	if r.finding.key == "" || r.finding.item.Targets[0] != of {
		t.Error("a badge of a step that is not selected opens nothing")
	}
	r.closeFinding()
	time.Sleep(400 * time.Millisecond) // not a double click
	if !r.machine.IsSelected(of) {
		t.Fatal("the step is not selected")
	}
	r.click(badge())
	if r.finding.key == "" {
		t.Error("a badge of a selected step opens nothing")
	}
	r.closeFinding()
	time.Sleep(400 * time.Millisecond)
	r.press(badge(), 0)
	r.pull(draw.Point{X: 900, Y: 300})
	r.release(draw.Point{X: 900, Y: 300}, 0)
	if r.finding.key != "" {
		t.Error("a step dragged by its badge opens it")
	}
}

func TestNothingCanBeMovedInAPreview(t *testing.T) {
	w, loop := looping(t)
	w.openFinding(loop)
	w.previewFix(0)
	before := *w.shown.Map.Step("page")
	from := w.middle(t, "page")
	w.drag(from, draw.Point{X: from.X, Y: from.Y + 200})
	w.show(w.session.Snapshot())
	if after := w.shown.Map.Step("page"); after.X != before.X || after.Y != before.Y || w.finding.preview != nil {
		t.Errorf("moved by %v, %v; preview %v", after.X-before.X, after.Y-before.Y, w.finding.preview != nil)
	}
}

func TestAFindingIsSilencedWithAReasonKeepsTheNumbersAndComesBackWithUndo(t *testing.T) {
	w, _ := flooded(t, "en")
	item := w.itemOf("J203")
	result := w.shown.Run.Result
	w.openFinding(item)
	w.silence(item.Targets[0], "agreed with the client")
	w.waitFor(t, "silenced", func() bool { return w.itemOf("J203") == nil })
	if s := w.shown.Map.Silences; len(s) != 1 || s[0].Reason != "agreed with the client" || s[0].Target != item.Targets[0] || s[0].When == "" {
		t.Fatalf("%+v", w.shown.Map.Silences)
	}
	if w.shown.Run.Result != result || w.shown.Stale() {
		t.Error("silencing a finding makes its numbers stale")
	}
	if w.finding.key == "" || w.finding.item.Silenced == "" {
		t.Error("the silenced finding is not shown as such")
	}
	w.findings.Narrow(func(f *review.Filter) { f.Silenced = true })
	if w.itemOf("J203") == nil {
		t.Error("the filter does not show silenced ones")
	}
	w.unsilence()
	w.waitFor(t, "heard again", func() bool { return len(w.shown.Map.Silences) == 0 })
	action.Run("undo", w)
	w.waitFor(t, "silent again", func() bool { return len(w.shown.Map.Silences) == 1 })
	action.Run("undo", w)
	w.waitFor(t, "as at first", func() bool { return len(w.shown.Map.Silences) == 0 && w.itemOf("J203").Silenced == "" })
}

func TestWhatARunShowedStaysInTheListWhileTheMapIsChanged(t *testing.T) {
	w, _ := flooded(t, "en")
	w.session.Edit(session.Edit{Do: func(tx *edit.Tx) error {
		step := journey.Clone(tx.Map().Steps[0])
		step.Name += "!"
		return edit.SetRecord(tx, step)
	}})
	w.waitFor(t, "stale", func() bool { return w.shown.Stale() || w.shown.Run.Revision == w.shown.Map.Revision })
	if item := w.itemOf("J203"); item == nil || item.Stale != w.shown.Stale() {
		t.Errorf("%+v, numbers stale: %v", item, w.shown.Stale())
	}
}

func TestTheStoryOfAFindingComesBackToTheFinding(t *testing.T) {
	w, _ := flooded(t, "en")
	item := w.itemOf("J203")
	w.openFinding(item)
	if words := w.storyOf(item); words == w.t("review.detail.story_plain", nil) {
		t.Errorf("the button does not name the person: %q", words)
	}
	w.followWitness(item.Finding)
	w.waitFor(t, "told", func() bool { return w.person.told != nil })
	escape := func() { w.key(&fyne.KeyEvent{Name: fyne.KeyEscape}) }
	escape()
	w.waitFor(t, "back", func() bool { return w.person.of == nil })
	if w.finding.key != item.Key() || w.right.Objects[0].(*fyne.Container).Objects[0] != fyne.CanvasObject(w.finding.panel) {
		t.Fatal("the finding is not shown after its story")
	}
	escape()
	if w.finding.key != "" || w.right.Objects[0].(*fyne.Container).Objects[0] != fyne.CanvasObject(w.inspector) {
		t.Error("Escape does not go back to the inspector")
	}
}

func TestTheOpenFindingIsShownInTheLanguageOfTheWindow(t *testing.T) {
	w, _ := flooded(t, "en")
	w.openFinding(w.itemOf("J203"))
	w.findings.Narrow(func(f *review.Filter) { f.Class = "J2" })
	w.setLanguage("ru")
	if w.findings.Filter().Class != "J2" || w.finding.key == "" {
		t.Error("filter or finding are forgotten")
	}
	if !slices.ContainsFunc(w.findings.Rows(), func(r review.Row) bool { return r.Item != nil && r.Item.Key() == w.finding.key }) {
		t.Error("the finding is not listed")
	}
}
