package desktop

import (
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"
	"fyne.io/fyne/v2/widget"

	"rehearse/journey"
	"rehearse/ui/action"
	"rehearse/ui/desktop/hint"
)

// wordless calls f for each button without words that stands in something.
func wordless(in fyne.CanvasObject, f func(b fyne.CanvasObject)) {
	for _, o := range test.LaidOutObjects(in) {
		switch b := o.(type) {
		case *hint.Button:
			if b.Text == "" {
				f(b)
			}
		case *widget.Button:
			if b.Text == "" && b.Visible() { // one that waits for its words is hidden
				f(b)
			}
		}
	}
}

func TestEveryButtonWithoutWordsSaysWhatItDoes(t *testing.T) {
	for _, language := range []string{"en", "ru"} {
		w := openedWindow(t, language)
		seen := 0
		judge := func(in fyne.CanvasObject) {
			wordless(in, func(o fyne.CanvasObject) {
				seen++
				b, ok := o.(*hint.Button)
				if !ok {
					t.Errorf("%s: a button without words says nothing", language)
					return
				}
				if h := b.Hint(); h == "" || strings.Contains(h, "window.hint") {
					t.Errorf("%s: a button says %q", language, h)
				}
			})
		}
		for _, s := range w.shown.Map.Steps {
			w.Select(stepRef(s.ID))
			judge(w.win.Content())
		}
		for _, id := range []string{"personas", "scenarios", "policy", "channels"} {
			action.Run(id, w)
			judge(w.win.Canvas().Overlays().Top())
			w.dialogs[0].Dismiss()
		}
		if seen < 60 {
			t.Errorf("only %d buttons were seen", seen)
		}
	}
}

func TestTheHintOfAButtonNamesItsKeyAndWhyItCanDoNothing(t *testing.T) {
	w := openedWindow(t, "en")
	if got := w.top.redo.Hint(); got != "Redo (Ctrl + Shift + Z)\nNothing to redo: nothing was undone." {
		t.Errorf("redo says %q", got)
	}
	if got := w.top.run.Hint(); !strings.HasPrefix(got, "Rehearse (Ctrl + R)") {
		t.Errorf("run says %q", got)
	}
}

func stepRef(id journey.ID) journey.Ref { return journey.Ref{Kind: journey.KindStep, ID: id} }
