package desktop

import (
	"slices"
	"time"

	"rehearse/journey"
	"rehearse/journey/draw"
	"rehearse/ui/settings"
)

// What is remembered between starts beside the language and the theme: how each map was looked at, and where the window
// stood. Nothing of it is in the map: two people look at one file in two ways.
const (
	prefViews  = "views"
	prefBeside = "beside" // the share of the width the board has
	prefLanes  = "no_lanes"
	prefPlace  = "place"

	viewsLimit = 40
	// viewRests is how seldom the view is written down while it moves.
	viewRests = 3 * time.Second
)

// remember writes a value down for the next start. When it cannot be written, that is said, once.
func remember[T any](w *Window, name string, value T) {
	settings.Set(w.settings, name, value)
	if err := w.settings.Fault(); err != nil && !w.toldFault {
		w.toldFault = true
		w.hand(func() { // later: the window may be built anew by what is set here
			w.toast.say(w.t("window.settings.not_written", journey.Args{"Error": err.Error()}))
		})
	}
}

// viewed is how a map was looked at last: the corner of the board in world units, and the zoom.
type viewed struct {
	Path string  `json:"path"`
	X    float64 `json:"x"`
	Y    float64 `json:"y"`
	Zoom float64 `json:"zoom"`
	// Whole is set where the whole map was fitted into the window: that is done anew.
	Whole bool `json:"whole,omitempty"`
	// Hidden are the scenarios that were not shown.
	Hidden []journey.ID `json:"hidden,omitempty"`
}

// views are those remembered, the newest first; none when the settings hold something else.
func (w *Window) views() []viewed { return settings.Get(w.settings, prefViews, []viewed(nil)) }

// keepView writes down how the open map is looked at.
func (w *Window) keepView() {
	path, c := w.shown.Path, w.machine.Camera
	if w.shown.Map == nil || path == "" || w.fitted != path || w.workshop.on || w.playback.of != nil || c.Zoom <= 0 {
		return
	}
	w.keptView = time.Now()
	list := slices.DeleteFunc(w.views(), func(v viewed) bool { return v.Path == path })
	hidden := w.view.hidden.list()
	if whole := c == w.whole; !whole || len(hidden) > 0 { // the whole of a map is fitted anew, into whatever window
		list = append([]viewed{{path, c.Origin.X, c.Origin.Y, c.Zoom, whole, hidden}}, list...)
	}
	remember(w, prefViews, list[:min(viewsLimit, len(list))])
}

// viewMoved writes the view down now and then: the program may be ended without being asked.
func (w *Window) viewMoved() {
	if time.Since(w.keptView) > viewRests {
		w.keepView()
	}
}

// lookAgain looks at a map as it was looked at last, and tells whether it did: not at one that is new, or whose drawing is
// elsewhere now.
func (w *Window) lookAgain(path string) bool {
	list := w.views()
	at := slices.IndexFunc(list, func(v viewed) bool { return v.Path == path })
	if at < 0 {
		return false
	}
	if list[at].Whole {
		return false
	}
	c := w.machine.Camera
	c.Origin, c.Zoom = draw.Point{X: list[at].X, Y: list[at].Y}, list[at].Zoom
	if !(c.Zoom > 0.01 && c.Zoom < 100) || !c.Viewport().Overlaps(w.scene.Bounds) {
		return false
	}
	w.machine.Camera = c
	return true
}

// hideAgain hides the scenarios of the open map that were hidden when it was looked at last, as far as there are such.
func (w *Window) hideAgain(path string) {
	w.view.hidden = ""
	for _, v := range w.views() {
		if v.Path != path {
			continue
		}
		for _, id := range v.Hidden {
			if w.shown.Map.Scenario(id) != nil {
				w.view.hidden = w.view.hidden.with(id, true)
			}
		}
	}
}

// keepPanels writes down how wide what stands beside the board is.
func (w *Window) keepPanels() {
	if w.beside != nil && !w.workshop.on {
		remember(w, prefBeside, w.beside.Offset)
	}
	if w.body != nil && !w.workshop.on {
		w.keepStrip()
	}
}

// place is where a window stands on the screens, in their pixels.
type place struct {
	X         int  `json:"x"`
	Y         int  `json:"y"`
	Width     int  `json:"width"`
	Height    int  `json:"height"`
	Maximized bool `json:"maximized,omitempty"`
}

// screenArea is the part of a screen that windows may use.
type screenArea struct{ x, y, width, height int }

// The least size of a window that is taken up again, and how much of its upper edge must be on a screen for a hand to reach it.
const (
	leastWidth, leastHeight = 480, 320
	leastGrip               = 120
)

// on is where a window comes to stand that stood at a place: there, if a hand can reach it on one of the screens; else on the
// first of them, no larger than it. ok is false when nothing is known.
func (p place) on(screens []screenArea) (place, bool) {
	if len(screens) == 0 || p.Width < leastWidth || p.Height < leastHeight {
		return place{}, false
	}
	for _, s := range screens {
		seen := min(p.X+p.Width, s.x+s.width) - max(p.X, s.x)
		if seen >= leastGrip && p.Y >= s.y && p.Y < s.y+s.height-leastGrip {
			return p, true
		}
	}
	s := screens[0]
	p.Width, p.Height = min(p.Width, s.width), min(p.Height, s.height)
	p.X, p.Y = s.x+(s.width-p.Width)/2, s.y+(s.height-p.Height)/2
	return p, true
}

// placeKept is where the window stood last.
func (w *Window) placeKept() place { return settings.Get(w.settings, prefPlace, place{}) }

// rememberPlace writes down where the window stands.
func (w *Window) rememberPlace(p place) {
	if before := w.placeKept(); p.Maximized && before.Width > 0 { // what it goes back to
		p.X, p.Y, p.Width, p.Height = before.X, before.Y, before.Width, before.Height
	}
	if !w.workshop.on {
		remember(w, prefPlace, p)
	}
}
