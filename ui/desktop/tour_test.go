package desktop

import (
	"testing"

	"fyne.io/fyne/v2"

	"rehearse/ui/action"
	"rehearse/ui/settings"
)

func TestTheTourLeadsThroughFiveStepsInsideTheWindowAndComesOnceByItself(t *testing.T) {
	for _, language := range []string{"en", "ru"} {
		w := openedWindow(t, language)
		for _, size := range []fyne.Size{fyne.NewSize(1280, 720), fyne.NewSize(1920, 1080)} {
			w.win.Resize(size)
			action.Run("tour", w)
			faults, steps := map[string]bool{}, 0
			for ; w.tour.at >= 0 && steps < 9; steps++ {
				w.judge(t, language+" tour "+tourSteps[w.tour.at].name, faults)
				at, whole := w.tour.bubble.Position(), w.tour.bubble.Size()
				if at.X < 0 || at.Y < 0 || at.X+whole.Width > size.Width || at.Y+whole.Height > size.Height {
					t.Errorf("%s: the bubble of %s stands at %v, %v large", language, tourSteps[w.tour.at].name, at, whole)
				}
				w.tour.next.Tapped(nil)
			}
			if steps != 5 {
				t.Errorf("%d steps", steps)
			}
			for fault := range faults {
				t.Error(fault)
			}
		}
		if w.firstTour(); w.tour.at >= 0 {
			t.Error("the tour comes again by itself")
		}
		settings.Set(w.settings, prefToured, false)
		if w.firstTour(); w.tour.at != 0 {
			t.Error("the tour does not come the first time")
		}
		w.key(&fyne.KeyEvent{Name: fyne.KeyEscape})
		if w.tour.at >= 0 || len(w.tour.object.Objects) != 0 {
			t.Error("Escape does not skip the tour")
		}
	}
}

func TestTheBubbleOfTheTourStandsBesideWhatItIsAbout(t *testing.T) {
	t.Parallel()
	window, bubble := fyne.NewSize(1000, 700), fyne.NewSize(300, 150)
	for _, c := range []struct {
		name        string
		at          fyne.Position
		thing       fyne.Size
		corner, tip fyne.Position
	}{
		{"right of the palette", fyne.NewPos(0, 100), fyne.NewSize(180, 500), fyne.NewPos(198, 145), fyne.NewPos(180, 220)},
		{"left of the inspector", fyne.NewPos(700, 100), fyne.NewSize(300, 500), fyne.NewPos(382, 145), fyne.NewPos(700, 220)},
		{"above the strip", fyne.NewPos(0, 560), fyne.NewSize(1000, 140), fyne.NewPos(350, 392), fyne.NewPos(500, 560)},
		{"in a board as wide as the window", fyne.NewPos(0, 40), fyne.NewSize(1000, 640), fyne.NewPos(350, 64), fyne.NewPos(500, 232)},
	} {
		corner, tip, _ := besideOf(c.at, c.thing, bubble, window)
		if corner != c.corner || tip != c.tip {
			t.Errorf("%s: at %v pointing to %v, want %v and %v", c.name, corner, tip, c.corner, c.tip)
		}
	}
}
