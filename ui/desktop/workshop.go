package desktop

import (
	"fmt"
	"math"
	"slices"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/layout"
	"fyne.io/fyne/v2/theme"

	"rehearse/journey"
	"rehearse/journey/draw"
	"rehearse/ui/desktop/hint"
	"rehearse/ui/tool"
)

// workshop is the window as a room full of people sees it: the board alone, large and with much contrast.
type workshop struct {
	on     bool
	before lookedAt
	where  *canvas.Text // persona, scenario, zoom
	spot   *spotlight
	sized  bool // another size of everything is on its way
	// after runs something later on the window's goroutine.
	after func(time.Duration, func()) func()
}

// lookedAt is how the window was looked at.
type lookedAt struct {
	camera, whole tool.Camera
	selection     []journey.Ref
	view          view
	dark          bool
	size          fyne.Size
}

// Bounds of how much larger everything is in a workshop, and the height of a screen in pixels at which it is not.
const (
	leastRoom, mostRoom = 1.25, 3
	deskHeight          = 770
)

// coarse is how many times larger than everything else the names on the board are: from the last row nobody reads those
// of a desk.
const coarse = 1.2

// roomFor is by how much everything is larger on a screen of some height: letters then take as much of it on a projector as
// on a large display.
func roomFor(height float32) float32 {
	return float32(math.Round(float64(min(mostRoom, max(leastRoom, height/deskHeight)))*20)) / 20
}

// unit is how large 100 % is, in pixels.
func (w *Window) unit() float64 { return float64(max(1, w.look.room)) }

// toggleWorkshop begins or ends a workshop.
func (w *Window) toggleWorkshop() {
	if w.workshop.on {
		w.leaveWorkshop()
		return
	}
	w.enterWorkshop()
}

// enterWorkshop leaves the board alone on the whole screen.
func (w *Window) enterWorkshop() {
	if w.workshop.on || w.shown.Map == nil {
		return
	}
	w.closeInline()
	w.inspector.Leave()
	k := &w.workshop
	k.before = lookedAt{camera: w.machine.Camera, whole: w.whole, selection: slices.Clone(w.machine.Selection()), view: w.view, dark: w.look.dark, size: w.win.Canvas().Size()}
	k.on = true
	w.win.SetFullScreen(true)
	w.setRoom(roomFor(w.win.Canvas().Size().Height))
}

// leaveWorkshop puts everything back as it was.
func (w *Window) leaveWorkshop() {
	k := &w.workshop
	if !k.on {
		return
	}
	if w.presentation.on {
		w.presentation.room = true // both end
		w.endPresentation()
		return
	}
	w.closeInline()
	k.on = false
	k.spot.hide()
	k.spot = nil
	was := k.before
	if w.look.dark != was.dark {
		remember(w, prefDark, was.dark)
	}
	w.look = look{dark: was.dark}
	w.view = was.view
	w.machine.Select(slices.DeleteFunc(was.selection, func(r journey.Ref) bool { return !w.shown.Exists(r) })...)
	w.win.SetFullScreen(false)
	w.win.Resize(was.size) // which Fyne has forgotten
	w.app.Settings().SetTheme(w.look)
	w.build()
	was.camera.Width, was.camera.Height = w.machine.Camera.Width, w.machine.Camera.Height
	w.machine.Camera, w.whole = was.camera, was.whole
	w.board.Looked()
	w.showFilter()
	w.top.showZoom()
	w.focusBoard()
}

// setRoom makes everything so many times larger than at a desk; the middle of the board stays in the middle.
func (w *Window) setRoom(room float32) {
	c := w.machine.Camera
	whole := c == w.whole
	middle, zoom := c.World(draw.Point{X: c.Width / 2, Y: c.Height / 2}), c.Zoom/w.unit()
	w.look.room = room
	w.app.Settings().SetTheme(w.look)
	w.build()
	c = w.machine.Camera
	c.Zoom = zoom * w.unit()
	c = c.CenterOn(middle)
	if whole {
		c = c.Fit(w.scene.Bounds, 12, w.unit())
		w.whole = c
	}
	w.machine.Camera = c
	w.board.Looked()
	w.top.showZoom()
	w.focusBoard()
}

// followRoom follows the size of the screen: it comes some frames after the wish for the whole of it.
func (w *Window) followRoom() {
	k := &w.workshop
	if !k.on || k.sized || w.look.room == 0 || roomFor(w.win.Canvas().Size().Height) == w.look.room {
		return
	}
	k.sized = true
	k.after(frame, func() {
		k.sized = false
		if room := roomFor(w.win.Canvas().Size().Height); k.on && room != w.look.room {
			w.setRoom(room)
		}
	})
}

// buildWorkshop makes the content of the window for a room.
func (w *Window) buildWorkshop() {
	k := &w.workshop
	w.board.Coarsen(coarse * w.unit())
	k.spot = newSpotlight(w)
	k.where = canvas.NewText("", theme.Color(theme.ColorNameForeground))
	k.where.TextSize = theme.CaptionTextSize()
	how := canvas.NewText(w.t("room.how", nil), theme.Color(theme.ColorNamePlaceHolder))
	how.TextSize = theme.CaptionTextSize()
	leave := hint.NewButton(theme.ViewRestoreIcon(), w.hintOf("workshop"), w.leaveWorkshop)
	strip := container.New(layout.NewCustomPaddedLayout(0, 0, 10, 6), container.NewBorder(nil, nil, container.NewCenter(how), leave, container.New(rightMiddle{}, k.where)))
	below := fyne.CanvasObject(container.NewVBox(separator(), strip))
	over := container.NewStack(w.board, w.empty, w.above, w.lower)
	var blank fyne.CanvasObject = gap(0)
	if w.presentation.on {
		w.newSheet()
		below, over = nil, container.NewStack(w.board, w.presentation.sheet, w.above, w.lower)
		blank = w.presentation.blank
	}
	w.win.SetMainMenu(nil)
	w.win.SetContent(container.NewStack(
		container.NewBorder(container.NewVBox(w.eyes.banner, w.playback.bar.Object), below, nil, w.right, w.region(over)),
		k.spot.object, w.cover, w.ghost, blank,
	))
	w.fill()
	w.placeSlide()
	w.showWhere()
}

// rightMiddle puts its object at the right, in the middle of the height.
type rightMiddle struct{}

// Layout is part of fyne.Layout.
func (rightMiddle) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	for _, o := range objects {
		least := o.MinSize()
		o.Resize(least)
		o.Move(fyne.NewPos(size.Width-least.Width, (size.Height-least.Height)/2))
	}
}

// MinSize is part of fyne.Layout: what has no room is not shown.
func (rightMiddle) MinSize([]fyne.CanvasObject) fyne.Size { return fyne.NewSize(0, 10) }

// showWhere says in the strip of a workshop whose eyes one looks through, at which scenario, how near.
func (w *Window) showWhere() {
	k := &w.workshop
	if !k.on || k.where == nil || w.shown.Map == nil {
		return
	}
	m, scenario := w.shown.Map, w.view.filter.Scenario
	if list := w.machine.Selection(); scenario == "" && len(list) == 1 {
		switch list[0].Kind {
		case journey.KindScenario:
			scenario = list[0].ID
		case journey.KindStep:
			if s := m.Step(list[0].ID); s != nil {
				scenario = s.Scenario
			}
		}
	}
	who, what := w.t("room.everybody", nil), w.t("room.whole_map", nil)
	for _, id := range []journey.ID{w.view.filter.Persona, w.view.eyes} {
		if p := m.Persona(id); p != nil {
			who = p.Name
		}
	}
	if s := m.Scenario(scenario); s != nil {
		what = s.Name
	}
	words := fmt.Sprintf("%s  ·  %s  ·  %.0f %%", who, what, w.machine.Camera.Zoom/w.unit()*100)
	if k.where.Text != words {
		k.where.Text = words
		k.where.Refresh()
	}
}
