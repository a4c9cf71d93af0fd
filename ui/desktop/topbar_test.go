package desktop

import (
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/test"
)

// The fields of the top bar stood a few pixels above the words and the button beside them.
func TestWhatStandsInTheTopBarHasOneMiddle(t *testing.T) {
	w := openedWindow(t, "ru")
	middle := func(o fyne.CanvasObject) float32 {
		return w.app.Driver().AbsolutePositionForObject(o).Y + o.Size().Height/2
	}
	want := middle(w.top.run)
	for name, o := range map[string]fyne.CanvasObject{"people": w.top.people, "seed": w.top.seed, "undo": w.top.undo, "zoom": w.top.zoom} {
		if got := middle(o); got < want-1 || got > want+1 {
			t.Errorf("the middle of %s is at %v, that of the button at %v", name, got, want)
		}
	}
}

// A name of 40 letters was cut after 34 on every screen; now it has the room there is, and yields to the tools.
func TestTheNameOfAMapHasTheRoomThereIs(t *testing.T) {
	long := "A service of personalisation: the plan that grew and grew until nobody could read it any more, again and again"
	m, err := sampleMap("abandoned_cart", "en")
	if err != nil {
		t.Fatal(err)
	}
	m.Settings.Name = long
	w := windowOn(t, "en", m)
	widths := []int{}
	for _, width := range []float32{1000, 1600, 2560} {
		w.win.Resize(fyne.NewSize(width, 800))
		w.top.object.Refresh()
		widths = append(widths, len(w.top.name.Text))
		at := w.app.Driver().AbsolutePositionForObject(w.top.name)
		if tools := w.app.Driver().AbsolutePositionForObject(w.top.undo); at.X+w.top.name.MinSize().Width > tools.X {
			t.Errorf("at %v the name goes under the tools", width)
		}
	}
	if widths[0] >= widths[1] || w.top.name.Text != long {
		t.Errorf("%v letters of the name are shown in windows of three widths", widths)
	}
}

// The goals of a folded strip stood a few pixels above the other figures.
func TestTheFiguresOfAFoldedStripStandInOneLine(t *testing.T) {
	w := openedWindow(t, "en")
	w.win.Resize(fyne.NewSize(1280, 690))
	w.waitFor(t, "a result", func() bool { return w.shown.Run.Result != nil })
	if !w.strip.Folded() {
		t.Fatal("the strip is not folded")
	}
	heights := map[float32][]string{}
	for _, o := range test.LaidOutObjects(w.win.Content()) {
		said, ok := o.(*canvas.Text)
		if !ok || said.TextSize != 15 || !said.TextStyle.Bold {
			continue
		}
		if at := w.app.Driver().AbsolutePositionForObject(said); at.Y > 640 {
			heights[at.Y] = append(heights[at.Y], said.Text)
		}
	}
	if len(heights) != 1 {
		t.Errorf("the figures stand at %v", heights)
	}
}
