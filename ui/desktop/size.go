package desktop

import (
	"os"
	"strconv"
	"time"

	"fyne.io/fyne/v2"

	"rehearse/journey"
	"rehearse/ui/settings"
)

// interfaceSizes are the sizes of the interface that can be chosen, in percent: up to a projector seen from the last row. The
// system's own comes before them. Fyne rounds to tenths.
var interfaceSizes = []int{100, 110, 120, 140, 160, 180, 200, 250, 300}

// prefSize remembers the chosen size in percent; 0 is the system's own.
const prefSize = "size"

// sizeVariable is from where Fyne takes the size, each time it asks; it has no other door for it.
const sizeVariable = "FYNE_SCALE"

// systemSize is what the variable says when the program starts.
var systemSize = os.Getenv(sizeVariable)

// tellSize lets Fyne draw in a size from now on.
func tellSize(percent int) {
	wish := systemSize
	if percent > 0 {
		wish = strconv.FormatFloat(float64(percent)/100, 'f', -1, 64)
	}
	if err := os.Setenv(sizeVariable, wish); err != nil {
		fyne.LogError("size of the interface", err)
	}
}

// size is the chosen size of the interface in percent; 0 is the system's own.
func (w *Window) size() int { return settings.Get(w.settings, prefSize, 0) }

// setSize draws everything larger or smaller; the window keeps its place on the screen.
func (w *Window) setSize(percent int) {
	if percent == w.size() {
		return
	}
	w.closeInline()
	before, room := w.win.Canvas().Scale(), w.win.Canvas().Size()
	remember(w, prefSize, percent)
	tellSize(percent)
	w.app.Settings().SetTheme(w.look) // Fyne asks for the size again
	w.buildMenu()
	w.keepPlace(before, room, 40)
}

// keepPlace gives the window the room on the screen it had at another scale, as soon as Fyne has taken the new one: it does so a
// little later, and makes the window larger by as much.
func (w *Window) keepPlace(before float32, room fyne.Size, tries int) {
	w.after(25*time.Millisecond, func() {
		switch after := w.win.Canvas().Scale(); {
		case after != before && after > 0:
			w.win.Resize(fyne.NewSize(room.Width*before/after, room.Height*before/after))
		case tries > 0:
			w.keepPlace(before, room, tries-1)
		}
	})
}

// sizeMenu lists the sizes.
func (w *Window) sizeMenu(add func(label string, checked bool, do func())) {
	add(w.t("window.size.system", nil), w.size() == 0, func() { w.setSize(0) })
	for _, percent := range interfaceSizes {
		add(w.t("window.size.percent", journey.Args{"Percent": percent}), w.size() == percent, func() { w.setSize(percent) })
	}
}
