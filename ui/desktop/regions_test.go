package desktop

import (
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/widget"

	"rehearse/ui/action"
	"rehearse/ui/desktop/hint"
)

// standsIn is the place of the region that has the keyboard, -1 for none.
func (w *Window) standsIn() int {
	for i, r := range w.regions {
		if f := w.win.Canvas().Focused(); f != nil && r.holds(f) {
			return i
		}
	}
	return -1
}

func TestF6LeadsThroughAllPartsOfTheWindowAndBack(t *testing.T) {
	for _, language := range []string{"en", "ru"} {
		w := openedWindow(t, language)
		w.Select(stepRef("order"))
		w.focusBoard()
		board := w.standsIn()
		var way []int
		for range w.regions {
			action.Run("next_part", w)
			way = append(way, w.standsIn())
		}
		seen := map[int]bool{}
		for _, at := range way {
			seen[at] = true
		}
		if len(seen) != len(w.regions) || seen[-1] || way[len(way)-1] != board || !w.board.FocusShown() {
			t.Errorf("%s: the way is %v of %d parts", language, way, len(w.regions))
		}
		action.Run("previous_part", w)
		if got := w.standsIn(); got != way[len(way)-2] {
			t.Errorf("%s: back leads to %d, not %d", language, got, way[len(way)-2])
		}
	}
}

func TestAPartOfTheWindowRemembersWhatHadTheKeyboard(t *testing.T) {
	w := openedWindow(t, "en")
	w.win.Canvas().Focus(w.top.people)
	action.Run("next_part", w)
	if w.standsIn() != 1 {
		t.Fatalf("in part %d", w.standsIn())
	}
	action.Run("previous_part", w)
	if w.win.Canvas().Focused() != fyne.Focusable(w.top.people) {
		t.Errorf("%T has the keyboard", w.win.Canvas().Focused())
	}
}

func TestTabGoesThroughTheWholeWindowFromTopToBottomAndNeverStopsAtAGate(t *testing.T) {
	w := openedWindow(t, "en")
	c := w.win.Canvas()
	c.Unfocus()
	c.FocusNext()
	first, last := c.Focused(), 0
	seen := map[int]int{}
	for range 400 {
		if _, ok := c.Focused().(*gate); ok {
			t.Fatal("Tab stops at a gate")
		}
		at := w.standsIn()
		if at < last {
			t.Fatalf("from part %d the keyboard goes back to %d", last, at)
		}
		last = at
		seen[at]++
		if c.FocusNext(); c.Focused() == first {
			break
		}
	}
	if c.Focused() != first || len(seen) != len(w.regions) {
		t.Errorf("%v of %d parts were reached", seen, len(w.regions))
	}
}

func TestKeysOfFynesOwnWidgetsLeadBackToTheBoard(t *testing.T) {
	w := openedWindow(t, "en")
	c := w.win.Canvas()
	c.Focus(w.top.people)
	w.keyDone(fyne.KeyEscape, w.top.people, 0)
	if c.Focused() != fyne.Focusable(w.board) {
		t.Error("Escape in a field does not lead back to the board")
	}
	action.Run("personas", w)
	top := c.Overlays().Top()
	var done *widget.Button
	for range 60 {
		c.FocusNext()
		if b, ok := c.Focused().(*widget.Button); ok && b.Text == "Done" {
			done = b
			break
		}
	}
	if top == nil || done == nil {
		t.Fatal("Tab does not reach the button of the dialog")
	}
	w.keyDone(fyne.KeyReturn, done, 1)
	if len(w.dialogs) != 0 {
		t.Error("Enter does not press the button")
	}
	action.Run("personas", w)
	c.FocusNext()
	w.keyDone(fyne.KeyEscape, c.Focused(), 1)
	if len(w.dialogs) != 0 {
		t.Error("Escape does not close the dialog while one of its fields has the keyboard")
	}
}

func TestAStepFromThePaletteByKeyboardAlone(t *testing.T) {
	w := openedWindow(t, "en")
	w.Select(stepRef("order"))
	w.focusBoard()
	action.Run("previous_part", w) // the palette
	item, ok := w.win.Canvas().Focused().(interface{ TypedKey(*fyne.KeyEvent) })
	if _, isButton := item.(*hint.Button); !ok || isButton {
		t.Fatalf("%T has the keyboard", item)
	}
	steps := len(w.shown.Map.Steps)
	item.TypedKey(&fyne.KeyEvent{Name: fyne.KeyDown})
	w.win.Canvas().Focused().TypedKey(&fyne.KeyEvent{Name: fyne.KeyReturn})
	w.waitFor(t, "made", func() bool { return len(w.shown.Map.Steps) == steps+1 })
}

func TestAFieldBelowTheEdgeIsScrolledToWhenTheKeyboardReachesIt(t *testing.T) {
	w := openedWindow(t, "en")
	w.win.Resize(fyne.NewSize(1280, 720))
	w.Select(stepRef("from_ads"))
	w.win.Canvas().Focus(w.board)
	action.Run("next_part", w)
	driver := fyne.CurrentApp().Driver()
	for range 60 {
		if w.standsIn() != 3 {
			break
		}
		w.focusMoved()
		o := w.win.Canvas().Focused().(fyne.CanvasObject)
		at, corner := driver.AbsolutePositionForObject(o), driver.AbsolutePositionForObject(w.inspector)
		if at.Y < corner.Y || at.Y+min(o.Size().Height, 30) > corner.Y+w.inspector.Size().Height {
			t.Fatalf("%T stands at %v of %v…%v", o, at.Y, corner.Y, corner.Y+w.inspector.Size().Height)
		}
		w.win.Canvas().FocusNext()
	}
}

func TestAFigureKeepsTheKeyboardWhenTheNumbersChange(t *testing.T) {
	w := openedWindow(t, "en")
	w.win.Resize(fyne.NewSize(1600, 1000))
	w.waitFor(t, "rehearsed", func() bool { return w.shown.Run.Result != nil })
	w.focusBoard()
	action.Run("next_part", w)
	action.Run("next_part", w) // the strip
	before := w.win.Canvas().Focused()
	if _, ok := before.(*hint.Area); !ok {
		t.Fatalf("%T has the keyboard", before)
	}
	w.results = resultState{}
	w.showResult()
	if now := w.win.Canvas().Focused(); now == before || now == nil {
		t.Errorf("%T has the keyboard, which is no more there", now)
	}
	at := w.standsIn()
	action.Run("previous_part", w)
	if w.standsIn() != at-1 {
		t.Errorf("back leads from %d to %d", at, w.standsIn())
	}
}

func TestPagesLeadFromStepToStepOnTheBoard(t *testing.T) {
	w := openedWindow(t, "en")
	w.Select()
	w.board.TypedKey(&fyne.KeyEvent{Name: fyne.KeyPageDown})
	first := w.machine.SelectedSteps()
	w.board.TypedKey(&fyne.KeyEvent{Name: fyne.KeyPageDown})
	second := w.machine.SelectedSteps()
	w.board.TypedKey(&fyne.KeyEvent{Name: fyne.KeyPageUp})
	if len(first) != 1 || len(second) != 1 || first[0] == second[0] || w.machine.SelectedSteps()[0] != first[0] {
		t.Errorf("from %v to %v and back to %v", first, second, w.machine.SelectedSteps())
	}
}
