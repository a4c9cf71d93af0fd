package desktop

import (
	"testing"
	"time"

	"rehearse/journey"
	"rehearse/simulate"
	"rehearse/ui/action"
	"rehearse/ui/overlay"
)

func TestTheMenuRehearsesWithTheRangesOfTheNumbers(t *testing.T) {
	w := openedWindow(t, "en")
	w.top.people.SetText("2000")
	action.Run("run_ranges", w)
	result := func() *simulate.Result { return w.shown.Run.Result }
	for deadline := time.Now().Add(2 * time.Minute); (result() == nil || result().Bands == nil) && time.Now().Before(deadline); time.Sleep(20 * time.Millisecond) {
		w.show(w.session.Snapshot())
	}
	if result() == nil || result().Bands == nil {
		t.Fatal("no result with bands")
	}
	if b := result().Bands; b.Draws != simulate.DefaultDraws || b.Ranged == 0 || result().Spec.People != 2000 {
		t.Errorf("%d draws of %d ranges, %d people", b.Draws, b.Ranged, result().Spec.People)
	}
	goal := journey.Ref{Kind: journey.KindStep, ID: result().Goals[0].Step}
	found := false
	for _, d := range overlay.Details(result(), goal, w.text) {
		found = found || d.Name == "your rates"
	}
	if !found {
		t.Error("the inspector would not show the band")
	}
}
