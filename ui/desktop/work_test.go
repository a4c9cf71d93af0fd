package desktop

import (
	"context"
	"os"
	"path/filepath"
	"testing"

	"fyne.io/fyne/v2"
)

func TestLongWorkCanBeGivenUpAndLeavesNothingBehind(t *testing.T) {
	w := openedWindow(t, "en")
	began, ended := make(chan bool), make(chan bool, 1)
	w.works.do("Working…", func(ctx context.Context, far func(float64)) error {
		far(0.5)
		close(began)
		<-ctx.Done()
		ended <- true
		return ctx.Err()
	}, func(error) { t.Error("what was given up tells a result") })
	<-began
	w.key(&fyne.KeyEvent{Name: fyne.KeyEscape})
	<-ended
	w.works.end()
	handed.do()
	if len(w.works.running) != 0 || len(w.works.object.Objects) != 0 {
		t.Errorf("%d works, %d lines", len(w.works.running), len(w.works.object.Objects))
	}
}

func TestWorkThatIsGivenUpInTheLastMomentTellsNoResult(t *testing.T) {
	w := openedWindow(t, "en")
	cancel := w.works.do("", func(context.Context, func(float64)) error { return nil }, func(error) { t.Error("a result is told") })
	w.works.group.Wait() // it is done, and the window has not heard yet
	cancel()
	handed.do()
}

func TestAPictureThatIsGivenUpIsNotWritten(t *testing.T) {
	w := openedWindow(t, "en")
	folder := t.TempDir()
	path := filepath.Join(folder, "map.png")
	w.writePicture(path, 4, false)
	w.works.end()
	if left, err := os.ReadDir(folder); err != nil || len(left) > 1 || len(left) == 1 && left[0].Name() != "map.png" {
		t.Errorf("%v %v: half a picture is left", left, err)
	}
	handed.do()
	w.writePicture(path, 1, false)
	w.waitFor(t, "written", func() bool { return len(w.works.running) == 0 })
	if info, err := os.Stat(path); err != nil || info.Size() == 0 {
		t.Errorf("%v", err)
	}
}

func TestAnImportThatCannotBeReadSaysSo(t *testing.T) {
	w := openedWindow(t, "en")
	w.importJSON(filepath.Join(t.TempDir(), "none.json"))
	w.waitFor(t, "said", func() bool { return len(w.dialogs) == 1 })
	w.dialogs[0].Dismiss()
}
