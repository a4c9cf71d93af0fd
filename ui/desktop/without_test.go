package desktop

import (
	"strings"
	"testing"

	"fyne.io/fyne/v2/test"
	"fyne.io/fyne/v2/widget"

	"rehearse/journey"
	"rehearse/ui/action"
)

// words are all labels of the topmost dialog, one a line.
func (w *Window) words(t *testing.T) string {
	t.Helper()
	top := w.win.Canvas().Overlays().Top()
	if top == nil {
		return ""
	}
	var b strings.Builder
	for _, o := range test.LaidOutObjects(top) {
		if label, ok := o.(*widget.Label); ok {
			b.WriteString(label.Text + "\n")
		}
	}
	return b.String()
}

func TestASelectedScenarioIsComparedWithoutIt(t *testing.T) {
	for language, want := range map[string][]string{
		"en": {"With and without “Abandoned cart”", "live differently", "Order", "Without", "pp", "Left after costs", "attributed"},
		"ru": {"С «Abandoned cart» и без", "Одни и те же люди", "Order", "Без него", "п. п.", "Осталось после расходов", "приписано"},
	} {
		w := openedWindow(t, language)
		w.waitFor(t, "rehearsed", func() bool { return w.shown.Run.Result != nil })
		if action.Find("without").Enabled(w.State()) {
			t.Error("nothing is selected, and the comparison is offered")
		}
		scenario := w.shown.Map.Scenarios[0].ID
		for _, s := range w.shown.Map.Steps { // its first wait, and so the scenario
			if s.Scenario == scenario && s.Kind == journey.StepWait {
				w.Select(journey.Ref{Kind: journey.KindStep, ID: s.ID})
				break
			}
		}
		if !action.Run("without", w) {
			t.Fatal("the comparison is not offered")
		}
		var said string
		w.waitFor(t, "compared", func() bool {
			said = w.words(t)
			return strings.Contains(said, want[len(want)-1])
		})
		for _, word := range want {
			if !strings.Contains(said, word) {
				t.Errorf("%s: %q is missing in\n%s", language, word, said)
			}
		}
		w.dialogs[0].Dismiss()
	}
}

func TestWithoutNamesTheMessageOrTheScenarioOfAStep(t *testing.T) {
	w := openedWindow(t, "en")
	m := w.shown.Map
	for _, s := range m.Steps {
		w.Select(journey.Ref{Kind: journey.KindStep, ID: s.ID})
		want := s.Scenario
		if s.Kind == journey.StepMessage {
			want = s.ID
		}
		if got := action.Without(w.State()); got != want {
			t.Errorf("%s: without %q, want %q", s.ID, got, want)
		}
	}
}
