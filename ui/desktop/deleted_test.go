package desktop

import (
	"strings"
	"testing"

	"rehearse/journey"
	"rehearse/journey/edit"
	"rehearse/ui/action"
)

func TestDeletingARecordInUseSaysWhatElseChanged(t *testing.T) {
	for language, want := range map[string][]string{"en": {"Deleted", "steps", "Undo"}, "ru": {"шаг", "Отмена"}} {
		w := openedWindow(t, language)
		w.Show("channels")
		channels := len(w.shown.Map.Channels)
		w.records.choose("email")
		w.records.remove.OnTapped()
		w.waitFor(t, "deleted", func() bool { return len(w.shown.Map.Channels) == channels-1 })
		for _, word := range want {
			if !w.records.notice.Visible() || !strings.Contains(w.records.notice.Text, word) {
				t.Errorf("%s: %q does not say %q", language, w.records.notice.Text, word)
			}
		}
	}
}

func TestARefusedDeletionIsExplainedInTheList(t *testing.T) {
	w := openedWindow(t, "en")
	w.Edit(func(tx *edit.Tx) ([]journey.Ref, error) {
		tx.Put(&journey.Segment{ID: "some", Name: "Some"})
		s := journey.Clone(tx.Map().Scenarios[0])
		s.Segment = "some"
		tx.Put(s)
		return nil, nil
	})
	w.waitFor(t, "set", func() bool { return w.shown.Map.Segment("some") != nil })
	w.Show("segments")
	w.records.choose("some")
	w.records.remove.OnTapped()
	w.waitFor(t, "explained", func() bool { return w.records.notice.Visible() && w.records.notice.Text != "" })
	if w.shown.Map.Segment("some") == nil {
		t.Errorf("deleted though it is in use; said: %q", w.records.notice.Text)
	}
}

func TestDeletingAStepWithItsLinksNeedsNoWords(t *testing.T) {
	w := openedWindow(t, "en")
	w.Select(journey.Ref{Kind: journey.KindStep, ID: "product"})
	action.Run("delete", w)
	w.waitFor(t, "deleted", func() bool { return w.shown.Map.Step("product") == nil })
	if w.toast.object.Visible() {
		t.Errorf("said: %q", w.toast.label.Text)
	}
}

func TestNewRecordsAreNumberedInTheLanguage(t *testing.T) {
	w := openedWindow(t, "ru")
	w.Show("personas")
	n := len(w.shown.Map.Personas)
	w.records.add()
	w.records.add()
	w.waitFor(t, "added", func() bool { return len(w.shown.Map.Personas) == n+2 })
	a, b := w.shown.Map.Personas[n], w.shown.Map.Personas[n+1]
	if a.Name != "Персона 3" || b.Name != "Персона 4" || b.Share.Value != 0 {
		t.Errorf("%q, %q of %v", a.Name, b.Name, b.Share)
	}
}

func TestPastingAgainAndAgainStaysInViewAndApart(t *testing.T) {
	w := openedWindow(t, "en")
	w.Select(journey.Ref{Kind: journey.KindStep, ID: "shop"})
	action.Run("copy", w)
	steps := len(w.shown.Map.Steps)
	seen := map[[2]float64]bool{}
	for i := 1; i <= 25; i++ {
		action.Run("paste", w)
		w.waitFor(t, "pasted", func() bool {
			return len(w.shown.Map.Steps) == steps+i && w.machine.IsSelected(stepRef(w.shown.Map.Steps[steps+i-1].ID))
		})
		s := w.shown.Map.Steps[steps+i-1]
		at := [2]float64{s.X, s.Y}
		if seen[at] {
			t.Fatalf("copy %d lies on another one at %v", i, at)
		}
		seen[at] = true
		area, ok := w.machine.World().Area(journey.Ref{Kind: journey.KindStep, ID: s.ID})
		view := w.machine.Camera.Viewport()
		if !ok || area.X < view.X || area.Y < view.Y || area.X+area.W > view.X+view.W || area.Y+area.H > view.Y+view.H {
			t.Fatalf("copy %d at %+v is out of view %+v", i, area, view)
		}
	}
}
