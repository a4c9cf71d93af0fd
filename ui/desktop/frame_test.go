package desktop

import (
	"testing"

	"fyne.io/fyne/v2"

	"rehearse/ui/action"
)

func TestOnALowWindowTheBoardComesFirstAndNothingIsOutOfReach(t *testing.T) {
	r := robotOn(t, "en")
	r.win.Resize(fyne.NewSize(1280, 720))
	if !r.strip.Folded() {
		t.Errorf("the strip takes %v of a low window", r.strip.Size())
	}
	if share := r.board.Size().Height / 720; share < 0.7 {
		t.Errorf("the board has %.0f %% of the height", 100*share)
	}
	if action.Run("strip", r); r.strip.Folded() || r.strip.Size().Height < 150 {
		t.Errorf("the strip is not shown in full: %v", r.strip.Size())
	}
	if action.Run("strip", r); !r.strip.Folded() {
		t.Error("the strip is not put away again")
	}
}

func TestOnATallWindowNumbersAndFindingsAreShownInFull(t *testing.T) {
	r := robotOn(t, "en")
	r.win.Resize(fyne.NewSize(1600, 1000))
	if r.strip.Folded() {
		t.Errorf("one line in a tall window: %v", r.strip.Size())
	}
	r.setLanguage("ru")
	if r.strip.Folded() {
		t.Errorf("another language folded the strip: %v", r.strip.Size())
	}
}

// On a very high window a quarter of the height would be an empty strip.
func TestOnAVeryHighWindowTheRoomIsTheBoards(t *testing.T) {
	r := robotOn(t, "en")
	r.win.Resize(fyne.NewSize(2560, 1440))
	if high := r.strip.Size().Height; r.strip.Folded() || high > usualStrip+1 {
		t.Errorf("the strip is %v high", high)
	}
}

func TestAnEmptyMapSaysHowToBeginAndAFirstStepEndsThat(t *testing.T) {
	r := robotOn(t, "en")
	action.Run("select_all", r)
	action.Run("delete", r)
	r.until("an empty map", func() bool { return len(r.shown.Map.Steps) == 0 })
	if !r.empty.Visible() {
		t.Error("nothing on an empty map says how to begin")
	}
	action.Run("undo", r)
	r.until("the steps back", func() bool { return len(r.shown.Map.Steps) > 0 })
	if r.empty.Visible() {
		t.Error("the hint stays over a map with steps")
	}
}
