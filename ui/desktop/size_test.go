package desktop

import (
	"os"
	"testing"

	"rehearse/ui/settings"
)

func TestTheChosenSizeOfEverythingIsToldToTheToolkitAndRemembered(t *testing.T) {
	was := os.Getenv(sizeVariable)
	defer os.Setenv(sizeVariable, was)
	r := robotOn(t, "en")
	defer settings.Set(r.settings, prefSize, 0)
	r.setSize(160)
	if got := os.Getenv(sizeVariable); got != "1.6" || r.size() != 160 {
		t.Errorf("the toolkit was told %q, remembered are %d %%", got, r.size())
	}
	var ticked []string
	r.sizeMenu(func(label string, checked bool, _ func()) {
		if checked {
			ticked = append(ticked, label)
		}
	})
	if len(ticked) != 1 || ticked[0] != "160 %" {
		t.Errorf("ticked: %v", ticked)
	}
	r.setSize(0)
	if got := os.Getenv(sizeVariable); got != systemSize {
		t.Errorf("the system's own size is %q, told was %q", systemSize, got)
	}
}
