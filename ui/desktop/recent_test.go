package desktop

import (
	"os"
	"testing"

	"rehearse/ui/action"
)

// A network disk that is gone answers after minutes; the window goes on, asks once at a time, and shows the answer when it comes.
func TestADiskThatDoesNotAnswerHoldsNothingUp(t *testing.T) {
	r := robotOn(t, "en")
	answer, asked := make(chan error), make(chan string, 100)
	r.disk.stat = func(path string) error { asked <- path; return <-answer }
	const lost = "/net/elsewhere/lost.journey"
	r.remember(lost)
	for range 5 {
		r.buildMenu()
	}
	action.Run("start", r)
	r.closeAll()
	if list := r.recent(); list[0].path != lost || list[0].why != "" {
		t.Fatalf("before the disk has answered: %+v", list)
	}
	if <-asked != lost {
		t.Fatal("asked for something else")
	}
	if n := len(asked); n != 0 {
		t.Errorf("asked %d times more while the first answer is open", n)
	}
	answer <- os.ErrNotExist // the file
	answer <- os.ErrNotExist // its folder
	r.until("told", func() bool { return r.disk.why[lost] == "window.recent.no_folder" })
	if item := r.recentItems()[0]; !item.Disabled {
		t.Errorf("%q can be chosen", item.Label)
	}
	close(answer) // it is there again
	r.buildMenu()
	r.until("back", func() bool { return r.disk.why[lost] == "" })
}
